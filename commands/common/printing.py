"""Rows as a table, CSV or JSON on standard output."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from commands.common.context import Itog
from commands.common.spoken import option
from indicators.sheets.row_stream import Row, RowStream, cell

SPREADSHEET = "csv-excel"
FORMATS = ("table", "csv", SPREADSHEET, "json")
LONGEST_TABLE = 1_000
"""Rows that somebody may read; to lay out a hundred thousand takes longer than to compute them."""

CHANGED_NUMBERS = (
    "indicator",
    "district",
    "period",
    "within_year",
    "split_by",
    "split",
    "old_value",
    "new_value",
    "old_plan",
    "new_plan",
    "new_status",
)
"""What a table of changed numbers has of their columns."""
PIPED_WIDTH = 200  # nobody wraps what is not a terminal

Function = Callable[..., Any]


def format_option(command: Function) -> Function:
    """``--format table|csv|csv-excel|json``."""
    return option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How rows are printed.",
    )(command)


def show(sheet: RowStream, form: str, columns: Sequence[str] | None = None) -> None:
    """Print a sheet; a table has only ``columns`` and so many rows as one reads, the other formats
    have all.
    """
    if form == "table":
        _table(sheet, columns or sheet.columns)
        return
    for block in _blocks(sheet, form):
        click.echo(block, nl=False)
    if form == "json":
        click.echo()


def _blocks(sheet: RowStream, form: str) -> Iterator[str]:
    if form == "json":
        return sheet.json_blocks()
    if form == "csv":
        return sheet.csv_blocks()
    return sheet.spreadsheet_csv_blocks(click.get_current_context().ensure_object(Itog).language)


def _table(sheet: RowStream, columns: Sequence[str]) -> None:
    # a table is as wide as its widest row: all must be there before the first is printed
    every = iter(sheet.rows)
    rows = list(islice(every, LONGEST_TABLE))
    if more := sum(1 for _row in every):
        itog = click.get_current_context().ensure_object(Itog)
        itog.say("table_cut", rows=len(rows) + more, first=len(rows))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(
            name, justify="right" if _is_numeric(rows, name) else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*(cell(row.get(name)) for name in columns))
    console = Console(markup=False, highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    console.print(table)


def _is_numeric(rows: Sequence[Row], name: str) -> bool:
    return any(isinstance(row.get(name), int | float | Decimal) for row in rows)
