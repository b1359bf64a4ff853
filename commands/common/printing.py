"""Rows as a table, CSV or JSON on standard output."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from commands.common.context import Itog
from commands.common.spoken import option
from indicators.sheets.rows import RowSheet, cell

SPREADSHEET = "csv-excel"
FORMATS = ("table", "csv", SPREADSHEET, "json")
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


def show(sheet: RowSheet, form: str, columns: Sequence[str] | None = None) -> None:
    """Print a sheet; a table has only ``columns``, the other formats all."""
    if form == "json":
        click.echo(sheet.json())
    elif form == "csv":
        click.echo(sheet.csv(), nl=False)
    elif form == SPREADSHEET:
        click.echo(
            sheet.spreadsheet_csv(click.get_current_context().ensure_object(Itog).language),
            nl=False,
        )
    else:
        _table(sheet, columns or sheet.columns)


def _table(sheet: RowSheet, columns: Sequence[str]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(
            name, justify="right" if _is_numeric(sheet, name) else "left", overflow="fold"
        )
    for row in sheet.rows:
        table.add_row(*(cell(row.get(name)) for name in columns))
    console = Console(markup=False, highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    console.print(table)


def _is_numeric(sheet: RowSheet, name: str) -> bool:
    return any(isinstance(row.get(name), int | float | Decimal) for row in sheet.rows)
