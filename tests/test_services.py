"""The tests' own footing: services start, and the guard over pages notices what it should."""

import http.server
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import create_engine, text
from xlsxwriter import Workbook

from tests import services
from tests.console_guard import ConsoleGuard


class SilentHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and keeps quiet about it."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a site of one page, `page.html`, with an empty icon."""
    (tmp_path / "favicon.ico").touch()
    handler = partial(SilentHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def complaints_about(
    html: str, page: Page, console_guard: ConsoleGuard, site: str, folder: Path
) -> str:
    """Open a page of this text and return what the guard noticed, forgiving it."""
    (folder / "page.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>Page</title>{html}", encoding="utf-8"
    )
    page.goto(f"{site}/page.html")
    page.wait_for_load_state("networkidle")
    console_guard.allow("")
    return "\n".join(console_guard.complaints)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<p>Всё хорошо</p>", ""),
        ("<script>console.error('спор')</script>", "console error: спор"),
        ("<script>throw new Error('сбой')</script>", "uncaught exception: .*сбой"),
        ("<img src='missing.png'>", "status of 404"),
        (
            "<img src='http://192.0.2.1/pixel.png'>",
            "request to another address: http://192.0.2.1/pixel.png",
        ),
    ],
    ids=["silence", "error", "exception", "missing file", "foreign address"],
)
def test_guard_notices(
    html: str, complaint: str, page: Page, console_guard: ConsoleGuard, site: str, tmp_path: Path
) -> None:
    complaints = complaints_about(html, page, console_guard, site, tmp_path)
    assert re.search(complaint, complaints)
    assert bool(complaint) == bool(complaints)


def test_guard_fails_the_test_for_what_it_did_not_expect() -> None:
    console_guard = ConsoleGuard()
    console_guard.complaints = ["console error: status of 404", "console error: спор"]
    console_guard.allow("status of 404")
    with pytest.raises(AssertionError, match="спор"):
        console_guard.check()


def test_database_is_empty_and_our_own(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE word (text VARCHAR(20))"))
        connection.execute(text("INSERT INTO word VALUES ('итог')"))
        assert connection.scalar(text("SELECT text FROM word")) == "итог"
    engine.dispose()


@pytest.mark.office
def test_office_opens_files(convert: Callable[[Path, str], Path], tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    with Workbook(sheet) as workbook:
        workbook.add_worksheet().write_row(0, 0, ["Итог", 118])
    page = convert(sheet, "pdf")
    output = subprocess.run(
        ["pdftotext", str(page), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Итог" in output


def test_missing_packages_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        services,
        "FINDERS",
        {"chromium": lambda: None, "poppler-utils": lambda: "/usr/bin/pdftoppm"},
    )
    monkeypatch.setattr(services, "as_root", lambda: None)
    assert services.main() == 1
    assert "apt-get install chromium\n" in capsys.readouterr().err
