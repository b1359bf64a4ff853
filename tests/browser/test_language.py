"""The language is in the address: a copied link says it, and Back returns to the other one."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import wait_for_page

pytestmark = pytest.mark.browser


def test_a_page_that_is_not_russian_says_so_in_its_address_and_links(opened):
    opened("/about?lang=en")
    page = opened("/districts?period=2018")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/districts?period=2018&lang=en")
    expect(page.locator(".nav-main a").first).to_have_attribute("href", re.compile("lang=en"))


def test_back_returns_to_the_language_before(opened):
    page = opened("/districts?period=2018")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    assert "lang=" not in page.url
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    wait_for_page(page)
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.get_by_role("heading", level=1)).to_have_text("Районы")
    assert page.url.endswith("/districts?period=2018&lang=ru")


def test_what_messengers_added_is_gone_from_the_address_before_anybody_copies_it(opened):
    page = opened("/districts?utm_source=telegram&period=2018&fbclid=IwAR0&x=%FF&lang=ru#main")
    assert page.url.endswith("/districts?period=2018&lang=ru#main")
    canonical = page.locator('link[rel="canonical"]')
    expect(canonical).to_have_attribute(
        "href", re.compile(r"^http://[^/]+/districts\?period=2018&lang=ru$")
    )
    page.locator(".nav-main a").first.click()
    wait_for_page(page)
    expect(canonical).to_have_attribute("href", re.compile(r"^http://[^/]+/\?lang=ru$"))
    page.go_back()
    wait_for_page(page)
    assert page.url.endswith("/districts?period=2018&lang=ru#main")
