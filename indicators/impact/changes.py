"""Answers that differ between two revisions, under one clock."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from data.refusals import refuse
from data.tables.cells import Cell
from data.tables.definitions import DefinitionVersion, Target
from data.tables.programmes import Passport
from indicators.answers.answer import Answer
from indicators.answers.cells import COLUMNS, Content
from indicators.answers.grid import Grid
from indicators.answers.judging import CellAt
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.engine.disaggregated import DisaggregatedPart
from indicators.engine.rollup import PLAIN, WITHIN_YEAR
from indicators.engine.tally import Window
from indicators.impact.changed_parts import TouchedParts, contents, touched_parts
from indicators.periods import GRAINS, RANGE, parse
from indicators.records.places import code_of

# no words: a source that is spelled otherwise changes no number
COMPARED = (
    "value",
    "numerator",
    "denominator",
    "records",
    "state",
    "coverage",
    "plan",
    "degree_raw",
    "status",
    "marks",
)


Answers = Mapping["AnswerKey", Answer]


class AnswerKey(NamedTuple):
    """Where an answer stands."""

    indicator: str
    place: str
    grain: str
    period: str
    mode: str

    @property
    def cell(self) -> CellAt:
        return self.indicator, self.place, self.period


@dataclass(frozen=True)
class ChangedAnswer:
    """One answer before and after; null where the indicator or place was not there.

    Of a part of reported values ``split_by`` is the attribute; its value is ``split``, as in any
    answer.
    """

    programme: str
    at: AnswerKey
    old: Answer | None
    new: Answer | None
    split_by: str | None = None

    @property
    def indicator(self) -> str:
        return self.at.indicator

    @property
    def period(self) -> str:
        return self.at.period

    @property
    def district(self) -> str | None:
        return code_of(self.at.place)

    @property
    def cut(self) -> str | None:
        return self.at.place.rpartition("/")[0] or None

    @property
    def within_year(self) -> bool:
        return self.at.mode != PLAIN

    @property
    def split(self) -> str | None:
        answer = self.new or self.old
        return answer.split if answer is not None else None


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
    return [
        change
        for change in _differing(session, programme, since, until)
        if change.at.grain in grains
    ]


def _differing(
    session: Session, programme: str, since: int, until: int | None
) -> Iterator[ChangedAnswer]:
    after = ProgrammeReader(session, programme, until)
    # after the reader, which refuses a revision that there is not in its own words
    if until is not None and since > until:
        raise refuse("revisions_out_of_order", since=since, until=until)
    # before its first passport a programme has no answers, and all of today's are new
    before = ProgrammeReader(session, programme, since) if _was_there(after, since) else None
    # one clock for both: a day that passes in between would turn «not due» into «no data»
    clock = after.clock(None)
    candidates = _candidates(after, since)
    new = answered(after, candidates, clock)
    old = answered(before, candidates, clock) if before else {}
    parts = changed_parts(before, after, touched_parts(after, since), clock)
    yield from in_order([*compared(programme, candidates, old, new), *parts])


def in_order(changes: Iterable[ChangedAnswer]) -> list[ChangedAnswer]:
    """By indicator, grain, place and period; parts after their total."""
    return sorted(
        changes, key=lambda change: (_order(change.at), change.split_by or "", change.split or "")
    )


def changed_parts(
    before: ProgrammeReader | None,
    after: ProgrammeReader,
    touched_of: Mapping[str, TouchedParts],
    clock: datetime.date,
) -> Iterator[ChangedAnswer]:
    """The parts of reported values that differ: they may, though their total stands."""
    for code, touched in touched_of.items():
        for attribute, value in sorted(touched.pairs):
            part = DisaggregatedPart(attribute, value, after.catalogue.newest(code).definition)
            was, now = (_contents(reader, part, touched.window) for reader in (before, after))
            # a part that is gone is a change too, and so is a plan before anything has come
            keys = was.keys() | now.keys() | set(_planned_parts(before, after, part))
            old = _part_answered(before, part, keys, was, clock) if before else {}
            for change in compared(
                after.code, keys, old, _part_answered(after, part, keys, now, clock)
            ):
                yield replace(change, split_by=attribute)


def _planned_parts(
    before: ProgrammeReader | None, after: ProgrammeReader, part: DisaggregatedPart
) -> Iterator[AnswerKey]:
    """Where a part has a plan of its own, on either side."""
    for reader in filter(None, (before, after)):
        plans = reader.plans_of_parts((part.declaring.code,), part.attribute)
        for code, place, label in plans.get(part.value, {}):
            if (grain := parse(label).grain) != RANGE:
                yield AnswerKey(code, place, grain, label, PLAIN)


def _contents(
    reader: ProgrammeReader | None, part: DisaggregatedPart, window: Window
) -> Mapping[AnswerKey, Content]:
    contents_by_key = contents(reader, part, window) if reader is not None else {}
    return {
        AnswerKey(part.declaring.code, *key): content for key, content in contents_by_key.items()
    }


def _part_answered(
    reader: ProgrammeReader,
    part: DisaggregatedPart,
    keys: Iterable[AnswerKey],
    contents: Mapping[AnswerKey, Content],
    clock: datetime.date,
) -> Answers:
    """The answers of a part, with the plans that were set for it alone."""
    grid = Grid(reader, Question(reader.code, on=clock))
    known = _keys_in(reader, keys)
    plans = reader.plans_of_parts((part.declaring.code,), part.attribute).get(part.value, {})
    return {
        at: grid.judge.answer(
            at.cell, parse(at.period), contents.get(at), plans.get(at.cell), part.value
        )
        for at in known
    }


def compared(
    programme: str, candidates: Iterable[AnswerKey], old: Answers, new: Answers
) -> Iterator[ChangedAnswer]:
    """The candidates whose answers differ, by indicator, grain, place and period."""
    # candidates may not differ: a cell that went and came back is one with the same content
    for at in sorted(candidates, key=_order):
        before, now = old.get(at), new.get(at)
        if _compared_fields(before) != _compared_fields(now):
            yield ChangedAnswer(programme, at, before, now)


def _was_there(reader: ProgrammeReader, revision: int) -> bool:
    """Whether the programme had a passport at ``revision``; 0 is before everything."""
    statement = select(Passport.id).where(
        Passport.programme_id == reader.programme_id, Passport.as_of(revision)
    )
    return revision > 0 and reader.session.scalar(statement) is not None


def _order(at: AnswerKey) -> tuple[Any, ...]:
    return at.indicator, at.mode, GRAINS.index(at.grain), at.place, at.period


def _compared_fields(answer: Answer | None) -> tuple[Any, ...] | None:
    return None if answer is None else tuple(getattr(answer, name) for name in COMPARED)


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
    for indicator, district, period in reader.session.execute(statement):
        grain = parse(period).grain
        # a target of a range is no cell's; that of a place that is gone has no answer
        if grain != RANGE and (district is None or district in reader.places.by_code):
            # within the year a quarter shows the same target
            for mode in (PLAIN,) if grain == "year" else (PLAIN, WITHIN_YEAR):
                yield AnswerKey(indicator, reader.places.key_of(district), grain, period, mode)


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
    known = _keys_in(reader, keys)
    named = tuple(dict.fromkeys(at.indicator for at in known))
    # a `None` in `fresh` takes away what stands: such an answer is «no data»
    cells, plans = {**_cells(reader, named), **(fresh or {})}, reader.plans(named)
    grid = Grid(reader, Question(reader.code, named, on=clock))
    return {
        at: grid.judge.answer(at.cell, parse(at.period), cells.get(at), plans.get(at.cell))
        for at in known
    }


def _keys_in(reader: ProgrammeReader, keys: Iterable[AnswerKey]) -> list[AnswerKey]:
    places = set(reader.places.keys)
    return [at for at in keys if at.indicator in reader.catalogue.versions and at.place in places]


def _cells(reader: ProgrammeReader, named: tuple[str, ...]) -> dict[AnswerKey, Content]:
    where = (Cell.indicator, Cell.place, Cell.grain, Cell.period, Cell.mode)
    statement = select(*where, *COLUMNS).where(
        Cell.programme_id == reader.programme_id,
        Cell.indicator.in_(named),
        Cell.as_of(reader.as_of),
    )
    return {AnswerKey(*row[:5]): Content(*row[5:]) for row in reader.session.execute(statement)}
