"""The money of a part by year and source: four columns, execution and deviations, to the kopeck."""

from typing import Any

from dash.development.base_component import Component

from dashboard.components.panels import TableColumn, data_table, empty_note, panel
from dashboard.components.status import mark
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.sections.about.money import column_title
from dashboard.sections.part.summary import PartPage
from dashboard.sections.table_panel import table_panel
from dashboard.text import evaluation_labels, formats, labels
from dashboard.text.language import _
from data.kinds.budgets import FUNDING_SOURCES
from indicators.answers.money import COLUMNS, MoneyRow, money_rows
from indicators.exact import cut


def draw(page_request: PageRequest) -> Component:
    """A row a year, its sources below it."""
    view = PartPage(page_request)
    return money_panel(page_request, rows_of(page_request, view.part.code))


def draw_programme(page_request: PageRequest) -> Component:
    """The same of the whole programme."""
    return money_panel(page_request, rows_of(page_request, None))


def rows_of(page_request: PageRequest, part: str | None) -> tuple[MoneyRow, ...]:
    """The years of a part, or of the programme (no part), each with its sources."""
    rows: tuple[MoneyRow, ...] = page_request.asker.ask(
        money_rows, page_request.facts.code, part, page_request.as_of
    )
    return rows


def money_panel(page_request: PageRequest, rows: tuple[MoneyRow, ...]) -> Component:
    """The years of a part or the programme."""
    if not rows:
        return panel(
            _("Money by year and source"), empty_note(_("Nothing states this money.")), wide=True
        )
    table = data_table(
        [
            TableColumn(_("Year")),
            *(TableColumn(column_title(name), number=True) for name in COLUMNS),
            TableColumn(_("Execution"), number=True),
            TableColumn(_("Cash less roster"), number=True),
            TableColumn(_("Cash less programme"), number=True),
        ],
        [_row(row) for row in rows],
        caption=_("Roubles; execution is cash over roster"),
        tall=len(rows) > 20,
    )
    illustrative = [mark("illustrative"), " ", labels.mark_sentence("illustrative")]
    sources = dict.fromkeys(row.source for row in rows if row.source)
    return table_panel(
        page_request,
        _("Money by year and source"),
        table,
        anchor="money-by-year",
        note=illustrative if any(row.illustrative for row in rows) else None,
        source="; ".join(sources) or None,
        wide=True,
    )


def _row(row: MoneyRow) -> list[Any]:
    execution = row.execution()
    return [
        row_title(row),
        *(evaluation_labels.roubles(row.sums[name]) for name in COLUMNS),
        formats.EN_DASH if execution is None else formats.percent(cut(execution), 1),
        _deviation(row, "roster_money"),
        _deviation(row, "programme_money"),
    ]


def row_title(row: MoneyRow) -> str:
    """The year, and the source where it is of one."""
    if row.funding is None:
        return str(row.year)
    return f"{row.year}, {FUNDING_SOURCES.name(row.funding, language())}"


def _deviation(row: MoneyRow, column: str) -> str:
    amount = row.deviation(column)
    if amount is None:
        return formats.EN_DASH
    return f"{'+' if amount > 0 else ''}{evaluation_labels.roubles(amount)}"
