"""Closed years: a reporting year whose numbers are settled is changed by a publisher alone, who
says why.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data.database.change import Change, TouchedRange
from data.passports import passport, programme_code
from data.refusals import Conflict, Problem, Refusal, refuse
from data.tables.cells import Cell
from data.tables.revisions import Revision
from data.tables.stewardship import ClosedYear

# an organisation counts by its records, which touch years of their own
UNCOUNTED = frozenset({"organisations", "decisions", "number_notes", "translations"})
"""What no number depends on: a register that grows, a decision, a note or a word changes no year."""


@dataclass(frozen=True)
class ClosedYearFacts:
    """A closed year: in which revision, when (UTC), by whom and why."""

    programme: str
    year: int
    revision: int
    at: datetime.datetime
    author: str
    reason: str


def closed_years(
    session: Session, programme: int, revision: int | None = None
) -> dict[int, ClosedYearFacts]:
    """The years of a programme that are closed at ``revision``."""
    statement = (
        select(ClosedYear.year, Revision.number, Revision.at, Revision.author, Revision.reason)
        .join(Revision, Revision.number == ClosedYear.since)
        .where(ClosedYear.programme_id == programme, ClosedYear.as_of(revision))
        .order_by(ClosedYear.year)
    )
    code = programme_code(session, programme)
    return {row[0]: ClosedYearFacts(code, *row) for row in session.execute(statement)}


def close_year(change: Change, programme: int, year: int) -> None:
    """Close a year of the programme; the revision's reason says why."""
    plan = passport(change.session, programme)
    if not plan.first_year <= year <= plan.last_year:
        raise refuse("year_not_of_programme", year=year, first=plan.first_year, last=plan.last_year)
    if closed := closed_years(change.session, programme).get(year):
        # a conflict, not a fault of the form: somebody else was quicker, and the page says who
        raise Conflict(closed_problem([closed], "year_closed_already"))
    change.session.add(ClosedYear(programme_id=programme, year=year, since=change.revision))


def reopen_year(change: Change, programme: int, year: int) -> None:
    """Open a closed year again."""
    statement = select(ClosedYear).where(
        ClosedYear.programme_id == programme, ClosedYear.year == year
    )
    row = change.session.scalar(statement.where(ClosedYear.as_of(None)))
    if row is None:
        raise Conflict(Problem("year_not_closed", {"year": year}))
    # closed as any row: whether a year was closed is asked as of a revision too
    row.until = change.revision


def closed_among(session: Session, touches: Iterable[TouchedRange]) -> list[ClosedYearFacts]:
    """The closed years that touches reach, by programme and year."""
    by_programme = groupby(sorted(touches, key=_programme), _programme)
    return [
        closed
        for programme, own in by_programme
        for closed in reached(closed_years(session, programme), own)
    ]


def _programme(touch: TouchedRange) -> int:
    return touch.programme_id


def reached(
    closed: Mapping[int, ClosedYearFacts], touches: Iterable[TouchedRange]
) -> list[ClosedYearFacts]:
    """Which closed years of a programme its touches reach."""
    # None is every year, and so every closed one
    counted = [touch.years for touch in touches if touch.subject not in UNCOUNTED]
    return [
        each
        for year, each in closed.items()
        if any(years is None or year in years for years in counted)
    ]


def refuse_closed(change: Change) -> None:
    """Refuse a change of closed years, unless it is settled that it may."""
    # by what was touched, before anything is computed: a refusal need not wait for the cells
    reached = [] if change.override_closed_years else closed_among(change.session, change.touches)
    if reached:
        groups = groupby(reached, lambda closed: closed.programme)
        raise Refusal(closed_problem(list(years)) for _, years in groups)


def refuse_closed_numbers(change: Change) -> None:
    """Refuse a change of the cells of closed years, whatever years its records are of: of a sum to
    date, a growth.
    """
    # after the listeners, as only the cells tell what a sum to date or a growth has become
    reached = [] if change.override_closed_years else list(_with_other_numbers(change))
    if reached:
        raise Refusal(closed_problem(years, "year_closed_numbers") for years in reached)


def _with_other_numbers(change: Change) -> Iterator[list[ClosedYearFacts]]:
    """The closed years of each touched programme whose cells this revision has closed or added."""
    # a cell that says the same is neither closed nor added: it changes no closed year
    came_or_went = or_(Cell.since == change.revision, Cell.until == change.revision)
    for programme in sorted({touch.programme_id for touch in change.touches}):
        closed = closed_years(change.session, programme)
        statement = select(Cell.year).where(
            Cell.programme_id == programme, Cell.year.in_(closed), came_or_went
        )
        years = set(change.session.scalars(statement.distinct())) if closed else set()
        if years:
            yield [closed[year] for year in sorted(years)]


def closed_problem(closed: Sequence[ClosedYearFacts], rule: str = "year_closed") -> Problem:
    """What is wrong where closed years of one programme are reached: all of them, and who closed
    the last.
    """
    last = closed[-1]
    params = {"programme": last.programme, "years": ", ".join(str(each.year) for each in closed)}
    return Problem(rule, {**params, "author": last.author, "at": last.at, "why": last.reason})
