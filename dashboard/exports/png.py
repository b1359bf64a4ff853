"""The first slide as a picture: title, unit, source and date are on it."""

import shutil
from pathlib import Path

from dashboard.exports.parts.browser import opened
from dashboard.exports.parts.picture import draw
from dashboard.report import Report

MIME = "image/png"


def write(report: Report, path: Path) -> None:
    """Photograph the slide at 1920×1080; needs Chromium on the server."""
    with opened(report, "png") as document:
        shutil.move(draw(document, 1), path)
