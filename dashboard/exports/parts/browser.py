"""Chromium on the server, where it is installed: it draws what only a browser draws."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.exports.parts import meeting
from dashboard.report import Report
from data.refusals import refuse

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The one without a window first: it has nothing to draw beside the page."""

MEETING = "meeting.html"
SECONDS = 120
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--font-render-hinting=none",  # on paper letters stand where they are, not on whole pixels
    "--virtual-time-budget=20000",
)


def chromium(form: str) -> str:
    """The path of a Chromium; refuses where there is none, and says what to do instead."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise refuse("export_needs_chromium", format=form)
    return program


@dataclass(frozen=True)
class BrowserDocument:
    """The report's own document in a folder, for a browser without a network to open."""

    program: str
    folder: Path
    form: str

    def draw(self, name: str, *flags: str, at: str = "") -> Path:
        """Open it at a slide and let the browser write a file; ``{path}`` in a flag is its path."""
        result = self.folder / name
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # root has none
        where = [
            f"--user-data-dir={self.folder / 'profile'}",
            *(flag.format(path=result) for flag in flags),
        ]
        address = f"{(self.folder / MEETING).as_uri()}{at}"
        _run([self.program, *FLAGS, *sandbox, *where, address], self.form)
        if not result.exists():
            raise refuse("export_chromium_failed", format=self.form, reason="–")
        return result


@contextmanager
def opened(report: Report, form: str) -> Iterator[BrowserDocument]:
    """Write the report's document for a browser, and take it away afterwards."""
    program = chromium(form)
    with tempfile.TemporaryDirectory() as name:
        meeting.write(report, Path(name) / MEETING)
        yield BrowserDocument(program, Path(name), form)


def _run(command: list[str], form: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - nothing a reader typed
    except subprocess.TimeoutExpired as error:
        raise refuse("export_chromium_failed", format=form, reason=f"> {SECONDS} s") from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise refuse("export_chromium_failed", format=form, reason="".join(reason)) from error
