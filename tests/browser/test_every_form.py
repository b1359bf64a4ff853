"""Every form in a real browser: the session ends while somebody types, and each word stands where
it was typed.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, expect

from data.accounts import accounts
from data.database.database import Database
from tests.browser.conftest import at_an_address, width_beyond
from tests.console_guard import ConsoleGuard
from tests.dashboard.stewarding_world import PHRASE
from tests.dashboard.stewarding_world import signed_in as client_of
from tests.dashboard.unsaved_pages import (
    DAMAGED,
    DECK,
    DRAFT,
    PAGES,
    filled_in,
    make_places,
    town,
)
from tests.depth import some
from tests.sample_programme import SampleProgramme

pytestmark = pytest.mark.browser

FORMS = "main form[method=post]:not([action^='/unsaved'])"
ENTRIES = (
    "input:not([type]):not([readonly]), input[type=text]:not([readonly]), "
    "textarea:not([readonly]), input[type=date]"
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with town(tmp_path_factory.mktemp("forms")) as world:
        yield world


@pytest.fixture(scope="module")
def running(
    world: SampleProgramme, serving: Callable[[Database], AbstractContextManager[Flask]]
) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


@pytest.fixture(scope="module")
def places(running: Flask, world: SampleProgramme) -> dict[str, str]:
    return make_places(client_of(running, "ada"), world.database)


@pytest.fixture(scope="module")
def address(running: Flask) -> Iterator[str]:
    with at_an_address(running) as served:
        yield served.address


@pytest.fixture
def page(address: str, new_context: Callable[..., BrowserContext]) -> Page:
    page = new_context().new_page()
    page.goto(f"{address}/login?next=/steward&lang=ru")
    sign_in(page)
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def sign_in(page: Page) -> None:
    page.locator("[name=name]").fill("ada")
    page.locator("[name=password]").fill(PHRASE)
    page.locator("main button[type=submit]").click()


def fields_of(form: Locator) -> Locator:
    return form.locator(ENTRIES).filter(visible=True)


def type_into(form: Locator) -> list[str]:
    """Type something into each field that takes words, and say what stands in them then."""
    for at, field in enumerate(fields_of(form).all()):
        limit = int(field.get_attribute("maxlength") or 100)
        kind = field.get_attribute("type")
        field.fill("2016-03-05" if kind == "date" else f"слово «{at}» <b>"[:limit])
    for chosen in form.locator("input[type=file]").all():
        chosen.set_input_files({"name": "март.csv", "mimeType": "text/csv", "buffer": b"number"})
    return texts_of(form)


def texts_of(form: Locator) -> list[str]:
    return [field.input_value() for field in fields_of(form).all()]


def end_session(world: SampleProgramme) -> None:
    with world.database.writing("test") as session:
        accounts.end_sessions(session, "ada")


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def opened(page: Page, address: str, at: int) -> Locator:
    """The form of an open page, unfolded."""
    unfold(page)
    return page.locator(FORMS).nth(at)


SHAPES = [
    "/steward/records/consultations/new",
    "/steward/records/organisations/NGO-1",
    "/steward/targets",
    "/steward/observations?indicator=opinion",
    "/steward/definitions/new",
    f"/steward/definitions/drafts/{DRAFT}/effect",
    "/steward/years",
    "/steward/forms",
    "/steward/imports",
    f"/steward/imports/uploads/{DAMAGED}",
    f"/council/decks/{DECK}",
    "/council/snapshots/new",
]
"""A page of each shape; that every page keeps what was typed is also tried without a browser."""


@pytest.mark.parametrize("place", some(PAGES, *SHAPES))
def test_what_was_typed_stands_in_its_form_after_signing_in(
    page: Page,
    address: str,
    world: SampleProgramme,
    places: dict[str, str],
    console_guard: ConsoleGuard,
    place: str,
) -> None:
    console_guard.allow("401")
    at = address + filled_in(place, places)
    page.goto(at)
    unfold(page)
    every = [
        number for number, form in enumerate(page.locator(FORMS).all()) if fields_of(form).count()
    ]
    assert every
    for number in every[:2]:
        page.goto(at)
        form = opened(page, at, number)
        action = (form.get_attribute("action") or "").partition("?")[0]
        texts = type_into(form)
        end_session(world)
        form.locator("button").last.click()
        expect(page.locator(".sign-in__kept")).to_contain_text("Ничего не потеряно")
        sign_in(page)
        expect(page.locator(".typed-note").first).to_contain_text("ещё не сохранено")
        again = page.locator(f'main form[method=post][action^="{action}"]')
        assert texts in [texts_of(each) for each in again.all()]
        assert width_beyond(page) <= 0
        page.context.clear_cookies(name="itog_typed")
