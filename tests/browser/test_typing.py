"""A steward types: a block from Excel into the plans, a mistake marked and mended; a record
corrected with a reason.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from data.database.closing import close_year
from data.database.database import Database
from tests.browser.conftest import at_an_address, wait_for_page, width_beyond
from tests.dashboard.stewarding_world import PHRASE, changeable

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def room(
    tmp_path_factory, serving: Callable[[Database], AbstractContextManager[Flask]]
) -> Iterator[str]:
    """The address of a server over a town that may be changed, but for 2016, which is closed."""
    folder: Path = tmp_path_factory.mktemp("typing")
    with (
        changeable(folder) as world,
        serving(world.database) as application,
        at_an_address(application) as running,
    ):
        with world.revision("close", author="pavel", reason="approved") as change:
            close_year(change, world.programme_id, 2016)
        yield running.address


def sign_in(room: str, page: Page, name: str) -> Page:
    page.goto(f"{room}/login?next=/steward/records&lang=en")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password").fill(PHRASE)
    page.get_by_role("main").get_by_role("button").click()
    return wait_for_page(page)


@pytest.fixture
def anna(room: str, page: Page) -> Page:
    return sign_in(room, page, "anna")


@pytest.fixture
def pavel(room: str, page: Page) -> Page:
    return sign_in(room, page, "pavel")


def paste(page: Page, text: str) -> None:
    """What Ctrl+V does with what Excel has copied."""
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def test_a_block_from_excel_is_pasted_mended_and_saved(
    room: str, anna: Page, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=room)
    page = anna
    page.goto(f"{room}/steward/targets?lang=en")
    first = page.get_by_label("awarded, 2014")
    first.click()
    paste(page, "1\u00a0200\tmany\r\n7\t8\r\n")
    wrong = page.get_by_label("awarded, 2015")
    expect(wrong).to_have_value("many")
    expect(page.locator("td[data-wrong]")).to_contain_text("many")
    expect(page.get_by_role("status")).to_have_text("4 cells changed, 1 to be mended")
    wrong.click()
    page.keyboard.type("1300")
    page.keyboard.press("Enter")
    expect(page.get_by_label("law, 2015")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("law, 2015")).to_have_value("")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_label("law, 2014")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("3 cells changed")
    expect(page.locator("td[data-wrong]")).to_have_count(0)
    page.get_by_label("Why (kept for ever)").fill("The new act")
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_role("main")).to_contain_text("The new act")
    expect(page.get_by_role("main")).to_contain_text("numbers changed")
    page.goto(f"{room}/steward/targets?lang=en")
    expect(page.get_by_label("awarded, 2014")).to_have_value("1\u00a0200")


def test_a_pasted_block_is_taken_back_by_one_press_and_later_typing_stays(
    room: str, anna: Page, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=room)
    page = anna
    page.goto(f"{room}/steward/targets?lang=en")
    first, beside, below = (
        page.get_by_label(f"{name}, 2014") for name in ("law", "visits", "awarded")
    )
    stood = [cell.input_value() for cell in (first, beside, below)]
    below.click()
    page.keyboard.type("8")
    below.blur()
    first.click()
    paste(page, "5\t6\r\n7\t9\r\n")
    expect(first).to_have_value("5")
    page.get_by_label("law, 2015").fill("66")
    first.click()
    page.keyboard.press("Control+Z")
    expect(first).to_have_value(stood[0])
    expect(page.get_by_label("law, 2015")).to_have_value("66")
    expect(below).to_have_value("8")
    expect(page.locator("td[data-changed]")).to_have_count(2)


def clip(page: Page) -> str:
    """What Ctrl+C has copied."""
    page.keyboard.press("Control+C")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_block_is_marked_copied_filled_and_emptied_like_a_spreadsheet(
    room: str, anna: Page, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=room)
    page = anna
    page.goto(f"{room}/steward/sheet?kind=consultations&column=date,district,people&lang=en")
    first, beside, below = (page.locator(".grid__cell").nth(at) for at in (1, 2, 5))
    first.click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("td[data-block]")).to_have_count(4)
    expect(first).to_be_focused()
    stood = clip(page)
    assert [line.split("\t") for line in stood.split("\n")] == [
        [page.locator(".grid__cell").nth(at).input_value() for at in pair]
        for pair in ((1, 2), (5, 6))
    ]
    page.keyboard.press("Delete")
    assert {cell.input_value() for cell in (first, beside, below)} == {""}
    page.keyboard.press("Control+Z")
    page.keyboard.press("Escape")
    expect(page.locator("td[data-block]")).to_have_count(0)
    assert clip(page) == stood.split("\t")[0]
    page.keyboard.press("F2")
    page.keyboard.press("ArrowLeft")
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    expect(beside).to_be_focused()
    page.locator(".grid__cell").nth(3).hover()
    page.mouse.down()
    page.locator(".grid__cell").nth(7).hover()
    page.mouse.up()
    expect(page.locator("td[data-block]")).to_have_count(2)
    paste(page, "4")
    assert {page.locator(".grid__cell").nth(at).input_value() for at in (3, 7)} == {"4"}
    first.click()
    paste(page, 'one\t"a ""b""\nc"\r\n')
    expect(beside).to_have_value('a "b"\nc'.replace("\n", ""))


def test_cells_of_a_list_and_its_ticked_rows_are_copied(
    room: str, anna: Page, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=room)
    page = anna
    page.goto(f"{room}/steward/records?kind=consultations&column=date,district&lang=en")
    line = page.locator("[data-list] tbody tr").first
    line.get_by_role("checkbox").check()
    name = line.get_by_role("rowheader").get_by_role("link").first
    texts = [name.inner_text(), *line.locator("td").all_inner_texts()[1:]]
    assert clip(page) == "\t".join(texts)
    line.locator("td").nth(1).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("[data-block]")).to_have_count(2)
    second = page.locator("[data-list] tbody tr").nth(1).locator("td").last.inner_text()
    assert clip(page) == f"{texts[-1]}\n{second}"


def test_a_record_is_found_corrected_and_its_page_says_so(room: str, anna: Page) -> None:
    page = anna
    page.get_by_label("Period").fill("2015")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("rowheader").get_by_role("link").first.click()
    expect(page.locator("#missed")).to_contain_text("counted are: Legal matters")
    page.get_by_label("Topic").select_option(label="Legal matters")
    page.get_by_label("Why (kept for ever)").first.fill("It was about the law")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("It was about the law")
    page.goto(f"{room}/steward/records?kind=consultations&period=2015&lang=en")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    expect(page.locator("#counted")).to_contain_text("law")
    expect(page.locator("#history")).to_contain_text("Topic: empty → Legal matters")
    page.set_viewport_size({"width": 390, "height": 844})
    assert width_beyond(page) <= 0


def test_a_closed_year_is_passed_over_by_keys_and_by_what_is_pasted(
    room: str, anna: Page, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=room)
    page = anna
    page.goto(f"{room}/steward/targets?lang=en")
    closed, open_ = page.get_by_label("law, 2016, closed"), page.get_by_label("law, 2015")
    closed.click()
    page.keyboard.type("7")
    expect(closed).to_have_value("")
    page.keyboard.press("ArrowLeft")
    expect(open_).to_be_focused()
    paste(page, "3\t4\r\n")
    expect(open_).to_have_value("3")
    expect(closed).to_have_value("")
    open_.press("Escape")


def test_a_date_of_a_closed_year_takes_a_stewards_button_while_it_is_typed(
    room: str, anna: Page
) -> None:
    page = anna
    page.goto(f"{room}/steward/records/consultations/new?lang=en")
    note = page.get_by_text("The year 2016 is closed (pavel")
    save = page.get_by_role("button", name="Save", exact=True)
    expect(note).to_be_hidden()
    page.get_by_label("Date").press_sequentially("05.03.2016")
    expect(note).to_be_visible()
    expect(save).to_be_hidden()
    page.get_by_label("Date").fill("05.03.2015")
    expect(note).to_be_hidden()
    expect(save).to_be_visible()
    expect(page.locator("[name=closed_year]")).to_have_count(0)


def test_a_date_of_a_closed_year_brings_a_publishers_tick_while_it_is_typed(
    room: str, pavel: Page
) -> None:
    page = pavel
    page.goto(f"{room}/steward/records/consultations/new?lang=en")
    tick = page.get_by_label("I change a closed year")
    expect(tick).to_be_hidden()
    page.get_by_label("Date").press_sequentially("05.03.2015")
    expect(tick).to_be_hidden()
    page.get_by_label("Date").fill("05.03.2016")
    tick.check()
    page.get_by_label("Kind of request").select_option("consulting")
    page.get_by_label("Why (kept for ever)").fill("Found late")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("numbers changed")
