"""Everything about an indicator year by year, as a table."""

from typing import Any

from dash.development.base_component import Component

from dashboard import formats, words
from dashboard.asked import Asked
from dashboard.components import status
from dashboard.components.panels import Column, data_table, panel
from dashboard.language import _
from dashboard.sections import tables
from dashboard.sections.subject import Subject, subject
from dashboard.series import Scale, scale_of
from indicators.answers import Answer


def draw(asked: Asked) -> Component:
    """A row a year (or a shorter period): plan, fact, degree, status, coverage, records, marks."""
    shown = subject(asked)
    answers = shown.answers(by=(shown.grain,))
    scale = scale_of(shown.definition, answers)
    rows = [_row(shown, answer, scale) for answer in answers]
    caption = f"{words.name_of(shown.definition)}, {scale.unit}"
    return panel(_("The table"), data_table(_columns(), rows, caption=caption, tall=len(rows) > 20), wide=True)


def _columns() -> list[Column]:
    return [
        Column(_("Period")),
        Column(_("Plan"), number=True),
        Column(_("Fact"), number=True),
        Column(_("Degree"), number=True),
        Column(_("Status")),
        Column(_("Reported"), number=True),
        Column(_("Records"), number=True),
        Column(_("Definition"), number=True),
        Column(_("Marks")),
    ]


def _row(shown: Subject, answer: Answer, scale: Scale) -> list[Any]:
    name = formats.period(answer.period)
    return [
        name,
        tables.plan_cell(answer, shown.definition, scale),
        tables.fact_cell(answer, scale),
        tables.degree_cell(answer),
        tables.status_cell(answer),
        formats.percent(answer.coverage),
        tables.records_cell(answer, shown.records_of(answer.period), name),
        formats.EN_DASH if answer.definition_version is None else _version(answer.definition_version),
        status.marks(answer.marks),
    ]


def _version(number: int) -> str:
    return _("version {version}").format(version=number)
