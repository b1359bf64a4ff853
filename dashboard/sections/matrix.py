"""Indicators down, years across: the whole programme on one sheet."""

from collections.abc import Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import data
from dashboard.components.links import link
from dashboard.components.panels import panel, scrolling
from dashboard.components.plain import Element, element
from dashboard.request import BEHIND_PLAN, PageRequest
from dashboard.sections.behind import of_status
from dashboard.sections.overview import Overview
from dashboard.sections.series import Scale, scale_of
from dashboard.text import formats, labels
from dashboard.text.language import _, ngettext
from dashboard.text.summary import answer_summary, rows_counted
from indicators.answers.achievement import STATUSES
from indicators.answers.answer import Answer
from indicators.answers.facts import PartFacts
from indicators.definition import Definition
from indicators.states import STATES, VALUE

ANCHOR = "matrix"
"""The part of the page that a number of the tally leads to."""
ROOMY = 9
"""So many years stand at ease side by side."""


def draw(page_request: PageRequest) -> Component:
    """A row an indicator under its part's name, or those of one status alone; each cell leads to
    that year's page.
    """
    overview = Overview(page_request)
    caption = _("Indicators by year")
    codes = of_status(overview)
    rows = _rows(overview) if page_request.status is None else _rows_of(overview, codes)
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            _head(overview),
            html.Tbody(list(rows)),
        ],
        className="matrix matrix--many" if _many(page_request) else "matrix",
    )
    inside = [scrolling(table, caption, newest_last=True), _key(overview)]
    only = _only(overview, len(codes))
    return panel(
        caption,
        inside,
        note=[only, " ", _back(overview)] if only else None,
        wide=True,
        anchor=ANCHOR,
        address=page_request.address.href(),
        summary=only or _all(overview),
    )


def _many(page_request: PageRequest) -> bool:
    """Whether the years stand closer together, so that all have room on a desk."""
    first, last = page_request.years
    return last - first >= ROOMY


def _head(overview: Overview) -> Component:
    """The years; the newest in which something is known is where a telephone begins."""
    first, last = overview.page_request.years
    newest = max((int(each.period) for each in overview.answers if each.state == VALUE), default=0)
    years = [
        html.Th(str(year), scope="col", **(data("newest") if year == newest else {}))
        for year in range(first, last + 1)
    ]
    return html.Thead(html.Tr([html.Th(_("Indicator"), scope="col"), *years]))


def _rows(overview: Overview) -> Iterator[Component]:
    for part, codes in overview.by_part:
        if overview.page_request.facts.parts:
            yield _part(overview, part, len(overview.by_indicator[codes[0]]) + 1)
        for code in codes:
            yield _indicator(overview, overview.definition(code), overview.by_indicator[code])


def _rows_of(overview: Overview, answers: Sequence[Answer]) -> Iterator[Component]:
    codes = [answer.indicator for answer in answers]
    return (
        _indicator(overview, overview.definition(code), overview.by_indicator[code])
        for code in codes
    )


def _only(overview: Overview, number: int) -> str:
    """Which status alone is shown, and in how many rows; empty where all are."""
    if overview.page_request.status is None:
        return ""
    counted = ngettext("{number} indicator", "{number} indicators", number)
    sentence = _("Only “{status}” in {year}: {counted}, the worst first.")
    name = {**labels.status_key(overview.now), BEHIND_PLAN: _("Behind plan")}[
        overview.page_request.status
    ]
    return sentence.format(status=name, year=overview.year, counted=counted)


def _back(overview: Overview) -> Component:
    """The way back to all indicators."""
    return link(_("All indicators"), f"{overview.page_request.href(status=None)}#{ANCHOR}")


def _all(overview: Overview) -> str:
    """How many rows there are, of which years."""
    first, last = overview.page_request.years
    return f"{rows_counted(len(overview.now))}, {formats.years(first, last)}"


def _part(overview: Overview, part: PartFacts | None, columns: int) -> Component:
    """The part's name, which leads to its page."""
    name: Any = _("Other indicators")
    if part is not None:
        name = link(
            labels.in_language(part.names), overview.page_request.page(f"/part/{part.code}")
        )
    return html.Tr(
        html.Th(html.Span(name), colSpan=columns, scope="colgroup"), className="matrix__part"
    )


def _indicator(overview: Overview, definition: Definition, answers: Sequence[Answer]) -> Component:
    name = link(
        labels.name_of(definition), overview.page_request.page(f"/indicator/{definition.code}")
    )
    scale = scale_of(definition, answers)
    cells: list[Any] = [_cell(overview, answer, scale) for answer in answers]
    head = html.Th(
        [name, html.Span(scale.unit, className="matrix__unit")],
        scope="row",
        className="matrix__name",
    )
    return html.Tr([head, *cells])


def _cell(overview: Overview, answer: Answer, scale: Scale) -> Element:
    """The number with its status; or the state's word on hatching."""
    definition = overview.page_request.definition(answer.indicator, int(answer.period))
    variant = answer.status or "none" if answer.state == VALUE else answer.state
    inside = [element("Span", _text(definition, answer, scale), className="cell__value")]
    if answer.status is not None and answer.state == VALUE:
        inside.append(_shape(answer))
    url = {
        "href": overview.url(answer),
        "title": answer_summary(definition, answer),
        **data("inner"),
    }
    return element(
        "Td", element("A", inside, className="cell", **url), className=f"cell--{variant}"
    )


def _shape(answer: Answer) -> Element:
    """The glyph; its word goes to those who cannot see it."""
    word = element("Span", labels.status_of(answer), className="visually-hidden")
    return element("Span", word, className=f"shape shape--{answer.status}")


def _text(definition: Definition, answer: Answer, scale: Scale) -> str:
    """With the decimals of the definition in force that year; money as all of its row."""
    if answer.value is None:
        return labels.state_name(answer.state)
    if labels.is_money(definition):
        return scale.answer(answer)
    return formats.number(answer.value, definition.decimals, *answer.judged_by)


def _key(overview: Overview) -> Component:
    """What colours, shapes and hatching mean."""
    names = labels.status_key(overview.answers)
    statuses = [html.Li(status.chip(code, names.get(code or "", ""))) for code in (*STATUSES, None)]
    states = [html.Li(status.state_word(state)) for state in STATES if state != VALUE]
    return html.Ul([*statuses, *states], className="key")
