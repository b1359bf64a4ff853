"""Answers to questions: ready cells joined with plan, clock and status; what is no cell is computed on demand."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database import newest_revision
from data.programme import passport, programme_id
from data.refusals import NotFound, Problem, refuse
from data.tables.cells import Cell
from data.tables.definitions import Target
from data.tables.programmes import Passport
from data.tables.revisions import Revision
from indicators.achievement import Thresholds, judge
from indicators.catalogue import Catalogue, Version, read_catalogue, withdrawn_in
from indicators.cells import COLUMNS, Content, content
from indicators.definition import given
from indicators.engine import Engine
from indicators.periods import RANGE, Period, periods
from indicators.places import NONE, WHOLE, Places, code_of, read_places
from indicators.question import Question
from indicators.readings import BREAK, ILLUSTRATIVE, PARTIAL
from indicators.selection import Scope
from indicators.split import split_definitions
from indicators.states import NO_DATA, NOT_APPLICABLE, NOT_DUE, VALUE, latest
from indicators.tally import Window

CellAt = tuple[str, str, str]  # (indicator, place key, period label)


@dataclass(frozen=True, slots=True)
class Answer:
    """One row: an indicator, a place and a period, with what was planned, done and concluded.

    ``district`` is null for the whole; ``value`` is null unless ``state`` is ``value``; ``degree`` is capped at 1.
    """

    programme: str
    indicator: str
    district: str | None
    period: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    records: int | None
    state: str
    coverage: float
    plan: Decimal | None
    degree_raw: Decimal | None
    degree: Decimal | None
    status: str | None
    definition_version: int | None
    revision: int
    marks: tuple[str, ...]
    source: str | None
    due_on: datetime.date | None
    split: str | None = None


FIELDS = tuple(field.name for field in fields(Answer))


@dataclass(frozen=True)
class Plan:
    """A target as the joined answers need it."""

    value: Decimal | None
    illustrative: bool
    act: str | None


class Reader:
    """Everything that is read once for all answers of a programme as of a revision."""

    def __init__(self, session: Session, programme: str, as_of: int | None = None) -> None:
        self.session = session
        self.code = programme
        self.as_of = as_of
        self.newest = newest_revision(session)
        if as_of is not None and not 1 <= as_of <= self.newest:
            raise NotFound(Problem("unknown_revision", {"revision": as_of, "newest": self.newest}))
        self.programme_id = programme_id(session, programme)

    @property
    def revision(self) -> int:
        return self.newest if self.as_of is None else self.as_of

    @cached_property
    def passport(self) -> Passport:
        return passport(self.session, self.programme_id, self.as_of)

    @cached_property
    def catalogue(self) -> Catalogue:
        return read_catalogue(self.session, self.programme_id, self.as_of)

    @cached_property
    def places(self) -> Places:
        return read_places(self.session, self.programme_id, self.as_of)

    @cached_property
    def thresholds(self) -> Thresholds:
        return Thresholds.of(self.passport.settings)

    @cached_property
    def committed_on(self) -> datetime.date:
        """The clock of an answer as of a revision: the day of its commit."""
        at = self.session.scalar(select(Revision.at).where(Revision.number == self.revision))
        return at.date() if at is not None else datetime.date.today()

    @property
    def scope(self) -> Scope:
        return Scope(self.session, self.programme_id, self.as_of)

    def clock(self, on: datetime.date | None) -> datetime.date:
        return on or (datetime.date.today() if self.as_of is None else self.committed_on)

    def window(self, years: tuple[int, int] | None) -> Window:
        """The asked years, which must lie in the programme's."""
        first, last = self.passport.first_year, self.passport.last_year
        if years is not None and not (first <= years[0] <= years[1] <= last):
            raise refuse("years_outside", value=f"{years[0]}..{years[1]}", first=first, last=last)
        return Window(*(years or (first, last)))

    def indicators(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The asked codes, or all; refuses unknown and withdrawn ones."""
        asked = tuple(codes) or self.catalogue.codes
        for code in asked:
            if code not in self.catalogue.versions:
                self._refuse_indicator(code)
        return asked

    def _refuse_indicator(self, code: str) -> None:
        withdrawn = withdrawn_in(self.session, self.programme_id, code)
        if withdrawn is not None and withdrawn <= self.revision:
            raise NotFound(Problem("indicator_withdrawn", {"indicator": code, "revision": withdrawn}))
        self.catalogue.newest(code)

    def plans(self, codes: Iterable[str]) -> dict[CellAt, Plan]:
        """The targets of the asked indicators by exact place and period."""
        columns = (Target.indicator, Target.district, Target.period, Target.value, Target.illustrative, Target.act)
        asked = select(*columns).where(
            Target.programme_id == self.programme_id, Target.as_of(self.as_of), Target.indicator.in_(list(codes))
        )
        rows = self.session.execute(asked)
        return {(row[0], self.places.key_of(row[1]), row[2]): Plan(*row[3:]) for row in rows}


def answers(session: Session, question: Question) -> list[Answer]:
    """The complete grid of a question: every indicator × place × period (× split value) has a row."""
    return list(Grid(Reader(session, question.programme, question.as_of), question).answers())


def frame(rows: Iterable[Answer]) -> pd.DataFrame:
    """Answers as a frame with a column for each field; numbers stay ``Decimal``."""
    return pd.DataFrame([[getattr(row, name) for name in FIELDS] for row in rows], columns=list(FIELDS)).astype(object)


class Grid:
    """One question's rows."""

    def __init__(self, reader: Reader, question: Question) -> None:
        self.reader = reader
        self.question = question
        self.window = reader.window(question.years)
        self.codes = reader.indicators(question.indicators)
        self.clock = reader.clock(question.on)

    def answers(self) -> Iterator[Answer]:
        plans = self.reader.plans(self.codes) if self.question.split is None else {}
        for split, found in self._found():
            for code in self.codes:
                for place in self._places(found):
                    for period in self._periods():
                        at = (code, place, period.label)
                        yield self.answer(at, period, found.get(at), plans.get(at), split)

    def _found(self) -> Iterator[tuple[str | None, Mapping[CellAt, Content]]]:
        if self.question.split is not None:
            yield from self._split()
        elif self.question.grain == RANGE:
            yield None, self._computed(Engine(self.reader.scope))
        else:
            yield None, self._read()

    def _places(self, found: Mapping[CellAt, Content]) -> list[str]:
        """The asked places; «without a district» only where there are such records."""
        if self.question.district is not None:
            return [self._named_place(self.question.district)]
        if not self.question.by_district:
            return [WHOLE]
        unplaced = {place for (_, place, _), said in found.items() if place.endswith(NONE) and said.records}
        listed = self.reader.places.listed(self.question.cut)
        return [key for key in listed if not key.endswith(NONE) or key in unplaced]

    def _named_place(self, code: str) -> str:
        key = self.reader.places.key_of(code)
        return f"{self.question.cut}/{NONE}" if key == NONE and self.question.cut else key

    def _periods(self) -> list[Period]:
        return periods(self.question.grain, self.window.first_year, self.window.last_year)

    def _read(self) -> dict[CellAt, Content]:
        grain, mode = self.question.view
        asked = select(Cell.indicator, Cell.place, Cell.period, *COLUMNS).where(
            Cell.programme_id == self.reader.programme_id,
            Cell.indicator.in_(self.codes),
            Cell.mode == mode,
            Cell.grain == grain,
            Cell.year.between(self.window.first_year, self.window.last_year),
            Cell.place.in_(self._possible_places()),
            Cell.as_of(self.reader.as_of),
        )
        return {tuple(row[:3]): Content(*row[3:]) for row in self.reader.session.execute(asked)}

    def _possible_places(self) -> tuple[str, ...]:
        if self.question.district is not None:
            return (self._named_place(self.question.district),)
        return self.reader.places.listed(self.question.cut) if self.question.by_district else (WHOLE,)

    def _split(self) -> Iterator[tuple[str | None, Mapping[CellAt, Content]]]:
        attribute = given(self.question.split)
        for value, catalogue in split_definitions(self.reader.scope, self.reader.catalogue, self.codes, attribute):
            yield value, self._computed(Engine(self.reader.scope, catalogue))

    def _computed(self, engine: Engine) -> dict[CellAt, Content]:
        """What is not a ready cell, from records."""
        found: dict[CellAt, Content] = {}
        for code in self.codes:
            if self.question.grain == RANGE and self._crosses_a_break(code):
                found.update(self._broken(code))
                continue
            for key, (version, reading) in engine.indicator(code, self.window, (self.question.view,)).items():
                found[code, key[0], key[2]] = content(reading, version.version, version.definition)
        return found

    def _crosses_a_break(self, code: str) -> bool:
        years = range(self.window.first_year, self.window.last_year + 1)
        in_force = (self.reader.catalogue.in_force(code, year) for year in years)
        return len({version and version.version for version in in_force}) > 1

    def _broken(self, code: str) -> Iterator[tuple[CellAt, Content]]:
        version = self.reader.catalogue.newest(code).version
        for place in self._possible_places():
            for period in self._periods():
                said = Content(None, None, None, None, NOT_APPLICABLE, 0.0, version, BREAK, None, None)
                yield (code, place, period.label), said

    def answer(
        self, at: CellAt, period: Period, said: Content | None, plan: Plan | None, split: str | None = None
    ) -> Answer:
        """What a cell says, joined with plan, clock and status."""
        version = self.reader.catalogue.in_force(at[0], period.final_year)
        state = self._state(said, version, period)
        value = said.value if said is not None and state == VALUE else None
        planned = plan.value if plan is not None else None
        marks = set(said.marks.split(",")) - {""} if said is not None else set()
        verdict = judge(version.definition, state, value, planned, self.reader.thresholds) if version else None
        if plan is not None and plan.illustrative:
            marks.add(ILLUSTRATIVE)
        if said is not None and said.coverage < 1 and state == VALUE:
            marks.add(PARTIAL)
        return Answer(
            programme=self.reader.code,
            indicator=at[0],
            district=code_of(at[1]),
            period=at[2],
            value=value,
            numerator=said.numerator if said is not None and state == VALUE else None,
            denominator=said.denominator if said is not None and state == VALUE else None,
            records=said.records if said is not None else None,
            state=state,
            coverage=said.coverage if said is not None else 0.0,
            plan=planned,
            degree_raw=verdict.degree_raw if verdict else None,
            degree=verdict.degree if verdict else None,
            status=verdict.status if verdict else None,
            definition_version=version.version if version else None,
            revision=self.reader.revision,
            marks=tuple(sorted(marks | set(verdict.marks if verdict else ()))),
            source=said.source if said is not None else None,
            due_on=version.definition.due_on(period) if version else None,
            split=split,
        )

    def _state(self, said: Content | None, version: Version | None, period: Period) -> str:
        """The clock turns «no data» into «not due»; outside a definition's years nothing applies."""
        if version is None:
            return NOT_APPLICABLE
        state, waits = (said.state, said.waits_until) if said is not None else (NO_DATA, None)
        due = latest([waits, version.definition.due_on(period)]) if state == NO_DATA else waits
        return NOT_DUE if due is not None and self.clock <= due else state
