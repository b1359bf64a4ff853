"""A steward's journey: three bad rows are mended in the table, loaded, seen in the receipt, and
undone to the byte.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from data.accounts import accounts
from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from tests.browser.conftest import wait_for_page, width_beyond

PHRASE = "correct horse battery"
NAME = "Nadezhda, who uploads"
PATIENCE = 120_000
ROWS = (
    "number,date,district,request,topic,people",
    "upload-1,2020-03-05,central,consulting,registration,2",
    "upload-2,31.02.2020,kirovsky,consulting,registration,1",
    "upload-3,2020-03-07,central,consulting,registration,many",
    "upload-4,2020-03-09,westend,consulting,registration,1",
)
pytestmark = pytest.mark.browser


@pytest.fixture
def steward(live: str, shipped_url: str, page: Page) -> Page:
    """A browser in which a steward has opened the imports."""
    database = Database(shipped_url)
    with database.writing("test") as session:
        if not any(account.name == NAME for account in accounts.listed(session)):
            accounts.add(session, NAME, PHRASE)
    database.dispose()
    page.goto(f"{live}/login?next=/steward/imports&lang=en")
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Password").fill(PHRASE)
    page.get_by_role("main").get_by_role("button").click()
    return wait_for_page(page)


def test_bad_rows_are_mended_loaded_and_undone_to_the_byte(
    steward: Page, itog: Callable[..., Any], tmp_path: Path
) -> None:
    page = steward
    before = values(itog)
    file = tmp_path / "march.csv"
    file.write_text("\n".join(ROWS), encoding="utf-8")
    page.get_by_label("File: CSV, XLSX or GeoJSON").set_input_files(file)
    page.get_by_label("What is in it").select_option("consultations")
    page.get_by_label("Which period it reports in full").fill("none")
    page.get_by_role("button", name="Send and check").click()
    expect(page.get_by_text("3 problems in 3 rows")).to_be_visible(timeout=PATIENCE)
    page.set_viewport_size({"width": 390, "height": 844})
    assert width_beyond(page) <= 0
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_label("date", exact=True).first.fill("29.02.2020")
    page.locator("[name=cell-4-5]").fill("3")
    page.locator("[name=cell-5-2]").fill("kirovsky")
    page.get_by_role("button", name="Check again").first.click()
    expect(page.get_by_text("numbers would change")).to_be_visible(timeout=PATIENCE)
    assert values(itog) == before
    page.get_by_label("Why (kept for ever)").fill("The March report")
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile(r"Import \d+"))).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.get_by_text("The March report")).to_be_visible()
    expect(page.get_by_text(re.compile(r"\d+ numbers changed on \d+ screens"))).to_be_visible()
    assert values(itog) != before
    page.get_by_role("button", name="Undo this import…").click()
    expect(page.get_by_text("numbers would change")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Why (kept for ever)").fill("It was the wrong month")
    page.get_by_role("button", name="Undo the import", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile(r"Revision \d+"))).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.get_by_text("It was the wrong month")).to_be_visible()
    assert values(itog) == before


def drop(page: Page, name: str) -> None:
    """What a browser tells a page when a file is dropped on its form."""
    place = page.locator("[data-drop]")
    carried = page.evaluate_handle(
        "(name) => { const all = new DataTransfer(); all.items.add(new File(['number'], name)); return all; }",
        name,
    )
    place.dispatch_event("dragover", {"dataTransfer": carried})
    expect(place).to_have_class(re.compile("--over"))
    place.dispatch_event("drop", {"dataTransfer": carried})
    expect(place).not_to_have_class(re.compile("--over"))


def test_a_dropped_file_is_chosen_and_one_too_large_is_not_sent(steward: Page) -> None:
    page = steward
    chosen, wrong = (
        page.get_by_label("File: CSV, XLSX or GeoJSON"),
        page.locator("[data-drop] [data-wrong]"),
    )
    drop(page, "march.csv")
    assert chosen.evaluate("(field) => [...field.files].map((file) => file.name)") == ["march.csv"]
    expect(wrong).to_be_hidden()
    page.locator("[data-drop]").evaluate("(place) => { place.dataset.limit = '0.000001'; }")
    drop(page, "april.csv")
    expect(wrong).to_contain_text("This file is larger than")
    page.get_by_role("button", name="Send and check").click()
    assert not chosen.evaluate("(field) => field.validity.valid")
    expect(page).to_have_url(re.compile(r"/steward/imports(\?|$)"))


def test_a_preview_fits_a_screen_and_loading_is_always_in_sight(
    steward: Page, tmp_path: Path
) -> None:
    page = steward
    districts = ("central", "kirovsky", "industrialny", "zheleznodorozhny", "krasnoflotsky")
    places = [(year, district) for year in range(2014, 2021) for district in districts]
    rows = [
        f"many-{year}-{district},{year}-03-05,{district},consulting,law,2"
        for year, district in places
    ]
    file = tmp_path / "many.csv"
    file.write_text("\n".join((ROWS[0], *rows)), encoding="utf-8")
    page.get_by_label("File: CSV, XLSX or GeoJSON").set_input_files(file)
    page.get_by_label("What is in it").select_option("consultations")
    page.get_by_label("Which period it reports in full").fill("none")
    page.get_by_role("button", name="Send and check").click()
    load = page.get_by_role("button", name="Load", exact=True)
    expect(load).to_be_visible(timeout=PATIENCE)
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert width_beyond(page) <= 0
        for place in (0, 0.5, 1):
            page.evaluate(
                "(place) => window.scrollTo(0, place * document.documentElement.scrollHeight)",
                place,
            )
            expect(load).to_be_in_viewport(ratio=1)
        page.evaluate("window.scrollTo(0, 0)")
    page.set_viewport_size({"width": 1440, "height": 900})
    numbers, bar = (
        page.locator(".changed").bounding_box(),
        page.locator(".upload__bar").bounding_box(),
    )
    assert numbers
    assert bar
    assert numbers["y"] + numbers["height"] <= bar["y"], (
        "what would change is seen whole above the bar"
    )
    assert page.locator(".changed table:visible").count() == 0, "nothing is unfolded yet"
    page.locator(".changed__indicator > summary").first.click()
    assert page.locator(".changed table:visible").count() == 1, "the whole territory first"
    page.get_by_role("button", name="Remove the file").click()


def test_a_wrong_word_is_chosen_from_the_list_and_replaced_in_all_rows(
    steward: Page, tmp_path: Path
) -> None:
    page = steward
    rows = [f"such-{at},2020-03-0{at},northend,consulting,law,1" for at in range(1, 6)]
    file = tmp_path / "such.csv"
    file.write_text("\n".join((ROWS[0], *rows)), encoding="utf-8")
    page.get_by_label("File: CSV, XLSX or GeoJSON").set_input_files(file)
    page.get_by_label("What is in it").select_option("consultations")
    page.get_by_label("Which period it reports in full").fill("none")
    page.get_by_role("button", name="Send and check").click()
    tick = page.get_by_label(re.compile(r"Replace in all such cells \(5\)"))
    expect(tick).to_be_visible(timeout=PATIENCE)
    cell = page.locator("[name=cell-2-2]")
    offered = cell.evaluate("(cell) => [...cell.list.options].map((option) => option.value)")
    assert "Central district" in offered
    for width, height in ((390, 844), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        assert width_beyond(page) <= 0
    cell.fill("Central district")
    tick.check()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    page.reload()
    expect(tick).to_be_checked()
    expect(cell).to_have_value("Central district")
    page.get_by_role("button", name="Check again").first.click()
    note = "“northend” was replaced by “Central district” in 5 rows (numbers 2–6)."
    expect(page.get_by_text(note)).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Remove the file").click()


def values(itog: Callable[..., Any]) -> str:
    """What ``itog values`` prints, but for the revision that it was asked at."""
    answer = itog("values", "--programme", DEFAULT_PROGRAMME, "--by", "district,year")
    return json.dumps([{**row, "revision": None} for row in answer["rows"]])


@pytest.mark.parametrize(
    ("address", "table"), [("/steward/records", ".data-table"), ("/steward/targets", ".grid")]
)
def test_a_wide_table_of_the_rooms_says_on_which_side_it_goes_on(
    steward: Page, address: str, table: str
) -> None:
    page = steward
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{page.url.split('/steward')[0]}{address}")
    frame = page.locator(f".table-frame:has({table})")
    expect(frame).to_have_attribute("data-more", "end")
    assert frame.evaluate("(frame) => getComputedStyle(frame, '::after').display") == "flex"
    frame.locator(".table-scroll").evaluate("(scroll) => { scroll.scrollLeft = 9999; }")
    expect(frame).to_have_attribute("data-more", "start")
    assert width_beyond(page) <= 0


def test_a_table_that_fits_a_desk_fits_a_larger_screen(steward: Page) -> None:
    page = steward
    for width, height in ((1440, 900), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{page.url.split('/steward')[0]}/steward/records")
        expect(page.locator(".table-frame:has(.data-table)")).to_have_attribute("data-more", "")
