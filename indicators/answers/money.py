"""A programme's money by year, as its act and its reports state it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.programmes import Budget, Part
from indicators.answers.reader import ProgrammeReader

TOTAL = "total"
COLUMNS = ("programme_money", "roster_money", "cash_money", "fact_money")
DIVISORS = {"rub": 1, "thousand": 1000, "million": 1_000_000}

Sums = Mapping[str, Decimal | None]
"""The four columns in roubles; null where nothing states one."""


@dataclass(frozen=True)
class YearOfMoney:
    """One year's four columns in roubles; ``unit`` is how the act prints them."""

    year: int
    programme_money: Decimal | None
    roster_money: Decimal | None
    cash_money: Decimal | None
    fact_money: Decimal | None
    unit: str
    illustrative: bool
    source: str | None


@dataclass(frozen=True)
class Budgets:
    """A programme's rows of money, and which part lies in which."""

    rows: Sequence[Budget]
    parents: Mapping[str, str | None]

    def of(self, part: str | None, year: int) -> Sequence[Budget]:
        """The rows that make up a part's year, or the programme's (no part): its own where there
        are any, else those of the parts below it.
        """
        # its own row wins: the parts of an act do not always add up to it
        own = [row for row in self.rows if row.year == year and row.part == part]
        if own:
            return counted(own)
        return [row for each in self._below(part) for row in self.of(each, year)]

    def sums(self, part: str | None, year: int) -> Sums:
        """The four columns of a part's or the programme's year."""
        return sums_of(self.of(part, year))

    def sources(self, part: str | None, year: int) -> Sequence[Budget]:
        """The rows of a year by source of funds, as they are stated for the part itself."""
        return [
            row
            for row in self.rows
            if row.year == year and row.part == part and row.funding != TOTAL
        ]

    def _below(self, part: str | None) -> list[str]:
        return [code for code, parent in self.parents.items() if parent == part]


def read_budgets(reader: ProgrammeReader) -> Budgets:
    """The money of a programme as of the reader's revision."""
    rows = select(Budget).where(
        Budget.programme_id == reader.programme_id, Budget.as_of(reader.as_of)
    )
    parts = select(Part.code, Part.parent).where(
        Part.programme_id == reader.programme_id, Part.as_of(reader.as_of)
    )
    return Budgets(
        tuple(reader.session.scalars(rows.order_by(Budget.year, Budget.number))),
        dict(reader.session.execute(parts.order_by(Part.position)).all()),
    )


def money_by_year(
    session: Session, programme: str, as_of: int | None = None
) -> tuple[YearOfMoney, ...]:
    """Every year with money: the programme's own row where there is one, else the sum of its parts."""
    budgets = read_budgets(ProgrammeReader(session, programme, as_of))
    years = dict.fromkeys(row.year for row in budgets.rows)
    return tuple(_year(year, budgets.of(None, year)) for year in years)


@dataclass(frozen=True)
class MoneyRow:
    """A year of a part or the programme: in all (no ``funding``) or from one source of funds."""

    year: int
    funding: str | None
    sums: Sums
    illustrative: bool
    source: str | None

    def execution(self) -> Fraction | None:
        """Cash over roster, a share of 1; nothing where either is unknown or the roster is 0."""
        cash, roster = self.sums["cash_money"], self.sums["roster_money"]
        return None if cash is None or not roster else Fraction(cash) / Fraction(roster)

    def deviation(self, column: str) -> Decimal | None:
        """Cash less a plan, in roubles; nothing where either is unknown."""
        cash, plan = self.sums["cash_money"], self.sums[column]
        return None if cash is None or plan is None else cash - plan


def money_rows(
    session: Session, programme: str, part: str | None = None, as_of: int | None = None
) -> tuple[MoneyRow, ...]:
    """Every year of a part, or of the programme, that anything states: in all, then by source."""
    budgets = read_budgets(ProgrammeReader(session, programme, as_of))
    years = dict.fromkeys(row.year for row in budgets.rows)
    listed: list[tuple[int, str | None, Sequence[Budget]]] = [
        (year, None, budgets.of(part, year)) for year in years
    ]
    listed += [(year, row.funding, [row]) for year in years for row in budgets.sources(part, year)]
    listed.sort(key=lambda each: each[0])
    return tuple(_money_row(*each) for each in listed if each[2])


def _money_row(year: int, funding: str | None, rows: Sequence[Budget]) -> MoneyRow:
    return MoneyRow(
        year,
        funding,
        sums_of(rows),
        any(row.illustrative for row in rows),
        "; ".join(dict.fromkeys(row.source for row in rows if row.source)) or None,
    )


def total(years: Iterable[YearOfMoney], column: str) -> Decimal | None:
    """The exact sum of one column; nothing where no year has it."""
    # no year at all is no 0: nothing was printed
    return _sum(getattr(year, column) for year in years)


def counted(rows: Sequence[Budget]) -> Sequence[Budget]:
    """The rows of one part that are added up: a total wins over the sources that it is made of."""
    # a total beside its sources: added together each rouble would count twice
    return [row for row in rows if row.funding == TOTAL] or list(rows)


def sums_of(rows: Iterable[Budget]) -> Sums:
    """The exact sum of each column."""
    listed = list(rows)
    return {name: _sum(getattr(row, name) for row in listed) for name in COLUMNS}


def _year(year: int, rows: Sequence[Budget]) -> YearOfMoney:
    sources = dict.fromkeys(row.source for row in rows if row.source)
    illustrative = any(row.illustrative for row in rows)
    # as the act prints it; the amounts themselves are in roubles whatever the unit
    unit = rows[0].printed_unit
    return YearOfMoney(
        year,
        **sums_of(rows),
        unit=unit,
        illustrative=illustrative,
        source="; ".join(sources) or None,
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    # an empty cell of the act stays empty; 0 is a plan of nothing
    return sum(known, Decimal(0)) if known else None
