"""Rows without a district among rows that have one: often it stands in the first row of a group
alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from data.imports.columns import Column
from data.imports.problems import STRIDE
from data.imports.ranges import Ranges
from data.refusals import Problem

WHOLE = ("district", "districts", "part")
"""Columns whose empty cell means the whole, which whoever left it empty may not have meant."""
BY = "by:"


@dataclass
class Blanks:
    """The rows of one table without a value in one column."""

    column: Column
    rows: Ranges = field(default_factory=Ranges)
    filled: bool = False

    def note(self, numbers: Sequence[int], texts: Sequence[str]) -> None:
        """Look at some rows."""
        # the usual case, decided without looking at each text
        if all(texts):
            self.filled = True
            return
        empty = [
            # numbers go on from sheet to sheet; a note names the row within its sheet
            number % STRIDE
            for number, text in zip(numbers, texts, strict=True)
            if not text.strip()
        ]
        self.rows.add(empty)
        self.filled = self.filled or len(empty) < len(numbers)

    def problem(self, sheet: str | None) -> Problem | None:
        """What to say of them, if there are any and other rows have a value."""
        # a column that is empty everywhere is meant so
        if not (self.filled and self.rows.count):
            return None
        words = self.column.words._asdict()
        params = {
            "count": self.rows.count,
            "rows": str(self.rows),
            "name": words,
            "field": self.column.name,
        }
        return Problem("receipt_without_value", params, sheet=sheet)


def blanks_of(columns: Sequence[Column | None]) -> dict[int, Blanks]:
    """Those to be filled for a table, by the place of the column."""
    looked_at = [
        column and (column.name in WHOLE or column.name.startswith(BY)) for column in columns
    ]
    return {
        place: Blanks(column) for place, column in enumerate(columns) if column and looked_at[place]
    }
