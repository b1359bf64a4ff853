"""Parts that differ between two revisions: of reported values those whose rows or plans came or went,
of what is counted those whose plans did.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, not_, select

from data.disaggregations import parts_of
from data.tables.definitions import DefinitionVersion, Observation, Target
from indicators.answers.cells import Content, content
from indicators.answers.disaggregation import OBSERVED, attributes_of, shares
from indicators.answers.grid import Grid
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.engine.compute import Engine
from indicators.engine.disaggregated import DisaggregatedPart
from indicators.engine.rollup import PLAIN, STORED_VIEWS
from indicators.engine.tally import Window
from indicators.impact.changed_answer import (
    AnswerKey,
    Answers,
    ChangedAnswer,
    compared,
    keys_in,
    keys_of_target,
)
from indicators.periods import RANGE, parse

Pair = tuple[str, str]
"""An attribute and its value, as codes."""


class MovedTarget(NamedTuple):
    """A target of a part that came or went."""

    indicator: str
    district: str | None
    period: str
    by: str


@dataclass
class TouchedParts:
    """What rows of one indicator are of: their attributes with values, and their years."""

    pairs: set[Pair] = field(default_factory=set)
    years: set[int] = field(default_factory=set)

    @property
    def window(self) -> Window:
        return Window(min(self.years), max(self.years))


def touched_parts(reader: ProgrammeReader, since: int) -> dict[str, TouchedParts]:
    """By observed indicator, what the rows and targets are of that came or went from ``since`` to
    the reader's revision.

    Of one that was defined anew, what all its rows are of.
    """
    moved = Observation.came_or_went(since, reader.revision)
    by_code = _touched(reader, Observation.programme_id == reader.programme_id, moved)
    for target in _moved_targets(reader, since):
        _touch(reader, by_code, target.indicator, target.by, parse(target.period).year)
    # a new `combine` or spelling changes parts of which no row has come or gone
    for code, every in reported_parts(reader, _redefined(reader, since)).items():
        touched = by_code.setdefault(code, TouchedParts())
        touched.pairs |= every.pairs
        touched.years |= every.years
    return by_code


def _moved_targets(reader: ProgrammeReader, since: int) -> Iterator[MovedTarget]:
    """The plans of parts that came or went."""
    by = func.coalesce(Target.by, "")
    rows = select(Target.indicator, Target.district, Target.period, by).where(
        Target.programme_id == reader.programme_id,
        not_(Target.of_whole()),
        Target.came_or_went(since, reader.revision),
    )
    for row in reader.session.execute(rows):
        yield MovedTarget(*row)


def _redefined(reader: ProgrammeReader, since: int) -> Sequence[str]:
    """The indicators of which a version came or went."""
    of_programme = DefinitionVersion.programme_id == reader.programme_id
    codes = select(DefinitionVersion.code).where(
        of_programme, DefinitionVersion.came_or_went(since, reader.revision)
    )
    return reader.session.scalars(codes.distinct()).all()


def reported_parts(reader: ProgrammeReader, codes: Collection[str]) -> dict[str, TouchedParts]:
    """By observed indicator, what all its rows are of: a new definition may change what any part
    says.
    """
    in_force = (Observation.programme_id == reader.programme_id, Observation.as_of(reader.as_of))
    return _touched(reader, *in_force, Observation.indicator.in_(codes)) if codes else {}


def _touched(reader: ProgrammeReader, *which: ColumnElement[bool]) -> dict[str, TouchedParts]:
    rows = select(Observation.indicator, Observation.by, Observation.year).where(
        # totals are cells, and are compared as such
        Observation.by != "",
        *which,
    )
    touched_parts: dict[str, TouchedParts] = {}
    for code, by, year in reader.session.execute(rows.distinct()):
        _touch(reader, touched_parts, code, by, year)
    return touched_parts


def _touch(
    reader: ProgrammeReader, touched_parts: dict[str, TouchedParts], code: str, by: str, year: int
) -> None:
    """Note what a row is of."""
    newest = reader.catalogue.newest(code).definition if code in reader.catalogue.versions else None
    # rows of what is withdrawn or counted by now stay, and nothing is shown of them
    if newest is not None and newest.kind == OBSERVED:
        touched = touched_parts.setdefault(code, TouchedParts())
        # by the newest definition's words, under which both sides are asked for
        touched.pairs.update(newest.spellings.meant(parts_of(by)).items())
        touched.years.add(year)


def changed_reported_parts(
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


def changed_counted_parts(
    before: ProgrammeReader | None, after: ProgrammeReader, since: int, clock: datetime.date
) -> Iterator[ChangedAnswer]:
    """The parts of what is counted whose plans came or went since a revision, where they did.

    Of parts without a plan nothing is told: records that come are told by their whole.
    """
    for (code, attribute, value), keys in _planned_anew(after, since).items():
        part = DisaggregatedPart(attribute, value, after.catalogue.newest(code).definition)
        years = {parse(at.period).year for at in keys}
        window = Window(min(years), max(years))
        old, new = (
            _part_answered(reader, part, keys, _contents(reader, part, window), clock)
            if reader is not None
            else {}
            for reader in (before, after)
        )
        for change in compared(after.code, keys, old, new):
            yield replace(change, split_by=attribute)


def _planned_anew(
    reader: ProgrammeReader, since: int
) -> dict[tuple[str, str, str], set[AnswerKey]]:
    """By indicator, attribute and value: where plans of counted parts came or went."""
    planned: dict[tuple[str, str, str], set[AnswerKey]] = {}
    for code, district, period, by in _moved_targets(reader, since):
        keys = set(keys_of_target(reader, code, district, period))
        for attribute, value in _counted_parts(reader, code, by) if keys else ():
            planned.setdefault((code, attribute, value), set()).update(keys)
    return planned


def _counted_parts(reader: ProgrammeReader, code: str, by: str) -> Iterator[Pair]:
    """The attributes of a row by which an indicator is counted, with their values."""
    if code not in reader.catalogue.versions:
        return
    definition = reader.catalogue.newest(code).definition
    known = attributes_of(definition) if definition.kind != OBSERVED else ()
    yield from (
        pair for pair in definition.spellings.meant(parts_of(by)).items() if pair[0] in known
    )


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
    """What a part says in every grain and mode that cells have: parts are no cells, so it is
    computed.

    Nothing where the indicator was not there yet, or was not divided so.
    """
    engine = _engine(reader, part) if reader is not None else None
    if engine is None:
        return {}
    code = part.declaring.code
    readings = engine.indicator(code, window, STORED_VIEWS)
    return {
        AnswerKey(code, *key): content(reading, in_force.version, in_force.definition)
        for key, (in_force, reading) in readings.items()
    }


def _engine(reader: ProgrammeReader, part: DisaggregatedPart) -> Engine | None:
    """What computes a part alone."""
    code = part.declaring.code
    if code not in reader.catalogue.versions:
        return None
    if part.declaring.kind == OBSERVED:
        return Engine(reader.scope, reader.catalogue, {code: part})
    if part.attribute not in attributes_of(reader.catalogue.newest(code).definition):
        return None
    of_value = shares(reader.scope, reader.catalogue, (code,), part.attribute, (part.value,))
    share = of_value[part.value]
    return Engine(reader.scope, share.catalogue, share.parts)


def _part_answered(
    reader: ProgrammeReader,
    part: DisaggregatedPart,
    keys: Iterable[AnswerKey],
    contents: Mapping[AnswerKey, Content],
    clock: datetime.date,
) -> Answers:
    """The answers of a part, with the plans that were set for it alone."""
    grid = Grid(reader, Question(reader.code, on=clock))
    plans = reader.plans_of_parts((part.declaring.code,), part.attribute).get(part.value, {})
    return {
        at: grid.judge.answer(
            at.cell, parse(at.period), contents.get(at), plans.get(at.cell), part.value
        )
        for at in keys_in(reader, keys)
    }
