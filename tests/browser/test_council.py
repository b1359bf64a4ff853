"""A deck from a screen to the wall: signing in, a snapshot, a deck bound to it, its files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.accounts import accounts
from data.database.database import Database
from tests.browser.conftest import wait_for_page, width_beyond
from tests.browser.deck_editor import DeckEditor
from tests.console_guard import ConsoleGuard

PHRASE = "correct horse battery"
pytestmark = pytest.mark.browser


@pytest.fixture
def signed_in(live: str, shipped_url: str, page: Page) -> Page:
    """A browser in which Anna has signed in."""
    database = Database(shipped_url)
    with database.writing("test") as session:
        if not any(account.name == "anna" for account in accounts.listed(session)):
            accounts.add(session, "anna", PHRASE)
    database.dispose()
    page.goto(f"{live}/login?next=/council&lang=en")
    page.get_by_label("Your name").fill("anna")
    page.get_by_label("Password").fill(PHRASE)
    page.get_by_role("main").get_by_role("button").click()
    return wait_for_page(page)


def test_a_screen_becomes_a_slide_of_a_deck_that_stands_still(live: str, signed_in: Page) -> None:
    page = signed_in
    page.get_by_role("link", name="Take a snapshot").click()
    page.get_by_label("For which meeting?").fill("Meeting of March")
    page.get_by_role("button", name="Take a snapshot").click()
    expect(page.get_by_role("link", name="Meeting of March")).to_be_visible(timeout=120_000)
    editor = DeckEditor(page)
    editor.begin()
    page.get_by_label("Data", exact=True).select_option(index=1)
    editor.look()
    page.get_by_label("Title", exact=True).fill("Our meeting")
    editor.look()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_title("Deck “Our meeting” – Itog")
    deck = page.url.partition("?")[0].rpartition("/")[2]
    page.goto(f"{live}/indicator/events?lang=en&years=2015..2018")
    wait_for_page(page).get_by_role("link", name="Add to a slide").click()
    page.get_by_label("Deck", exact=True).select_option(label="Our meeting")
    page.get_by_label("Shown as").select_option(label="Table")
    page.get_by_role("button", name="Add to the deck").click()
    expect(page.locator(".slide-form").last.get_by_role("heading")).to_contain_text("Table")
    page.goto(f"{live}/present/{deck}?lang=en#18")
    expect(page.locator(".slide--shown")).to_contain_text("2018")
    expect(page.locator(".slide--shown")).not_to_contain_text("2019")
    expect(page.locator(".slide--shown")).to_contain_text("Meeting of March")


def test_a_deck_is_put_in_order_by_keys_buttons_and_dragging_and_saves_itself(
    signed_in: Page, console_guard: ConsoleGuard
) -> None:
    console_guard.allow("status of 400")
    page = signed_in
    DeckEditor(page).begin()
    before = kinds(page)
    page.locator("#notes-1").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#notes-2")).to_be_focused()
    expect(page.locator("[data-announced]")).to_contain_text("is slide 3 of")
    page.locator("#slide-2").get_by_role("button", name="Up").click()
    assert kinds(page) == before
    handle = page.locator("#slide-0 .slide-form__handle")
    handle.hover()
    page.mouse.down()
    page.locator("#slide-2").hover()
    page.mouse.up()
    page.locator("#notes-0").fill("Good morning")
    expect(page.locator("#slide-1 img")).to_have_js_property("naturalWidth", 640)
    expect(page.locator("#title-1")).to_have_attribute("placeholder", "Key indicators, 2020")
    expect(page.locator("#slide-1 h2")).to_contain_text("Key indicators, 2020")
    expect(page.locator("[data-saved]")).to_contain_text("Saved at")
    expect(page.locator(".deck-form:not([data-unsaved])")).to_be_attached()
    page.reload()  # nothing is asked about: everything is saved
    assert kinds(page) == [*before[1:3], before[0], *before[3:]]
    expect(page.locator("#notes-0")).to_have_value("Good morning")
    page.evaluate("document.querySelector('[name=version]').value = '1'")
    page.locator("#notes-0").fill("Nothing is lost")
    expect(page.locator("[data-saved]")).to_contain_text("was saved meanwhile")
    expect(page.locator(".deck-form[data-unsaved]")).to_be_attached()
    page.once("dialog", lambda dialog: dialog.accept())


def kinds(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator("[name$='-kind']").all()]


def test_a_page_is_taken_home_as_a_file(opened: Callable[[str], Page], tmp_path: Path) -> None:
    page = opened("/indicator/consultations?lang=en")
    with page.expect_popup() as ordered:
        page.get_by_role("button", name="HTML", exact=True).click()
    waiting = ordered.value
    expect(waiting.get_by_role("heading", name="The file is ready")).to_be_visible(timeout=120_000)
    with waiting.expect_download() as taken:
        waiting.get_by_role("link", name="Take the file").click()
    file = tmp_path / "page.html"
    taken.value.save_as(file)
    assert "Consultations given by the NGO resource centre" in file.read_text(encoding="utf-8")


def test_a_chart_is_saved_as_a_picture_that_says_what_it_is(
    opened: Callable[[str], Page], tmp_path: Path
) -> None:
    page = opened("/indicator/consultations?lang=en")
    with page.expect_download() as taken:
        page.locator("#figure-by-year .actions summary").click()
        page.locator("#figure-by-year [data-save=svg]").click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)
    picture = file.read_text(encoding="utf-8")
    for text in (
        "Consultations given by the NGO resource",
        "units, 2014–2020",
        "Source:",
        "Illustrative data",
        "revision",
    ):
        assert text in picture


@pytest.mark.parametrize(
    ("language", "credit"),
    [("ru", "© участники OpenStreetMap, ODbL"), ("en", "© OpenStreetMap contributors, ODbL")],
)
def test_a_map_of_others_outlines_names_them_on_the_page_and_in_its_picture(
    opened: Callable[[str], Page], tmp_path: Path, language: str, credit: str
) -> None:
    page = opened(f"/districts?programme=sodruzhestvo-2009&lang={language}")
    expect(page.locator(".tile-map")).to_contain_text(credit)
    with page.expect_download() as taken:
        page.locator(".tile-map .actions summary").click()
        page.locator(".tile-map [data-save=svg]").click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)
    assert credit in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_council_s_page_fits(
    opened: Callable[[str], Page], page: Page, language: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(f"/council?lang={language}")
    expect(page.locator(".deck").first).to_be_visible()
    assert width_beyond(page) <= 0
