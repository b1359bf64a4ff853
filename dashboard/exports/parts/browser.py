"""Chromium on the server, where it is installed: it draws what only a browser draws."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from dashboard.exports.parts import meeting
from dashboard.report import Report
from data.refusals import refuse

NAMES = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 120
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--virtual-time-budget=20000",
)


def chromium(form: str) -> str:
    """The path of a Chromium; refuses where there is none, and says what to do instead."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise refuse("export_needs_chromium", format=form)
    return program


def drawn(report: Report, form: str, path: Path, *flags: str, at: str = "") -> None:
    """Open the report's own document in a browser without a network and let it write ``path``."""
    program = chromium(form)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = folder / f"made.{form}"
        meeting.write(report, folder / "meeting.html")
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # root has none
        where = [
            f"--user-data-dir={folder / 'profile'}",
            *(flag.format(path=result) for flag in flags),
        ]
        _run([program, *FLAGS, *sandbox, *where, f"{(folder / 'meeting.html').as_uri()}{at}"], form)
        if not result.exists():
            raise refuse("export_chromium_failed", format=form, reason="–")
        shutil.move(result, path)


def _run(command: list[str], form: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - nothing a reader typed
    except subprocess.TimeoutExpired as error:
        raise refuse("export_chromium_failed", format=form, reason=f"> {SECONDS} s") from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise refuse("export_chromium_failed", format=form, reason="".join(reason)) from error
