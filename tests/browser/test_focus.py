"""A choice leaves the focus where it was, and is announced."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Opened = Callable[[str], Page]


def test_focus_stays_on_a_filter_and_the_choice_is_announced(opened: Opened) -> None:
    page = opened("/districts?lang=ru")
    year = page.locator("#choose-year")
    year.focus()
    year.select_option(label="2016")
    expect(page.get_by_role("heading", name="Показатели по районам, 2016")).to_be_visible()
    expect(page.locator("#choose-year")).to_be_focused()
    expect(page.locator("#announced")).to_have_text("Показан год: 2016")


@pytest.mark.parametrize(
    ("address", "control"),
    [
        ("/?lang=ru", ".tally__way"),
        ("/indicator/consultations?lang=en", ".segmented a:not([aria-current])"),
    ],
)
def test_focus_stays_on_a_tile_and_a_link(opened: Opened, address: str, control: str) -> None:
    page = opened(address)
    used = page.locator(control).first
    words = " ".join((used.text_content() or "").split())
    used.press("Enter")
    expect(page.locator("#announced")).to_have_text(words)
    assert page.evaluate("document.activeElement.textContent.replace(/\\s+/g, ' ').trim()") == words
