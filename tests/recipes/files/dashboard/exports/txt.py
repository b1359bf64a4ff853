"""A format of files that does not ship: the texts of a report."""

from pathlib import Path

from dashboard.report import Report

MIME = "text/plain"


def write(report: Report, path: Path) -> None:
    """Write the text of each slide on a line."""
    path.write_text("\n".join(slide.text for slide in report.slides), encoding="utf-8")
