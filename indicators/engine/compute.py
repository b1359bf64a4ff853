"""The engine: definitions × years × views -> readings, computed from records."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from indicators import formula
from indicators.definition import Baseline, Definition, Reference, Side, required
from indicators.definition.catalogue import Catalogue, PublishedVersion, read_catalogue
from indicators.engine.additivity import with_additivity
from indicators.engine.context import EngineContext
from indicators.engine.counts import Counter
from indicators.engine.disaggregated import DisaggregatedPart
from indicators.engine.formulas import FormulaReadings
from indicators.engine.grid import grid
from indicators.engine.modifiers import (
    base_key,
    changed,
    per_residents,
    previous_key,
    stated_baseline,
)
from indicators.engine.month_sums import SharedSums
from indicators.engine.observed import Observed
from indicators.engine.ratio_records import RatioRecords
from indicators.engine.readings import (
    BREAK,
    LOWER_BOUND,
    Key,
    Reading,
    Readings,
    absent,
    combined_marks,
    least_coverage,
    quotient,
)
from indicators.engine.rollup import View
from indicators.engine.tally import Tally, Window
from indicators.engine.waiting import awaited, waiting
from indicators.measures import kind_of
from indicators.periods import ITSELF, RANGE, Gathering, parse
from indicators.records.places import Places
from indicators.records.selection import Countable, Scope
from indicators.states import NO_DATA, NOT_APPLICABLE, Outcome

NOTHING_SPLIT: Mapping[str, DisaggregatedPart] = {}


class Engine:
    """Computes the indicators of one programme as of one revision; remembers what it has computed.

    ``parts`` narrows the reported values of some codes, each to one part; ``sums`` were counted for
    several engines at once, else each counts for itself.
    """

    def __init__(
        self,
        scope: Scope,
        catalogue: Catalogue | None = None,
        parts: Mapping[str, DisaggregatedPart | None] = NOTHING_SPLIT,
        sums: SharedSums | None = None,
        context: EngineContext | None = None,
    ) -> None:
        self.scope = scope
        self.parts = parts
        self.context = context or EngineContext(scope)
        self._catalogue = catalogue
        self._month_sums = self.context.month_sums if sums is None else sums.of
        self._remembered: dict[object, Readings] = {}

    @cached_property
    def catalogue(self) -> Catalogue:
        return self._catalogue or read_catalogue(
            self.scope.session, self.scope.programme_id, self.scope.revision
        )

    @property
    def places(self) -> Places:
        return self.context.places

    @property
    def years(self) -> Window:
        """The years of the programme."""
        return self.context.years

    def indicator(
        self, code: str, window: Window, views: tuple[View, ...]
    ) -> dict[Key, tuple[PublishedVersion, Reading]]:
        """Readings of a code, each year by the version in force in it."""
        by_key: dict[Key, tuple[PublishedVersion, Reading]] = {}
        # a range is one number by one rule: no version can compute years that another one defines
        if any(grain == RANGE for grain, _ in views) and self.catalogue.crosses_a_break(
            code, window.period
        ):
            broken = Reading(Outcome(NOT_APPLICABLE), marks=frozenset({BREAK}))
            return dict.fromkeys(
                grid(self.places, window, views), (self.catalogue.newest(code), broken)
            )
        for version, years in self.versions(code, window):
            readings = self.readings(version.definition, years, views)
            by_key.update((key, (version, reading)) for key, reading in readings.items())
        return by_key

    def versions(self, code: str, window: Window) -> Iterable[tuple[PublishedVersion, Window]]:
        """The versions in force in a window, each with its years."""
        years = range(window.first_year, window.last_year + 1)
        # runs, not years: to-date and distinct values cost a query each time that they are asked
        # for
        for version, of_version in groupby(years, lambda year: self.catalogue.in_force(code, year)):
            inside = list(of_version)
            # years without a version in force are no rows: whoever answers says «not applicable»
            # for them
            if version is not None:
                yield version, Window(inside[0], inside[-1])

    def readings(self, definition: Definition, window: Window, views: tuple[View, ...]) -> Readings:
        """Readings of one definition over a window; an absent key is «no data»."""
        return self._once(
            # by content, as a draft or a part has the code of what is published and other numbers
            (definition.model_dump_json(), window, views),
            lambda: self._modified(definition, window, views),
        )

    def _once(self, key: object, make: Callable[[], Readings]) -> Readings:
        if key not in self._remembered:
            self._remembered[key] = make()
        return self._remembered[key]

    def _modified(
        self, definition: Definition, window: Window, views: tuple[View, ...]
    ) -> Readings:
        # first: growth is of the number per resident (docs/definitions.md, Modifiers), not the
        # other way round
        if definition.change is not None:
            return self._changed(definition, window, views)
        readings = getattr(self, f"_{definition.kind}")(definition, window, views)
        # before «per residents», which passes marks on: a share of «at least» is «at least» too
        if definition.lower_bound:
            readings = {key: reading.marked(LOWER_BOUND) for key, reading in readings.items()}
        if definition.per is not None:
            return per_residents(readings, definition.per, self.context.populations)
        # not after «per»: numbers per resident never add up
        return with_additivity(readings, definition, self.places)

    def _count(self, definition: Definition, window: Window, views: tuple[View, ...]) -> Readings:
        return self._aggregate(definition.aggregates[0], definition.gathering, window, views)

    # found by the kind's name; these differ in how the tally counts alone
    _distinct = _sum = _average = _count
    _min = _max = _median = _percentile = _count

    def _aggregate(
        self, aggregate: Countable, gathering: Gathering, window: Window, views: tuple[View, ...]
    ) -> Readings:
        """To-date values gather from the programme's first year, whatever years are asked."""
        first_year = window.first_year - gathering.years_back
        if gathering.to_date:
            first_year = min(self.years.first_year, window.first_year)
        gathered = Window(first_year, window.last_year)
        # without the code: two indicators that count alike, or a ratio's side, are counted once
        key = (aggregate.model_dump_json(), gathered, window.years, views, gathering)
        counted = self._once(
            key, lambda: self._counted(aggregate, gathered, window.years, gathering).readings(views)
        )
        # the tally of what gathers gives earlier years too, of which another version may be in
        # force
        return _inside(counted, window)

    def _counted(
        self, aggregate: Countable, window: Window, last_years: int, gathering: Gathering
    ) -> Counter:
        sums = self._month_sums(aggregate, (window.first_year, window.last_year))
        tally = Tally(self.scope, self.places, aggregate, window, sums, gathering)
        covered = self.context.covered(kind_of(aggregate.measure), window, gathering)
        if self.context.days is None:
            return Counter(tally, covered, last_years)
        partly = self.context.partly(aggregate, (window.first_year, window.last_year))
        beside = Tally(self.scope, self.places, aggregate, window, partly, ITSELF)
        return Counter(tally, covered, last_years, beside)

    def _ratio(self, definition: Definition, window: Window, views: tuple[View, ...]) -> Readings:
        upper = self._side(definition.numerator, definition, window, views)
        lower = self._side(definition.denominator, definition, window, views)
        records = RatioRecords(self.catalogue, self.places, self._aggregate).records(
            definition, window, views
        )
        # a reference has a reading everywhere; where both sides count, what neither has stays
        # absent
        keys = grid(self.places, window, views) if definition.inputs else {**upper, **lower}
        # of a side that counts records; one that refers has a reading everywhere
        nothing = absent(records=0)
        sides = {key: (upper.get(key) or nothing, lower.get(key) or nothing) for key in keys}
        return {
            key: _divided(*pair, definition.scale, records(key, *pair))
            for key, pair in sides.items()
        }

    def _side(
        self, side: Side | None, of: Definition, window: Window, views: tuple[View, ...]
    ) -> Readings:
        if isinstance(side, Reference):
            return self._input(side.indicator, window, views)
        # what is gathered is the ratio's own word for what it counts; what it refers to says it for
        # itself
        return self._aggregate(required(side), of.gathering, window, views)

    def _input(self, code: str, window: Window, views: tuple[View, ...]) -> Readings:
        """Readings of every place and period, each waiting for the input's own due date while there
        is no data.
        """
        readings = self.indicator(code, window, views)
        return {
            key: self._awaited(code, key, *readings.get(key, (None, None)))
            for key in grid(self.places, window, views)
        }

    def _awaited(
        self, code: str, key: Key, version: PublishedVersion | None, reading: Reading | None
    ) -> Reading:
        if reading is not None and reading.state != NO_DATA:
            return reading
        period = parse(key[2])
        # a period belongs to the version of its last year, here as in answers/answer.py
        in_force = version or self.catalogue.in_force(code, period.final_year)
        if in_force is None:
            # an input that nobody defines for these years will never come: there is nothing to wait
            # for
            return Reading(Outcome(NOT_APPLICABLE))
        counts = self.catalogue.counted(in_force.definition, period)
        return waiting(
            reading or absent(records=0 if counts else None), in_force.definition, period
        )

    def _formula(self, definition: Definition, window: Window, views: tuple[View, ...]) -> Readings:
        parsed = formula.parse(required(definition.formula))
        return FormulaReadings(parsed, self.catalogue, self.places, self._input).readings(
            window, views
        )

    def _observed(
        self, definition: Definition, window: Window, views: tuple[View, ...]
    ) -> Readings:
        # what was reported of a month or a year is not known of any days
        if self.context.days is not None:
            return dict.fromkeys(grid(self.places, window, views), Reading(Outcome(NOT_APPLICABLE)))
        return Observed(
            self.scope, self.places, definition, window, self.parts.get(definition.code)
        ).readings(views)

    def _changed(self, definition: Definition, window: Window, views: tuple[View, ...]) -> Readings:
        # the same version computes both ends, else a growth would be that of the method
        change = required(definition.change)
        level = definition.model_copy(update={"change": None})
        now = self.readings(level, window, views)
        # one year more at the start: the first year's value needs the year before the window
        if change.since == "previous":
            then = self.readings(level, Window(window.first_year - 1, window.last_year), views)
            return changed(now, lambda key: awaited(then, previous_key(key), level), change)
        return changed(now, self._base(level, required(definition.baseline), views), change)

    def _base(
        self, level: Definition, baseline: Baseline, views: tuple[View, ...]
    ) -> Callable[[Key], Reading]:
        # a value written in the definition wins over records, which may not go back so far
        if baseline.value is not None:
            return lambda key: stated_baseline(key, baseline)
        then = self.readings(level, Window(baseline.year, baseline.year), views)
        return lambda key: awaited(then, base_key(key, baseline), level)


def _inside(readings: Readings, window: Window) -> Readings:
    """The readings of a window, out of those gathered since the first year."""
    return {
        key: reading
        for key, reading in readings.items()
        if window.first_year <= parse(key[2]).final_year <= window.last_year
    }


def _divided(upper: Reading, lower: Reading, scale: Decimal, records: int | None) -> Reading:
    both = (upper, lower)
    coverage, marks = least_coverage(both), combined_marks(both)
    return Reading(quotient(*both, scale), upper.value, lower.value, records, coverage, marks)
