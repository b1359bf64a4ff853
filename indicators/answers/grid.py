"""The grid of a question: ready cells, or what is computed on demand, each joined with its plan."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.confidentiality import counting
from data.tables.cells import Cell
from indicators.answers.answer import Answer
from indicators.answers.by_day import by_day, by_day_of_parts, check_by_day, listed_days
from indicators.answers.cells import COLUMNS, Content, contents_of
from indicators.answers.crossing import split_parts
from indicators.answers.disaggregation import OBSERVED
from indicators.answers.judging import CellAt, Judge
from indicators.answers.life_targets import with_life
from indicators.answers.question import Question
from indicators.answers.reader import PlanAt, ProgrammeReader
from indicators.answers.targets import Plan, basis_year
from indicators.engine.compute import Engine
from indicators.engine.context import EngineContext
from indicators.engine.rollup import PLAIN
from indicators.exact import Exact
from indicators.periods import RANGE, Period, parse, periods
from indicators.records.place_sets import PlacesWithSet, is_set
from indicators.records.places import WHOLE, is_none
from indicators.states import VALUE
from indicators.suppression.suppression import AttributePart

Actuals = Mapping[tuple[str, str], Mapping[int, Exact | None]]
"""By indicator and place: whole years' values."""


def answers(session: Session, question: Question) -> tuple[Answer, ...]:
    """The complete grid of a question: every indicator × place × period (× split value) has a row."""
    return tuple(
        Grid(ProgrammeReader(session, question.programme, question.as_of), question).answers()
    )


class Grid:
    """One question's rows; where it splits, ``values`` have rows whether or not anything has come of
    them.
    """

    def __init__(
        self, reader: ProgrammeReader, question: Question, values: Iterable[str] = ()
    ) -> None:
        self.reader = reader
        reader.gather(question.district)
        self.window = reader.window(question.years)
        # a range of one year is that year, with its cell, its label and its plan
        is_range = question.grain == RANGE and question.days is None
        of_one_year = is_range and self.window.years == 1
        self.question = question.but(by=(*question.by, "year")) if of_one_year else question
        self.codes = reader.indicators(question.indicators)
        # part of the question (ARCHITECTURE.md, The one idea): today, or the day of the revision
        self.values = tuple(values)
        self.judge = Judge(reader, reader.clock(question.on), question.plan)
        if question.is_short:
            check_by_day(reader, question, self.codes, self.window)

    def answers(self) -> list[Answer]:
        """The rows; who counts reads all records, and hides what is not for whoever asks."""
        with counting(self.reader.session):
            return list(self._answers())

    def _answers(self) -> Iterator[Answer]:
        for split, contents, codes in self._contents_by_part():
            # a part has a plan where one was set for exactly this part
            plans = self.reader.plans(codes) if split is None else self._of_parts.get(split, {})
            # no target is set for any days, nor shared out to them
            if self.question.grain == RANGE and self.question.days is None:
                plans = with_life(self.reader, plans, self.window)
            # the years behind a plan are kept of the whole alone: a part is not held against them
            actuals = self.actuals(plans, contents) if split is None else {}
            # the complete grid: a missing answer is a row that says so, not a row that is missing
            for code in codes:
                for place in self._places(code, contents):
                    for period in self.periods:
                        at = (code, place, period.label)
                        cell, plan = contents.get(at), plans.get(at)
                        of_place = actuals.get(at[:2], {})
                        answer = self.judge.answer(at, period, cell, plan, split, of_place)
                        yield (
                            answer.hidden()
                            if self._is_hidden(code, place, period, split)
                            else answer
                        )

    def _is_hidden(self, code: str, place: str, period: Period, split: str | None) -> bool:
        """Whether a number is not for whoever asks (ARCHITECTURE.md, Small numbers)."""
        suppression = self.reader.suppression
        if suppression is None:
            return False
        attribute = self.question.split
        part = (
            AttributePart(attribute, split) if attribute is not None and split is not None else None
        )
        return suppression.hides(code, place, period, self.question.view[1], part)

    def _contents_by_part(
        self,
    ) -> Iterator[tuple[str | None, Mapping[CellAt, Content], tuple[str, ...]]]:
        """What is known, of which codes; beside the parts of reported values stand their totals."""
        codes = self.codes
        if self.question.split is not None:
            for value, contents in self._contents_of_parts(self.question.split):
                yield value, contents, codes
            codes = tuple(
                code
                for code in codes
                if self.reader.catalogue.newest(code).definition.kind == OBSERVED
            )
        # records of a split add up to their whole; of reported values the total is a number of its
        # own
        if codes:
            yield None, self._whole(), codes

    def _contents_of_parts(self, split: str) -> Iterator[tuple[str, Mapping[CellAt, Content]]]:
        """What is known of each value; what is the same for all is read once."""
        reader, context, known = self.reader, self._context, (*self._of_parts, *self.values)
        parts = split_parts(reader.scope, reader.catalogue, self.codes, split, known, context)
        if self.question.is_short:
            clock, grain = self.judge.clock, self.question.grain
            yield from by_day_of_parts(
                context, reader, self.codes, self.periods, clock, parts, grain
            )
            return
        sums = parts.sums(context)
        for value, share in parts.shares.items():
            engine = Engine(reader.scope, share.catalogue, share.parts, sums, context)
            yield value, self._computed(engine)

    @cached_property
    def _context(self) -> EngineContext:
        definitions = self.reader.catalogue.behind(self.codes)
        # one place alone is asked for: the records of the others need not be read
        alone = self.question.district is not None
        looks_around = any(definition.looks_around for definition in definitions)
        place = self._place if alone and not looks_around else WHOLE
        # a window begins with a month, whatever it is asked for, and a balance is of a last one
        by_months = self.question.days or any(
            definition.window or definition.balance for definition in definitions
        )
        whole_years = self.question.grain in ("year", RANGE) and not by_months
        return EngineContext(
            self.reader.scope,
            place,
            kept=True,
            whole_years=whole_years,
            places=self.reader.places,
            days=self.question.days,
        )

    def _whole(self) -> Mapping[CellAt, Content]:
        if self.question.is_short:
            return by_day(self._context, self.reader, self.codes, self.periods, self.judge.clock)
        return (
            self._computed(Engine(self.reader.scope, self.reader.catalogue, context=self._context))
            # ranges are no cells: each would change with every revision (ARCHITECTURE.md); nor are
            # sets of places
            if self.question.grain == RANGE or is_set(self.question.district)
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
        return (
            self.question.district is not None
            or any(cell is not None and _has_records(cell) for cell in values)
            # that there is no row would tell that there is no record
            or any(self._is_hidden(code, place, period, None) for period in self.periods)
        )

    @cached_property
    def _of_parts(self) -> Mapping[str, Mapping[PlanAt, Plan]]:
        """The plans of the asked attribute's values."""
        split = self.question.split
        return {} if split is None else self.reader.plans_of_parts(self.codes, split)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The asked periods, in order."""
        period = self.question.period
        if self.question.is_short:
            return listed_days(self.question, self.window)
        if period is not None:
            return (period,)
        return periods(self.question.grain, self.window.first_year, self.window.last_year)

    @cached_property
    def _possible(self) -> tuple[str, ...]:
        # refuses an unknown cut, whatever is asked of it
        listed = self.reader.places.listed(self.question.cut)
        places = self.reader.places
        if isinstance(places, PlacesWithSet) and self.question.by_district:
            return places.members
        if self.question.district is not None:
            return (self._place,)
        return listed if self.question.by_district else (WHOLE,)

    @property
    def _place(self) -> str:
        return self.reader.places.key_of(self.question.district, self.question.cut)

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
        period = self.question.period
        label = None if period is None or period.days is None else period.label
        view = self.question.view
        return dict(
            row
            for code in self.codes
            for row in contents_of(engine, code, self.window, view, label)
        )


def _has_records(cell: Content) -> bool:
    return bool(cell.records) if cell.records is not None else cell.state == VALUE
