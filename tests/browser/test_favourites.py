"""Favourite and recent pages: kept in the browser, listed by the search, of this site alone."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import wait_for_page

pytestmark = pytest.mark.browser

HOSTILE = [
    {"address": "//evil.example/", "title": "Foreign", "note": ""},
    {"address": "/\\evil.example/", "title": "Foreign", "note": ""},
    {"address": "javascript:alert(1)", "title": "Script", "note": ""},
    {"address": "/districts", "title": 7, "note": ""},
    None,
    {"address": "/districts", "title": "<img src=x onerror=alert(1)>", "note": "<b>all</b>"},
]
"""What another program may have put into the storage: one of six is an address of ours."""

FORBIDDEN = """() => {
    Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error("forbidden"); };
}"""


def _stored(page: Page, name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(
        page.evaluate(f"localStorage.getItem('itog-{name}') || '[]'")
    )
    return entries


def _open(page: Page, address: str) -> Locator:
    page.goto(address)
    return wait_for_page(page).locator(".favourite")


def _links(page: Page, name: str) -> list[str]:
    return page.locator(f"[data-kept={name}] li a").all_text_contents()


def test_a_page_is_kept_and_come_back_to(live: str, shared_page: Page) -> None:
    page = shared_page
    star = _open(page, f"{live}/about?lang=en")
    expect(star).to_have_attribute("aria-pressed", "false")
    star.press("Enter")
    expect(star).to_have_attribute("aria-pressed", "true")
    box = star.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    # the page's own links change the star with the page
    page.locator(".topbar__search").click()
    expect(star).to_have_attribute("aria-pressed", "false")
    expect(page.locator("[data-kept=favourites] li")).to_have_count(1)
    assert _links(page, "favourites") == _links(page, "recent") == ["About the data"]
    page.locator("[data-kept=favourites] a").click()
    expect(star).to_have_attribute("aria-pressed", "true")
    assert page.url == f"{live}/about?lang=en"
    page.go_back()
    page.get_by_role("button", name="remove: About the data").first.press("Enter")
    expect(page.locator("[data-kept=favourites]")).to_be_hidden()
    expect(page.locator("#search")).to_be_focused()
    assert _stored(page, "favourites") == []
    assert [entry["address"] for entry in _stored(page, "recent")] == ["/about"]


def test_storage_that_is_not_ours_harms_nothing(live: str, shared_page: Page) -> None:
    page = shared_page
    star = _open(page, f"{live}/search?lang=en")
    page.evaluate(
        "(entries) => localStorage.setItem('itog-favourites', JSON.stringify(entries))", HOSTILE
    )
    many = [{"address": f"/part/{each}", "title": str(each), "note": ""} for each in range(40)]
    page.evaluate("(entries) => localStorage.setItem('itog-recent', JSON.stringify(entries))", many)
    page.reload()
    expect(page.locator("[data-kept=favourites] li")).to_have_count(1)
    assert _links(page, "favourites") == [HOSTILE[-1]["title"]]
    assert page.locator("[data-kept] img").count() == 0
    expect(page.locator("[data-kept=recent] li")).to_have_count(20)
    page.evaluate("localStorage.setItem('itog-favourites', '{broken')")
    page.reload()
    expect(star).to_have_attribute("aria-pressed", "false")
    expect(page.locator("[data-kept=favourites]")).to_be_hidden()
    # a browser that forbids storage shows the page all the same
    page.evaluate(FORBIDDEN)
    star.click()
    expect(star).to_have_attribute("aria-pressed", "false")
