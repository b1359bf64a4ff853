"""Which premises were used on which days of the week: by requests for them and by events held there."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, case, cast, extract, func
from sqlalchemy.orm import Session

from data.imports import kind_of
from data.imports.columns.kind import Kind
from indicators.answers.list_filter import ListFilter
from indicators.answers.reader import ProgrammeReader
from indicators.records.selection import selection
from indicators.resource_centre.filters import conditions, requests_of

CONSULTATIONS, EVENTS = kind_of("consultations"), kind_of("events")
PREMISES = "premises"
LISTED = 12
DAYS = 7
Uses = Counter[int | None]
"""How many uses each day of the week saw, Sunday 0; without a day, those known to none."""


@dataclass(frozen=True)
class PlaceWeek:
    """Uses of a place by day of the week, Monday first; ``undated`` are known to no day.

    Without a ``place`` they are requests for the centre's own premises.
    """

    place: str | None
    days: tuple[int, ...]
    undated: int

    @property
    def total(self) -> int:
        return sum(self.days) + self.undated


@dataclass(frozen=True)
class PremisesWeek:
    """The centre's premises, then the places of events, the busiest first; ``left`` places more.

    ``unplaced`` events say no place.
    """

    places: tuple[PlaceWeek, ...]
    left: int
    unplaced: int


def premises_week(
    session: Session, programme: str, filters: ListFilter, as_of: int | None = None
) -> PremisesWeek:
    """A week's grid of what the chosen requests and events used."""
    reader = ProgrammeReader(session, programme, as_of)
    by_place = _events(reader, filters)
    unplaced = by_place.pop(None, Counter())
    weeks = sorted(
        (_week(place, numbers) for place, numbers in by_place.items()),
        key=lambda each: (-each.total, each.place),
    )
    own = _week(None, _requests(reader, filters))
    return PremisesWeek((own, *weeks[:LISTED]), len(weeks[LISTED:]), unplaced.total())


def _week(place: str | None, numbers: Uses) -> PlaceWeek:
    days = tuple(numbers[day] for day in (*range(1, DAYS), 0))
    return PlaceWeek(place, days, numbers[None])


def _day_of_week(kind: Kind) -> ColumnElement[int | None]:
    """0 is Sunday, in both databases; null where the day is not known."""
    known = kind.attribute("precision") == "day"
    return case((known, cast(extract("dow", kind.attribute("date")), Integer)))


def _requests(reader: ProgrammeReader, filters: ListFilter) -> Uses:
    day = _day_of_week(CONSULTATIONS)
    of_premises = CONSULTATIONS.attribute("request") == PREMISES
    requests = requests_of(reader, filters).where(of_premises)
    statement = requests.with_only_columns(day, func.count()).group_by(day)
    numbers: Uses = Counter()
    for of_week, number in reader.session.execute(statement):
        numbers[of_week] = number
    return numbers


def _events(reader: ProgrammeReader, filters: ListFilter) -> dict[str | None, Uses]:
    """By place; an event that says none has ``None``."""
    kind, day = EVENTS, _day_of_week(EVENTS)
    place = func.nullif(kind.attribute("place"), "")
    chosen = selection(reader.scope, kind.name, *conditions(reader, kind.name, filters))
    statement = chosen.with_only_columns(place, day, func.count()).group_by(place, day)
    numbers: dict[str | None, Uses] = defaultdict(Counter)
    for named, of_week, number in reader.session.execute(statement):
        numbers[named][of_week] = number
    return numbers
