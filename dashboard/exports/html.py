"""The meeting as one file: it opens from a flash drive, with the network off."""

from pathlib import Path

from flask import current_app

from dashboard.council.report import Report
from dashboard.exports.parts.colophon import with_colophon
from dashboard.presenting.document import document
from dashboard.presenting.files import inlined

MIME = "text/html"


def write(report: Report, path: Path) -> None:
    """Write what ``/present`` shows, with fonts, styles and scripts inside; in the report's language."""
    with current_app.test_request_context(headers={"X-Lang": report.language}):
        path.write_text(document(with_colophon(report), inlined()), encoding="utf-8")
