"""A page's callbacks against an empty Dash callback, both through Flask's test client."""

import json
import logging
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from flask import Flask
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from dashboard.application import create_application
from data.database.database import Database
from data.database.upgrading import upgrade
from data.programme.folder import shipped
from indicators.answers import cells
from indicators.loading import load
from tests import services
from tests.bench import memory
from tests.bench.clock import Ratio, seconds

PAGES = ("/", "/indicator/consultations", "/districts", "/compare")
CALLBACK = "/_dash-update-component"
CHOICE = "?years=2015..2017"
REPEATS = 31
WRITTEN = (
    "who asks and what for is read and checked, and some 100 kB of charts and tables are put into "
    "the page's frame and sent; an empty callback sends 40 bytes"
)
DRAWN = ".block:not(:empty)"
"""The first block has come: before it, an idle network only means a slow browser."""


def page_callbacks() -> Iterator[Ratio]:
    """The median callback of each page, replayed as the browser sent it."""
    empty = float(_empty_callback_in_its_own_process())
    with tempfile.TemporaryDirectory() as folder:
        server = create_application(_database(folder), secret="bench").server  # noqa: S106 - lives as long as the bench
        every: list[dict[str, Any]] = []
        for page in PAGES:
            sent = _sent_by_the_browser(server, page)
            every.extend(sent)
            median = statistics.median(_replayed(server, body) for body in sent)
            what = f"{page}: median of {len(sent)} callbacks, against an empty one"
            yield Ratio(what, median * 1000, empty * 1000, "<= 3x", "ms", WRITTEN)
        yield memory.of_two_workers(f"sqlite:///{folder}/itog.db", PAGES, every)


def _database(folder: str) -> Database:
    database = Database(f"sqlite:///{folder}/itog.db", [cells.refresh])
    upgrade(database)
    for programme in shipped():
        load(database, programme)
    return database


def _sent_by_the_browser(server: Flask, page: str) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    with _served(server) as address, sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=services.chromium(), args=services.CHROMIUM_FLAGS
        )
        tab = browser.new_page()
        tab.on(
            "request",
            lambda request: (
                CALLBACK in request.url and bodies.append(json.loads(request.post_data or "{}"))
            ),
        )
        tab.goto(address + page)
        tab.wait_for_selector(DRAWN)
        # the page itself has come with its document: what is asked for is what a choice changes
        tab.evaluate("(address) => window.itogDash.navigate(address)", page + CHOICE)
        tab.wait_for_timeout(1000)
        tab.wait_for_load_state("networkidle")
        browser.close()
    return bodies


@contextmanager
def _served(server: Flask) -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # the report is what is printed
    listening = make_server("127.0.0.1", 0, server, threaded=True)
    thread = Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    thread.join()


def _replayed(server: Flask, body: dict[str, Any]) -> float:
    client = server.test_client()
    return seconds(lambda: client.post(CALLBACK, json=body), REPEATS)


def _empty_callback_in_its_own_process() -> str:
    command = [sys.executable, "-m", "tests.bench.empty_callback"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
