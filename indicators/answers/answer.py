"""Answers to questions: ready cells joined with plan, clock and status; what is no cell is computed
on demand.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property, lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.cells import Cell
from indicators.answers.achievement import NO_VERDICT, Thresholds, judge, judged_by
from indicators.answers.cells import COLUMNS, Content, content
from indicators.answers.disaggregation import OBSERVED, shares
from indicators.answers.question import Question
from indicators.answers.reader import PlanAt, ProgrammeReader
from indicators.answers.stages import stage_of
from indicators.answers.targets import Edition, Plan, basis_year, flags
from indicators.definition.catalogue import PublishedVersion
from indicators.engine.compute import Engine
from indicators.engine.readings import ILLUSTRATIVE, PARTIAL
from indicators.engine.rollup import PLAIN
from indicators.exact import Exact, cut
from indicators.periods import RANGE, Period, parse, periods
from indicators.records.places import WHOLE, code_of, is_none
from indicators.states import NO_DATA, NOT_APPLICABLE, NOT_DUE, VALUE, latest

ABSENT = Content(None, None, None, None, NO_DATA, 0.0, 0, "", None, None)

NO_EDITION = Edition(None)
NO_ACTUALS: Mapping[int, Exact | None] = {}

Actuals = Mapping[tuple[str, str], Mapping[int, Exact | None]]
"""By indicator and place: whole years' values."""
CellAt = tuple[str, str, str]  # (indicator, place key, period label)


@dataclass(frozen=True, slots=True)
class Answer:
    """One row: an indicator, a place and a period, with what was planned, done and concluded.

    ``district`` is null for the whole; ``value`` is null unless ``state`` is ``value``; ``degree``
    is capped at 1. ``plan`` is the edition that the question asks for; beside it stands the
    original one, with the degree and status that it gives. Numbers are cut to be printed; the
    status has compared ``exact``, the value itself, with ``judged_by``, and what is printed agrees.
    ``thresholds`` are the programme's degrees of risk and of excess, ``clock`` the day it was asked
    on.
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
    original_plan: Decimal | None = None
    original_degree_raw: Decimal | None = None
    original_status: str | None = None
    stage: str | None = None
    split: str | None = None
    exact: Exact | None = field(default=None, repr=False, compare=False)
    judged_by: tuple[Decimal, ...] = field(default=(), repr=False, compare=False)
    thresholds: Thresholds = field(default=Thresholds(), repr=False, compare=False)
    clock: datetime.date | None = field(default=None, repr=False, compare=False)

    @property
    def is_open(self) -> bool:
        """Whether the day on which it is due has not passed: what is missed can still be saved."""
        return self.due_on is not None and self.clock is not None and self.clock <= self.due_on


FIELDS = tuple(each.name for each in fields(Answer) if each.compare)


def answers(session: Session, question: Question) -> tuple[Answer, ...]:
    """The complete grid of a question: every indicator × place × period (× split value) has a row."""
    return tuple(
        Grid(ProgrammeReader(session, question.programme, question.as_of), question).answers()
    )


class Grid:
    """One question's rows."""

    def __init__(self, reader: ProgrammeReader, question: Question) -> None:
        self.reader = reader
        self.window = reader.window(question.years)
        # a range of one year is that year, with its cell, its label and its plan
        of_one_year = question.grain == RANGE and self.window.years == 1
        self.question = question.but(by=(*question.by, "year")) if of_one_year else question
        self.codes = reader.indicators(question.indicators)
        # part of the question (ARCHITECTURE.md, The one idea): today, or the day of the revision
        self.clock = reader.clock(question.on)

    def answers(self) -> Iterator[Answer]:
        for split, contents, codes in self._contents_by_part():
            # a part has a plan where one was set for exactly this part
            plans = self.reader.plans(codes) if split is None else self._of_parts.get(split, {})
            # the years behind a plan are kept of the whole alone: a part is not held against them
            actuals = self.actuals(plans, contents) if split is None else {}
            # the complete grid: a missing answer is a row that says so, not a row that is missing
            for code in codes:
                for place in self._places(code, contents):
                    for period in self.periods:
                        at = (code, place, period.label)
                        cell, plan = contents.get(at), plans.get(at)
                        of_place = actuals.get(at[:2], {})
                        yield self.answer(at, period, cell, plan, split, of_place)

    def _contents_by_part(
        self,
    ) -> Iterator[tuple[str | None, Mapping[CellAt, Content], tuple[str, ...]]]:
        """What is known, of which codes; beside the parts of reported values stand their totals."""
        codes = self.codes
        if self.question.split is not None:
            for value, share in shares(
                self.reader.scope,
                self.reader.catalogue,
                codes,
                self.question.split,
                self._of_parts,
            ).items():
                yield (
                    value,
                    self._computed(Engine(self.reader.scope, share.catalogue, share.parts)),
                    codes,
                )
            codes = tuple(
                code
                for code in codes
                if self.reader.catalogue.newest(code).definition.kind == OBSERVED
            )
        # records of a split add up to their whole; of reported values the total is a number of its
        # own
        if codes:
            yield None, self._whole(), codes

    def _whole(self) -> Mapping[CellAt, Content]:
        return (
            self._computed(Engine(self.reader.scope))
            # ranges are no cells: each would change with every revision (ARCHITECTURE.md)
            if self.question.grain == RANGE
            else self.cells()
        )

    def _places(self, code: str, contents: Mapping[CellAt, Content]) -> list[str]:
        """The asked places; «without a district» only where there are such records."""
        return [
            key for key in self._possible if not is_none(key) or self._is_shown(code, key, contents)
        ]

    def _is_shown(self, code: str, place: str, contents: Mapping[CellAt, Content]) -> bool:
        values = (contents.get((code, place, period.label)) for period in self.periods)
        # who asks for «none» by name gets its row, even an empty one
        return self.question.district is not None or any(
            cell is not None and _has_records(cell) for cell in values
        )

    @cached_property
    def _of_parts(self) -> Mapping[str, Mapping[PlanAt, Plan]]:
        """The plans of the asked attribute's values."""
        split = self.question.split
        return {} if split is None else self.reader.plans_of_parts(self.codes, split)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The asked periods, in order."""
        return periods(self.question.grain, self.window.first_year, self.window.last_year)

    @cached_property
    def _possible(self) -> tuple[str, ...]:
        # refuses an unknown cut, whatever is asked of it
        listed = self.reader.places.listed(self.question.cut)
        if self.question.district is not None:
            return (self.reader.places.key_of(self.question.district, self.question.cut),)
        return listed if self.question.by_district else (WHOLE,)

    def cells(self) -> Mapping[CellAt, Content]:
        """The ready cells of the question."""
        grain, mode = self.question.view
        statement = select(Cell.indicator, Cell.place, Cell.period, *COLUMNS).where(
            Cell.programme_id == self.reader.programme_id,
            Cell.indicator.in_(self.codes),
            Cell.mode == mode,
            Cell.grain == grain,
            Cell.year.between(self.window.first_year, self.window.last_year),
            Cell.place.in_(self._possible),
            Cell.as_of(self.reader.as_of),
        )
        return {
            row[:3]: Content._make(row[3:])
            for row in self.reader.session.connection().execute(statement)
        }

    def actuals(self, plans: Mapping[PlanAt, Plan], contents: Mapping[CellAt, Content]) -> Actuals:
        """By indicator and place: the whole years' values that were known when its plans were set."""
        needed = {
            (code, place, str(year))
            for (code, place, label), plan in plans.items()
            if self.question.grain == "year" and place in self._possible
            for edition in plan.editions
            if (year := basis_year(edition, parse(label))) is not None
        }
        known = {**self._years({at for at in needed if at not in contents}), **contents}
        actuals: dict[tuple[str, str], dict[int, Exact | None]] = {}
        for code, place, label in needed & known.keys():
            cell = known[code, place, label]
            actuals.setdefault((code, place), {})[int(label)] = cell.value
        return actuals

    def _years(self, needed: Collection[CellAt]) -> Mapping[CellAt, Content]:
        """Ready cells of whole years beside those of the question."""
        years = {label for _code, _place, label in needed}
        first = self.reader.passport.first_year
        # before the programme there are none, so that most questions need no further select
        if not any(int(label) >= first for label in years):
            return {}
        statement = select(Cell.indicator, Cell.place, Cell.period, *COLUMNS).where(
            Cell.programme_id == self.reader.programme_id,
            Cell.indicator.in_({code for code, _place, _label in needed}),
            Cell.mode == PLAIN,
            Cell.grain == "year",
            Cell.period.in_(years),
            Cell.place.in_({place for _code, place, _label in needed}),
            Cell.as_of(self.reader.as_of),
        )
        rows = self.reader.session.connection().execute(statement)
        return {row[:3]: Content._make(row[3:]) for row in rows}

    def _computed(self, engine: Engine) -> dict[CellAt, Content]:
        """What is not a ready cell, from records."""
        contents: dict[CellAt, Content] = {}
        for code in self.codes:
            for key, (version, reading) in engine.indicator(
                code, self.window, (self.question.view,)
            ).items():
                contents[code, key[0], key[2]] = content(
                    reading, version.version, version.definition
                )
        return contents

    def answer(
        self,
        at: CellAt,
        period: Period,
        content: Content | None,
        plan: Plan | None,
        split: str | None = None,
        actuals: Mapping[int, Exact | None] = NO_ACTUALS,
    ) -> Answer:
        """What a cell says, joined with plan, clock and status; ``actuals`` are the whole years'
        values of the place.
        """
        # in force in the period's last year, as the engine has it
        version = self.reader.catalogue.in_force(at[0], period.final_year)
        cell = content or self._absent(version, period)
        state = self._state(cell, version, period)
        # a clock that says «not due» also takes away the number that a cell has
        exact, numerator, denominator = cell[:3] if state == VALUE else (None, None, None)
        edition = plan.edition(self.question.plan) if plan is not None else NO_EDITION
        first = plan.original.value if plan is not None else None
        planned = edition.value
        verdict, of_first = (
            judge(version.definition, state, exact, each, self.reader.thresholds)
            if version
            else NO_VERDICT
            for each in (planned, first)
        )
        of_plan = (
            flags(version.definition, plan, period, actuals, self.question.plan)
            if plan is not None and version is not None
            else ()
        )
        # what the status compares with decides how many digits a value is printed with
        limits = judged_by(version.definition, planned, self.reader.thresholds) if version else ()
        # not kept in the cell's marks: of «no data» nobody needs to hear that it is partial
        partial = cell.coverage < 1 and state == VALUE
        return Answer(
            programme=self.reader.code,
            indicator=at[0],
            district=code_of(at[1]),
            period=at[2],
            # cut here, once: everything before this line is exact (ARCHITECTURE.md, How the engine
            # counts)
            value=_printed(exact, *limits),
            numerator=_printed(numerator),
            denominator=_printed(denominator),
            records=cell.records,
            state=state,
            coverage=cell.coverage,
            plan=planned,
            degree_raw=verdict.degree_raw,
            degree=verdict.degree,
            status=verdict.status,
            definition_version=version.version if version else None,
            revision=self.reader.revision,
            marks=_marks(cell.marks, edition.illustrative, partial, (*verdict.marks, *of_plan)),
            source=cell.source,
            due_on=version.definition.due_on(period) if version else None,
            original_plan=first,
            original_degree_raw=of_first.degree_raw,
            original_status=of_first.status,
            stage=stage_of(version.definition, state, cell.marks.split(",")) if version else None,
            split=split,
            exact=exact,
            judged_by=tuple(map(cut, limits)),
            thresholds=self.reader.thresholds,
            clock=self.clock,
        )

    def _absent(self, version: PublishedVersion | None, period: Period) -> Content:
        """What an absent cell says: nothing covered, and no record where records are counted."""
        # 0 records is said of what counts records; of formulas and reported values it is null
        counted = version is not None and self.reader.catalogue.counted(version.definition, period)
        return ABSENT._replace(records=0) if counted else ABSENT

    def _state(self, content: Content, version: PublishedVersion | None, period: Period) -> str:
        """The clock turns «no data» into «not due»; outside a definition's years nothing applies."""
        # outside the years of every version there is nothing to wait for
        if version is None:
            return NOT_APPLICABLE
        waits = content.waits_until
        due = (
            # only of «no data»: a number that came before its day is shown at once
            latest([waits, version.definition.due_on(period)])
            if content.state == NO_DATA
            else waits
        )
        # the day itself still counts: late is from the day after
        return NOT_DUE if due is not None and self.clock <= due else content.state


def _printed(number: Exact | None, *limits: Exact) -> Decimal | None:
    return None if number is None else cut(number, *limits)


def _has_records(cell: Content) -> bool:
    return bool(cell.records) if cell.records is not None else cell.state == VALUE


@lru_cache(maxsize=4096)
def _marks(
    of_cell: str, illustrative: bool, partial: bool, of_verdict: tuple[str, ...]
) -> tuple[str, ...]:
    conditions = {ILLUSTRATIVE: illustrative, PARTIAL: partial}
    recorded = {mark for mark in of_cell.split(",") if mark}
    return tuple(
        sorted(recorded.union((mark for mark, holds in conditions.items() if holds), of_verdict))
    )
