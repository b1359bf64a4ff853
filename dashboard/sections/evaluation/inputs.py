"""What goes into the calculation: every indicator, activity and sum with the way to it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import link
from dashboard.components.panels import TableColumn, data_table, empty_note, panel
from dashboard.components.status import mark
from dashboard.request import PageRequest
from dashboard.sections.about.money import column_title
from dashboard.sections.deviations import unexplained_note
from dashboard.sections.evaluation.result import EvaluationPage
from dashboard.sections.table_panel import table_panel
from dashboard.text import evaluation_labels, formats, labels
from dashboard.text.language import _
from indicators.answers.money import COLUMNS
from indicators.evaluation.evaluation import Evaluated
from indicators.evaluation.methodology import Methodology
from indicators.evaluation.subjects import BY_INDICATOR, ActivityFact, IndicatorDegree
from indicators.exact import cut


def draw(page_request: PageRequest) -> list[Component]:
    """The programme's indicators, activities and money."""
    view = EvaluationPage(page_request)
    return [
        indicators(view, view.evaluation.whole),
        activities(view, view.evaluation.whole),
        _money(view),
    ]


def indicators(view: EvaluationPage, side: Evaluated) -> Component:
    """Every indicator: in the mean, missing, or left out and why."""
    listed = sorted(side.subject.indicators, key=lambda each: each.degree is None)
    return _inputs(
        view.page_request,
        _("Indicators"),
        [
            TableColumn(_("Indicator")),
            TableColumn(_("Plan"), number=True),
            TableColumn(_("Fact"), number=True),
            TableColumn(_("Degree"), number=True),
            TableColumn(_("In the mean"), number=True),
            TableColumn(_("How")),
            TableColumn(_("Fact is")),
        ],
        [_indicator_row(view, each) for each in listed],
        caption=_("Degrees are shares of 1; raw beside the one in the mean."),
        absent=_("No indicator hangs on this part."),
        anchor="judged-indicators",
        note=unexplained_note(view.page_request, view.year, [each.code for each in listed]),
    )


def _indicator_row(view: EvaluationPage, each: IndicatorDegree) -> list[Any]:
    definition, answer = view.page_request.definition(each.code, view.year), each.answer
    wrong: list[Any] = [" ", mark("plan_error")] if "plan_error" in answer.marks else []
    return [
        link(labels.name_of(definition), view.indicator_url(each.code)),
        formats.EN_DASH
        if answer.plan is None
        else labels.plan_text(definition, answer.plan, answer.value),
        labels.answer_text(definition, answer),
        formats.EN_DASH
        if each.raw is None
        else html.Span([evaluation_labels.share_text(each.raw), *wrong]),
        formats.EN_DASH if each.degree is None else evaluation_labels.share_text(each.degree),
        evaluation_labels.case_name(each.case),
        evaluation_labels.stage_name(each.stage),
    ]


def activities(view: EvaluationPage, side: Evaluated) -> Component:
    """Every activity, and what tells whether it was done in full."""
    listed = sorted(side.subject.activities, key=lambda each: bool(each.is_done))
    return _inputs(
        view.page_request,
        _("Activities"),
        [
            TableColumn(_("Activity")),
            TableColumn(_("Planned on")),
            TableColumn(_("Done on")),
            TableColumn(_("Done in full")),
            TableColumn(_("By what")),
        ],
        [_activity_row(view, each) for each in listed],
        caption=_("Those not done in full stand first."),
        absent=_("No activity is planned for this year."),
        anchor="judged-activities",
    )


def _inputs(
    page_request: PageRequest,
    title: str,
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[Any]],
    *,
    caption: str,
    absent: str,
    anchor: str,
    note: Any = None,
) -> Component:
    """What is listed as a table, or the sentence that there is nothing."""
    table = data_table(columns, rows, caption=caption, tall=len(rows) > 20)
    if not rows:
        return panel(title, empty_note(absent), note=note, wide=True)
    return table_panel(page_request, title, table, anchor=anchor, note=note, wide=True)


def _activity_row(view: EvaluationPage, each: ActivityFact) -> list[Any]:
    return [
        labels.in_language(each.names),
        evaluation_labels.day_text(each.planned_on),
        evaluation_labels.day_text(each.done_on),
        done_text(each),
        judged_by(view, each),
    ]


def done_text(each: ActivityFact) -> str:
    """Whether an activity was done in full."""
    if each.is_done is None:
        return _("hidden") if each.is_hidden else _("cannot be determined")
    return _("yes") if each.is_done else _("no")


def judged_by(view: EvaluationPage, each: ActivityFact) -> Any:
    """The indicator with its degree and the year before, or the control event."""
    if each.by != BY_INDICATOR or each.indicator is None:
        return _("control event")
    name = labels.name_of(view.page_request.definition(each.indicator, view.year))
    reached = reached_text(each, view.methodology)
    place = link(name, view.indicator_url(each.indicator))
    return html.Span([place, f": {reached}"] if reached else [place])


def reached_text(each: ActivityFact, methodology: Methodology) -> str:
    """How much of its plan an activity's indicator has reached, and whether it fell behind the year
    before; nothing where neither is known. A share is never printed as the limit that it is not.
    """
    texts, share = [], methodology.activities.share
    if each.reached is not None:
        limits = [] if share is None else [Decimal(share)]
        texts.append(formats.percent(cut(each.reached), 0, *limits))
    if each.not_worse is not None:
        texts.append(
            _("not worse than the year before")
            if each.not_worse
            else _("worse than the year before")
        )
    return ", ".join(texts)


def _money(view: EvaluationPage) -> Component:
    """The four columns of the programme and its parts, and which two the methodology reads."""
    spending = view.methodology.spending
    sides = [view.evaluation.whole, *view.evaluation.parts]
    table = data_table(
        [
            TableColumn(_("Money")),
            *(TableColumn(column_title(name), number=True) for name in COLUMNS),
        ],
        [_money_row(view, side) for side in sides],
        caption=_("Roubles"),
    )
    note = _("The methodology compares “{actual}” (Зф) with “{planned}” (Зп).").format(
        actual=column_title(spending.actual), planned=column_title(spending.planned)
    )
    ours = (
        f" {_('Which columns these are is a default of ours.')}"
        if spending.basis == "default"
        else ""
    )
    return table_panel(
        view.page_request,
        _("Money"),
        table,
        anchor="judged-money",
        note=f"{note}{ours}",
        wide=True,
    )


def _money_row(view: EvaluationPage, side: Evaluated) -> list[Any]:
    part = side.subject.part
    name: Any = _("Programme in all")
    if part is not None:
        name = link(labels.in_language(part.names), view.part_url(part.code))
    return [name, *sums(side.subject.money[column] for column in COLUMNS)]


def sums(amounts: Iterable[Decimal | None]) -> list[str]:
    """Roubles to the kopeck."""
    return [evaluation_labels.roubles(amount) for amount in amounts]
