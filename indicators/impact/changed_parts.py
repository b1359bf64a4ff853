"""Parts of reported values whose rows came or went between two revisions, and what they say at each
of them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, not_, select

from data.disaggregations import parts_of
from data.tables.definitions import DefinitionVersion, Observation, Target
from indicators.answers.cells import Content, content
from indicators.answers.disaggregation import OBSERVED
from indicators.answers.reader import ProgrammeReader
from indicators.engine.compute import Engine
from indicators.engine.disaggregated import DisaggregatedPart
from indicators.engine.readings import Key
from indicators.engine.rollup import STORED_VIEWS
from indicators.engine.tally import Window
from indicators.periods import parse

Pair = tuple[str, str]
"""An attribute and its value, as codes."""


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
    for code, by, period in reader.session.execute(
        select(Target.indicator, Target.by, Target.period).where(
            Target.programme_id == reader.programme_id,
            not_(Target.of_whole()),
            Target.came_or_went(since, reader.revision),
        )
    ):
        _touch(reader, by_code, code, by or "", parse(period).year)
    # a new `combine` or spelling changes parts of which no row has come or gone
    for code, every in reported_parts(reader, _redefined(reader, since)).items():
        touched = by_code.setdefault(code, TouchedParts())
        touched.pairs |= every.pairs
        touched.years |= every.years
    return by_code


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


def contents(
    reader: ProgrammeReader, part: DisaggregatedPart, window: Window
) -> Mapping[Key, Content]:
    """What a part says in every grain and mode that cells have: parts are no cells, so it is
    computed.

    Nothing where the indicator was not there yet.
    """
    code = part.declaring.code
    if code not in reader.catalogue.versions:
        return {}
    engine = Engine(reader.scope, reader.catalogue, {code: part})
    readings = engine.indicator(code, window, STORED_VIEWS)
    return {
        key: content(reading, in_force.version, in_force.definition)
        for key, (in_force, reading) in readings.items()
    }
