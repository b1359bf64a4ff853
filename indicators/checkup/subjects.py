"""What the doctor checks: ready answers, seals, tallies of organisations, kept sums – each in parts
that a round can take one by one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.audit.proving import SealFacts, holds, newest_hash, sealed
from data.database.tallying import differing_tallies
from data.passports import codes
from data.tables import classes
from data.tables.base import Record
from data.tables.cells import Cell
from data.tables.organisations import Organisation
from data.tables.tallies import OrganisationTally
from indicators.answers.doctor import CellDifference, differing_cells
from indicators.answers.reader import ProgrammeReader
from indicators.checkup.rounds import CheckedPart, check
from indicators.checkup.sums import check_sums
from indicators.engine.compute import Engine

FEW = 200_000
"""Records up to which every run checks everything."""
LARGEST = 500_000
"""Rows of a revision that a round can take: a seal is proven whole or not at all."""
AT_ONCE = 100
"""Organisations of one item."""


@dataclass(frozen=True)
class DoctorRound:
    """What one run has checked of very many records; ``large`` are the revisions that no round
    takes.
    """

    answers: CheckedPart
    seals: CheckedPart
    tallies: CheckedPart
    sums: CheckedPart
    large: list[int]
    newest_seal: str

    @property
    def parts(self) -> tuple[CheckedPart, ...]:
        return self.answers, self.seals, self.tallies, self.sums


def is_large(session: Session) -> bool:
    """Whether there are more records than every run can go through."""
    # the newest ids instead of counts, which would read the tables
    newest = (session.scalar(select(func.max(table.id))) for table in _record_tables())
    return sum(each or 0 for each in newest) > FEW


def make_round(session: Session) -> DoctorRound:
    """Check a part of everything."""
    seals = sealed(session)
    large = [number for number, seal in seals.items() if _rows(seal) > LARGEST]
    return DoctorRound(
        check_answers(session),
        _seals(session, {number: seals[number] for number in seals.keys() - set(large)}),
        _tallies(session),
        check_sums(session),
        sorted(large),
        newest_hash(session, max(seals, default=0)),
    )


def check_answers(session: Session) -> CheckedPart:
    """Ready answers, an indicator and year at a time; broken are pairs of a programme and a
    difference.
    """
    engines = {code: Engine(ProgrammeReader(session, code).scope) for code in codes(session)}

    def broken(item: str) -> Iterator[tuple[str, CellDifference]]:
        programme, indicator, year = item.split("/")
        years = frozenset({int(year)})
        for each in differing_cells(engines[programme], indicator, years, stored_years=years):
            yield programme, each

    states = {
        f"{code}/{indicator}/{year}": str(changed)
        for code, engine in engines.items()
        for (indicator, year), changed in _changes(session, engine).items()
    }
    return check(session, "answers", states, broken)


def _changes(session: Session, engine: Engine) -> dict[tuple[str, int], int]:
    """The revision in which the answers of each indicator and year have changed last."""
    statement = select(Cell.indicator, Cell.year, func.max(Cell.since), func.max(Cell.until))
    own = statement.where(Cell.programme_id == engine.scope.programme_id)
    changed = {
        (indicator, year): max(came, went or 0)
        for indicator, year, came, went in session.execute(
            own.group_by(Cell.indicator, Cell.year)
        ).all()
    }
    years = range(engine.years.first_year, engine.years.last_year + 1)
    # what has no answers at all may lack some
    lacking = {(code, year): 0 for code in engine.catalogue.in_order for year in years}
    return lacking | changed


def _seals(session: Session, seals: Mapping[int, SealFacts | None]) -> CheckedPart:
    """The newest revisions first; broken are their numbers."""
    states = {
        str(number): "" if seal is None else seal[0]
        for number, seal in sorted(seals.items(), reverse=True)
    }

    def broken(item: str) -> Iterator[int]:
        number = int(item)
        if not holds(session, number, seals[number]):
            yield number

    return check(session, "seals", states, broken)


def _rows(seal: SealFacts | None) -> int:
    return 0 if seal is None else sum(sum(numbers) for numbers in seal[1].values())


def _tallies(session: Session) -> CheckedPart:
    newest = session.scalar(select(func.max(Organisation.id))) or 0
    states = {str(number): "" for number in range(newest // AT_ONCE + 1)}

    def broken(item: str) -> Iterable[Any]:
        first = int(item) * AT_ONCE
        return differing_tallies(session, (first, first + AT_ONCE - 1))

    return check(session, "tallies", states | _tallies_now(session), broken)


def _tallies_now(session: Session) -> dict[str, str]:
    """What tells the tallies of some organisations from what they were, by item."""
    columns = (OrganisationTally.organisation_id, OrganisationTally.records)
    rows = session.execute(select(*columns).order_by(*columns)).all()
    blocks = groupby(rows, lambda row: row.organisation_id // AT_ONCE)
    return {
        str(number): sha256(repr([tuple(row) for row in block]).encode()).hexdigest()
        for number, block in blocks
    }


def _record_tables() -> list[Any]:
    return [each for each in classes() if issubclass(each, Record)]
