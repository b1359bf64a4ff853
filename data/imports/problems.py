"""What is wrong with a file: collected with row, column and value, then refused at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.refusals import Problem, Refusal, quoted

SHOWN = 200
STRIDE = 10_000_000
"""Rows of several sheets are numbered on: those of the second begin after so many, more than any
sheet has.
"""


Titles = Mapping[str, Mapping[str, str]]
"""What readers call columns: by the column's name, then by language."""


class InvalidValue(ValueError):
    """A value that breaks ``rule``; whoever knows its row and column makes a ``Problem`` of it."""

    def __init__(self, rule: str, **params: Any) -> None:
        super().__init__(rule)
        self.rule = rule
        self.params = params


@dataclass
class Problems:
    """The problems of one file: the first ``SHOWN`` in full, the rest as a number.

    Where several ``sheets`` are read, a problem says its sheet and the number that the row has
    there. ``notes`` says what was seen of the file, for whoever reads that it is refused.
    ``titles`` are what readers call the columns. ``aside`` counts rows that seem to be no records,
    of which nothing else is asked.
    """

    file: str
    sheets: Sequence[str] = ()
    notes: Callable[[], Sequence[Problem]] = tuple
    titles: Titles = field(default_factory=dict)
    found: list[Problem] = field(default_factory=list)
    total: int = 0
    aside: int = 0

    def add(
        self,
        rule: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **params: Any,
    ) -> None:
        """Note one problem."""
        self.total += 1
        if len(self.found) < SHOWN:
            sheet, row = self.place(row)
            title = self.titles.get(column or "")
            self.found.append(
                Problem(
                    rule,
                    params,
                    self.file,
                    row=row,
                    column=column,
                    value=value,
                    sheet=sheet,
                    title=title,
                )
            )

    def place(self, row: int | None) -> tuple[str | None, int | None]:
        """The sheet of a row, where there are several, and its number there."""
        if row is None or len(self.sheets) < 2:
            return None, row
        sheet, row = divmod(row, STRIDE)
        return self.sheets[sheet], row

    def named(self, row: int) -> int | Mapping[str, str]:
        """A row in a sentence: its number, and its sheet where there are several."""
        sheet, number = self.place(row)
        words = {"ru": "лист", "en": "sheet"}
        return (
            row
            if sheet is None
            else {
                language: f"{number} ({word} {quoted(sheet, language)})"
                for language, word in words.items()
            }
        )

    def refuse(self) -> None:
        """Raise all that was noted, if anything was."""
        if not self.total:
            return
        ordered = sorted(self.found, key=self._order)
        hidden = self.total - len(ordered)
        more = [
            Problem("import_more_problems", {"hidden": hidden, "total": self.total}, file=self.file)
        ]
        raise Refusal(ordered + (more if hidden else []), self.notes())

    def _order(self, problem: Problem) -> tuple[int, int]:
        return self.sheets.index(problem.sheet) if problem.sheet else 0, problem.row or 0


def refusal(file: str, rule: str, **params: Any) -> Refusal:
    """A refusal of the file as a whole."""
    return Refusal(Problem(rule, params, file=file))
