"""Which revisions made answers others: those in which their cells or targets came or went, or their
definition did.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.confidentiality import counting
from data.tables.cells import Cell
from data.tables.definitions import DefinitionVersion, Target
from data.tables.revisions import Revision
from indicators.answers.history import RevisionFacts
from indicators.answers.reader import ProgrammeReader
from indicators.exact import Exact
from indicators.impact.changed_answer import AnswerKey, ChangedAnswer
from indicators.impact.changes import changes, was_there
from indicators.impact.deeds import COVERAGE, DEEDS, DEFINITION, TARGET, deeds_between
from indicators.impact.steps import ChangeStep, StateAfter, change_steps
from indicators.states import VALUE

At = tuple[str, str, str]
"""Indicator, place and period."""
Deeds = tuple[str, ...]
"""What one revision has done, as a few of ``DEEDS``."""
CauseRow = tuple[At, int | None, int | None]
"""Where a row stands, with the revisions in which it came and went."""


@dataclass(frozen=True)
class CausedChange:
    """An answer that changed, with the revisions that changed it, the newest first; without one it
    was the programme's passport.

    ``steps`` say what revisions have added to the number, where that makes up the whole difference.
    ``deeds`` are those of its revisions that bear on it, by their numbers.
    """

    change: ChangedAnswer
    revisions: Sequence[RevisionFacts]
    steps: Sequence[ChangeStep] = ()
    deeds: Mapping[int, Deeds] = field(default_factory=dict)

    def amount(self, revision: int) -> Fraction | None:
        """What one of the revisions has added; nothing where nobody knows."""
        if not self.steps:
            return None
        return sum((each.amount for each in self.steps if each.revision == revision), Fraction(0))

    def by_deeds(self) -> Mapping[Deeds, Fraction]:
        """What each sort of deeds has added, the earliest first; they add up to the difference. A
        revision that has done several at once stands under them together.
        """
        amounts: dict[Deeds, Fraction] = {}
        for step in self.steps:
            deeds = self.deeds.get(step.revision, ())
            amounts[deeds] = amounts.get(deeds, Fraction(0)) + step.amount
        return amounts


def caused_changes(
    session: Session, programme: str, since: int, until: int | None, grains: Sequence[str]
) -> tuple[CausedChange, ...]:
    """The answers that differ between two revisions, each with its causes."""
    changed = changes(session, programme, since, until, grains)
    reader = ProgrammeReader(session, programme, until)
    before = ProgrammeReader(session, programme, since) if was_there(reader, since) else None
    with counting(session):
        causes, states = _Causes(reader, since), _States(reader, since)
    return tuple(
        CausedChange(
            change,
            causes.of(change),
            change_steps(change, states.of(change), before, reader) if not change.split_by else (),
            causes.deeds(change),
        )
        for change in changed
    )


class _Causes:
    def __init__(self, reader: ProgrammeReader, since: int) -> None:
        self._span = range(since + 1, reader.revision + 1)
        self._facts = _facts(reader.session, self._span)
        self._cells = _collected(_of_cells(reader, since), self._span)
        self._targets = _collected(_of_targets(reader, since), self._span)
        self._definitions = _collected(_of_definitions(reader, since), self._span)
        self._deeds = deeds_between(reader.session, since, reader.revision)

    def of(self, change: ChangedAnswer) -> Sequence[RevisionFacts]:
        return [self._facts[number] for number in sorted(self._numbers(change), reverse=True)]

    def _numbers(self, change: ChangedAnswer) -> set[int]:
        at = change.at.cell
        numbers = self._cells.get(at, set()) | self._targets.get(at, set())
        # a definition's own revision recomputes its cells; alone it changes words and judgement
        return numbers | self._definitions.get((change.indicator, "", ""), set())

    def deeds(self, change: ChangedAnswer) -> Mapping[int, Deeds]:
        """What each of its revisions has done of what may change it, in the order of ``DEEDS``."""
        return {
            number: tuple(deed for deed in DEEDS if deed in self._bearing(change, number))
            for number in self._numbers(change)
        }

    def _bearing(self, change: ChangedAnswer, number: int) -> set[str]:
        """Targets are those of the answer itself; that something was reported is told where no row
        says it.
        """
        deeds = set(self._deeds.get(number, ())) - {TARGET}
        if deeds - {COVERAGE}:
            deeds -= {COVERAGE}
        if number not in self._cells.get(change.at.cell, set()):
            own = self._definitions.get((change.indicator, "", ""), set())
            deeds = {DEFINITION} if number in own else set()
        return deeds | ({TARGET} if number in self._targets.get(change.at.cell, set()) else set())


class _States:
    """What each revision of a span has left of a number."""

    def __init__(self, reader: ProgrammeReader, since: int) -> None:
        self._span = range(since + 1, reader.revision + 1)
        self._rows: dict[AnswerKey, list[Any]] = {}
        columns = (Cell.indicator, Cell.place, Cell.grain, Cell.period, Cell.mode)
        for row in _ends(reader, since, Cell, *columns, Cell.value, Cell.state):
            self._rows.setdefault(AnswerKey(*row[:5]), []).append(row[5:])

    def of(self, change: ChangedAnswer) -> Iterator[StateAfter]:
        after: dict[int, Exact | None] = {}
        for value, state, came, went in self._rows.get(change.at, ()):
            if came in self._span:
                after[came] = value if state == VALUE else None
            if went in self._span:
                # where another row came in the very revision, that one is what it left
                after.setdefault(went, None)
        return iter(sorted(after.items()))


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
