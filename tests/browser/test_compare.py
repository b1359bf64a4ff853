"""Comparing in Chromium: choices live in the address, lines lead to records."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import shared_page, wait_for_page, width_beyond

pytestmark = pytest.mark.browser
page = shared_page
Opened = Callable[[str], Page]


@pytest.mark.parametrize(("language", "title"), [("ru", "Сравнение"), ("en", "Side by side")])
def test_page_in_both_languages(opened: Opened, language: str, title: str) -> None:
    page = opened(f"/compare?lang={language}")
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    expect(page.locator("#compare-charts .js-plotly-plot")).to_have_count(1)
    assert width_beyond(page) <= 0


def test_choosing_adds_to_the_address_and_taking_out_takes_away(opened: Opened) -> None:
    page = opened("/compare?lang=ru&indicator=consultations")
    page.get_by_label("Добавить показатель").select_option(label="Количество семинаров для СО НКО")
    page.wait_for_url("**indicator=consultations,seminars**")
    wait_for_page(page).get_by_role("link", name="Убрать: Количество консультаций").first.click()
    page.wait_for_url("**indicator=seminars**")


def test_unlike_units_are_compared_by_their_first_year(opened: Opened) -> None:
    page = opened("/compare?lang=ru&indicator=consultations,answer_days")
    expect(page.locator("#compare-charts")).to_contain_text("принят за 100")


def test_districts_of_several_indicators_are_a_chart_each(opened: Opened) -> None:
    page = opened("/compare?lang=ru&indicator=consultations,events&district=central,kirovsky")
    expect(page.locator("#compare-charts .js-plotly-plot")).to_have_count(2)


def test_value_in_the_table_leads_to_its_records(opened: Opened) -> None:
    page = opened("/compare?lang=ru&indicator=events&district=central,kirovsky")
    page.locator("#compare-charts .actions > summary").first.click()
    page.locator("#compare-charts .actions__table").first.click()
    link = page.locator("#compare-charts tbody tr", has_text="Кировский").locator("td a").first
    number = link.inner_text()
    link.click()
    page.wait_for_url("**/indicator/events**")
    expect(wait_for_page(page).locator("#records [data-total]")).to_have_attribute(
        "data-total", number
    )
