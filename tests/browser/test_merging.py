"""A steward merges two organisations that are one, sees the effect first and the receipt after, and
takes it back.
"""

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


@pytest.fixture
def room(
    sqlite_url: str, serving: Callable[[Database], AbstractContextManager[Flask]]
) -> Iterator[str]:
    """The address of a server over a town in which one organisation has two names."""
    with SampleProgramme(sqlite_url, code="khabarovsk-2014-2020") as world:
        with world.revision():
            world.define("asking", kind="distinct", measure="consultations", of="organisation")
            for number, name in (("1", "АНО «Мост»"), ("2", "Мост")):
                identity = world.organisation(name, number=number)
                world.record("consultations", "2014-03-05", "north", organisation_id=identity)
            world.cover("consultations", "2014")
        with world.database.writing("accounts") as session:
            accounts.add(session, "anna", PHRASE)
        with serving(world.database) as application, at_an_address(application) as running:
            yield running.address


def changed(page: Page) -> list[str]:
    """The numbers of the whole territory, old and new."""
    row = page.get_by_role("row").filter(has_text="asking").filter(has_text="Whole territory").first
    return row.locator("td.number").all_inner_texts()


def test_two_that_are_one_are_merged_and_taken_apart_again(room: str, page: Page) -> None:
    page.goto(f"{room}/login?next=/steward&lang=en")
    page.get_by_label("Your name").fill("anna")
    page.get_by_label("Password").fill(PHRASE)
    page.get_by_role("main").get_by_role("button").click()
    wait_for_page(page).get_by_role("link", name="1 pair of organisations may be one").click()
    page.get_by_role("link", name="What would change").click()
    expect(page.get_by_role("heading", name="Merging")).to_be_visible()
    assert changed(page) == ["2", "1"]
    page.get_by_label("Why (kept for ever)").fill("The same ОГРН in the register")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_text("The same ОГРН in the register")).to_be_visible()
    assert changed(page) == ["2", "1"]
    page.goto(f"{room}/steward/organisations?lang=en")
    page.set_viewport_size({"width": 390, "height": 844})
    assert width_beyond(page) <= 0
    page.get_by_role("link", name="Undo the merge").click()
    assert changed(page) == ["1", "2"]
    page.get_by_label("Why (kept for ever)").fill("They are two after all")
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_text("They are two after all")).to_be_visible()
    page.goto(f"{room}/steward/organisations?lang=en")
    expect(page.get_by_text("No organisation is merged.")).to_be_visible()
