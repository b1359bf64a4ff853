"""The first slide as a picture: title, unit, source and date are on it."""

from pathlib import Path

from dashboard.exports.parts.browser import drawn
from dashboard.report import Report

MIME = "image/png"


def write(report: Report, path: Path) -> None:
    """Photograph the slide at 1920×1080; needs Chromium on the server."""
    drawn(report, "png", path, "--screenshot={path}", "--window-size=1920,1080", at="#1")
