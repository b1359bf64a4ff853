"""The last page of a file that has no properties to look into: which data these are, and how to
check them.
"""

from dataclasses import replace

from dashboard.exports.parts import saying
from dashboard.report import Report, ReportTable, Slide, TableCell


def with_colophon(report: Report) -> Report:
    """The report with one page more: date, snapshot, checksum, versions, what is illustrative."""
    return replace(report, slides=(*report.slides, _colophon(report)))


def _colophon(report: Report) -> Slide:
    _ = saying.speaker(report)
    sentences = [
        (_("Programme"), report.programme_name),
        (_("Data"), report.as_of),
        (_("Checksum"), report.checksum and f"SHA-256 {report.checksum}"),
        (_("Versions of definitions"), saying.versions(report).partition(": ")[2]),
        (_("Illustrative data"), report.illustrative),
    ]
    rows = tuple((TableCell(name), TableCell(text)) for name, text in sentences if text)
    return Slide("colophon", _("About this file"), table=ReportTable((_("What"), _("Which")), rows))
