"""The dashboard as people see it: one application a process, over the programmes that ship."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from data.database import Database
from indicators import cells
from tests import moulds

ROOT = Path(__file__).parents[2]
PATIENCE = 30_000
"""Milliseconds; a slow machine is not a fault."""
expect.set_options(timeout=PATIENCE)


class Quiet(WSGIRequestHandler):
    """A failed test shows what the page said, not every file it loaded."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@pytest.fixture(scope="session")
def shipped_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a SQLite file with every programme that ships."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'itog.db'}"
    moulds.programmes(url)
    return url


@pytest.fixture(scope="session")
def live(shipped_url: str, serving: Callable[[Database], AbstractContextManager[Flask]]) -> Iterator[str]:
    """The address of a running dashboard, without a slash at the end."""
    database = Database(shipped_url, [cells.refresh])
    with serving(database) as application:
        server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()
    database.dispose()


@pytest.fixture
def opened(live: str, page: Page) -> Callable[[str], Page]:
    """Open an address of the dashboard and wait until every block and chart of it is drawn."""

    def go(address: str) -> Page:
        page.goto(live + address)
        return settled(page)

    return go


@pytest.fixture
def itog(shipped_url: str) -> Callable[..., Any]:
    """What a command prints as JSON: ``itog("records", "--programme", …)["rows"]``."""

    def run(*words: str) -> Any:
        command = [sys.executable, "app.py", *words, "--format", "json"]
        said = subprocess.run(
            command, cwd=ROOT, env=_environment(shipped_url), capture_output=True, text=True, check=True
        )
        return json.loads(said.stdout)

    return run


def settled(page: Page) -> Page:
    """The page once nothing of it is still being drawn."""
    expect(page.locator("main h1")).to_be_visible()
    until(page, "!document.querySelector('._dash-loading')")
    page.wait_for_load_state("networkidle")
    until(
        page, "[...document.querySelectorAll('.chart .dash-graph')].every((graph) => graph.querySelector('.main-svg'))"
    )
    return page


def until(page: Page, condition: str) -> None:
    """Wait for a condition of the page; asked from outside, because the page itself forbids `eval`."""
    deadline = monotonic() + PATIENCE / 1000
    while not page.evaluate(condition):
        assert monotonic() < deadline, f"still not so: {condition}"
        page.wait_for_timeout(100)


def width_beyond(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def _environment(url: str) -> dict[str, str]:
    return {**os.environ, "ITOG_DATABASE_URL": url}
