"""The tables of a page as rows of cells: what a reader sees of them, number by number."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from dashboard.http.context import locale
from dashboard.text.digits import read_back

Row = Sequence[str | Decimal]
UNSPOKEN = ".//*[@hidden or @aria-hidden='true' or self::svg or self::script]"
LINES = ".//*[self::div or self::p or self::li or self::br or self::small]"
"""What stands on a line of its own inside a cell."""
BETWEEN = "; "


def rows_of(document: Any, anchor: str) -> list[Row]:
    """The rows of the tables at an anchor of a page, heads and names first; an empty row parts one
    table from the next. None where there is no table.
    """
    rows: list[Row] = []
    for table in document.xpath("//*[@id=$anchor]//table", anchor=anchor):
        rows += [[], *_rows(table)] if rows else _rows(table)
    return rows


def _rows(table: Any) -> Iterator[Row]:
    for row in table.xpath(".//tr"):
        if cells := [cell for each in row.xpath("./th | ./td") for cell in _cells(each)]:
            yield cells


def _cells(element: Any) -> Iterator[str | Decimal]:
    """What a cell says, and nothing for each further column that it takes."""
    text = _text(element)
    number = read_back(text, locale())
    yield text if number is None else number
    yield from [""] * (int(element.get("colspan", "1")) - 1)


def _text(element: Any) -> str:
    for each in element.xpath(UNSPOKEN):
        each.drop_tree()
    for each in element.xpath(LINES):
        each.text = f"\n{each.text or ''}"
        each.tail = f"\n{each.tail or ''}"
    lines = (" ".join(line.split(" ")).strip() for line in element.text_content().split("\n"))
    return BETWEEN.join(filter(None, lines))
