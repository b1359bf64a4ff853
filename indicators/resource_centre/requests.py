"""How many requests of each kind the centre answered, and how soon."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func
from sqlalchemy.orm import Session

from data.imports import kind_of
from indicators.answers.list_filter import ListFilter
from indicators.answers.reader import ProgrammeReader
from indicators.resource_centre.filters import requests_of

KIND = kind_of("consultations")
REQUESTS = KIND.vocabulary("request")
TERMS = (0, 3, 7, 14)
"""The last whole days of the terms in which answers are counted; longer ones follow (our choice)."""
Waits = tuple[int, ...]
"""Numbers of answers by term of ``TERMS``, then of longer ones, then of those without a term."""


@dataclass(frozen=True)
class RequestNumbers:
    """``number`` requests of a kind in a year, of ``people`` where they say so, and how soon they
    were answered. Some may be made up.
    """

    year: int
    kind: str
    number: int
    people: int
    waits: Waits
    illustrative: bool


def request_numbers(
    session: Session, programme: str, filters: ListFilter, as_of: int | None = None
) -> tuple[RequestNumbers, ...]:
    """The chosen requests by year and kind, kinds in the order of their list; one that nobody
    requested has no entry.
    """
    reader = ProgrammeReader(session, programme, as_of)
    keys = KIND.attribute("year"), KIND.attribute("request")
    people = func.coalesce(func.sum(KIND.attribute("people")), 0)
    made_up = _number(KIND.attribute("illustrative").is_(True))
    sums = func.count(), people, made_up, *_waits()
    statement = requests_of(reader, filters).with_only_columns(*keys, *sums).group_by(*keys)
    listed = [
        RequestNumbers(year, kind, number, int(came), tuple(waits), illustrative > 0)
        for year, kind, number, came, illustrative, *waits in session.execute(statement)
    ]
    return tuple(sorted(listed, key=lambda each: (each.year, REQUESTS.codes.index(each.kind))))


def _waits() -> list[ColumnElement[int]]:
    """Each answer in one term alone."""
    days = KIND.attribute("days")
    ends = zip((-1, *TERMS), TERMS, strict=False)
    within = [days.between(before + 1, last) for before, last in ends]
    return [_number(condition) for condition in (*within, days > TERMS[-1], days.is_(None))]


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))
