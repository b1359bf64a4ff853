"""Who applies and wins: for the first time, and again and again."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.grants.filters import KIND, WON, GrantFilter, applications_of
from indicators.register.recipients import Recipient, recipients

LISTED = 15


@dataclass(frozen=True)
class RepeatWinner:
    """An organisation that won in several ``years``; ``roubles`` of all its awards together."""

    recipient: Recipient
    awards: int
    years: int
    roubles: Decimal


@dataclass(frozen=True)
class Applicants:
    """``organisations`` applied, mergers followed, ``first_time`` of them never before; ``unnamed``
    applications say no organisation. ``winners`` won, ``repeating`` of them in several years.
    """

    organisations: int
    first_time: int
    unnamed: int
    winners: int
    repeating: int
    listed: tuple[RepeatWinner, ...]


def applicants(
    session: Session, programme: str, filters: GrantFilter, as_of: int | None = None
) -> Applicants:
    """Who applied among the chosen applications; whoever wins again is looked for among all."""
    reader = ProgrammeReader(session, programme, as_of)
    owner = KIND.attribute("organisation_id")
    applied = applications_of(reader, filters)
    # whose first application of all is among the chosen ones has never applied before
    here, ever = _earliest(reader, filters), _earliest(reader, GrantFilter())
    unnamed = session.scalar(applied.with_only_columns(func.count()).where(owner.is_(None))) or 0
    won_here = _ends(
        reader, session.scalars(applied.where(WON).with_only_columns(owner).distinct())
    )
    again = [
        each for each in _winners(reader) if each.recipient.identity in won_here and each.years > 1
    ]
    return Applicants(
        organisations=len(here),
        first_time=sum(day == ever[each] for each, day in here.items()),
        unnamed=unnamed,
        winners=len(won_here),
        repeating=len(again),
        listed=tuple(again[:LISTED]),
    )


def _ends(reader: ProgrammeReader, identities: Iterable[int | None]) -> set[int]:
    """What organisations count as."""
    merged = reader.scope.merged
    return {merged.get(each, each) for each in identities if each is not None}


def _earliest(reader: ProgrammeReader, filters: GrantFilter) -> dict[int, datetime.date]:
    """The day of each organisation's first application among the chosen ones."""
    owner, day = KIND.attribute("organisation_id"), func.min(KIND.attribute("date"))
    statement = applications_of(reader, filters).with_only_columns(owner, day).group_by(owner)
    merged = reader.scope.merged
    days: dict[int, datetime.date] = {}
    for organisation, first in reader.session.execute(statement.where(owner.is_not(None))):
        end = merged.get(organisation, organisation)
        days[end] = min(first, days.get(end, first))
    return days


def _winners(reader: ProgrammeReader) -> list[RepeatWinner]:
    """All that ever won, those of most years first."""
    owner, year = KIND.attribute("organisation_id"), KIND.attribute("year")
    grouped = (
        applications_of(reader, GrantFilter())
        .where(WON, owner.is_not(None))
        .with_only_columns(owner, year, func.count(), func.sum(KIND.attribute("awarded")))
        .group_by(owner, year)
    )
    merged = reader.scope.merged
    rows: dict[int, list[Any]] = defaultdict(list)
    for organisation, *sums in reader.session.execute(grouped):
        rows[merged.get(organisation, organisation)].append(sums)
    known = recipients(reader, rows)
    winners = [
        RepeatWinner(
            known[organisation],
            sum(awards for _year, awards, _sum in sums),
            len({year_won for year_won, _awards, _sum in sums}),
            sum((awarded for _year, _awards, awarded in sums if awarded), Decimal(0)),
        )
        for organisation, sums in rows.items()
        if organisation in known
    ]
    return sorted(winners, key=lambda each: (-each.years, -each.roubles, each.recipient.name))
