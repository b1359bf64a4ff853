"""The menu of a figure under a real browser: keys, focus, copying, its table."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import shared_page

pytestmark = pytest.mark.browser
page = shared_page
Opened = Callable[[str], Page]
BY_YEAR = "#figure-by-year .actions"
FOCUS = "document.activeElement.textContent"


def test_a_menu_is_gone_through_by_keys_and_gives_the_focus_back(opened: Opened) -> None:
    page = opened("/indicator/consultations?lang=en")
    menu = page.locator(BY_YEAR)
    button = menu.locator("summary")
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUS) == "Copy the link"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUS) == "PNG"
    page.keyboard.press("End")
    assert page.evaluate(FOCUS) == "Code for another site"
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(menu).to_have_attribute("open", "")
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


def test_its_table_opens_in_place(opened: Opened) -> None:
    page = opened("/indicator/consultations?lang=en")
    before = page.url
    page.locator(BY_YEAR).locator("summary").click()
    page.locator(BY_YEAR).get_by_role("link", name="Table", exact=True).click()
    expect(page.locator("#table-by-year table")).to_be_visible()
    expect(page.locator(BY_YEAR)).not_to_have_attribute("open", "")
    assert page.url == before


def test_the_copied_link_leads_to_the_figure(opened: Opened) -> None:
    page = opened("/indicator/consultations?lang=en&period=2016")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(BY_YEAR).locator("summary").click()
    page.locator(BY_YEAR).get_by_role("link", name="Copy the link").click()
    expect(page.locator(BY_YEAR)).to_contain_text("The link is copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    page.context.clear_permissions()
    assert copied.endswith("/indicator/consultations?period=2016&lang=en#figure-by-year")
    page.goto(copied)
    expect(page.locator("#figure-by-year")).to_be_focused()
    expect(page.locator("#figure-by-year")).to_be_in_viewport()


@pytest.mark.parametrize("address", ["/indicator/consultations", "/districts", "/"])
def test_open_menus_stay_inside_the_page(opened: Opened, address: str) -> None:
    page = opened(f"{address}?lang=ru")
    menus = page.locator(".actions")
    assert menus.count()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for menu in [each for each in menus.all() if each.is_visible()]:  # of tabs, one is open
            menu.locator("summary").first.click()
            box = menu.locator(".actions__list").bounding_box()
            assert box is not None
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
            for entry in menu.locator("a, button, summary").all():
                size = entry.bounding_box()
                assert size is not None
                assert min(size["width"], size["height"]) >= 24
            page.keyboard.press("Escape")
