"""What one organisation received, asked, held and applied for: of organisations alone, never of
people.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from data.confidentiality import is_closed, refusal
from data.imports import kind_of
from data.refusals import NotFound, Problem
from indicators.answers.reader import ProgrammeReader
from indicators.measures import measures
from indicators.records.selection import selection
from indicators.register.entries import RegisterPage, register_page
from indicators.register.filters import RegisterFilter
from indicators.register.recipients import Recipient, recipients
from indicators.register.totals import RegisterTotals, register_totals

LISTED = 25
"""Rows of a kind that a profile lists; beyond, it says how many more there are."""
APPLICATIONS = "grant_applications"
SUPPORTS, GRANTS, EVENTS, CONSULTATIONS = "supports", "grants", "events", "consultations"
Part = TypeVar("Part")
CITIZEN = "citizen"
"""Whose requests belong to a person, even where an organisation is named beside."""


@dataclass(frozen=True)
class ProfileRecord:
    """One record of an organisation; ``values`` are the kind's own fields."""

    number: str
    date: datetime.date
    precision: str
    illustrative: bool
    values: Mapping[str, Any]


@dataclass(frozen=True)
class ProfileRecords:
    """The newest records of a measure, and how many there are in all."""

    measure: str
    rows: tuple[ProfileRecord, ...]
    total: int


@dataclass(frozen=True)
class OrganisationProfile:
    """``also`` are the names of organisations that count as this one; ``requests`` are numbers of
    consultations by year and kind of request. Missing is what comes of records that are not for
    whoever asks.
    """

    recipient: Recipient
    also: tuple[str, ...]
    totals: RegisterTotals | None
    supports: RegisterPage | None
    applications: ProfileRecords | None
    events: ProfileRecords | None
    requests: Mapping[int, Mapping[str, int]] | None


def open_part(part: Part | None, kind: str) -> Part:
    """What a profile has of a kind; refuses records that are not for whoever asks."""
    if part is None:
        raise refusal(kind_of(kind))
    return part


def organisation_profile(
    session: Session, programme: str, organisation: int, as_of: int | None = None
) -> OrganisationProfile:
    """All that is public of an organisation as of a revision; a merged one is the other.

    Refuses one that the programme does not have.
    """
    reader = ProgrammeReader(session, programme, as_of)
    end = reader.scope.merged.get(organisation, organisation)
    known = recipients(reader, reader.scope.counted_as({end}))
    if end not in known:
        raise NotFound(Problem("organisation_not_there", {"organisation": organisation}))
    filters = RegisterFilter(organisation=end)

    def if_open(kind: str, read: Callable[[], Part]) -> Part | None:
        return None if is_closed(session, programme, kind) else read()

    return OrganisationProfile(
        recipient=known[end],
        also=tuple(sorted(each.own_name for each in known.values() if each.own_name)),
        totals=if_open(SUPPORTS, lambda: register_totals(session, programme, filters, as_of)),
        supports=if_open(
            SUPPORTS, lambda: register_page(session, programme, filters, as_of, limit=LISTED)
        ),
        applications=if_open(GRANTS, lambda: _records(reader, APPLICATIONS, end)),
        events=if_open(EVENTS, lambda: _records(reader, EVENTS, end)),
        requests=if_open(CONSULTATIONS, lambda: _requests(reader, end)),
    )


def _of(reader: ProgrammeReader, measure: str, organisation: int) -> Select[Any]:
    owner = measures()[measure].table.organisation_id
    return selection(reader.scope, measure, owner.in_(reader.scope.counted_as({organisation})))


def _records(reader: ProgrammeReader, measure: str, organisation: int) -> ProfileRecords:
    described = measures()[measure]
    chosen = _of(reader, measure, organisation)
    newest = described.calendar.day.desc(), described.table.id.desc()
    rows = reader.session.scalars(
        chosen.with_only_columns(described.table).order_by(*newest).limit(LISTED)
    )
    total = reader.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    # all that the kind says, not what the measure lists: an application says what became of it
    fields = tuple(column.fields[0] for column in kind_of(described.kind).own)
    return ProfileRecords(measure, tuple(_record(row, fields) for row in rows), total)


def _record(row: Any, fields: tuple[str, ...]) -> ProfileRecord:
    values = {name: getattr(row, name) for name in fields}
    return ProfileRecord(row.number, row.date, row.precision, row.illustrative, values)


def _requests(reader: ProgrammeReader, organisation: int) -> dict[int, dict[str, int]]:
    kind = kind_of(CONSULTATIONS)
    year, request = kind.attribute("year"), kind.attribute("request")
    grouped = (
        _of(reader, CONSULTATIONS, organisation)
        .where(_of_no_citizen(kind.attribute("requester")))
        .with_only_columns(year, request, func.count())
        .group_by(year, request)
    )
    requests: dict[int, dict[str, int]] = {}
    for year_of_request, code, number in reader.session.execute(grouped.order_by(year)):
        requests.setdefault(year_of_request, {})[code] = number
    return requests


def _of_no_citizen(requester: Any) -> ColumnElement[bool]:
    # what does not say who asked was asked by the organisation it names
    return or_(requester.is_(None), requester != CITIZEN)
