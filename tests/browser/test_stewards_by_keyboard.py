"""What stewards do, by keyboard alone: a file is loaded and mended, a definition is written, proposed and
published. What has the focus is found by the name that a screen reader says.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from data.accounts import accounts
from data.passports import DEFAULT_PROGRAMME
from tests.browser.conftest import until, wait_for_page
from tests.browser.test_keyboard import go, skip
from tests.dashboard.stewarding_world import PHRASE
from tests.sample_programme import SampleProgramme

pytestmark = pytest.mark.browser
LONG = 120_000
ROWS = """\
number,date,district,request,topic,people
march-1,2014-03-05,north,consulting,registration,2
march-2,31.02.2014,south,consulting,registration,1
"""


@pytest.fixture
def world(sqlite_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(sqlite_url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define(
                "visits",
                kind="count",
                measure="consultations",
                name={"ru": "Визиты", "en": "Visits"},
            )
            world.record("consultations", "2014-03-05", "north", request="copying")
            world.cover("consultations", "2014")
            world.target("visits", "2014", 3)
        with world.database.writing("test") as session:
            for name in ("anna", "vera"):
                accounts.add(session, name, PHRASE, role="publisher")
        yield world


@pytest.fixture
def enter(address: str, new_context: Callable[..., BrowserContext]) -> Callable[[str, str], Page]:
    """A browser of somebody's own, signed in without a touch of the mouse."""

    def signed_in(name: str, path: str) -> Page:
        page = new_context().new_page()
        page.goto(f"{address}/login?next={path}&lang=en")
        go(page, "^Your name")
        page.keyboard.type(name)
        go(page, "^Password")
        page.keyboard.type(PHRASE)
        with page.expect_navigation(timeout=LONG):
            page.keyboard.press("Enter")
        return wait_for_page(page)

    return signed_in


def press(page: Page, name: str) -> None:
    """Go to a link or button and press it; a page follows."""
    go(page, name)
    with page.expect_navigation(timeout=LONG):
        page.keyboard.press("Enter")


def write(page: Page, name: str, text: str) -> None:
    """Go to a field and write into it, in place of what stands there."""
    go(page, name)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_a_file_is_loaded(enter: Callable[[str, str], Page], tmp_path: Path) -> None:
    file = tmp_path / "march.csv"
    file.write_text(ROWS, encoding="utf-8")
    page = enter("anna", "/steward/imports")
    # from the beginning: told at the last moment, a busy browser opens a dialog of its own
    page.on("filechooser", lambda chooser: chooser.set_files(file))
    skip(page)
    go(page, "^File: CSV")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#file').files.length === 1")
    go(page, "^What is in it")
    page.keyboard.type("Consult")
    write(page, "^Which period it reports", "none")
    press(page, "^Send and check")
    expect(page.get_by_text("1 problem in 1 row")).to_be_visible(timeout=LONG)
    write(page, "^date$", "2014-03-06")
    press(page, "^Check again")
    expect(page.get_by_text("numbers would change")).to_be_visible(timeout=LONG)
    write(page, "^Why", "The March report")
    press(page, "^Load$")
    expect(page.get_by_role("heading", name=re.compile(r"Import \d+"))).to_be_visible(timeout=LONG)
    page.goto(page.url.partition("/steward")[0] + "/indicator/visits?years=2014&lang=en")
    expect(wait_for_page(page).locator("#indicator-now")).to_contain_text("3")


def test_a_definition_is_written_proposed_and_published(
    enter: Callable[[str, str], Page],
) -> None:
    anna = enter("anna", "/steward/definitions")
    skip(anna)
    press(anna, "^Visits")
    press(anna, "^Write a change")
    write(anna, "^Name in English", "Requests")
    press(anna, "^See the effect")
    write(anna, "^Why", "As the order calls them")
    press(anna, "^Propose")
    expect(anna.get_by_role("main")).to_contain_text("As the order calls them")
    vera = enter("vera", "/steward/definitions")
    skip(vera)
    press(vera, "proposed")
    press(vera, "^Publish")
    expect(vera.get_by_role("heading", name=re.compile(r"Revision \d+"))).to_be_visible()
    vera.goto(vera.url.partition("/steward")[0] + "/indicator/visits?years=2014&lang=en")
    expect(wait_for_page(vera).get_by_role("heading", level=1)).to_contain_text("Requests")
