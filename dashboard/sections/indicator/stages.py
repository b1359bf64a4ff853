"""The two stages of reported values side by side: what was preliminary, what was refined, which one
counts.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from dash.development.base_component import Component

from dashboard.components.explained import term_column
from dashboard.components.panels import TableColumn, data_table
from dashboard.request import PageRequest
from dashboard.sections.subject import Subject, read_subject
from dashboard.sections.table_panel import table_panel
from dashboard.text import disaggregation_labels, formats, labels
from dashboard.text.language import _
from indicators.answers.disaggregation import OBSERVED
from indicators.answers.stages import REFINED
from indicators.drill_down.reported import ReportedValue, reported
from indicators.engine.readings import PRELIMINARY

Stages = dict[str, ReportedValue]
"""The reported values of one place, period and part, by stage."""


def draw(page_request: PageRequest) -> Component | None:
    """A row each value that was preliminary at first, or still is; nothing where none was."""
    subject = read_subject(page_request)
    if subject.definition.kind != OBSERVED:
        return None
    question = page_request.question(indicators=(subject.code,))
    staged = _staged(page_request.asker.ask(reported, question))
    if not staged:
        return None
    caption = _("{name}: both stages").format(name=labels.name_of(subject.definition))
    rows = [_row(subject, stages) for stages in staged]
    columns = [
        TableColumn(_("Period")),
        TableColumn(_("District")),
        TableColumn(_("Part")),
        term_column(page_request, "preliminary", _("Preliminary"), number=True),
        TableColumn(_("Loaded")),
        TableColumn(_("Refined"), number=True),
        TableColumn(_("Loaded")),
        TableColumn(_("Counts")),
    ]
    parted = any(next(iter(stages.values())).by for stages in staged)
    kept = [at for at in range(len(columns)) if at != 2 or parted]
    return table_panel(
        page_request,
        _("Preliminary and refined values"),
        data_table(
            [columns[at] for at in kept],
            [[row[at] for at in kept] for row in rows],
            caption=caption,
            caption_shown=False,
            stacks=True,
            tall=len(rows) > 12,
        ),
        anchor="reported-stages",
        note=_(
            "A refined value counts as soon as there is one, whichever came first; both are kept."
        ),
        wide=True,
    )


def _staged(values: Iterable[ReportedValue]) -> list[Stages]:
    """The values of which a preliminary one was reported, with the refined one where it has come."""
    by_cell: dict[tuple[str, str | None, str], Stages] = {}
    for value in values:
        by_cell.setdefault((value.period, value.district, value.by), {})[value.stage] = value
    return [stages for stages in by_cell.values() if PRELIMINARY in stages]


def _row(subject: Subject, stages: Stages) -> Sequence[Any]:
    preliminary, refined = stages[PRELIMINARY], stages.get(REFINED)
    return [
        formats.period(preliminary.period),
        labels.place_name(subject.page_request.facts, preliminary.district),
        disaggregation_labels.row(subject.versions[-1].definition, preliminary.by),
        _value(subject, preliminary),
        formats.day_of(preliminary.at),
        _value(subject, refined) if refined else _("not reported yet"),
        formats.day_of(refined.at) if refined else formats.EN_DASH,
        _("the refined one") if refined else _("the preliminary one"),
    ]


def _value(subject: Subject, reported_value: ReportedValue) -> str:
    if reported_value.value is None:
        return reported_value.printed or formats.EN_DASH
    return formats.number(reported_value.value, subject.definition.decimals)
