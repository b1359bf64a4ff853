"""What is wrong with a file: collected with row, column and value, then refused at once."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.refusals import LANGUAGES, LONGEST, Problem, Refusal, quoted

LIST_LIMIT = 200
COLUMNS_NAMED = 12
WHOLE_ROWS = {"ru": "строки в целом", "en": "rows as a whole"}
"""What problems are of that have no column."""
OF = {"ru": "из", "en": "of"}
OTHER_COLUMNS = {"ru": "ещё столбцов: {}", "en": "more columns: {}"}
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
    """The problems of one file: ``LIST_LIMIT`` in full, the first of each column; the rest as numbers.

    Where several ``sheets`` are read, a problem says its sheet and the number that the row has
    there. ``notes`` says what was seen of the file, for whoever reads that it is refused.
    ``titles`` are what readers call the columns. ``aside`` counts rows that seem to be no records,
    of which nothing else is asked.
    """

    file: str
    sheets: Sequence[str] = ()
    notes: Callable[[], Sequence[Problem]] = tuple
    titles: Titles = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    total: int = 0
    aside: int = 0
    counts: Counter[str | None] = field(default_factory=Counter)  # by column

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
        group = self._group(column)
        self.counts[group] += 1
        # so many of each column: one that is wrong throughout must not hide the others
        if self.counts[group] <= LIST_LIMIT:
            sheet, row = self.place(row)
            title = self.titles.get(column or "")
            self.problems.append(
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
        listed = self._of_each_column()
        raise Refusal([*sorted(listed, key=self._order), *self._rest(listed)], self.notes())

    def add_known(self, problems: Sequence[Problem]) -> None:
        """Note problems that say themselves where they are."""
        self.problems += problems
        self.total += len(problems)
        self.counts.update(self._group(each.column) for each in problems)

    def _group(self, column: str | None) -> str | None:
        """What a problem is counted with: its column; beyond so many names of a strange file, none."""
        return column if column in self.counts or len(self.counts) < LIST_LIMIT else None

    def _of_each_column(self) -> list[Problem]:
        """The problems that are listed: of each column the first."""
        room = _shares(self.counts, LIST_LIMIT)
        listed = []
        for problem in self.problems:
            group = self._group(problem.column)
            if room[group] > 0:
                room[group] -= 1
                listed.append(problem)
        return listed

    def _rest(self, listed: Sequence[Problem]) -> list[Problem]:
        """How many more there are, and of which columns."""
        if self.total == len(listed):
            return []
        hidden = {"hidden": self.total - len(listed), "total": self.total}
        more = Problem("import_more_problems", hidden, file=self.file)
        if len(self.counts) == 1:
            return [more]
        numbers = Counter(self._group(problem.column) for problem in listed)
        columns = {language: self._by_column(numbers, language) for language in LANGUAGES}
        return [more, Problem("import_problems_by_column", {"columns": columns}, file=self.file)]

    def _by_column(self, numbers: Mapping[str | None, int], language: str) -> str:
        """Of each column how many problems are listed, and how many there are; the most first."""
        parts = [
            f"{self._title(column, language)} – {numbers.get(column, 0)} {OF[language]} {count}"
            for column, count in self.counts.most_common(COLUMNS_NAMED)
        ]
        more = len(self.counts) - len(parts)
        return "; ".join([*parts, *([OTHER_COLUMNS[language].format(more)] if more else [])])

    def _title(self, column: str | None, language: str) -> str:
        if column is None:
            return WHOLE_ROWS[language]
        title = self.titles.get(column)
        return quoted(title[language] if title else column[:LONGEST], language)

    def _order(self, problem: Problem) -> tuple[int, int]:
        return self.sheets.index(problem.sheet) if problem.sheet else 0, problem.row or 0


def _shares(counts: Mapping[str | None, int], room: int) -> Counter[str | None]:
    """A room divided evenly: what a column does not need goes to the others."""
    shares: Counter[str | None] = Counter()
    ascending = sorted(counts.items(), key=lambda item: item[1])
    for left, (column, count) in zip(range(len(counts), 0, -1), ascending, strict=True):
        shares[column] = min(count, room // left)
        room -= shares[column]
    return shares


def refusal(file: str, rule: str, **params: Any) -> Refusal:
    """A refusal of the file as a whole."""
    return Refusal(Problem(rule, params, file=file))
