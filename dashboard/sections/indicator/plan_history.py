"""How an indicator's plans came to be what they are: the plan in force beside the original one, and
each change by an act.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.captions import ChartCaption
from dashboard.components.panels import TableColumn, chart, data_table, panel
from dashboard.figures.base import ChartLabels, Frame
from dashboard.figures.plan_changes import plan_changes
from dashboard.request import PageRequest
from dashboard.sections import tables
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.figure_links import page_links
from dashboard.sections.plan_changes import act_name, finding, plan_text, table
from dashboard.sections.series import Scale, scale_of
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.answers.target_history import (
    TargetChange,
    TargetHistory,
    target_changes,
    target_histories,
)
from indicators.answers.targets import CURRENT, PLAN_FLAGS
from indicators.definition import Definition

MOST_LINES = 8
"""More steps than this in one chart are a tangle: the newest years are drawn."""


def draw(page_request: PageRequest) -> Component | None:
    """Both plans year by year, and the changes on a time line; nothing where no plan was changed."""
    subject = read_subject(page_request)
    question = page_request.question(indicators=(subject.code,))
    changes = page_request.asker.ask(target_changes, question)
    if not changes:
        return None
    answers = subject.answers(by=("year",), plan=CURRENT)
    scale = scale_of(subject.definition, answers)
    histories = page_request.asker.ask(target_histories, question)
    return panel(
        _("The plan in force and the original one"),
        [
            *([_both_plans(subject, answers, scale)] if _has_whole(changes) else []),
            *_time_line(
                subject,
                changes,
                histories,
                scale,
                ChartCaption(finding(changes), chart_scope(page_request, answers, scale)),
            ),
            html.H3(_("Changes of plans"), className="panel__part"),
            table(page_request, changes, named=False),
        ],
        note=_("The original plan is that of the first act, the plan in force that of the newest."),
        wide=True,
    )


def _has_whole(changes: Sequence[TargetChange]) -> bool:
    """Whether a plan of the whole was changed, and not of parts alone."""
    return any(change.history.is_of_whole for change in changes)


def _both_plans(subject: Subject, answers: Sequence[Answer], scale: Scale) -> Component:
    columns = [
        TableColumn(_("Period")),
        TableColumn(_("Original plan"), number=True),
        TableColumn(_("Plan in force"), number=True),
        TableColumn(_("Fact"), number=True),
        TableColumn(_("Against the original plan")),
        TableColumn(_("Against the plan in force")),
        TableColumn(_("Marks")),
    ]
    rows = [_row(subject.definition, answer, scale) for answer in answers]
    name = labels.name_of(subject.definition)
    caption = _("{name}: both plans by year").format(name=name)
    return data_table(columns, rows, caption=f"{caption}, {scale.unit}" if scale.unit else caption)


def _row(definition: Definition, answer: Answer, scale: Scale) -> list[Any]:
    return [
        formats.period(answer.period),
        tables.plan_cell(_by_original(answer), definition, scale),
        tables.plan_cell(answer, definition, scale),
        tables.fact_cell(answer, scale),
        _verdict(_by_original(answer)),
        _verdict(answer),
        status.marks(mark for mark in answer.marks if mark in PLAN_FLAGS),
    ]


def _by_original(answer: Answer) -> Answer:
    """The answer as the original plan judges it."""
    return replace(
        answer,
        plan=answer.original_plan,
        degree_raw=answer.original_degree_raw,
        status=answer.original_status,
    )


def _verdict(answer: Answer) -> list[Any]:
    if answer.status is None:
        return [formats.EN_DASH]
    degree = [] if answer.degree_raw is None else [f"{labels.degree_text(answer)} "]
    return [*degree, status.chip_of(answer)]


def _time_line(
    subject: Subject,
    changes: Sequence[TargetChange],
    histories: Sequence[TargetHistory],
    scale: Scale,
    caption: ChartCaption,
) -> Iterator[Component]:
    """The targets of whole years that acts have changed, each as steps; nothing where an edition has
    no day.
    """
    changed = {change.history.period.label for change in changes if _is_drawn(change.history)}
    drawn = [each for each in histories if each.period.label in changed and _is_drawn(each)]
    if not drawn:
        return
    name = labels.name_of(subject.definition)
    yield chart(
        "plan-changes",
        plan_changes(
            _frame(subject.definition, drawn[-MOST_LINES:], scale),
            labels=ChartLabels(unit=scale.unit, separators=formats.separators()),
            theme=subject.page_request.theme,
        ),
        label=_("{name}: how acts changed the plans").format(name=name),
        links=page_links(subject.page_request),
        file_name="plan-changes",
        caption=caption,
    )


def _is_drawn(history: TargetHistory) -> bool:
    dated = all(edition.set_on is not None for edition in history.plan.editions)
    whole = history.is_of_whole and history.district is None
    return dated and whole and history.period.grain == "year"


def _frame(definition: Definition, histories: Sequence[TargetHistory], scale: Scale) -> Frame:
    return [
        {
            "target": formats.period(history.period.label),
            "day": edition.set_on.isoformat() if edition.set_on else "",
            "value": scale.of(edition.value),
            "hover": "<br>".join(
                escape(line, quote=False)
                for line in (
                    _("Plan of {period}: {plan}").format(
                        period=formats.period(history.period.label),
                        plan=plan_text(definition, edition.value),
                    ),
                    act_name(edition),
                    formats.date(edition.set_on) if edition.set_on else "",
                )
            ),
        }
        for history in histories
        for edition in history.plan.editions
    ]
