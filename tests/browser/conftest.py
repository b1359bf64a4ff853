"""The dashboard as people see it: one application a process, over the programmes that ship."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from data.database.database import Database
from indicators.answers import cells
from tests import template_databases
from tests.commands.conftest import runner
from tests.console_guard import ConsoleGuard
from tests.sample_programme import SampleProgramme

ROOT = Path(__file__).parents[2]
PATIENCE = 30_000
"""Milliseconds; a slow machine is not a fault."""
expect.set_options(timeout=PATIENCE)

SETTLED = """document.readyState === 'complete' && !document.querySelector('._dash-loading') && (!window.store ||
    (window.store.getState().appLifecycle === 'HYDRATED' && !window.store.getState().isLoading))"""
"""Whether the page has come and Dash waits for no answer; waiting for an idle network costs each page half
a second more, and proves nothing on a busy machine.
"""

DRAWN = """!document.querySelector('[data-dash-is-loading]') &&
    !document.querySelector('.block:empty') &&
    [...document.querySelectorAll('.chart .dash-graph')].every((graph) => graph.querySelector('.main-svg'))"""
"""Whether every block has answered – one with nothing to show says that, too – and every chart is
drawn.
"""


class Quiet(WSGIRequestHandler):
    """A failed test shows what the page said, not every file it loaded."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


class Served:
    """One running server; a test may stop it in the middle."""

    def __init__(self, application: Flask) -> None:
        self._server = make_server(
            "127.0.0.1", 0, application, threaded=True, request_handler=Quiet
        )
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._stopped = False

    def stop(self) -> None:
        if not self._stopped:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._stopped = True


@pytest.fixture
def address(
    world: SampleProgramme, serving: Callable[[Database], AbstractContextManager[Flask]]
) -> Iterator[str]:
    """The address of a server over the ``world`` of a test, without a slash at the end."""
    with serving(world.database) as application, at_an_address(application) as running:
        yield running.address


@contextmanager
def at_an_address(application: Flask) -> Iterator[Served]:
    """The application at an address of its own."""
    running = Served(application)
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def shipped_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a SQLite file with every programme that ships."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'itog.db'}"
    template_databases.programmes(url)
    return url


@pytest.fixture(scope="session")
def live(
    shipped_url: str, serving: Callable[[Database], AbstractContextManager[Flask]]
) -> Iterator[str]:
    """The address of a running dashboard, without a slash at the end."""
    database = Database(shipped_url, [cells.refresh])
    with serving(database) as application, at_an_address(application) as running:
        yield running.address
    database.dispose()


@pytest.fixture(scope="session")
def shared_context(
    browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[BrowserContext]:
    with browser.new_context(**browser_context_args) as context:
        context.new_page()
        yield context


@pytest.fixture
def shared_page(
    shared_context: BrowserContext,
    console_guard: ConsoleGuard,
    browser_context_args: dict[str, Any],
) -> Iterator[Page]:
    """One page for all tests that only read, which need neither begin a browser's process nor read
    the scripts again; it remembers no choice.
    """
    page = shared_context.pages[0]
    with console_guard.following(shared_context):
        page.set_viewport_size(browser_context_args["viewport"])
        yield page
        if page.url.startswith("http"):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.goto("about:blank")
        for another in shared_context.pages[1:]:
            another.close()
        shared_context.clear_cookies()


@pytest.fixture
def opened(live: str, page: Page) -> Callable[[str], Page]:
    """Open an address of the dashboard and wait until every block and chart of it is drawn."""

    def go(address: str) -> Page:
        page.goto(live + address)
        return wait_for_page(page)

    return go


@pytest.fixture
def itog(shipped_url: str) -> Callable[..., Any]:
    """What a command prints as JSON: ``itog("records", "--programme", …)["rows"]``."""

    def run(*words: str) -> Any:
        return json.loads(runner(shipped_url)(*words, "--format", "json").stdout)

    return run


def wait_for_page(page: Page) -> Page:
    """The page once nothing of it is still being drawn."""
    expect(page.locator("main h1")).to_be_visible()
    # a page that is whole, and charts below the first screen, wait for somebody who reads
    page.evaluate("window.dispatchEvent(new Event('pointermove'))")
    until(page, SETTLED)
    page.evaluate("window.dispatchEvent(new Event('pointermove'))")
    until(page, DRAWN)
    return page


def until(page: Page, condition: str) -> None:
    """Wait for a condition of the page; asked from outside, because the page itself forbids `eval`."""
    deadline = monotonic() + PATIENCE / 1000
    while not page.evaluate(condition):
        assert monotonic() < deadline, f"still not so: {condition}"
        page.wait_for_timeout(25)


def at_rest(locator: Locator) -> FloatRect:
    """Where something is once it moves no more: a chart grows into its room."""
    before = None
    for _tenth in range(PATIENCE // 100):
        now = locator.bounding_box()
        if now is not None and now == before:
            return now
        before = now
        locator.page.wait_for_timeout(100)
    raise AssertionError(f"it still moves, or is not seen: {locator}")


def width_beyond(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
