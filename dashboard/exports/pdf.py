"""Slides as pages of a PDF, text selectable and charts in vectors, tagged as Chromium tags them."""

import shutil
from pathlib import Path

from dashboard.exports.parts.browser import opened
from dashboard.report import Report

MIME = "application/pdf"
FLAGS = (
    "--print-to-pdf={path}",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)


def write(report: Report, path: Path) -> None:
    """Print the meeting's document; needs Chromium on the server."""
    with opened(report, "pdf") as document:
        shutil.move(document.draw("meeting.pdf", *FLAGS), path)
