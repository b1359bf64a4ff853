"""Rows written as JSON and CSV, piece by piece: very many are never held all together."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from types import NoneType
from typing import Any

import orjson

from data.words.formula_guard import guarded

BOM = "\ufeff"
AT_ONCE = 1_000
"""Rows that are written in one piece."""

Row = Mapping[str, Any]


class Roubles(str):
    """Roubles with their full scale: text to JSON, a number to a spreadsheet."""

    __slots__ = ()


@dataclass(frozen=True)
class RowStream:
    """Rows with the newest revision and the one they are true for; ``extra`` stands beside them in
    JSON.

    The rows may be read while they are written, and then can be written once.
    """

    revision: int
    as_of: int
    columns: Sequence[str]
    rows: Iterable[Row]
    extra: Mapping[str, Any] = field(default_factory=dict)

    def json(self) -> str:
        """The envelope of every command and address that gives rows."""
        return "".join(self.json_blocks())

    def json_blocks(self) -> Iterator[str]:
        """The same piece by piece, so that no more than some rows are held at once."""
        fields = {"revision": self.revision, "as_of": self.as_of, **self.extra, "rows": []}
        yield orjson.dumps(fields, default=_digits).decode().removesuffix("]}")
        divider = ""
        for rows in _blocks(self.rows):
            yield divider + orjson.dumps(rows, default=_digits).decode()[1:-1]
            divider = ","
        yield "]}"

    def csv(self) -> str:
        """The rows under a line of names; no cell can become a formula in a spreadsheet."""
        return "".join(self.csv_blocks())

    def csv_blocks(self) -> Iterator[str]:
        """The same piece by piece."""
        return self._csv_lines(",", cell)

    def spreadsheet_csv(self, language: str) -> str:
        """The same for a double click: a byte-order mark, and the dividers that a spreadsheet of
        the language expects.

        In Russian «;» stands between cells and a comma in numbers, in English a comma and a point.
        """
        return "".join(self.spreadsheet_csv_blocks(language))

    def spreadsheet_csv_blocks(self, language: str) -> Iterator[str]:
        """The same piece by piece."""
        yield BOM
        yield from (
            self._csv_lines(";", comma_cell) if language == "ru" else self._csv_lines(",", cell)
        )

    def _csv_lines(self, divider: str, write: Callable[[Any], str]) -> Iterator[str]:
        yield _lines([self.columns], divider)
        for rows in _blocks(self.rows):
            yield _lines(([write(row.get(name)) for name in self.columns] for row in rows), divider)


def _lines(rows: Iterable[Sequence[str]], divider: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=divider, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while block := list(islice(left, AT_ONCE)):
        yield block


def _digits(value: Any) -> orjson.Fragment:
    """A decimal in JSON with every digit it has; a number of the machine would keep seventeen."""
    if isinstance(value, Decimal):
        return orjson.Fragment(format(value, "f"))
    raise TypeError(f"{value!r} is no value of a row")


def cell(value: Any) -> str:
    """A value as a cell of CSV: lists joined by ``;``, nothing for null, a text never a formula."""
    # by the type itself: there are ten million rows of them
    write = WRITERS.get(type(value))
    if write is not None:
        return write(value)
    return guarded(value) if isinstance(value, str) else str(value)


def _dictionary_cell(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _list_cell(values: Sequence[Any]) -> str:
    return guarded(";".join(map(str, values)))


WRITERS: Mapping[type, Callable[[Any], str]] = {
    NoneType: lambda _nothing: "",
    bool: lambda value: "true" if value else "false",
    dict: _dictionary_cell,
    Decimal: "{:f}".format,
    list: _list_cell,
    str: guarded,
    int: str,
}


def comma_cell(value: Any) -> str:
    """The same with a decimal comma in numbers; texts keep their points."""
    is_number = isinstance(value, Roubles | float | Decimal)
    return cell(value).replace(".", ",") if is_number else cell(value)
