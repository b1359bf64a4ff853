"""A contest's way: how many applications came, were awarded and were reported on, and for how much."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func
from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.grants.filters import KIND, WON, GrantFilter, applications_of

DECISIONS = KIND.vocabulary("decision")
BY = ("year", "contest", "direction", "district")
"""What a way may be divided by."""


@dataclass(frozen=True)
class GrantCourse:
    """``by`` is the year, contest, direction or district of these applications, ``None`` where they
    say none; ``decisions`` are numbers by code.

    Money is in roubles and ``None`` where no application says any; ``own`` is what the winners add.
    """

    by: str | int | None
    applications: int
    decisions: tuple[tuple[str, int], ...]
    reports: int
    requested: Decimal | None
    awarded: Decimal | None
    own: Decimal | None
    spent: Decimal | None

    @property
    def awards(self) -> int:
        return dict(self.decisions)["awarded"]


def grant_course(
    session: Session, programme: str, filters: GrantFilter, as_of: int | None = None
) -> GrantCourse:
    """The way of all chosen applications together."""
    reader = ProgrammeReader(session, programme, as_of)
    statement = applications_of(reader, filters).with_only_columns(*_sums())
    return _course(None, session.execute(statement).one())


def grant_courses(
    session: Session, programme: str, filters: GrantFilter, by: str, as_of: int | None = None
) -> tuple[GrantCourse, ...]:
    """The ways of the chosen applications, divided by one of ``BY``, what says none last."""
    reader = ProgrammeReader(session, programme, as_of)
    key = KIND.attribute(by)
    statement = applications_of(reader, filters).with_only_columns(key, *_sums()).group_by(key)
    courses = [_course(value, sums) for value, *sums in session.execute(statement)]
    return tuple(sorted(courses, key=lambda each: (each.by is None, each.by or 0)))


def _sums() -> list[ColumnElement[Any]]:
    reported = and_(WON, KIND.attribute("reported_on").is_not(None))
    decisions = (_number(KIND.attribute("decision") == code) for code in DECISIONS.codes)
    money = (
        func.sum(KIND.attribute("requested")),
        *(
            func.sum(case((WON, KIND.attribute(name))))
            for name in ("awarded", "own_money", "spent")
        ),
    )
    return [func.count(), *decisions, _number(reported), *money]


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def _course(by: Any, sums: Iterable[Any]) -> GrantCourse:
    applications, *others = sums
    numbers = others[: len(DECISIONS.codes)]
    reports, *money = others[len(DECISIONS.codes) :]
    decisions = tuple(zip(DECISIONS.codes, numbers, strict=True))
    return GrantCourse(by, applications, decisions, reports, *money)
