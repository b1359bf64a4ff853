"""What deserves a look in the year: the first of each list, in the sentences of the overview."""

from collections.abc import Iterator

from dashboard.council.cells import status_cell
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.findings import read_findings, short_names
from dashboard.sections.overview import Overview, place_choices
from dashboard.text import labels
from dashboard.text.findings import finding_text, headline
from dashboard.text.language import _
from indicators.findings.findings import Findings, distinct

PLACE = 15
OF_INDICATOR = False
ROOM = 2
"""So many lines of each list can be read from the last row."""


def name() -> str:
    return _("Findings of the year")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a finding, under the name of its list."""
    findings, year = read_findings(slide_request), slide_request.shown_year
    title = Overview(slide_request).titled(_("Findings of {year}").format(year=year))
    rows = tuple(_rows(findings))
    if not rows:
        return Slide("findings", title, text=text, missing=_("Nothing stands out."))
    columns = (_("Indicator"), _("Finding"), _("List"), _("Status"))
    planned = findings.now.planned
    return Slide(
        "findings",
        title,
        finding=headline(findings.now, findings.before) if planned else "",
        text=text,
        table=ReportTable(columns, rows),
        url=slide_request.page("/", **place_choices(slide_request)),
    )


def _rows(findings: Findings) -> Iterator[tuple[TableCell, ...]]:
    names = short_names()
    for topic, listed in findings.topics.items():
        for finding in distinct(listed, ROOM):
            answer = finding.years.now
            yield (
                TableCell(labels.name_of(finding.years.definition)),
                TableCell(finding_text(finding)),
                TableCell(names[topic]),
                status_cell(answer),
            )
