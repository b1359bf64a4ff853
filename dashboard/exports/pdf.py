"""Slides as pages of a PDF, text selectable and charts in vectors, tagged as Chromium tags them."""

from pathlib import Path

from dashboard.exports.parts.browser import drawn
from dashboard.report import Report

MIME = "application/pdf"


def write(report: Report, path: Path) -> None:
    """Print the meeting's document; needs Chromium on the server."""
    drawn(
        report,
        "pdf",
        path,
        "--print-to-pdf={path}",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
    )
