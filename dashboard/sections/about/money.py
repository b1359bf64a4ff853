"""The programme's money by year, exact as printed, with its exact total."""

from collections.abc import Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboard.components.panels import TableColumn, empty_note, panel, scrolling
from dashboard.components.status import mark
from dashboard.request import PageRequest
from dashboard.sections.table_panel import table_panel
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.money import COLUMNS, DIVISORS, YearOfMoney, money_by_year, total


def draw(page_request: PageRequest) -> Component:
    """A row a year; the columns that the sources have."""
    years = page_request.asker.ask(money_by_year, page_request.facts.code, page_request.as_of)
    title = _("Money")
    if not years:
        return panel(title, empty_note(_("The programme's money is not known.")), wide=True)
    table = scrolling(_table(years), title)
    sources = "; ".join(dict.fromkeys(year.source for year in years if year.source))
    return table_panel(
        page_request,
        title,
        table,
        anchor="money-table",
        note=_note(years),
        source=sources or None,
        wide=True,
    )


def _table(years: Sequence[YearOfMoney]) -> Component:
    columns = [
        TableColumn(_("Year")),
        *[TableColumn(column_title(name)) for name in _columns_with_money(years)],
    ]
    head = html.Tr(
        [
            html.Th(column.title, scope="col", className="num" if at else "")
            for at, column in enumerate(columns)
        ]
    )
    total_row = html.Tr([html.Th(_("Total"), scope="row"), *_cells(years, None)], className="total")
    rows = [html.Tr([html.Th(str(year.year), scope="row"), *_cells(years, year)]) for year in years]
    caption = html.Caption(unit_name(years[0].unit))
    return html.Table(
        [caption, html.Thead(head), html.Tbody([*rows, total_row])], className="data-table"
    )


def _cells(years: Sequence[YearOfMoney], year: YearOfMoney | None) -> list[Component]:
    """The amounts of a year, or their totals."""
    amounts = [
        total(years, name) if year is None else getattr(year, name)
        for name in _columns_with_money(years)
    ]
    return [html.Td(_amount(amount, years[0].unit), className="num") for amount in amounts]


def _columns_with_money(years: Sequence[YearOfMoney]) -> list[str]:
    return [name for name in COLUMNS if total(years, name) is not None]


def _amount(amount: Decimal | None, unit: str) -> str:
    """Never rounded: with as many decimals as the amount has in its unit."""
    return _("no data") if amount is None else formats.plain(amount / DIVISORS[unit])


def column_title(column: str) -> str:
    return {
        "programme_money": _("Programme"),
        "roster_money": _("Budget roster"),
        "cash_money": _("Cash execution"),
        "fact_money": _("Actual"),
    }[column]


def unit_name(unit: str) -> str:
    """The unit as the act prints it."""
    return {"thousand": _("thousand roubles"), "million": _("million roubles")}.get(
        unit, _("roubles")
    )


def _note(years: Sequence[YearOfMoney]) -> list[Component | str] | None:
    return (
        [mark("illustrative"), " ", labels.mark_sentence("illustrative")]
        if any(year.illustrative for year in years)
        else None
    )
