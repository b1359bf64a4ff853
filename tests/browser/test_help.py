"""Help where one stands: a term and a number say what they mean in place, by pointer and by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import wait_for_page

pytestmark = pytest.mark.browser

OPEN = ".explained:popover-open"


def test_a_term_opens_in_place_and_closes_by_escape_or_another_press(
    live: str, shared_page: Page
) -> None:
    page = shared_page
    page.goto(f"{live}/indicator/consultations?lang=en")
    term = wait_for_page(page).locator(".now a.term", has_text="Degree")
    term.press("Enter")
    expect(page.locator(OPEN)).to_be_focused()
    expect(page.locator(OPEN)).to_contain_text("Actual divided by plan")
    expect(term).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(term).to_be_focused()
    expect(term).to_have_attribute("aria-expanded", "false")
    term.click()
    expect(page.locator(OPEN)).to_have_count(1)
    term.click()
    expect(page.locator(OPEN)).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
def test_what_opens_stays_inside_the_window(live: str, shared_page: Page, width: int) -> None:
    page = shared_page
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live}/?lang=ru")
    wait_for_page(page)
    for opener in page.locator(".meaning__opener").all()[:4]:
        opener.click()
        box = page.locator(OPEN).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")


def test_the_way_out_of_a_term_is_its_place_in_the_glossary(live: str, shared_page: Page) -> None:
    page = shared_page
    page.goto(f"{live}/about?lang=en")
    wait_for_page(page).locator(".footer a.term").click()
    page.locator(OPEN).get_by_role("link", name="All terms").click()
    expect(page.locator("#revision")).to_be_in_viewport()
    assert page.url.endswith("/help?lang=en#revision")


def test_the_tour_goes_on_by_keyboard_ends_by_escape_and_is_offered_once(
    live: str, page: Page
) -> None:
    page.goto(f"{live}/?lang=en")
    wait_for_page(page)
    box, offer = page.get_by_role("dialog"), page.locator(".tour__offer")
    expect(box).to_have_count(0)
    offer.press("Enter")
    for title in ("What is worst.", "Open its records.", "Compare the districts."):
        expect(box).to_contain_text(title)
        expect(page.locator(".tour__part")).to_be_in_viewport()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(box).to_contain_text("Take it away.")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(page.locator(".tour__part")).to_have_count(0)
    page.reload()
    wait_for_page(page)
    expect(offer).to_be_hidden()
    expect(box).to_have_count(0)


def test_the_help_begins_the_tour_again_for_who_asks_for_it(live: str, page: Page) -> None:
    page.goto(f"{live}/help?lang=en&programme=khabarovsk-krai-2013-2020")
    wait_for_page(page).locator(".page__lead a").click()
    box = page.get_by_role("dialog")
    # this programme has no districts to compare
    expect(box).to_contain_text("1 of 3")
    assert "#" not in page.url
