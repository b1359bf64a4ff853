"""Programmes side by side: of each its year in a row – plans met, statuses, money, how fresh it is."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import link
from dashboard.components.panels import TableColumn, panel
from dashboard.components.stacked import stacked_table
from dashboard.http import context
from dashboard.http.address import Address
from dashboard.request import PageRequest
from dashboard.sections.findings import read_findings
from dashboard.sections.overview import Overview
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.achievement import STATUSES
from indicators.answers.facts import Facts
from indicators.answers.freshness import changed_on
from indicators.answers.money import money_rows
from indicators.answers.question import Question
from indicators.exact import cut


def draw(page_request: PageRequest) -> Component:
    """A row a programme, each number leading to its overview."""
    requests = [_of_programme(page_request, facts) for facts in context.programmes()]
    columns = [
        TableColumn(_("Programme")),
        TableColumn(_("Year")),
        TableColumn(_("Plans met"), number=True),
        TableColumn(_("Statuses")),
        TableColumn(_("Money: cash of roster"), number=True),
        TableColumn(_("Data of")),
    ]
    table = stacked_table(
        columns, [list(cells(each)) for each in requests], caption=_("Programmes side by side")
    )
    note = _("Of each programme its newest year with a value; illustrative data are marked.")
    return panel(_("Programmes side by side"), table, note=note, wide=True)


def _of_programme(page_request: PageRequest, facts: Facts) -> PageRequest:
    """The overview of a programme, as it stands now, asked by the same reader."""
    kept = {
        name: value
        for name in ("lang", "theme")
        if (value := page_request.address.choices.get(name))
    }
    address = Address("/", {"programme": facts.code, **kept})
    return replace(
        page_request,
        address=address,
        facts=facts,
        base=Question(programme=facts.code),
        snapshot=None,
    )


def cells(page_request: PageRequest) -> Iterator[Any]:
    """The row of the programme that is asked for."""
    overview = Overview(page_request)
    met = read_findings(page_request).now
    counted = Counter(answer.status for answer in overview.now)
    yield html.Div(list(_name(page_request)))
    yield str(overview.year)
    yield (
        _("{met} of {planned}").format(met=met.met, planned=met.planned)
        if met.planned
        else formats.EN_DASH
    )
    yield _statuses(page_request, counted)
    yield _execution(page_request, overview.year)
    yield _newest(page_request)


def _statuses(page_request: PageRequest, counted: Counter[str | None]) -> Component:
    """The number of each status with its shape, leading to the indicators that have it."""
    names = labels.status_key(())
    return html.Div(
        [
            link(
                [
                    html.Span(className=f"shape shape--{status}", title=names[status]),
                    html.Span(names[status], className="visually-hidden"),
                    str(counted[status]),
                ],
                page_request.href(status=status),
            )
            for status in STATUSES
            if counted[status]
        ],
        className="statuses",
    )


def _name(page_request: PageRequest) -> Iterator[Any]:
    yield link(labels.short_programme_name(page_request.facts), page_request.href())
    place = labels.place_name(page_request.facts, None)
    years = formats.years(page_request.facts.first_year, page_request.facts.last_year)
    about = [place, years, *([_("illustrative")] if page_request.facts.illustrative else [])]
    yield html.Span(", ".join(about), className="matrix__unit")


def _execution(page_request: PageRequest, year: int) -> str:
    """Cash over roster of the whole programme in the year."""
    rows = page_request.asker.ask(money_rows, page_request.facts.code)
    of_year = next((row for row in rows if row.year == year and row.funding is None), None)
    share = None if of_year is None else of_year.execution()
    return formats.EN_DASH if share is None else formats.percent(cut(share), 1)


def _newest(page_request: PageRequest) -> str:
    days = page_request.asker.ask(changed_on, page_request.facts.code).values()
    return formats.short_date(max(days)) if days else formats.EN_DASH
