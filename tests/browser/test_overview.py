"""The overview and «about the data» as people use them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import shared_page, wait_for_page, width_beyond

pytestmark = pytest.mark.browser
page = shared_page

PROGRAMMES = ("khabarovsk-2014-2020", "sodruzhestvo-2009", "khabarovsk-krai-2013-2020")


@pytest.mark.parametrize("path", ["/", "/about"])
@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_pages_are_whole_in_both_languages(opened, path, language, programme):
    page = opened(f"{path}?programme={programme}&lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("main .panel").first).to_be_visible()
    assert not width_beyond(page)


def test_nothing_is_cut_on_a_telephone(opened, page):
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/", "/about"):
        assert not width_beyond(opened(path))


def test_a_cell_of_the_matrix_leads_to_its_indicator(opened):
    page = opened("/?lang=ru")
    page.locator(".matrix a.cell").first.click()
    expect(page).to_have_url(re.compile(r"/indicator/\w+\?period=2014&lang=ru"))
    expect(page.locator("main h1")).to_be_visible()
    page.go_back()
    expect(page.locator(".matrix").first).to_be_visible()


def test_choices_go_into_the_address_and_back_returns(opened):
    page = opened("/?lang=ru")
    page.get_by_text("изменить", exact=True).click()
    page.get_by_label("По год", exact=True).select_option("2018")
    expect(page).to_have_url(re.compile(r"years=2014\.\.2018"))
    expect(page.get_by_role("heading", name=re.compile("планов 2018 года"))).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name=re.compile("планов 2020 года"))).to_be_visible()


def test_another_language_and_theme_keep_the_rest(opened):
    page = opened("/?lang=ru&years=2014..2018")
    page.get_by_role("link", name="English").click()
    wait_for_page(page)
    page.get_by_role("link", name="Dark theme").click()
    wait_for_page(page)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("heading", name=re.compile("plans for 2018"))).to_be_visible()


@pytest.mark.parametrize(("address", "status"), [("/nowhere", 404), ("/?years=soon", 400)])
def test_a_wrong_address_has_a_way_back(live, page, console_guard, address, status):
    console_guard.allow(f"status of {status}")
    page.goto(live + address)
    expect(page.locator(".error-page__code")).to_have_text(str(status))
    page.get_by_role("link", name="К обзору").click()
    expect(page.locator(".tally")).to_be_visible()


def test_a_page_has_few_live_components(opened):
    """Dash walks through all of them at every change: thousands stop the browser."""
    page = opened("/?lang=ru")
    alive = page.evaluate(
        "document.querySelectorAll('main *').length - document.querySelectorAll('[data-still] *, svg *').length"
    )
    assert alive < 700
