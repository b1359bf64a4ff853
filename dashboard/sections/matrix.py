"""Indicators down, years across: the whole programme on one sheet."""

from collections.abc import Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import formats, words
from dashboard.asked import BEHIND_PLAN, Asked
from dashboard.components import status
from dashboard.components.attributes import data
from dashboard.components.links import link
from dashboard.components.panels import panel, scrolling
from dashboard.components.plain import Element, element
from dashboard.language import _, ngettext
from dashboard.sections.behind import of_status
from dashboard.sections.overview import Overview
from dashboard.series import Scale, scale_of
from indicators.achievement import STATUSES
from indicators.answers import Answer
from indicators.definition import Definition
from indicators.facts import PartFacts
from indicators.states import STATES, VALUE

ANCHOR = "matrix"
"""The part of the page that a number of the tally leads to."""
ROOMY = 9
"""So many years stand at ease side by side."""


def draw(asked: Asked) -> Component:
    """A row an indicator under its part's name, or those of one status alone; each cell leads to that year's page."""
    shown = Overview(asked)
    caption = _("Indicators by year")
    found = of_status(shown)
    rows = _rows(shown) if asked.status is None else _rows_of(shown, found)
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            _head(asked),
            html.Tbody(list(rows)),
        ],
        className="matrix matrix--many" if _many(asked) else "matrix",
    )
    inside, note = [scrolling(table, caption, newest_last=True), _key(shown)], _chosen(shown, len(found))
    return panel(caption, inside, note=note, wide=True, anchor=ANCHOR, asked=asked.address.href())


def _many(asked: Asked) -> bool:
    """Whether the years stand closer together, so that all have room on a desk."""
    first, last = asked.years
    return last - first >= ROOMY


def _head(asked: Asked) -> Component:
    first, last = asked.years
    years = [html.Th(str(year), scope="col") for year in range(first, last + 1)]
    return html.Thead(html.Tr([html.Th(_("Indicator"), scope="col"), *years]))


def _rows(shown: Overview) -> Iterator[Component]:
    for part, codes in shown.by_part:
        if shown.asked.facts.parts:
            yield _part(part, len(shown.by_indicator[codes[0]]) + 1)
        for code in codes:
            yield _indicator(shown, shown.definition(code), shown.by_indicator[code])


def _rows_of(shown: Overview, answers: Sequence[Answer]) -> Iterator[Component]:
    codes = [answer.indicator for answer in answers]
    return (_indicator(shown, shown.definition(code), shown.by_indicator[code]) for code in codes)


def _chosen(shown: Overview, number: int) -> list[Any] | None:
    """Which status is shown, and the way back to all."""
    if shown.asked.status is None:
        return None
    counted = ngettext("{number} indicator", "{number} indicators", number)
    sentence = _("Only “{status}” in {year}: {counted}, the worst first.")
    name = {**words.status_key(shown.now), BEHIND_PLAN: _("Behind plan")}[shown.asked.status]
    back = link(_("All indicators"), f"{shown.asked.href(status=None)}#{ANCHOR}")
    return [sentence.format(status=name, year=shown.year, counted=counted), " ", back]


def _part(part: PartFacts | None, columns: int) -> Component:
    name = words.in_language(part.names) if part else _("Other indicators")
    return html.Tr(html.Th(html.Span(name), colSpan=columns, scope="colgroup"), className="matrix__part")


def _indicator(shown: Overview, definition: Definition, answers: Sequence[Answer]) -> Component:
    name = link(words.name_of(definition), shown.asked.page(f"/indicator/{definition.code}"))
    scale = scale_of(definition, answers)
    cells: list[Any] = [_cell(shown, answer, scale) for answer in answers]
    return html.Tr([_name(name, scale.unit), *cells])


def _name(name: Component, unit: str) -> Component:
    return html.Th([name, html.Span(unit, className="matrix__unit")], scope="row", className="matrix__name")


def _cell(shown: Overview, answer: Answer, scale: Scale) -> Element:
    """The number with its status; or the state's word on hatching."""
    definition = shown.asked.definition(answer.indicator, int(answer.period))
    variant = answer.status or "none" if answer.state == VALUE else answer.state
    inside = [element("Span", _text(definition, answer, scale), className="cell__value")]
    if answer.status is not None and answer.state == VALUE:
        inside.append(_shape(answer))
    way = {"href": shown.way(answer), "title": _title(definition, answer), **data("inner")}
    return element("Td", element("A", inside, className="cell", **way), className=f"cell--{variant}")


def _shape(answer: Answer) -> Element:
    """The glyph; its word goes to those who cannot see it."""
    word = element("Span", words.status_of(answer), className="visually-hidden")
    return element("Span", word, className=f"shape shape--{answer.status}")


def _text(definition: Definition, answer: Answer, scale: Scale) -> str:
    """With the decimals of the definition in force that year; money as all of its row."""
    if answer.value is None:
        return words.state_name(answer.state)
    if words.is_money(definition):
        return scale.answer(answer)
    return formats.number(answer.value, definition.decimals, *answer.judged_by)


def _title(definition: Definition, answer: Answer) -> str:
    """What a cell says, in one line."""
    said = [f"{answer.period}: {words.answer_text(definition, answer, unit=True)}"]
    if answer.plan is not None:
        said.append(_("Plan: {plan}").format(plan=words.plan_text(definition, answer.plan, answer.value)))
    if answer.degree_raw is not None:
        said.append(words.degree_text(answer))
    said.append(words.status_of(answer))
    return "; ".join([*said, *(words.mark_name(mark) for mark in answer.marks)])


def _key(shown: Overview) -> Component:
    """What colours, shapes and hatching mean."""
    names = words.status_key(shown.answers)
    statuses = [html.Li(status.chip(code, names.get(code or "", ""))) for code in (*STATUSES, None)]
    states = [html.Li(status.state_word(state)) for state in STATES if state != VALUE]
    return html.Ul([*statuses, *states], className="key")
