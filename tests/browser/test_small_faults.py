"""Forms and tables that leave nothing alone on a row and nothing empty on a telephone."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from data.accounts import accounts
from data.database.database import Database
from tests.browser.conftest import at_an_address, wait_for_page, width_beyond
from tests.sample_programme import SampleProgramme

PHRASE = "correct horse battery"
pytestmark = pytest.mark.browser
Opened = Callable[[str], Page]
ROOM = "(fields) => fields.map((field) => { const box = field.getBoundingClientRect(); return [box.top, box.width]; })"


@pytest.fixture
def room(
    sqlite_url: str, serving: Callable[[Database], AbstractContextManager[Flask]]
) -> Iterator[str]:
    """The address of a server over a town with a publisher."""
    with SampleProgramme(sqlite_url, code="khabarovsk-2014-2020") as world:
        with world.database.writing("accounts") as session:
            accounts.add(session, "pavel", PHRASE, role="publisher")
        with serving(world.database) as application, at_an_address(application) as running:
            yield running.address


@pytest.mark.parametrize("width", [1440, 1920])
def test_both_days_of_the_audit_search_stand_side_by_side(
    room: str, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{room}/login?next=/steward/audit&lang=ru")
    page.locator("[name=name]").fill("pavel")
    page.locator("[name=password]").fill(PHRASE)
    page.get_by_role("main").get_by_role("button").click()
    wait_for_page(page)
    since, until = page.locator(".audit__search [type=date]").evaluate_all(ROOM)
    assert since[0] == until[0]
    assert until[1] < 300
    page.set_viewport_size({"width": 390, "height": 844})
    assert width_beyond(page) <= 0


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_stands_at_the_top_stands_in_two_rows(room: str, page: Page, language: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{room}/login?next=/about&lang={language}")
    page.locator("[name=name]").fill("pavel")
    page.locator("[name=password]").fill(PHRASE)
    page.get_by_role("main").get_by_role("button").click()
    wait_for_page(page)
    middle = (
        "(part) => { const box = part.getBoundingClientRect(); return box.top + box.height / 2; }"
    )
    rows = [page.locator(each).evaluate(middle) for each in (".brand", ".topbar__tools")]
    assert abs(rows[0] - rows[1]) < 4
    heights = page.locator(".nav-main a").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().top)"
    )
    assert len(set(heights)) == 1
    assert min(heights) > max(rows)


def test_a_version_stands_as_a_card_on_a_telephone(opened: Opened, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened("/indicator/consultations?lang=ru")
    table = page.locator("#passport .data-table")
    expect(table.locator("thead")).to_be_hidden()
    expect(table.get_by_role("cell", name="число записей")).to_be_visible()
    # its four parts below one another, and nothing empty between them
    assert table.evaluate("(table) => table.offsetHeight") < 200
    assert table.evaluate("(table) => table.scrollWidth - table.clientWidth") <= 0
    assert (
        table.locator("[data-head]")
        .first.evaluate("(cell) => getComputedStyle(cell, '::before').content")
        .startswith('"Годы')
    )
