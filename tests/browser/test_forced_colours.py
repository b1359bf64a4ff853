"""Where the system forces its own colours, what is chosen can still be told from what is not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Opened = Callable[[str], Page]

OUTLINED = """(chosen) => chosen.map((node) => {
    const style = getComputedStyle(node);
    return `${style.outlineStyle} ${style.outlineWidth}`;
})"""


def test_what_is_chosen_is_framed(opened: Opened, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    opened("/?status=at_risk&lang=ru")
    for selector in (
        ".nav-main a[aria-current]",
        ".switch a[aria-current]",
        ".tally__way[aria-current='true']",
    ):
        frames = page.locator(selector).evaluate_all(OUTLINED)
        assert frames, selector
        assert set(frames) == {"solid 3px"}, selector
    others = page.locator(".nav-main a:not([aria-current])").evaluate_all(OUTLINED)
    assert not any(frame.startswith("solid") for frame in others)


def test_signs_that_are_drawn_stay(opened: Opened, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    opened("/?lang=ru")
    grounds = "(nodes) => nodes.map((node) => getComputedStyle(node).backgroundColor)"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    icons = page.locator(".switch .icon").evaluate_all(grounds)
    assert icons
    assert paper not in icons
