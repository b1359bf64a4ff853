"""Where the records behind a number come from, and how many there are: counted in the columnar copy
where there is one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, true

from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.measures import measures
from indicators.periods import Days
from indicators.records.copies import record_copy
from indicators.records.selection import Scope, in_district, selection

NUMERATOR = "numerator"
DENOMINATOR = "denominator"
BOTH = "both"
COUNTED = "counted"


RARE = 100
"""One record in so many is soon found by an index, of which a few are asked for."""
MOST_IDS = 2_000


@dataclass(frozen=True)
class RecordSource:
    """One measure's records behind a number, with the condition under which each role is played;
    ``days`` are those on which all of them are dated, if that is known. What ``is_sought`` by words
    no copy can answer.
    """

    measure: str
    roles: Mapping[str, ColumnElement[bool]]
    wide: bool = False
    days: Days | None = None
    is_sought: bool = False

    @property
    def counted(self) -> ColumnElement[bool]:
        # `false()`: `or_()` of nothing would be no condition, and list everything
        return or_(false(), *self.roles.values())


def totals_of(
    reader: ProgrammeReader, question: Question, sources: Sequence[RecordSource]
) -> list[int]:
    """How many records each source has; those of one measure are counted in one go."""
    totals = dict.fromkeys(range(len(sources)), 0)
    for measure in {source.measure for source in sources}:
        alike = [number for number, source in enumerate(sources) if source.measure == measure]
        counted = Counted(reader, question, tuple(sources[number] for number in alike)).totals
        totals |= dict(zip(alike, counted, strict=True))
    return list(totals.values())


def of_place(
    reader: ProgrammeReader,
    source: RecordSource,
    question: Question,
    counted: ColumnElement[bool],
    scope: Scope | None = None,
) -> Select[Any]:
    """The records of a source in the place of a question, of which ``counted`` holds; as of the
    reader's revision, or of a ``scope``.
    """
    located = in_district(source.measure, reader.places, question.district, question.cut)
    return selection(scope or reader.scope, source.measure, counted, *located, wide=source.wide)


def first_in_copy(
    reader: ProgrammeReader,
    question: Question,
    source: RecordSource,
    total: int,
    order: Sequence[Any],
    number: int,
) -> list[int] | None:
    """The ids among which the first rows of a source are, where they are so rare that an index would
    be followed for long; None without a copy.
    """
    copy = None if source.is_sought else record_copy(reader.scope, source.measure)
    if copy is None or total * RARE > copy.rows or number > MOST_IDS:
        return None

    # what came and what went have indexes of their own
    apart = replace(source, wide=True)

    def first(scope: Scope, number: int, *narrowed: ColumnElement[bool]) -> Select[Any]:
        chosen = of_place(reader, apart, question, and_(source.counted, *narrowed), scope)
        identity = measures()[source.measure].table.id
        return chosen.with_only_columns(identity).order_by(*order).limit(number)

    came, went = (
        [
            list(reader.session.scalars(first(reader.scope, number, copy.came))),
            list(reader.session.scalars(first(copy.then, MOST_IDS, copy.went))),
        ]
        if copy.is_behind
        else [[], []]
    )
    then = copy.answer(first(copy.then, number + len(went)))
    known = then is not None and len(went) < MOST_IDS
    return [*came, *(identity for (identity,) in then or ())] if known else None


@dataclass(frozen=True)
class Counted:
    """The records of several sources of one measure."""

    reader: ProgrammeReader
    question: Question
    alike: tuple[RecordSource, ...]

    @property
    def totals(self) -> list[int]:
        """How many records each source has."""
        totals = self._in_copy()
        return self._in_records(self._statement(self.reader.scope)) if totals is None else totals

    def _in_copy(self) -> list[int] | None:
        """Those of the copy, with what came and without what went since."""
        copy = record_copy(self.reader.scope, self.alike[0].measure)
        rows = copy.answer(self._statement(copy.then)) if copy else None
        if copy is None or rows is None:
            return None
        then = [int(total or 0) for total in rows[0]]
        if not copy.is_behind:
            return then
        came = self._in_records(self._statement(self.reader.scope, copy.came))
        went = self._in_records(self._statement(copy.then, copy.went))
        return [sum(each) for each in zip(then, came, (-total for total in went), strict=True)]

    def _statement(self, scope: Scope, *narrowed: ColumnElement[bool]) -> Select[Any]:
        conditions = [source.counted for source in self.alike]
        # one select for all, as each scan of a large table takes as long as the first
        columns: list[Any] = [func.sum(case((each, 1), else_=0)) for each in conditions]
        # several sources of one measure share one scan, each counted by its own `case`
        source = self.alike[0]
        some = true() if source.wide and len(self.alike) > 1 else or_(*conditions)
        # what came and what went have indexes of their own
        apart = replace(source, wide=source.wide or bool(narrowed))
        chosen = of_place(self.reader, apart, self.question, and_(some, *narrowed), scope)
        return chosen.with_only_columns(*columns)

    def _in_records(self, statement: Select[Any]) -> list[int]:
        return [int(total or 0) for total in self.reader.session.execute(statement).one()]
