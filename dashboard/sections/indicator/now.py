"""An indicator in one look: value, plan, degree and status of the shown period."""

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import aria, data
from dashboard.components.explained import state_term, status_term, term
from dashboard.components.figure_menu import FigureMenu, figure_menu
from dashboard.components.links import link
from dashboard.request import PageRequest
from dashboard.sections import explanation, freshness, key_cards, meaning
from dashboard.sections.figure_links import indicator_links, of_number
from dashboard.sections.indicator.number_comments import open_comments
from dashboard.sections.small_numbers import small_notes
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats, labels, margin
from dashboard.text.language import _
from dashboard.text.summary import answer_summary
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.periods import parse

ANCHOR = "indicator-number"
"""The part of the page that the menu of its number leads to."""


def draw(page_request: PageRequest) -> Component:
    """The shown period's answer, large."""
    subject = read_subject(page_request)
    return html.Section(
        [
            *_facts(subject),
            status.mark_notes(subject.figure.marks),
            *small_notes(page_request, subject.code),
            meaning.folded(page_request, subject.figure, subject.records_of(subject.figure.period)),
            *open_comments(subject, subject.period),
            _menu(subject),
        ],
        id=ANCHOR,
        className="panel now",
        **data(summary=answer_summary(_definition(subject), subject.figure)),
        **aria(
            label=_("The indicator in {period}").format(
                period=formats.period(subject.figure.period)
            )
        ),
    )


def _menu(subject: Subject) -> Component:
    """Where the number leads: its own rows, and for colleagues what they write of it."""
    period = parse(subject.figure.period)
    links = indicator_links(subject, view="number", period=period, by=())
    name = f"{labels.name_of(subject.definition)}, {formats.period(period.label)}"
    return figure_menu(FigureMenu(name, of_number(links, subject, subject.period), ANCHOR))


def _facts(subject: Subject) -> Iterator[Component]:
    answer, definition = subject.figure, _definition(subject)
    page_request = subject.page_request
    date = freshness.day(page_request, subject.code)
    yield html.Dl(
        [
            _fact(
                formats.period(answer.period),
                [
                    *_value(page_request, answer, definition),
                    _interval(answer, definition),
                    _absent(subject),
                ],
                "now__value",
            ),
            _fact(
                term(page_request, "plan", _("Plan")),
                [
                    labels.planned(definition, answer) or _no_plan(subject),
                    _aside(explanation.direction_name(definition.direction)),
                ],
            ),
            _fact(term(page_request, "degree", _("Degree of achievement")), _degree(answer)),
            _fact(
                status_term(page_request, answer, _("Status")),
                [status.chip_of(answer), _due(answer)],
            ),
            _counted(subject),
            *([_fact(_("Data of"), date)] if date else []),
        ],
        className="now__facts",
    )


def _no_plan(subject: Subject) -> str:
    return _("not set") if subject.period.days is None else _("days have none")


def _definition(subject: Subject) -> Definition:
    """The one in force at the end of the shown period."""
    return subject.page_request.definition(subject.code, parse(subject.figure.period).final_year)


def _fact(name: Any, content: Any, variant: str = "") -> Component:
    return html.Div([html.Dt(name), html.Dd(content)], className=f"now__fact {variant}".strip())


def _value(page_request: PageRequest, answer: Answer, definition: Definition) -> list[Component]:
    """The number with its unit, or the word of its state, which says what it means."""
    if answer.value is None:
        return [state_term(page_request, answer.state)]
    number, unit = labels.answer_parts(definition, answer)
    return key_cards.figure(number, unit)


def _interval(answer: Answer, definition: Definition) -> Component | None:
    """Between which numbers the true value lies, and how that is known."""
    text = margin.interval_text(answer, definition.decimals)
    return _aside(f"{text}; {margin.known_by(answer)}") if text else None


def _degree(answer: Answer) -> Any:
    """The bar and the number; above 100 % also what is counted of it."""
    if answer.degree_raw is None:
        return formats.EN_DASH
    drawn = html.Div(
        className=f"degree degree--{answer.status or 'none'}",
        style={"--degree": str(float(answer.degree_raw))},
    )
    counted = (
        ""
        if answer.degree == answer.degree_raw
        else _(", counted as {degree}").format(degree=formats.percent(1))
    )
    return [html.Span(labels.degree_text(answer) + counted), drawn]


def _due(answer: Answer) -> Component | None:
    if answer.due_on is None or answer.state != "not_due":
        return None
    return _aside(_("due after {date}").format(date=formats.date(answer.due_on)))


def _aside(text: str) -> Component:
    return html.Span(text, className="now__aside")


def _absent(subject: Subject) -> Component | None:
    """What the shown year has, where the number is of an earlier one."""
    if subject.figure is subject.now:
        return None
    return _aside(f"{formats.period(subject.now.period)}: {labels.state_name(subject.now.state)}")


def _counted(subject: Subject) -> Component:
    """The way to the proof: records, or where the number comes from."""
    answer = subject.figure
    url = subject.records_of(answer.period)
    if answer.records is None:
        return _fact(
            _("Where it comes from"),
            link(explanation.indicator_kind_name(subject.definition.kind), url),
        )
    return _fact(_("Records counted"), link(formats.records(answer.records), url))
