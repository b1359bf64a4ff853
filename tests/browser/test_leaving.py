"""Leaving a form: unsaved words are asked about first, and what is typed into a file's table is
kept as it is typed.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from data.database.database import Database
from tests.browser.conftest import at_an_address, until
from tests.console_guard import ConsoleGuard
from tests.dashboard.stewarding_world import PHRASE
from tests.dashboard.stewarding_world import signed_in as client_of
from tests.dashboard.unsaved_pages import BAD, DECK, make_places, town, uploaded
from tests.sample_programme import SampleProgramme

pytestmark = pytest.mark.browser
HOME = "/steward/records?lang=en"


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory,
    serving: Callable[[Database], AbstractContextManager[Flask]],
) -> Iterator[tuple[Flask, SampleProgramme]]:
    with town(tmp_path_factory.mktemp("leaving")) as world, serving(world.database) as server:
        yield server, world


@pytest.fixture(scope="module")
def address(running: tuple[Flask, SampleProgramme]) -> Iterator[str]:
    with at_an_address(running[0]) as served:
        yield served.address


@pytest.fixture
def page(address: str, new_context: Callable[..., BrowserContext]) -> Page:
    return signed_in(new_context().new_page(), address)


def signed_in(page: Page, address: str) -> Page:
    page.goto(f"{address}/login?next=/steward&lang=en")
    page.locator("[name=name]").fill("ada")
    page.locator("[name=password]").fill(PHRASE)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/steward**")
    return page


@pytest.fixture
def questions(page: Page) -> list[str]:
    """What the browser has asked before it left a page; each is answered with yes."""
    kinds: list[str] = []

    def answer(dialog: Dialog) -> None:
        kinds.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    return kinds


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ("/steward/records/organisations/new", "#f-name"),
        ("/steward/definitions/new", "#code"),
        ("/steward/targets", "#reason"),
        ("/steward/users", "#new-name"),
        ("/steward/assignments", "#reason"),
        ("/steward/imports", "#reason"),
        ("/council/snapshots/new", "#title"),
        ("/council/decks/DECK", "#text-0"),
    ],
)
def test_leaving_typed_words_is_asked_about_and_leaving_none_is_not(
    page: Page,
    address: str,
    running: tuple[Flask, SampleProgramme],
    questions: list[str],
    place: str,
    field: str,
) -> None:
    if DECK in place:
        server, world = running
        place = place.replace(DECK, make_places(client_of(server, "ada"), world.database)[DECK])
    page.goto(address + place)
    page.locator(field).click()
    page.goto(address + HOME)
    assert questions == []
    page.goto(address + place)
    page.locator(field).press_sequentially("x7")
    page.goto(address + HOME)
    assert questions == ["beforeunload"]


def test_a_refused_form_is_asked_about_and_one_that_is_saved_is_not(
    page: Page, address: str, questions: list[str], console_guard: ConsoleGuard
) -> None:
    console_guard.allow("status of 400")
    page.goto(f"{address}/steward/records/organisations/new")
    page.locator("#f-name").fill("Seventh")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".document__refused")).to_be_visible()
    assert questions == []
    page.locator("h1").click()  # a page that nobody has touched is never asked about
    page.goto(address + HOME)
    assert questions == ["beforeunload"]
    page.goto(f"{address}/steward/records/organisations/new")
    page.locator("#f-number").fill("NGO-77")
    page.locator("#f-name").fill("Seventh")
    page.locator("#reason").fill("a new one")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/steward/audit/**")
    assert questions == ["beforeunload"]


def test_a_page_stands_as_soon_as_a_field_is_reached(page: Page, address: str) -> None:
    """A button that glides away under a press is never pressed, and nothing says so."""
    page.goto(f"{address}/steward/records/organisations/new")
    page.locator("#reason").evaluate("(field) => field.focus()")
    before = page.evaluate("window.scrollY")
    page.wait_for_timeout(500)
    assert 0 < before == page.evaluate("window.scrollY")


def test_a_server_that_is_being_restarted_costs_nobody_a_word(
    page: Page, address: str, console_guard: ConsoleGuard
) -> None:
    console_guard.allow("Failed to load resource")
    page.goto(f"{address}/steward/records/organisations/new")
    for field, text in (("#f-number", "NGO-78"), ("#f-name", "Eighth"), ("#reason", "a new one")):
        page.locator(field).fill(text)
    page.route("**/*", lambda route: route.abort("connectionrefused"))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is lost")
    expect(page.locator("#f-name")).to_have_value("Eighth")
    page.unroute("**/*")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/steward/audit/**")


def test_cells_of_a_damaged_file_are_kept_as_typed_and_enter_goes_down(
    page: Page,
    address: str,
    running: tuple[Flask, SampleProgramme],
    questions: list[str],
    new_context: Callable[..., BrowserContext],
) -> None:
    token = uploaded(client_of(running[0], "ada"), BAD + "u3,32.02.2016,south,consulting,4\n")
    place = f"{address}/steward/imports/uploads/{token}?lang=en"
    page.goto(place)
    dates = page.locator(".upload__problems [data-label='Value'] input")
    dates.first.fill("2016-03-28")
    dates.first.press("Enter")
    expect(dates.nth(1)).to_be_focused()
    page.keyboard.type("2016-03-")
    expect(page.locator("[data-saved]")).to_contain_text("What you typed is kept")
    until(
        page,
        "[...document.querySelectorAll('.upload__problems input')].every((each) => each.value === each.defaultValue)",
    )
    page.goto(address + HOME)
    assert questions == []
    beside = signed_in(new_context().new_page(), address)
    beside.goto(place)
    kept = beside.locator(".upload__problems [data-label='Value'] input")
    expect(kept.first).to_have_value("2016-03-28")
    expect(kept.nth(1)).to_have_value("2016-03-")
    kept.nth(1).press("End")
    kept.nth(1).press_sequentially("29")
    kept.nth(1).press("Enter")
    expect(beside.get_by_role("button", name="Check again").first).to_be_focused()
    beside.keyboard.press("Enter")
    expect(beside.locator("strong", has_text="2016-03-29")).to_be_attached()
    expect(beside.locator(".upload__problems")).to_have_count(0)
