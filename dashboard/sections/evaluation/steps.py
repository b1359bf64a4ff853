"""The calculation that one follows with a finger: formula, values, result; parts side by side."""

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import link
from dashboard.components.panels import TableColumn, data_table, panel
from dashboard.request import PageRequest
from dashboard.sections.evaluation.result import EvaluationPage, evaluation_links, total_name
from dashboard.sections.table_panel import table_panel
from dashboard.text import evaluation_labels, formats, labels
from dashboard.text.language import _
from indicators.evaluation.calculation import StepValue, Total
from indicators.evaluation.evaluation import Evaluated
from indicators.states import VALUE


def draw(page_request: PageRequest) -> list[Component]:
    """The programme's steps, then those of its parts."""
    view = EvaluationPage(page_request)
    return [
        panel(
            _("The calculation"),
            [*calculation(view, view.evaluation.whole), _legend(view)],
            note=_("Every value is exact inside; only its print is rounded."),
            wide=True,
            anchor="evaluation-calculation",
            links=evaluation_links(view, "calculation"),
        ),
        *_parts(view),
    ]


def calculation(view: EvaluationPage, side: Evaluated) -> Iterator[Component]:
    """A table of steps for each total."""
    for total in side.totals:
        caption = total_name(total.missing) if side.zero is not None else _("Steps in their order")
        yield data_table(
            [
                TableColumn(_("Step")),
                TableColumn(_("Formula")),
                TableColumn(_("With values")),
                TableColumn(_("Result"), number=True),
            ],
            [_row(view, side, total, each) for each in total.steps],
            caption=caption,
        )


def _row(view: EvaluationPage, side: Evaluated, total: Total, each: StepValue) -> list[Any]:
    method, step, level = view.methodology, each.step, side.subject.level
    ours = html.Span(_("default of ours"), className="mark") if step.basis == "default" else None
    notes = (
        []
        if step.note is None
        else [html.Div(evaluation_labels.spoken(step.note), className="step-note")]
    )
    values = evaluation_labels.step_values(step, each.inputs, method.weights)
    limits = evaluation_labels.limits_of(method, step.code)
    result = (
        evaluation_labels.result_text(each.outcome, limits)
        if limits
        else evaluation_labels.value_text(each.outcome)
    )
    return [
        html.Span([evaluation_labels.spoken(step.name), " " if ours else None, ours, *notes]),
        evaluation_labels.step_formula(method, level, step),
        values or evaluation_labels.shares_text(total, step.code),
        html.Strong(result),
    ]


def _legend(view: EvaluationPage) -> Component:
    """What the symbols of the inputs mean."""
    pairs = evaluation_labels.input_legend(view.methodology, view.evaluation.whole.subject.level)
    return html.Dl(
        [each for symbol, name in pairs for each in (html.Dt(symbol), html.Dd(name))],
        className="passport",
    )


def _parts(view: EvaluationPage) -> Iterator[Component]:
    parts = view.evaluation.parts
    if not parts:
        return
    shares = {
        share.code: share
        for listed in view.evaluation.whole.known.shares.values()
        for share in listed
    }
    steps = list(view.methodology.at("part"))
    columns = [
        TableColumn(_("Task or subprogramme")),
        *(TableColumn(step.symbol, number=True) for step in steps),
        *([TableColumn(_("weight k"), number=True)] if shares else []),
        *(TableColumn(_("Class")) for _rated in view.methodology.results),
    ]
    yield table_panel(
        view.page_request,
        _("The parts"),
        data_table(
            columns,
            [_part_row(view, part, shares) for part in parts],
            caption=_("Each part's steps; its page has the whole calculation."),
        ),
        anchor="judged-parts",
        wide=True,
    )


def _part_row(view: EvaluationPage, part: Evaluated, shares: dict[str, Any]) -> list[Any]:
    facts = part.subject.part
    name = labels.in_language(facts.names) if facts is not None else ""
    code = str(part.subject.code)
    row: list[Any] = [link(name, view.part_url(code))]
    row += [
        evaluation_labels.value_text(each.outcome)
        if each.outcome.state == VALUE
        else formats.EN_DASH
        for each in part.known.steps
    ]
    if shares:
        weight = shares[code].weight if code in shares else None
        row.append(formats.EN_DASH if weight is None else evaluation_labels.share_text(weight))
    return row + [
        evaluation_labels.rating_text(rated, part.known.outcome(rated.of)) or formats.EN_DASH
        for rated in view.methodology.results
    ]
