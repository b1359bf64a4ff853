"""Every slide as a picture, all in one archive, for who puts them into something else."""

from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from dashboard.exports.parts.browser import opened
from dashboard.exports.parts.colophon import with_colophon
from dashboard.exports.parts.picture import draw
from dashboard.report import Report

MIME = "application/zip"
EXTENSION = "zip"


def write(report: Report, path: Path) -> None:
    """Photograph the slides one after another at 1920×1080; needs Chromium on the server."""
    with opened(report, "png") as document, ZipFile(path, "w", ZIP_STORED) as archive:
        for number, slide in enumerate(with_colophon(report).slides, 1):
            archive.write(draw(document, number), f"{number:02}-{slide.kind}.png")
