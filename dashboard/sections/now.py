"""An indicator in one look: value, plan, degree and status of the shown period."""

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import explained, formats, words
from dashboard.asked import Asked
from dashboard.components import status
from dashboard.components.attributes import aria
from dashboard.components.links import link
from dashboard.language import _
from dashboard.sections import freshness, key_cards
from dashboard.sections.changes_link import changes_link
from dashboard.sections.subject import Subject, subject
from indicators.answers import Answer
from indicators.definition import Definition
from indicators.periods import parse


def draw(asked: Asked) -> Component:
    """The shown period's answer, large."""
    shown = subject(asked)
    return html.Section(
        [*_facts(shown), status.mark_notes(shown.figure.marks), *changes_link(shown, shown.period)],
        className="panel now",
        **aria(label=_("The indicator in {period}").format(period=formats.period(shown.figure.period))),
    )


def _facts(shown: Subject) -> Iterator[Component]:
    answer = shown.figure
    definition = shown.asked.definition(shown.code, parse(answer.period).final_year)
    yield html.Dl(
        [
            _fact(formats.period(answer.period), [*value(answer, definition), _absent(shown)], "now__value"),
            _fact(
                _("Plan"),
                [
                    words.planned(definition, answer) or _("not set"),
                    _aside(explained.direction_name(definition.direction)),
                ],
            ),
            _fact(_("Degree of achievement"), _degree(answer)),
            _fact(_("Status"), [status.chip_of(answer), _due(answer)]),
            _counted(shown),
            *_fresh(shown),
        ],
        className="now__facts",
    )


def _fresh(shown: Subject) -> list[Component]:
    said = freshness.day(shown.asked, shown.code)
    return [_fact(_("Data of"), said)] if said else []


def _fact(name: str, said: Any, variant: str = "") -> Component:
    return html.Div([html.Dt(name), html.Dd(said)], className=f"now__fact {variant}".strip())


def value(answer: Answer, definition: Definition) -> list[Component]:
    """The number with its unit, or the word of its state."""
    if answer.value is None:
        return [status.state_word(answer.state)]
    number, unit = words.answer_parts(definition, answer)
    return key_cards.figure(number, unit)


def _degree(answer: Answer) -> Any:
    """The bar and the number; above 100 % also what is counted of it."""
    if answer.degree_raw is None:
        return formats.EN_DASH
    drawn = html.Div(
        className=f"degree degree--{answer.status or 'none'}", style={"--degree": str(float(answer.degree_raw))}
    )
    counted = "" if answer.degree == answer.degree_raw else _(", counted as {degree}").format(degree=formats.percent(1))
    return [html.Span(words.degree_text(answer) + counted), drawn]


def _due(answer: Answer) -> Component | None:
    if answer.due_on is None or answer.state != "not_due":
        return None
    return _aside(_("due after {date}").format(date=formats.date(answer.due_on)))


def _aside(text: str) -> Component:
    return html.Span(text, className="now__aside")


def _absent(shown: Subject) -> Component | None:
    """What the shown year has, where the number is of an earlier one."""
    if shown.figure is shown.now:
        return None
    return _aside(f"{formats.period(shown.now.period)}: {words.state_name(shown.now.state)}")


def _counted(shown: Subject) -> Component:
    """The way to the proof: records, or where the number comes from."""
    answer = shown.figure
    way = shown.records_of(answer.period)
    if answer.records is None:
        return _fact(_("Where it comes from"), link(explained.kind_name(shown.definition.kind), way))
    return _fact(_("Records counted"), link(formats.records(answer.records), way))
