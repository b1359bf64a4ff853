"""The spread of awards: the least and the greatest, median and quartiles, and each award."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.grants.filters import KIND, WON, GrantFilter, applications_of
from indicators.quartiles import PARTS, between, neighbours
from indicators.register.recipients import Recipient, recipients

MOST = 300
"""So many awards can be told apart as dots; of more there are quartiles alone."""


@dataclass(frozen=True)
class Award:
    """One award, and to whom."""

    number: str
    title: str | None
    contest: str | None
    roubles: Decimal
    recipient: Recipient | None


@dataclass(frozen=True)
class AwardSpread:
    """``quartiles`` are the least, the three quartiles and the greatest, exact, in roubles; empty
    where nothing was awarded. ``awards`` are all of them, or none where there are too many;
    ``total`` is how many say an amount, ``silent`` how many say none.
    """

    quartiles: tuple[Fraction, ...]
    awards: tuple[Award, ...]
    total: int
    silent: int


def award_spread(
    session: Session, programme: str, filters: GrantFilter, as_of: int | None = None
) -> AwardSpread:
    """The spread of what the chosen applications were awarded."""
    reader = ProgrammeReader(session, programme, as_of)
    amount = KIND.attribute("awarded")
    won = applications_of(reader, filters).where(WON)
    counted = won.with_only_columns(func.count(amount), func.count())
    total, every = session.execute(counted).one()
    quartiles = _quartiles(reader, filters, total)
    awards = _awards(reader, filters) if total <= MOST else ()
    return AwardSpread(quartiles, awards, total, every - total)


def _quartiles(reader: ProgrammeReader, filters: GrantFilter, total: int) -> tuple[Fraction, ...]:
    """The five numbers out of at most ten rows: those beside each of the places."""
    if not total:
        return ()
    amount = KIND.attribute("awarded")
    ranked = (
        applications_of(reader, filters)
        .where(WON, amount.is_not(None))
        .with_only_columns(
            amount.label("amount"),
            (func.row_number().over(order_by=(amount, KIND.attribute("id"))) - 1).label("place"),
        )
        .subquery()
    )
    places = {place for part in range(PARTS + 1) for place in neighbours(part, total)}
    rows = reader.session.execute(
        select(ranked.c.place, ranked.c.amount).where(ranked.c.place.in_(places))
    )
    amounts = {place: Fraction(value) for place, value in rows}
    return tuple(between(amounts, part, total) for part in range(PARTS + 1))


def _awards(reader: ProgrammeReader, filters: GrantFilter) -> tuple[Award, ...]:
    amount = KIND.attribute("awarded")
    names = ("number", "title", "contest", "awarded", "organisation_id")
    statement = (
        applications_of(reader, filters)
        .where(WON, amount.is_not(None))
        .with_only_columns(*map(KIND.attribute, names))
        .order_by(amount, KIND.attribute("id"))
    )
    rows = reader.session.execute(statement).all()
    known = recipients(reader, (row.organisation_id for row in rows))
    return tuple(
        Award(number, title, contest, roubles, known.get(owner))
        for number, title, contest, roubles, owner in rows
    )
