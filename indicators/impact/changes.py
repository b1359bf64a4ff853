"""Answers that differ between two revisions, under one clock."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from data.confidentiality import counting
from data.refusals import refuse
from data.tables.cells import Cell
from data.tables.definitions import DefinitionVersion, Target
from data.tables.programmes import Passport
from indicators.answers.cells import COLUMNS, Content
from indicators.answers.grid import Grid
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.impact.changed_answer import (
    AnswerKey,
    Answers,
    ChangedAnswer,
    compared,
    in_order,
    keys_in,
    keys_of_target,
)
from indicators.impact.changed_parts import (
    changed_counted_parts,
    changed_reported_parts,
    touched_parts,
)
from indicators.periods import GRAINS, parse


def yearly_changes(
    session: Session, programme: str, since: int, until: int
) -> tuple[ChangedAnswer, ...]:
    """The whole years' answers that differ between two revisions."""
    return tuple(changes(session, programme, since, until, grains=("year",)))


def changes(
    session: Session,
    programme: str,
    since: int,
    until: int | None = None,
    grains: Collection[str] = GRAINS,
) -> list[ChangedAnswer]:
    """What differs in a programme between ``since`` and ``until`` (the newest), in periods of some
    grains.
    """
    with counting(session):
        return [
            change
            for change in _differing(session, programme, since, until, grains)
            if change.at.grain in grains
        ]


def _differing(
    session: Session, programme: str, since: int, until: int | None, grains: Collection[str]
) -> Iterator[ChangedAnswer]:
    after = ProgrammeReader(session, programme, until)
    # after the reader, which refuses a revision that there is not in its own words
    if until is not None and since > until:
        raise refuse("revisions_out_of_order", since=since, until=until)
    # before its first passport a programme has no answers, and all of today's are new
    before = ProgrammeReader(session, programme, since) if was_there(after, since) else None
    # one clock for both: a day that passes in between would turn «not due» into «no data»
    clock = after.clock(None)
    # of the asked grains alone: months are fifty times as many as years
    candidates = {at for at in _candidates(after, since) if at.grain in grains}
    new = answered(after, candidates, clock)
    old = answered(before, candidates, clock) if before else {}
    parts = [
        *changed_reported_parts(before, after, touched_parts(after, since), clock),
        *changed_counted_parts(before, after, since, clock),
    ]
    listed = in_order([*compared(programme, candidates, old, new), *parts])
    yield from (each for each in listed if not _is_secret(each.at.indicator, before, after))


def _is_secret(code: str, *readers: ProgrammeReader | None) -> bool:
    """Whether it may not be told that a number changed: that one of few persons more came, or went."""
    listed = (reader.suppression for reader in readers if reader is not None)
    return any(suppression.concerns(code) for suppression in listed if suppression is not None)


def was_there(reader: ProgrammeReader, revision: int) -> bool:
    """Whether the programme had a passport at ``revision``; 0 is before everything."""
    statement = select(Passport.id).where(
        Passport.programme_id == reader.programme_id, Passport.as_of(revision)
    )
    return revision > 0 and reader.session.scalar(statement) is not None


def _candidates(reader: ProgrammeReader, since: int) -> set[AnswerKey]:
    """Where cells or targets came or went between the revisions; everywhere for a definition or
    passport that did.
    """
    # a band, a direction or a threshold changes a status without touching any cell
    redefined = _redefined(reader, since)
    came_or_went = _ever(reader, Cell.came_or_went(since, reader.revision))
    targets = planned(reader, Target.came_or_went(since, reader.revision))
    return came_or_went | set(targets) | everywhere(reader, redefined)


def everywhere(reader: ProgrammeReader, codes: Collection[str]) -> set[AnswerKey]:
    """Where indicators ever answered something or were planned: a new definition may change any of
    it.
    """
    in_force = Target.as_of(reader.as_of)
    # cells of any time, as one that a new definition brings back stood before
    return _ever(reader, Cell.indicator.in_(codes)) | set(
        planned(reader, in_force, Target.indicator.in_(codes))
    )


def _ever(reader: ProgrammeReader, condition: ColumnElement[bool]) -> set[AnswerKey]:
    columns = (Cell.indicator, Cell.place, Cell.grain, Cell.period, Cell.mode)
    statement = (
        select(*columns).where(Cell.programme_id == reader.programme_id, condition).distinct()
    )
    return {AnswerKey(*row) for row in reader.session.execute(statement)}


def _redefined(reader: ProgrammeReader, since: int) -> list[str]:
    """Indicators whose definition changed, or all of them when the passport, with its thresholds,
    did.
    """
    of_programme = Passport.programme_id == reader.programme_id
    moved = select(Passport.id).where(of_programme, Passport.came_or_went(since, reader.revision))
    if reader.session.scalar(moved.limit(1)) is not None:
        return list(reader.catalogue.codes)
    statement = select(DefinitionVersion.code).where(
        DefinitionVersion.programme_id == reader.programme_id,
        DefinitionVersion.came_or_went(since, reader.revision),
    )
    return list(reader.session.scalars(statement.distinct()))


def planned(reader: ProgrammeReader, *conditions: ColumnElement[bool]) -> Iterator[AnswerKey]:
    """Where targets are; within the year, part of a year has its plan too."""
    statement = select(Target.indicator, Target.district, Target.period).where(
        Target.programme_id == reader.programme_id, Target.of_whole(), *conditions
    )
    for row in reader.session.execute(statement):
        yield from keys_of_target(reader, *row)


def answered(
    reader: ProgrammeReader,
    keys: Iterable[AnswerKey],
    clock: datetime.date,
    fresh: Mapping[AnswerKey, Content | None] | None = None,
) -> Answers:
    """The answers of the candidates as the reader sees them, where it knows the indicator and the
    place.

    ``fresh`` are cells that stand in no database, each instead of what stands there; ``None`` where
    none would.
    """
    known = keys_in(reader, keys)
    named = tuple(dict.fromkeys(at.indicator for at in known))
    # a `None` in `fresh` takes away what stands: such an answer is «no data»
    cells = {**_cells(reader, named, {at.grain for at in known}), **(fresh or {})}
    plans = reader.plans(named)
    grid = Grid(reader, Question(reader.code, named, on=clock))
    return {
        at: grid.judge.answer(at.cell, parse(at.period), cells.get(at), plans.get(at.cell))
        for at in known
    }


def _cells(
    reader: ProgrammeReader, named: tuple[str, ...], grains: Collection[str]
) -> dict[AnswerKey, Content]:
    where = (Cell.indicator, Cell.place, Cell.grain, Cell.period, Cell.mode)
    statement = select(*where, *COLUMNS).where(
        Cell.programme_id == reader.programme_id,
        Cell.indicator.in_(named),
        Cell.grain.in_(grains),
        Cell.as_of(reader.as_of),
    )
    return {AnswerKey(*row[:5]): Content(*row[5:]) for row in reader.session.execute(statement)}
