"""Cards of the key indicators: value, plan, degree, trend and status."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.links import link
from dashboard.components.panels import headed
from dashboard.components.plain import still
from dashboard.components.trend_line import sparkline
from dashboard.figures.trend import trend
from dashboard.request import PageRequest
from dashboard.sections import freshness, meaning
from dashboard.sections.figure_links import page_links
from dashboard.sections.overview import Overview, place_choices
from dashboard.sections.series import by_period, scale_of
from dashboard.sections.subject import Subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.definition import Definition

LONG = 10
"""Signs of a number that still fit into a card."""
UNSAID = ("illustrative",)
"""Marks that the banner of the page says already."""


def draw(page_request: PageRequest) -> list[Component | None]:
    """One card an indicator of the short list; the day of their data once, where it is the same."""
    overview = Overview(page_request)
    days = {freshness.day(page_request, answer.indicator) for answer in overview.key} - {""}
    alike, title = len(days) == 1, _title(overview)
    cards = [
        _card(overview, answer, [] if alike else freshness.line(page_request, answer.indicator))
        for answer in overview.key
    ]
    loaded = (
        html.P(_("loaded {date}").format(date=next(iter(days))), className="tally-note")
        if alike
        else None
    )
    return [
        headed(
            html.H2(title, className="section-title"),
            title,
            page_links(page_request, slide="numbers"),
            "key-indicators",
        ),
        html.Div(still(html.Ul(cards, className="kpis")), id="key-indicators"),
        loaded,
    ]


def _title(overview: Overview) -> str:
    if len(overview.key) < len(overview.now):
        title = (
            _("Key indicators: newest known") if overview.is_mixed else _("Key indicators, {year}")
        )
    else:
        title = (
            _("All indicators: newest known") if overview.is_mixed else _("All indicators, {year}")
        )
    return title.format(year=overview.year)


def _card(overview: Overview, answer: Answer, fresh: list[Component]) -> Component:
    """Six rows, level with those of the cards beside it."""
    newest = overview.figure(answer)
    definition = overview.page_request.definition(answer.indicator, int(newest.period))
    foot = [
        status.chip(newest.status),
        *status.marks(_marks(overview, newest)),
        *_absent(answer, newest),
        *fresh,
        _meaning(overview, newest),
    ]
    return html.Li(
        [
            html.H3(link(labels.name_of(definition), overview.url(newest)), className="kpi__name"),
            html.P(_value(definition, newest, overview.is_mixed), className="kpi__value"),
            html.Div(_plan(definition, newest), className="kpi__plan"),
            _degree(newest),
            html.Div(_trend(overview, definition, answer), className="kpi__trend"),
            html.Div(foot, className="kpi__foot"),
        ],
        className="kpi",
    )


def _meaning(overview: Overview, answer: Answer) -> Component:
    page_request = overview.page_request
    subject, place = Subject(page_request, answer.indicator), place_choices(page_request)
    records = subject.records_of(answer.period, **place)
    return meaning.opener(page_request, answer, records, overview.url(answer))


def _value(definition: Definition, answer: Answer, mixed: bool) -> list[Component]:
    """The number, with its year where the cards are not all of one."""
    if answer.value is None:
        return [status.state_word(answer.state)]
    year = [html.Span(formats.period(answer.period), className="kpi__unit")] if mixed else []
    return [*figure(*labels.answer_parts(definition, answer)), *year]


def _absent(answer: Answer, newest: Answer) -> list[Component]:
    """What the shown year has instead of the number of an earlier one."""
    if newest is answer:
        return []
    return [
        html.Span(
            f"{formats.period(answer.period)}: {labels.state_name(answer.state)}",
            className="kpi__absent",
        )
    ]


def figure(text: str, unit: str) -> list[Component]:
    """A number with its unit, large; smaller where it has so many digits that they would not fit."""
    return [
        html.Span(text, className="kpi__long" if len(text) > LONG else ""),
        html.Span(unit, className="kpi__unit"),
    ]


def _plan(definition: Definition, answer: Answer) -> list[Component]:
    if answer.plan is None:
        return []
    plan = labels.plan_text(definition, answer.plan, answer.value)
    components: list[Component] = [html.Span(_("Plan: {plan}").format(plan=plan))]
    if answer.degree_raw is not None:
        components.append(html.Strong(labels.degree_text(answer), title=_("Degree of achievement")))
    return components


def _degree(answer: Answer) -> Component:
    """A bar against the plan's stroke; an empty row where there is no degree."""
    if answer.degree_raw is None:
        return html.Div()
    variant = f"degree degree--{answer.status}"
    return html.Div(className=variant, style={"--degree": f"{float(answer.degree_raw):.4f}"})


def _trend(overview: Overview, definition: Definition, answer: Answer) -> Any:
    """The years as a line; one year is no trend."""
    years = overview.by_indicator[answer.indicator]
    if len(years) < 2:
        return None
    frame = by_period(definition, years, scale_of(definition, years))
    figure = trend(frame, theme=overview.page_request.theme)
    return sparkline(figure, label=_spoken(definition, years))


def _spoken(definition: Definition, years: Sequence[Answer]) -> str:
    """What the line shows, for who cannot see it."""
    sentence = ", ".join(
        f"{answer.period}: {labels.answer_text(definition, answer)}" for answer in years
    )
    return f"{labels.name_of(definition)}: {sentence}"


def _marks(overview: Overview, answer: Answer) -> list[str]:
    silent = UNSAID if overview.page_request.facts.illustrative else ()
    return [mark for mark in answer.marks if mark not in silent]
