"""The result beside others: all years in one chart, the same year by every methodology."""

from typing import Any

from dash.development.base_component import Component

from dashboard.components.captions import ChartCaption
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, chart, data_table, panel
from dashboard.figures.base import ChartLabels, Figure, Frame
from dashboard.figures.evaluation import Limit
from dashboard.figures.evaluation import evaluation as evaluation_figure
from dashboard.request import PageRequest
from dashboard.sections.chart_scope import joined_scope
from dashboard.sections.evaluation.result import EvaluationPage, total_name
from dashboard.sections.figure_links import page_links
from dashboard.sections.table_panel import table_panel
from dashboard.text import evaluation_labels, formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.evaluation.calculation import Total
from indicators.evaluation.evaluation import Evaluation
from indicators.evaluation.rating import thresholds


def draw(page_request: PageRequest) -> list[Component]:
    """The years, then the methodologies."""
    view = EvaluationPage(page_request)
    return [_years(view), _methodologies(view)]


def _years(view: EvaluationPage) -> Component:
    title = _("All years")
    name = evaluation_labels.spoken(view.methodology.name)
    twin = data_table(
        [TableColumn(_("Year")), TableColumn(_("Result"), number=True), TableColumn(_("Class"))],
        [
            [
                link(str(each.year), view.page_request.in_period(str(each.year))),
                _result(each),
                _class(each),
            ]
            for each in view.outlook.years
        ],
        caption=name,
    )
    drawing = chart(
        "evaluation-years-chart",
        years_figure(view),
        label=f"{title}. {name}",
        links=page_links(view.page_request, slide="evaluation"),
        twin=twin,
        file_name="evaluation",
        caption=years_caption(view),
    )
    return panel(title, drawing, note=name, wide=True)


def years_caption(view: EvaluationPage) -> ChartCaption:
    """What the year came to by both totals, and the year before by what is known of it."""
    totals = view.evaluation.whole.totals
    finding = sentence(*(_outcome(view, total, len(totals) > 1) for total in totals), _before(view))
    years, whole = view.outlook.years, labels.place_name(view.page_request.facts, None)
    return ChartCaption(finding, joined_scope(formats.years(years[0].year, years[-1].year), whole))


def _outcome(view: EvaluationPage, total: Total, is_named: bool) -> str:
    """«ЭРгп 0,78 – удовлетворительная»."""
    rated = view.methodology.main
    outcome = total.outcome(rated.of)
    step = next(each.step for each in total.steps if each.step.code == rated.of)
    which = f" ({total_name(total.missing)})" if is_named else ""
    parts = (
        f"{step.symbol} {evaluation_labels.result_text(outcome, thresholds(rated))}{which}",
        evaluation_labels.rating_text(rated, outcome),
    )
    return " – ".join(filter(None, parts))


def _before(view: EvaluationPage) -> str:
    """«2019: 0,91 – средняя»; nothing where the year before is none of the programme's."""
    before = next((each for each in view.outlook.years if each.year == view.year - 1), None)
    if before is None:
        return ""
    return f"{before.year}: {' – '.join(filter(None, (_result(before), _class(before))))}"


def years_figure(view: EvaluationPage) -> Figure:
    """Results by year against the limits of the classes."""
    rated = view.methodology.main
    limits = [
        Limit(float(each.threshold), evaluation_labels.spoken(each.name))
        for each in rated.classes
        if each.threshold is not None
    ]
    return evaluation_figure(
        years_frame(view),
        limits=limits,
        labels=ChartLabels(separators=formats.separators()),
        chosen=str(view.year),
        theme=view.page_request.theme,
    )


def years_frame(view: EvaluationPage) -> Frame:
    """One row a year: period, label, value, state, text, hover."""
    rows = []
    for each in view.outlook.years:
        outcome = each.whole.known.outcome(view.methodology.main.of)
        text = _result(each)
        rows.append(
            {
                "period": str(each.year),
                "label": str(each.year),
                "value": outcome.value if outcome.value is None else float(outcome.value),
                "state": outcome.state,
                "text": text,
                "hover": ": ".join(
                    filter(None, (str(each.year), f"{text} {_class(each)}".strip()))
                ),
            }
        )
    return rows


def _methodologies(view: EvaluationPage) -> Component:
    table = data_table(
        [
            TableColumn(_("Methodology")),
            TableColumn(_("Result"), number=True),
            TableColumn(_("Class")),
            TableColumn(_("Act")),
        ],
        [_methodology_row(view, each) for each in view.outlook.methodologies],
        caption=_("{year} by known facts").format(year=view.year),
    )
    return table_panel(
        view.page_request,
        _("The same year by other methodologies"),
        table,
        anchor="other-methodologies",
        note=_("Results of different methodologies are on different scales: compare classes."),
        wide=True,
    )


def _methodology_row(view: EvaluationPage, each: Evaluation) -> list[Any]:
    method = each.methodology
    code = None if method == view.default else method.code
    return [
        link(evaluation_labels.spoken(method.name), view.page_request.href(methodology=code)),
        _result(each),
        _class(each),
        evaluation_labels.spoken(method.act),
    ]


def _result(each: Evaluation) -> str:
    rated = each.methodology.main
    return evaluation_labels.result_text(each.whole.known.outcome(rated.of), thresholds(rated))


def _class(each: Evaluation) -> str:
    rated = each.methodology.main
    return evaluation_labels.rating_text(rated, each.whole.known.outcome(rated.of))
