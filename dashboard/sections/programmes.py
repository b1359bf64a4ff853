"""Programmes side by side: of each its year in a row – plans met, statuses, money, how fresh it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import filters
from dashboard.components.links import labelled_switch, link
from dashboard.components.panels import TableColumn
from dashboard.components.stacked import stacked_table
from dashboard.http import context
from dashboard.http.address import Address
from dashboard.request import DISTANCE, FRESHNESS, MONEY, PROGRAMME, PageRequest
from dashboard.sections.overview import Overview
from dashboard.sections.table_panel import table_panel
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.words.reading_order import reading_order
from indicators.answers.achievement import STATUSES
from indicators.answers.facts import Facts
from indicators.answers.freshness import changed_on
from indicators.answers.money import money_rows
from indicators.answers.question import Question
from indicators.exact import cut
from indicators.findings.findings import PlansMet, plans_met


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme's year as it stands in a row."""

    page_request: PageRequest

    @cached_property
    def overview(self) -> Overview:
        return Overview(self.page_request)

    @cached_property
    def plans(self) -> PlansMet:
        return plans_met(self.overview.year, self.overview.now)

    @cached_property
    def execution(self) -> Fraction | None:
        """Cash over roster of the whole programme in the year."""
        rows = self.page_request.asker.ask(money_rows, self.page_request.facts.code)
        of_year = [row for row in rows if row.year == self.overview.year and row.funding is None]
        return of_year[0].execution() if of_year else None

    @cached_property
    def newest(self) -> date | None:
        """The day on which a number of it changed last."""
        days = self.page_request.asker.ask(changed_on, self.page_request.facts.code).values()
        return max(days, default=None)


def draw(page_request: PageRequest) -> Component:
    """A row a programme, each number leading to its overview; the worst first."""
    rows = [ProgrammeRow(_of_programme(page_request, facts)) for facts in context.programmes()]
    columns = [
        TableColumn(_("Programme")),
        TableColumn(_("Year"), short=True),
        TableColumn(_("Plans met"), number=True),
        TableColumn(_("Statuses")),
        TableColumn(_("Money: cash of roster"), number=True),
        TableColumn(_("Data of"), short=True),
    ]
    table = stacked_table(
        columns,
        [list(cells(row)) for row in ordered(rows, page_request.sort)],
        caption=_("Programmes side by side"),
    )
    note = _("Of each programme its newest year with a value; illustrative data are marked.")
    orders = filters.orders(page_request, order_names(), DISTANCE)
    choices = html.Div(labelled_switch(_("Order"), orders), className="filters")
    title, content = _("Programmes side by side"), [choices, table]
    return table_panel(page_request, title, content, anchor="programmes", note=note, wide=True)


def order_names() -> Mapping[str, str]:
    """The orders of the rows, the usual one first."""
    return {
        DISTANCE: _("fewest plans met"),
        MONEY: _("least money spent"),
        FRESHNESS: _("oldest data"),
        PROGRAMME: _("by name"),
    }


def ordered(rows: Iterable[ProgrammeRow], order: str | None) -> Sequence[ProgrammeRow]:
    """The worst first; what has nothing to be judged by comes last, and by name what is alike."""
    by_name = sorted(rows, key=_name_order)
    if order == PROGRAMME:
        return by_name
    measure = {MONEY: _spent, FRESHNESS: _changed}.get(order or DISTANCE, _share_of_plans)
    return sorted(by_name, key=measure)


def _name_order(row: ProgrammeRow) -> Any:
    return reading_order(labels.short_programme_name(row.page_request.facts))


def _share_of_plans(row: ProgrammeRow) -> tuple[bool, Fraction]:
    planned = row.plans.planned
    return not planned, Fraction(row.plans.met, planned) if planned else Fraction(0)


def _spent(row: ProgrammeRow) -> tuple[bool, Fraction]:
    return row.execution is None, row.execution or Fraction(0)


def _changed(row: ProgrammeRow) -> tuple[bool, date]:
    return row.newest is None, row.newest or date.min


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


def cells(row: ProgrammeRow) -> Iterator[Any]:
    """What stands in a row."""
    met = row.plans
    yield html.Div(list(_name(row.page_request)))
    yield str(row.overview.year)
    yield (
        _("{met} of {planned}").format(met=met.met, planned=met.planned)
        if met.planned
        else formats.EN_DASH
    )
    yield _statuses(row.page_request, Counter(answer.status for answer in row.overview.now))
    spent = row.execution
    yield formats.EN_DASH if spent is None else formats.percent(cut(spent), 1)
    yield formats.EN_DASH if row.newest is None else formats.short_date(row.newest)


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
