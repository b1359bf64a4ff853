"""Pages look as the reader's system prefers until the reader chooses, and in the largest letters nothing
leaves the page.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import wait_for_page
from tests.depth import some

pytestmark = pytest.mark.browser

ADDRESSES = (
    "/",
    "/indicator/events?period=2018",
    "/districts",
    "/compare",
    "/register",
    "/about",
    "/looks",
)
BEYOND = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def page(live: str, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    with browser.new_context(**{**browser_context_args, "base_url": live}) as context:
        yield context.new_page()


def test_the_system_is_followed_until_a_theme_is_chosen(page: Page) -> None:
    root = page.locator("html")
    page.emulate_media(color_scheme="dark")
    page.goto("/about?lang=en")
    expect(root).to_have_attribute("data-theme", "dark")
    page.emulate_media(color_scheme="light", contrast="more")
    expect(root).to_have_attribute("data-theme", "contrast")
    wait_for_page(page)
    page.get_by_role("link", name="Light theme").click()
    expect(root).not_to_have_attribute("data-follows", "")
    expect(root).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize("address", some(ADDRESSES, "/", "/indicator/events?period=2018", "/looks"))
def test_in_the_largest_letters_nothing_leaves_a_telephone_or_a_screen(
    page: Page, address: str
) -> None:
    page.goto("/looks?size=200&spacing=wide&theme=contrast&lang=ru")
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        wait_for_page(page)
        assert page.evaluate(BEYOND) <= 0, (width, address)


@pytest.mark.parametrize("address", some(ADDRESSES, "/", "/indicator/events?period=2018"))
def test_a_narrow_window_holds_every_page(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    wait_for_page(page)
    assert page.evaluate(BEYOND) <= 0
