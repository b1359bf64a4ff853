"""Rows of a file as columns of values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.imports.columns import Value
from data.imports.problems import Problems


@dataclass
class Batch:
    """Some rows of a file by column.

    ``rows`` are their numbers in the file, ``texts`` what was typed.
    """

    rows: Sequence[int]
    values: dict[str, Sequence[Value]]
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problems: Problems | None = None
    # the columns at fault, by the row's place here
    faults: dict[int, set[str | None]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def at(self, places: Sequence[int]) -> "Batch":
        """The rows at these places, without what was at fault in them."""
        return Batch(
            [self.rows[index] for index in places],
            {name: [column[index] for index in places] for name, column in self.values.items()},
            {name: [column[index] for index in places] for name, column in self.texts.items()},
            self.problems,
        )

    def column(self, name: str) -> Sequence[Value]:
        """The values of a field; nothing where the file has no such column."""
        return self.values.get(name) or (None,) * len(self)

    def title(self, column: str) -> str | Mapping[str, str]:
        """What a reader calls a column."""
        return self.problems.titles.get(column, column) if self.problems else column

    def is_sound(self, index: int, *columns: str) -> bool:
        """Whether nothing is wrong with these columns of a row."""
        return index not in self.faults or self.faults[index].isdisjoint(columns)

    def is_readable(self, index: int, *columns: str) -> bool:
        """Whether these columns of a row say what they are meant to; of a row at fault as a whole
        nobody knows.
        """
        return index not in self.faults or self.faults[index].isdisjoint((None, *columns))

    def refuse(self, index: int, column: str | None, rule: str, **params: Any) -> None:
        """Note a problem of the row at ``index``; no column where several are at fault."""
        self.faults.setdefault(index, set()).add(column)
        if self.problems is not None:
            value = (
                self.texts[column][index] if column is not None and column in self.texts else None
            )
            self.problems.add(
                rule, row=self.rows[index], column=column, **{"value": value, **params}
            )


def filled(columns: Mapping[str, Sequence[Value]]) -> dict[str, Sequence[Value]]:
    """The columns that have a value in some row."""
    return {
        name: column
        for name, column in columns.items()
        if column[0] is not None or set(column) != {None}
    }
