"""How much of a period has been reported: of each kind of record, and of each indicator that people
observe.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.imports.registry import kind_of as kind_named
from data.tables.coverage import Coverage
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition
from indicators.engine.coverage import stated_years
from indicators.engine.disaggregated import TOTAL, DisaggregatedPart, Parts, ReportedAttributes
from indicators.engine.observed import Observed
from indicators.engine.rollup import PLAIN
from indicators.measures import kind_of, measures
from indicators.periods import PARTS, Period, periods
from indicators.records.places import WHOLE

Month = tuple[int, int]  # (year, month)


class Reporting:
    """What has been reported in a programme as of the reader's revision; every share is 0…1."""

    def __init__(self, reader: ProgrammeReader) -> None:
        self.reader = reader
        self._disaggregated: dict[str, ReportedAttributes] = {}
        self._observed: dict[tuple[str, str, Parts], dict[tuple[str, str], float]] = {}

    def of_indicator(self, definition: Definition, place: str, period: Period) -> float:
        """The reported share of what an indicator is made of: the least of its kinds, observations
        and inputs.
        """
        # nothing to be reported is reported: a formula of constants waits for nobody
        return min(self._shares(definition, place, period), default=1.0)

    def of_kind(self, kind: str, place: str, period: Period) -> float:
        """The covered share of (leaf district × month)."""
        leaves, months = self.reader.places.leaves_of(place), months_of(period)
        covered = sum(len(months & self._covered[kind, leaf]) for leaf in leaves)
        return covered / (len(leaves) * len(months))

    def of_observed(
        self,
        definition: Definition,
        place: str,
        period: Period,
        part: DisaggregatedPart | None = None,
    ) -> float:
        """The share of a place that was observed; of a whole without a value of its own, that of
        its districts.
        """
        shares = self._readings(definition, period.grain, part)
        # what has a reading, reported or put together, says by itself how much of it came
        if (place, period.label) in shares:
            return shares[place, period.label]
        children = self.reader.places.children_of(place)
        return (
            sum(shares.get((child, period.label), 0.0) for child in children) / len(children)
            if children
            else 0.0
        )

    def of_disaggregation(
        self, definition: Definition, attribute: str, place: str, period: Period
    ) -> float:
        """The share of the declared values that were reported; where none are declared, whether any
        value was.
        """
        newest = self.reader.catalogue.newest(definition.code).definition
        declared = newest.disaggregations.get(attribute)
        known = list(declared.values) if declared is not None else []
        values = known or self.disaggregated(definition.code).values[attribute]
        shares = [
            self.of_observed(definition, place, period, DisaggregatedPart(attribute, value, newest))
            for value in values
        ]
        # undeclared values are no debt: nobody can miss one that nobody promised
        return sum(shares) / len(known) if known else max(shares, default=0.0)

    def disaggregated(self, code: str) -> ReportedAttributes:
        """The attributes in which an indicator is reported, or is to be."""
        if code not in self._disaggregated:
            newest = self.reader.catalogue.newest(code).definition
            self._disaggregated[code] = ReportedAttributes(self.reader.scope, newest)
        return self._disaggregated[code]

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of record that the programme's definitions count; plans and money are not
        reported by district.
        """
        definitions = self.reader.catalogue.all_definitions()
        counted = {measure for definition in definitions for measure in definition.measures}
        return sorted({kind_of(measure) for measure in counted if not measures()[measure].yearly})

    def observed_in(self, year: int) -> list[Definition]:
        """The indicators that people observe, as they are defined in a year; nobody owes one that
        is not in force.
        """
        catalogue = self.reader.catalogue
        versions = (catalogue.in_force(code, year) for code in catalogue.codes)
        return [
            version.definition
            for version in versions
            if version and version.definition.kind == "observed"
        ]

    def _shares(self, definition: Definition, place: str, period: Period) -> Iterator[float]:
        for measure in definition.measures:
            yield self.of_kind(kind_of(measure), place, period)
        if definition.kind == "observed":
            yield self.of_observed(definition, place, period)
        # what is computed is reported with its inputs, the least of them first
        for code in definition.inputs:
            version = self.reader.catalogue.in_force(code, period.final_year)
            if version is not None:
                yield self.of_indicator(version.definition, place, period)

    @cached_property
    def _covered(self) -> dict[tuple[str, str], set[Month]]:
        statement = select(Coverage.kind, Coverage.district, Coverage.year, Coverage.month).where(
            Coverage.programme_id == self.reader.programme_id, Coverage.as_of(self.reader.as_of)
        )
        months: dict[tuple[str, str], set[Month]] = defaultdict(set)
        for kind, district, year, month in self.reader.session.execute(statement):
            months[kind, district].add((year, month))
        for kind in self._stated_kinds:
            years = stated_years(self.reader.scope, kind_named(kind))
            for leaf in self.reader.places.leaves or (WHOLE,):
                months[kind, leaf] = {month for year in years for month in months_of(Period(year))}
        return months

    @property
    def _stated_kinds(self) -> set[str]:
        return {described.kind for described in measures().values() if described.yearly}

    def _readings(
        self, definition: Definition, grain: str, part: DisaggregatedPart | None
    ) -> dict[tuple[str, str], float]:
        """Coverage by place and period, read once an indicator, grain and part."""
        key = (definition.code, grain, part.parts if part is not None else TOTAL)
        if key not in self._observed:
            reader = self.reader
            observed = Observed(reader.scope, reader.places, definition, reader.window(None), part)
            readings = observed.readings(((grain, PLAIN),)).items()
            self._observed[key] = {
                (place, label): reading.coverage for (place, _, label, _), reading in readings
            }
        return self._observed[key]


def months_of(period: Period) -> set[Month]:
    """Every month of a period."""
    years = range(period.year, period.final_year + 1)
    return {
        (year, month)
        for year in years
        for month in range(period.first_month, period.last_month + 1)
    }


COVERED, PARTLY, MISSING = "covered", "partly", "missing"


def state_of(share: float) -> str:
    """``covered``, ``partly`` or ``missing``."""
    return COVERED if share >= 1 else PARTLY if share > 0 else MISSING


@dataclass(frozen=True)
class Completeness:
    """Shares by part of a year: of each (kind, leaf district), of each indicator that people
    observe, and of each (indicator, attribute) in which it is reported.
    """

    periods: tuple[Period, ...]
    kinds: Mapping[tuple[str, str], list[float]]
    observed: Mapping[str, list[float]]
    disaggregated: Mapping[tuple[str, str], list[float]]


def completeness(session: Session, programme: str, grain: str, year: int) -> Completeness:
    """What has been reported of a year, in its parts; the year must be the programme's."""
    reader = ProgrammeReader(session, programme)
    # for its refusal alone: a year outside of the programme
    reader.window((year, year))
    reporting, asked_periods = Reporting(reader), periods(grain, year, year)
    kinds = {
        (kind, leaf): [reporting.of_kind(kind, leaf, period) for period in asked_periods]
        for kind in reporting.kinds
        # WHOLE is '', the one leaf of a programme without districts
        for leaf in reader.places.leaves or (WHOLE,)
    }
    observed = {
        each.code: [
            reporting.of_observed(each, WHOLE, _reported_with(each, period))
            for period in asked_periods
        ]
        for each in reporting.observed_in(year)
    }
    disaggregated = {
        (each.code, attribute): [
            reporting.of_disaggregation(each, attribute, WHOLE, _reported_with(each, period))
            for period in asked_periods
        ]
        for each in reporting.observed_in(year)
        for attribute in reporting.disaggregated(each.code).attributes
    }
    return Completeness(asked_periods, kinds, observed, disaggregated)


def _reported_with(definition: Definition, period: Period) -> Period:
    """The period with which a shorter one is reported."""
    own = periods(definition.periodicity, period.year, period.year)
    # it is reported as often as the page shows, or more often
    if len(own) >= PARTS[period.grain]:
        return period
    return next(each for each in own if each.first_month <= period.first_month <= each.last_month)
