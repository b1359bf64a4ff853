"""A programme's money by year, as its act and its reports state it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.programmes import Budget
from indicators.answers.reader import ProgrammeReader

TOTAL = "total"
COLUMNS = ("programme_money", "roster_money", "cash_money", "fact_money")
DIVISORS = {"rub": 1, "thousand": 1000, "million": 1_000_000}


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


def money_by_year(
    session: Session, programme: str, as_of: int | None = None
) -> tuple[YearOfMoney, ...]:
    """Every year with money: the programme's own row where there is one, else the sum of its parts."""
    reader = ProgrammeReader(session, programme, as_of)
    statement = select(Budget).where(
        Budget.programme_id == reader.programme_id, Budget.as_of(reader.as_of)
    )
    years: dict[int, list[Budget]] = {}
    for row in reader.session.scalars(statement.order_by(Budget.year, Budget.number)):
        years.setdefault(row.year, []).append(row)
    return tuple(_year(year, _counted(rows)) for year, rows in years.items())


def total(years: Iterable[YearOfMoney], column: str) -> Decimal | None:
    """The exact sum of one column; nothing where no year has it."""
    known = [getattr(year, column) for year in years if getattr(year, column) is not None]
    # no year at all is no 0: nothing was printed
    return sum(known, Decimal(0)) if known else None


def _counted(rows: Sequence[Budget]) -> Sequence[Budget]:
    """A total row wins over what it is made of: over its parts, and in each part over its sources."""
    # the programme's own row wins: parts of an act do not always add up to it
    whole = [row for row in rows if row.part is None] or list(rows)
    # a part's total beside its sources: added together each rouble would count twice
    totals = {row.part for row in whole if row.funding == TOTAL}
    return [row for row in whole if row.funding == TOTAL or row.part not in totals]


def _year(year: int, rows: Sequence[Budget]) -> YearOfMoney:
    sums = {name: _sum(getattr(row, name) for row in rows) for name in COLUMNS}
    sources = dict.fromkeys(row.source for row in rows if row.source)
    illustrative = any(row.illustrative for row in rows)
    # as the act prints it; the amounts themselves are in roubles whatever the unit
    unit = rows[0].printed_unit
    return YearOfMoney(
        year, **sums, unit=unit, illustrative=illustrative, source="; ".join(sources) or None
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    # an empty cell of the act stays empty; 0 is a plan of nothing
    return sum(known, Decimal(0)) if known else None
