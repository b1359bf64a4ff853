"""Which revisions made answers others: those in which their cells or targets came or went, or their
definition did.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.cells import Cell
from data.tables.definitions import DefinitionVersion, Target
from data.tables.revisions import Revision
from indicators.answers.history import RevisionFacts
from indicators.answers.reader import ProgrammeReader
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.changes import changes

At = tuple[str, str, str]
"""Indicator, place and period."""
CauseRow = tuple[At, int | None, int | None]
"""Where a row stands, with the revisions in which it came and went."""


@dataclass(frozen=True)
class CausedChange:
    """An answer that changed, with the revisions that changed it, the newest first; without one it
    was the programme's passport.
    """

    change: ChangedAnswer
    revisions: Sequence[RevisionFacts]


def caused_changes(
    session: Session, programme: str, since: int, until: int | None, grains: Sequence[str]
) -> tuple[CausedChange, ...]:
    """The answers that differ between two revisions, each with its causes."""
    changed = changes(session, programme, since, until, grains)
    reader = ProgrammeReader(session, programme, until)
    causes = _Causes(reader, since)
    return tuple(CausedChange(change, causes.of(change)) for change in changed)


class _Causes:
    def __init__(self, reader: ProgrammeReader, since: int) -> None:
        self._span = range(since + 1, reader.revision + 1)
        self._facts = _facts(reader.session, self._span)
        self._cells = _collected(_of_cells(reader, since), self._span)
        self._targets = _collected(_of_targets(reader, since), self._span)
        self._definitions = _collected(_of_definitions(reader, since), self._span)

    def of(self, change: ChangedAnswer) -> Sequence[RevisionFacts]:
        at = change.at.cell
        numbers = self._cells.get(at, set()) | self._targets.get(at, set())
        # a definition's own revision recomputes its cells; alone it changes words and judgement
        numbers |= self._definitions.get((change.indicator, "", ""), set())
        return [self._facts[number] for number in sorted(numbers, reverse=True)]


def _facts(session: Session, span: range) -> Mapping[int, RevisionFacts]:
    columns = (Revision.number, Revision.at, Revision.action, Revision.summary)
    statement = select(*columns).where(Revision.number.between(span.start, span.stop - 1))
    return {row[0]: RevisionFacts(*row) for row in session.execute(statement)}


def _collected(rows: Iterable[CauseRow], span: range) -> Mapping[At, set[int]]:
    """The numbers of a span that rows begin or end with, by where they stand."""
    numbers: dict[At, set[int]] = {}
    for at, *ends in rows:
        numbers.setdefault(at, set()).update(end for end in ends if end is not None and end in span)
    return numbers


def _of_cells(reader: ProgrammeReader, since: int) -> Iterator[CauseRow]:
    for *at, came, went in _ends(reader, since, Cell, Cell.indicator, Cell.place, Cell.period):
        yield (at[0], at[1], at[2]), came, went


def _of_targets(reader: ProgrammeReader, since: int) -> Iterator[CauseRow]:
    columns = (Target.indicator, Target.district, Target.period)
    for indicator, district, period, came, went in _ends(reader, since, Target, *columns):
        yield (indicator, reader.places.key_of(district), period), came, went


def _of_definitions(reader: ProgrammeReader, since: int) -> Iterator[CauseRow]:
    for code, came, went in _ends(reader, since, DefinitionVersion, DefinitionVersion.code):
        yield (code, "", ""), came, went


def _ends(
    reader: ProgrammeReader,
    since: int,
    table: type[Cell | Target | DefinitionVersion],
    *columns: Any,
) -> Iterable[Any]:
    """The columns of a table's rows that came or went, with the revisions in which they did."""
    statement = select(*columns, table.since, table.until).where(
        table.programme_id == reader.programme_id, table.came_or_went(since, reader.revision)
    )
    return reader.session.execute(statement)
