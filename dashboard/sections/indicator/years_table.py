"""Everything about an indicator year by year, as a table."""

from typing import Any

from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.explained import term_column
from dashboard.components.panels import TableColumn, data_table, panel
from dashboard.request import PageRequest
from dashboard.sections import tables
from dashboard.sections.figure_links import indicator_links
from dashboard.sections.series import Scale, scale_of
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.answer import Answer


def draw(page_request: PageRequest) -> Component:
    """A row a year (or a shorter period): plan, fact, degree, status, coverage, records, marks."""
    subject = read_subject(page_request)
    answers = subject.trend()
    scale = scale_of(subject.definition, answers)
    rows = [_row(subject, answer, scale) for answer in answers]
    caption = f"{labels.name_of(subject.definition)}, {scale.unit}"
    return panel(
        _("The table"),
        data_table(_columns(page_request), rows, caption=caption, tall=len(rows) > 20),
        wide=True,
        anchor="indicator-years",
        links=indicator_links(subject, slide="table", **subject.trend_choices()),
    )


def _columns(page_request: PageRequest) -> list[TableColumn]:
    return [
        TableColumn(_("Period")),
        TableColumn(_("Plan"), number=True),
        term_column(page_request, "actual", _("Fact"), number=True),
        TableColumn(_("Degree"), number=True),
        TableColumn(_("Status")),
        term_column(page_request, "coverage", _("Reported"), number=True),
        term_column(page_request, "record", _("Records"), number=True),
        term_column(page_request, "definition", _("Definition"), number=True),
        TableColumn(_("Marks")),
    ]


def _row(subject: Subject, answer: Answer, scale: Scale) -> list[Any]:
    name = formats.period(answer.period)
    return [
        name,
        tables.plan_cell(answer, subject.definition, scale),
        tables.fact_cell(answer, scale),
        tables.degree_cell(answer),
        tables.status_cell(answer),
        formats.percent(answer.coverage),
        tables.records_cell(answer, subject.records_of(answer.period), name),
        formats.EN_DASH
        if answer.definition_version is None
        else _("version {version}").format(version=answer.definition_version),
        status.marks(answer.marks),
    ]
