"""A choice leaves the focus where it was, and is announced with what the page shows instead."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import shared_page

pytestmark = pytest.mark.browser
page = shared_page
Opened = Callable[[str], Page]


def test_focus_stays_on_a_filter_and_the_choice_is_announced(opened: Opened) -> None:
    page = opened("/districts?lang=ru")
    year = page.locator("#choose-year")
    year.focus()
    year.select_option(label="2016")
    expect(page.get_by_role("heading", name="Показатели по районам, 2016")).to_be_visible()
    expect(page.locator("#choose-year")).to_be_focused()
    expect(page.locator("#announced")).to_have_text(
        re.compile(
            r"^Показан год: 2016\. Количество консультаций ресурсного центра НКО, 2016\. "
            r"Город Хабаровск: 702\sед\. Показатели по районам, 2016: показано 48.показателей$"
        )
    )


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
    expect(page.locator("#announced")).to_have_text(re.compile(f"^{re.escape(words)}"))
    assert page.evaluate("document.activeElement.textContent.replace(/\\s+/g, ' ').trim()") == words


@pytest.mark.parametrize(
    ("address", "control", "sentence"),
    [
        (
            "/?lang=ru",
            ".tally__item--not_achieved a",
            "Только «Не достигнут» за 2020 год: 11 показателей",
        ),
        ("/?lang=en", ".tally-note a", "Only “Behind plan” in 2020: 25 indicators"),
        ("/?lang=ru&status=at_risk", ".panel__note a", "показано 59 показателей, 2014–2020"),
    ],
)
def test_what_a_filter_leaves_is_announced(
    opened: Opened, address: str, control: str, sentence: str
) -> None:
    page = opened(address)
    page.locator(control).first.press("Enter")
    expect(page.locator("#announced")).to_contain_text(sentence)
    assert page.evaluate("document.activeElement !== document.body")
