"""Which organisations the centre served, and which of them for the first time."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy.orm import Session

from data.imports import kind_of
from indicators.answers.list_filter import ListFilter
from indicators.answers.reader import ProgrammeReader
from indicators.register.recipients import Recipient, recipients
from indicators.resource_centre.filters import requests_of

KIND = kind_of("consultations")
LISTED = 8


@dataclass(frozen=True)
class YearOfVisitors:
    """Requests of a year, the organisations behind them, and those of these that never came before."""

    year: int
    requests: int
    organisations: int
    first_time: int


@dataclass(frozen=True)
class CentreVisitors:
    """``years`` that have requests; ``listed`` came first, the latest of them foremost; ``unnamed``
    requests say no organisation.
    """

    organisations: int
    first_time: int
    unnamed: int
    years: tuple[YearOfVisitors, ...]
    listed: tuple[tuple[Recipient, datetime.date], ...]


def centre_visitors(
    session: Session, programme: str, filters: ListFilter, as_of: int | None = None
) -> CentreVisitors:
    """Who came among the chosen requests; whether for the first time is looked for among all."""
    reader = ProgrammeReader(session, programme, as_of)
    by_year, ever = _first_days(reader, filters), _first_days(reader, ListFilter())
    first_days = {owner: min(days.values()) for owner, days in ever.items()}
    newcomers = {
        owner: first_days[owner]
        for owner, days in by_year.items()
        if min(days.values()) == first_days[owner]
    }
    numbers = _numbers(reader, filters)
    return CentreVisitors(
        organisations=len(by_year),
        first_time=len(newcomers),
        unnamed=sum(unnamed for _requests, unnamed in numbers.values()),
        years=_years(numbers, by_year, newcomers),
        listed=_listed(reader, newcomers),
    )


FirstDays = Mapping[int, Mapping[int, datetime.date]]
"""The day of each organisation's first request of each year, mergers followed."""


def _first_days(reader: ProgrammeReader, filters: ListFilter) -> FirstDays:
    owner, year, day = (KIND.attribute(name) for name in ("organisation_id", "year", "date"))
    columns = owner, year, func.min(day)
    named = requests_of(reader, filters).where(owner.is_not(None))
    statement = named.with_only_columns(*columns).group_by(owner, year)
    merged = reader.scope.merged
    first: dict[int, dict[int, datetime.date]] = {}
    for organisation, of_year, earliest in reader.session.execute(statement):
        days = first.setdefault(merged.get(organisation, organisation), {})
        days[of_year] = min(earliest, days.get(of_year, earliest))
    return first


def _numbers(reader: ProgrammeReader, filters: ListFilter) -> dict[int, tuple[int, int]]:
    """All requests of each year, and those that say no organisation."""
    owner, year = KIND.attribute("organisation_id"), KIND.attribute("year")
    columns = year, func.count(), func.count() - func.count(owner)
    statement = requests_of(reader, filters).with_only_columns(*columns).group_by(year)
    return {
        of_year: (number, unnamed) for of_year, number, unnamed in reader.session.execute(statement)
    }


def _years(
    numbers: Mapping[int, tuple[int, int]],
    by_year: FirstDays,
    newcomers: Mapping[int, datetime.date],
) -> tuple[YearOfVisitors, ...]:
    came = Counter(year for days in by_year.values() for year in days)
    new = Counter(day.year for day in newcomers.values())
    return tuple(
        YearOfVisitors(year, requests, came[year], new[year])
        for year, (requests, _unnamed) in sorted(numbers.items())
    )


def _listed(
    reader: ProgrammeReader, newcomers: Mapping[int, datetime.date]
) -> tuple[tuple[Recipient, datetime.date], ...]:
    newest = sorted(newcomers.items(), key=lambda each: (-each[1].toordinal(), each[0]))[:LISTED]
    known = recipients(reader, (owner for owner, _day in newest))
    return tuple((known[owner], day) for owner, day in newest if owner in known)
