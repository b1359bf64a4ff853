"""What an official form is made of: columns under nested heads, rows of cells, notes; pure values
and the words of both languages.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import compress

from data.refusals import Names
from indicators.periods import RANGE, Days, Period, days_of, days_of_years, from_to
from indicators.states import HIDDEN, NO_DATA, NOT_APPLICABLE, NOT_DUE, VALUE

QUARTERS = (1, 2, 3, 4)
TEXT, NUMBER, MONEY, DATE = "text", "number", "money", "date"
NUMERIC = (NUMBER, MONEY)
THOUSAND_ROUBLES: Names = {"ru": "тыс. руб.", "en": "thousand roubles"}
ROUBLES: Names = {"ru": "руб.", "en": "roubles"}

CellValue = Decimal | datetime.date | Names


@dataclass(frozen=True)
class FormCell:
    """A number, a day or words, by the reader's language; null unless ``state`` is ``value``.

    ``decimals`` are those that a number is printed with; the value itself is not rounded.
    """

    value: CellValue | None = None
    state: str = VALUE
    decimals: int = 0


DASH, CROSS, WAITING, CLOSED = (
    FormCell(state=NO_DATA),
    FormCell(state=NOT_APPLICABLE),
    FormCell(state=NOT_DUE),
    FormCell(state=HIDDEN),
)
"""No data, does not apply, not due yet, hidden: four things, and none of them is 0."""
SAME = FormCell({"ru": "", "en": ""})
"""A row that goes on with the one above says the same there."""


@dataclass(frozen=True)
class FormColumn:
    """A column; ``heads`` are the names above it, the outermost first, ``width`` is in letters."""

    heads: tuple[Names, ...]
    kind: str = TEXT
    width: int = 14


@dataclass(frozen=True)
class FormRow:
    """A row; ``level`` is how deep it lies: 0 for the programme. Titles and totals are bold; what
    only goes on with the row above has no number.
    """

    level: int
    cells: tuple[FormCell, ...]
    is_bold: bool = False
    is_numbered: bool = True


@dataclass(frozen=True)
class FormQuestion:
    """Which form: of a programme's year, of a quarter from January on, as of a revision, by a
    clock; or of any ``days``, of which the ``year`` is the last, and of a ``district`` or several
    with commas.
    """

    programme: str
    year: int
    quarter: int | None = None
    as_of: int | None = None
    on: datetime.date | None = None
    days: Days | None = None
    district: str | None = None

    @property
    def is_of_whole(self) -> bool:
        """Whether it is of a year or quarter of the whole territory, as acts prescribe it."""
        return self.days is None and self.district is None

    @property
    def period(self) -> Period:
        """The days, or the year."""
        return Period(self.year) if self.days is None else from_to(*self.days)


def days_of_form(period: Period) -> Days | None:
    """The first and the last day of what is no single year; None of a year."""
    if period.grain == RANGE:
        return days_of_years(period.year, period.final_year)
    return days_of(period)


@dataclass(frozen=True)
class OfficialForm:
    """A form filled in; ``model`` is the printed form that it follows, if any, ``sources`` are those
    of its data, ``districts`` those that it is of, none where it is of the whole territory; column
    ``named`` tells what a row is.
    """

    code: str
    name: Names
    model: str
    unit: Names | None
    question: FormQuestion
    programme: Names
    revision: int
    newest: int
    clock: datetime.date
    columns: tuple[FormColumn, ...]
    named: int
    rows: tuple[FormRow, ...]
    notes: tuple[Names, ...]
    sources: tuple[str, ...]
    illustrative: bool
    districts: tuple[Names, ...] = ()

    @property
    def depth(self) -> int:
        """How many rows its head has."""
        return max(len(column.heads) for column in self.columns)


def column(*heads: tuple[str, str], kind: str = TEXT, width: int = 14) -> FormColumn:
    """A column under heads in Russian and English."""
    return FormColumn(tuple(map(words, heads)), kind, width)


def words(pair: tuple[str, str]) -> Names:
    """Words in Russian and English."""
    return {"ru": pair[0], "en": pair[1]}


def text(names: Mapping[str, str] | str | None) -> FormCell:
    """Words of both languages, or somebody's own words in one; nothing is no data."""
    if not names:
        return DASH
    return FormCell({"ru": names, "en": names} if isinstance(names, str) else names)


def numbered(rows: Sequence[FormRow], at: int = 0) -> tuple[FormRow, ...]:
    """The rows with their numbers in column ``at``, as an outline has them: 1, 1.1, 1.2, 2; level 0
    has none.
    """
    counts: list[int] = []
    listed = []
    for row in rows:
        number = CROSS if not row.level else SAME
        if row.is_numbered:
            counts = [*counts[: row.level], *[0] * (row.level - len(counts))]
            if row.level:
                counts[-1] += 1
                number = text(".".join(map(str, counts)))
        listed.append(replace(row, cells=(*row.cells[:at], number, *row.cells[at:])))
    return tuple(listed)


def levelled(rows: Sequence[FormRow], columns: Sequence[FormColumn]) -> tuple[FormRow, ...]:
    """The rows with as many decimals in all sums of money as the longest of them has."""
    money = [column.kind == MONEY for column in columns]
    sums = [cell.decimals for row in rows for cell in compress(row.cells, money)]
    most = max(sums, default=0)
    return tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, decimals=most) if is_money and cell.value is not None else cell
                for cell, is_money in zip(row.cells, money, strict=True)
            ),
        )
        for row in rows
    )
