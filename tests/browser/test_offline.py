"""Pages that were opened stay readable without a network, and say of when they are."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.http.context import SESSION_COOKIE
from tests.browser.conftest import until, wait_for_page
from tests.console_guard import ConsoleGuard

pytestmark = pytest.mark.browser
ADDRESSES = "caches.open('itog-{}').then((cache) => cache.keys()).then((keys) => keys.map((key) => key.url))"
PAGES, FILES = ADDRESSES.format("pages"), ADDRESSES.format("files")
OLD = """async () => {
    const pages = await caches.open("itog-pages");
    for (let number = 0; number < 25; number += 1) { await pages.put(`/old/${number}`, new Response("<html>")); }
    await (await caches.open("itog-files")).put("/assets/of-before.css", new Response(""));
}"""
BLOCK = """async () => {
    document.querySelector("main").insertAdjacentHTML("beforeend", '<div class="block" id="late"></div>');
    const body = JSON.stringify({ output: "late.children", inputs: [] });
    await fetch("/_dash-update-component", { method: "POST", body }).catch(() => undefined);
}"""


@pytest.fixture
def kept(
    live: str, browser: Browser, browser_context_args: dict[str, Any], console_guard: ConsoleGuard
) -> Iterator[Page]:
    """The overview and, come to inside it, the districts, both kept by the browser."""
    console_guard.allow("ERR_INTERNET_DISCONNECTED|did not respond|status of 503")
    own = {**browser_context_args, "service_workers": "allow", "base_url": live}
    with browser.new_context(**own) as context:
        page = console_guard.follow(context).new_page()
        page.goto("/")
        wait_for_page(page)
        until(page, f"{PAGES}.then((pages) => pages.length === 1)")
        menu(page, "Районы").click()
        until(page, f"{PAGES}.then((pages) => pages.length === 2)")
        yield page


def menu(page: Page, name: str) -> Locator:
    return page.locator(".nav-main").get_by_role("link", name=name, exact=True)


def test_what_was_opened_stays_readable_without_a_network(kept: Page) -> None:
    band = kept.locator(".document__refused")
    expect(band).to_have_count(0)
    kept.context.set_offline(True)
    kept.goto("/")
    wait_for_page(kept)
    expect(band).to_contain_text("Без сети: страница от ")
    assert any(sign.isdigit() for sign in band.inner_text())

    # what is left to itself says that it cannot be had
    kept.evaluate(BLOCK)
    expect(kept.locator("#late")).to_have_attribute(
        "data-lost", "Нет связи с сервером: этого сейчас не получить."
    )

    # a link inside the page loads the copy of what it leads to
    menu(kept, "Районы").click()
    expect(kept.locator("main h1")).to_have_text("Районы")
    expect(band).to_be_visible()

    # of which there is no copy, there is a list of those that there are
    wait_for_page(kept)
    menu(kept, "Сравнение").click()
    expect(kept.locator("h1")).to_have_text("Нет сети")
    expect(kept.locator("li")).to_have_count(2)
    kept.get_by_role("link", name="Районы").click()
    expect(kept.locator("main h1")).to_have_text("Районы")

    kept.context.set_offline(False)
    kept.evaluate(OLD)
    kept.goto("/")
    wait_for_page(kept)
    expect(band).to_have_count(0)
    # twenty pages at most, and no file that none of them has
    until(kept, f"{PAGES}.then((pages) => pages.length === 20)")
    until(kept, f"{FILES}.then((files) => files.every((file) => !file.includes('of-before')))")
    assert kept.evaluate(PAGES)[-1].endswith("/")

    kept.context.add_cookies([{"name": SESSION_COOKIE, "value": "of-somebody", "url": kept.url}])
    kept.goto("/looks")
    until(kept, "caches.keys().then((names) => names.length === 0)")
    until(kept, "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
