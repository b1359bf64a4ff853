"""A kind of records that nobody has foreseen, from an empty form to a slide: described, loaded with
three faults that are mended, counted, drawn and presented, without a line of program.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from data.accounts import accounts
from data.imports.registry import adopt
from data.passports import DEFAULT_PROGRAMME
from tests.browser.conftest import wait_for_page, width_beyond
from tests.browser.deck_editor import DeckEditor
from tests.console_guard import ConsoleGuard
from tests.dashboard.stewarding_world import PHRASE
from tests.sample_programme import SampleProgramme

pytestmark = pytest.mark.browser
LONG = 120_000
KIND = {
    "ru": "Ремонт дворов", "en": "Repairs of yards", "code": "repairs",
    "c-ru-1": "Дворов", "c-en-1": "Yards", "c-ru-2": "Стоимость", "c-en-2": "Cost",
    "r-must-1": "yards <= 20", "r-column-1": "yards", "r-ru-1": "Дворов слишком много", "r-en-1": "Too many yards",
    "r-remedy_ru-1": "Разделите запись", "r-remedy_en-1": "Divide the record",
}  # fmt: skip
ROWS = """\
number,date,district,yards,cost,organisation
y1,2014-03-05,north,2,100,N1
y2,2014-04-05,south,many,300,N1
y3,2014-05-05,north,30,500,N2
y4,31.02.2015,south,4,70.50,N2
y5,2015-06-05,south,5,90,
"""
DEFINITIONS = {
    "usual": ("median", {"measure": "repairs", "amount": "cost"}),
    "of_north": ("count", {"measure": "repairs", "filter.organisation_district": "north"}),
    "yearly": ("sum", {"measure": "repairs", "amount": "yards", "window.months": "12"}),
    "dear": ("formula", {"formula": "if(of_north > 1, usual, 0)"}),
}


@pytest.fixture
def world(sqlite_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(sqlite_url, code=DEFAULT_PROGRAMME) as world:
        for number, district in (("N1", "north"), ("N2", "south")):
            world.organisation(f"Builders {number}", number=number, district=district)
        with world.database.writing("test") as session:
            for name in ("pavel", "vera"):
                accounts.add(session, name, PHRASE, role="publisher")
        yield world
    adopt({})


def entered(address: str, page: Page, name: str) -> Page:
    page.goto(f"{address}/login?next=/steward/kinds&lang=en")
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(PHRASE)
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kinds of records")
    return page


def describe(page: Page) -> None:
    """The kind, in its form."""
    page.get_by_role("link", name="Add a kind of records").click()
    for name, text in KIND.items():
        page.locator(f"[name='{name}']").fill(text)
    page.locator("[name=c-type-1]").select_option("whole")
    page.locator("[name=c-type-2]").select_option("money")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="The kind is sound")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert width_beyond(page) <= 0
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_label("Why (kept for ever)").fill("Order 7")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name=re.compile(r"Revision \d+"))).to_be_visible()


def load(address: str, page: Page, file: Path) -> None:
    """The file, whose faults are mended in the table."""
    file.write_text(ROWS, encoding="utf-8")
    page.goto(f"{address}/steward/imports?lang=en")
    page.get_by_label("File: CSV, XLSX or GeoJSON").set_input_files(file)
    page.get_by_label("What is in it").select_option("repairs")
    page.get_by_label("Which period it reports in full").fill("2014..2016")
    page.get_by_role("button", name="Send and check").click()
    expect(page.get_by_text("3 problems in 3 rows")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("main")).to_contain_text("Too many yards")
    for cell, text in (("cell-3-3", "4"), ("cell-4-3", "3"), ("cell-5-1", "28.02.2015")):
        page.locator(f"[name={cell}]").fill(text)
    page.get_by_role("button", name="Check again").first.click()
    page.get_by_label("Why (kept for ever)").fill("The reports of the departments", timeout=LONG)
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile(r"Import \d+"))).to_be_visible(timeout=LONG)


def fill(page: Page, name: str, text: str) -> None:
    """One field of a definition's form, whatever control it is."""
    box = page.locator(f"main input[type=checkbox][name='{name}'][value='{text}']")
    field = page.locator(f"main [name='{name}']").or_(box).first
    # which amounts and attributes there are depends on the measure: the form is drawn anew
    expect(field).to_be_attached()
    if box.count():
        # further conditions are folded away
        box.evaluate(
            "(node) => { const folded = node.closest('details'); if (folded) folded.open = true; }"
        )
        box.check()
    elif field.evaluate("(node) => node.tagName") == "SELECT":
        expect(field.locator(f"option[value='{text}']")).to_be_attached()
        field.select_option(text)
    else:
        field.fill(text)


def define(address: str, page: Page, code: str, kind: str, fields: dict[str, str]) -> str:
    """A definition, written in its form and proposed; the address of its draft."""
    page.goto(f"{address}/steward/definitions/new?lang=en")
    names = {"code": code, "name.ru": f"Показатель {code}", "name.en": f"Indicator {code}",
             "unit.ru": "ед.", "unit.en": "units"}  # fmt: skip
    for name, text in names.items():
        page.locator(f"[name='{name}']").fill(text)
    page.locator("[name=kind]").select_option(kind)
    page.get_by_role("button", name="Begin").click()
    for name, text in fields.items():
        fill(page, name, text)
    draft = page.url.partition("?")[0]
    page.get_by_role("button", name="See the effect").click()
    page.get_by_label("Why (kept for ever)").fill("The council asks")
    page.get_by_role("button", name="Propose for publication").click()
    expect(page.get_by_role("main")).to_contain_text("The council asks")
    return draft


def publish(page: Page, draft: str) -> None:
    page.goto(f"{draft}/effect?lang=en")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name=re.compile(r"Revision \d+"))).to_be_visible()


def test_a_kind_is_described_loaded_counted_drawn_and_presented(
    address: str,
    world: SampleProgramme,
    page: Page,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
    console_guard: ConsoleGuard,
) -> None:
    console_guard.allow("status of 400")
    pavel = entered(address, page, "pavel")
    describe(pavel)
    load(address, pavel, tmp_path / "repairs.csv")
    vera = entered(address, new_context().new_page(), "vera")
    for code, (kind, fields) in DEFINITIONS.items():
        publish(vera, define(address, pavel, code, kind, fields))

    # 2014: 2, 4 and 3 yards for 100, 300 and 500, two of them by builders of the north; 2015: 4 and
    # 5 yards for 70.50 and 90, none by those
    question = f"programme={DEFAULT_PROGRAMME}&years=2014..2015"
    rows = pavel.request.get(f"{address}/api/v1/values?{question}").json()["rows"]
    assert {(row["indicator"], row["period"]): float(row["value"]) for row in rows} == {
        ("usual", "2014"): 300, ("usual", "2015"): 80.25, ("of_north", "2014"): 2, ("of_north", "2015"): 0,
        ("yearly", "2014"): 9, ("yearly", "2015"): 9, ("dear", "2014"): 300, ("dear", "2015"): 0,
    }  # fmt: skip
    pavel.goto(f"{address}/indicator/yearly?years=2014..2015&lang=en")
    expect(wait_for_page(pavel).locator(".chart .main-svg").first).to_be_visible()
    expect(pavel.get_by_role("main")).to_contain_text("north")

    pavel.goto(f"{address}/council?lang=en")
    editor = DeckEditor(wait_for_page(pavel))
    editor.begin()
    pavel.get_by_label("Title", exact=True).fill("Yards of the town")
    editor.look()
    pavel.get_by_role("button", name="Save", exact=True).click()
    expect(pavel).to_have_title("Deck “Yards of the town” – Itog")
    deck = pavel.url.partition("?")[0].rpartition("/")[2]
    pavel.goto(f"{address}/indicator/yearly?years=2014..2015&lang=en")
    wait_for_page(pavel).get_by_role("link", name="Add to a slide").click()
    pavel.get_by_label("Deck", exact=True).select_option(label="Yards of the town")
    pavel.get_by_role("button", name="Add to the deck").click()
    slides = pavel.locator(".slide-form").count()
    pavel.goto(f"{address}/present/{deck}?lang=en#{slides}")
    expect(pavel.locator(".slide--shown")).to_contain_text("Indicator yearly")
