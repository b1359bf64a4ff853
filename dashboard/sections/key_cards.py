"""Cards of the key indicators: value, plan, degree, trend and status."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import words
from dashboard.asked import Asked
from dashboard.components import status
from dashboard.components.links import link
from dashboard.components.panels import sparkline
from dashboard.figures.trend import trend
from dashboard.language import _
from dashboard.sections import freshness
from dashboard.sections.overview import Overview
from dashboard.series import by_period, scale_of
from indicators.answers import Answer
from indicators.definition import Definition

LONG = 10
"""Signs of a number that still fit into a card."""
UNSAID = ("illustrative",)
"""Marks that the banner of the page says already."""


def draw(asked: Asked) -> list[Component | None]:
    """One card an indicator of the short list; the day of their data once, where it is the same."""
    shown = Overview(asked)
    title = _("Key indicators, {year}") if len(shown.key) < len(shown.now) else _("All indicators, {year}")
    days = {freshness.day(asked, answer.indicator) for answer in shown.key} - {""}
    alike = len(days) == 1
    cards = [_card(shown, answer, [] if alike else freshness.line(asked, answer.indicator)) for answer in shown.key]
    loaded = html.P(_("loaded {date}").format(date=next(iter(days))), className="tally-note") if alike else None
    return [html.H2(title.format(year=shown.year), className="section-title"), html.Ul(cards, className="kpis"), loaded]


def _card(shown: Overview, answer: Answer, fresh: list[Component]) -> Component:
    """Six rows, level with those of the cards beside it."""
    definition = shown.definition(answer.indicator)
    return html.Li(
        [
            html.H3(link(words.name_of(definition), shown.way(answer)), className="kpi__name"),
            html.P(_value(definition, answer), className="kpi__value"),
            html.Div(_plan(definition, answer) or _last_known(shown, definition, answer), className="kpi__plan"),
            _degree(answer),
            html.Div(_trend(shown, definition, answer), className="kpi__trend"),
            html.Div([status.chip_of(answer), *status.marks(_marks(shown, answer)), *fresh], className="kpi__foot"),
        ],
        className="kpi",
    )


def _value(definition: Definition, answer: Answer) -> list[Component]:
    if answer.value is None:
        return [status.state_word(answer.state)]
    text, unit = words.answer_parts(definition, answer)
    return figure(text, unit)


def figure(text: str, unit: str) -> list[Component]:
    """A number with its unit, large; smaller where it has so many digits that they would not fit."""
    return [html.Span(text, className="kpi__long" if len(text) > LONG else ""), html.Span(unit, className="kpi__unit")]


def _plan(definition: Definition, answer: Answer) -> list[Component]:
    if answer.plan is None:
        return []
    plan = words.plan_text(definition, answer.plan, answer.value)
    said: list[Component] = [html.Span(_("Plan: {plan}").format(plan=plan))]
    if answer.degree_raw is not None:
        said.append(html.Strong(words.degree_text(answer), title=_("Degree of achievement")))
    return said


def _last_known(shown: Overview, definition: Definition, answer: Answer) -> list[Component]:
    """Where this year has no value, the newest that there is."""
    known = [other for other in shown.by_indicator[answer.indicator] if other.value is not None]
    if answer.value is not None or not known:
        return []
    last = words.answer_text(definition, known[-1], unit=True)
    return [html.Span(_("Last known: {value} ({year})").format(value=last, year=known[-1].period))]


def _degree(answer: Answer) -> Component:
    """A bar against the plan's stroke; an empty row where there is no degree."""
    if answer.degree_raw is None:
        return html.Div()
    variant = f"degree degree--{answer.status}"
    return html.Div(className=variant, style={"--degree": f"{float(answer.degree_raw):.4f}"})


def _trend(shown: Overview, definition: Definition, answer: Answer) -> Component | None:
    """The years as a line; one year is no trend."""
    years = shown.by_indicator[answer.indicator]
    if len(years) < 2:
        return None
    frame = by_period(definition, years, scale_of(definition, years))
    name = {"type": "trend", "name": answer.indicator}
    return sparkline(name, trend(frame, theme=shown.asked.theme), label=_spoken(definition, years))


def _spoken(definition: Definition, years: Sequence[Answer]) -> str:
    """What the line shows, for who cannot see it."""
    said = ", ".join(f"{answer.period}: {words.answer_text(definition, answer)}" for answer in years)
    return f"{words.name_of(definition)}: {said}"


def _marks(shown: Overview, answer: Answer) -> list[str]:
    said = UNSAID if shown.asked.facts.illustrative else ()
    return [mark for mark in answer.marks if mark not in said]
