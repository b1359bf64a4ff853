"""The meeting's own document with everything inside: what a browser opens, or draws for other
formats.
"""

from pathlib import Path

from flask import current_app

from dashboard.exports.parts.colophon import with_colophon
from dashboard.presenting.document import document
from dashboard.presenting.files import inlined
from dashboard.report import Report


def write(report: Report, path: Path) -> None:
    """Write what ``/present`` shows, with fonts, styles and scripts inside; in the report's
    language.
    """
    with current_app.test_request_context(headers={"X-Lang": report.language}):
        path.write_text(document(with_colophon(report), inlined()), encoding="utf-8")
