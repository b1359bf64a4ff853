"""Indicators down, years across: the whole programme on one sheet."""

from collections.abc import Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import aria, data
from dashboard.components.explained import NO_PLAN, state_term, term
from dashboard.components.links import link
from dashboard.components.panels import panel, scrolling
from dashboard.request import PageRequest
from dashboard.sections.figure_links import page_links, values_address
from dashboard.sections.matrix.cells import cell
from dashboard.sections.matrix.choices import choices
from dashboard.sections.matrix.order import MatrixGroup, groups, only
from dashboard.sections.overview import Overview, place_choices
from dashboard.sections.row_trend import trend_line
from dashboard.sections.series import scale_of
from dashboard.text import formats, labels
from dashboard.text.language import _, ngettext
from dashboard.text.summary import rows_counted
from indicators.answers.achievement import STATUSES, UNDETERMINED
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.states import STATES, VALUE

ANCHOR = "matrix"
"""The part of the page that a number of the tally leads to."""
ROOMY = 9
"""So many years stand at ease side by side."""


def draw(page_request: PageRequest) -> Component:
    """A row an indicator in the chosen order, or those of one status alone; each cell leads to that
    year's page.
    """
    overview = Overview(page_request)
    caption = _("Indicators by year")
    listed = groups(overview)
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            _head(overview),
            html.Tbody([row for group in listed for row in _rows(overview, group)]),
        ],
        className=f"matrix matrix--years{' matrix--many' if _many(page_request) else ''}",
        **data("grid"),
    )
    rows = sum(len(group.codes) for group in listed)
    sentence = only(overview, rows)
    return panel(
        caption,
        [choices(page_request), scrolling(table, caption, newest_last=True), _key(overview)],
        note=[sentence, " ", _back(overview)] if sentence else None,
        wide=True,
        anchor=ANCHOR,
        address=page_request.address.href(),
        summary=sentence or _all(overview),
        links=page_links(
            page_request,
            values=values_address(
                page_request, page_request.question(**place_choices(page_request))
            ),
            slide="matrix",
        ),
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


def _rows(overview: Overview, group: MatrixGroup) -> Iterator[Component]:
    if group.fold is not None:
        yield _part(overview, group, group.fold)
    for code in () if group.is_folded else group.codes:
        yield _indicator(overview, overview.definition(code), overview.by_indicator[code])


def _back(overview: Overview) -> Component:
    """The way back to all indicators."""
    return link(_("All indicators"), f"{overview.page_request.href(status=None)}#{ANCHOR}")


def _all(overview: Overview) -> str:
    """How many rows there are, of which years."""
    first, last = overview.page_request.years
    return f"{rows_counted(len(overview.now))}, {formats.years(first, last)}"


def _part(overview: Overview, group: MatrixGroup, fold: str) -> Component:
    """What folds the part's rows, and its name, which leads to its page."""
    name: Any = _("Other indicators")
    if group.part is not None:
        name = link(
            labels.in_language(group.part.names),
            overview.page_request.page(f"/part/{group.part.code}"),
        )
    first, last = overview.page_request.years
    inside = html.Span([_fold(overview.page_request, group, fold), name, *_hidden(group)])
    return html.Tr(
        html.Th(inside, colSpan=last - first + 2, scope="colgroup"), className="matrix__part"
    )


def _fold(page_request: PageRequest, group: MatrixGroup, fold: str) -> Component:
    """The address remembers what is folded."""
    others = [code for code in page_request.fold if code != fold]
    chosen = others if group.is_folded else [*others, fold]
    name = labels.in_language(group.part.names) if group.part else _("Other indicators")
    return link(
        "",
        page_request.href(fold=",".join(chosen) or None),
        className="matrix__fold",
        **aria(
            expanded=str(not group.is_folded).lower(),
            label=_("Rows of “{part}”").format(part=name),
        ),
    )


def _hidden(group: MatrixGroup) -> list[Any]:
    """How many rows a folded part has."""
    if not group.is_folded:
        return []
    number = len(group.codes)
    counted = ngettext("{number} indicator", "{number} indicators", number)
    return [html.Span(counted, className="matrix__unit")]


def _indicator(overview: Overview, definition: Definition, answers: Sequence[Answer]) -> Component:
    name = link(
        labels.name_of(definition), overview.page_request.page(f"/indicator/{definition.code}")
    )
    scale = scale_of(definition, answers)
    cells: list[Any] = [cell(overview, answer, scale) for answer in answers]
    unit = html.Span(scale.unit, className="matrix__unit")
    line = trend_line(answers, overview.page_request.theme, "matrix__trend")
    # the line floats beside the first words of the name
    inside: list[Any] = [line, name, unit]
    head = html.Th(inside, scope="row", className="matrix__name")
    return html.Tr([head, *cells])


def _key(overview: Overview) -> Component:
    """What colours, shapes and hatching mean."""
    names = labels.status_key(overview.answers)
    statuses = [
        html.Li(status.chip(code, _status(overview, code, names.get(code or "", ""))))
        for code in (*STATUSES, None)
    ]
    states = [
        html.Li(state_term(overview.page_request, state)) for state in STATES if state != VALUE
    ]
    plan = html.Li(term(overview.page_request, "plan", _("under a number: the plan")))
    return html.Ul([*statuses, *states, plan], className="key")


def _status(overview: Overview, code: str | None, name: str) -> str | Component:
    """The word of a status; of what is no verdict a term, as it asks why there is none."""
    if code in (UNDETERMINED, None):
        words = name or labels.status_name(code)
        return term(overview.page_request, code or NO_PLAN, words)
    return name
