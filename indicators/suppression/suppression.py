"""Which numbers of a programme readers do not see, because they, or what could be subtracted from
them, are of too few persons.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_, select

from data.confidentiality import counting, protected_kinds
from data.imports.columns.kind import SmallNumbers
from data.imports.registry import kind_of as kind_named
from data.tables.base import EffectiveRow
from data.tables.coverage import Coverage
from data.tables.definitions import DefinitionVersion
from data.tables.kind_versions import KindVersion
from data.tables.organisations import Organisation
from data.tables.places import District
from indicators import formula
from indicators.definition import Aggregate, Definition
from indicators.definition.catalogue import Catalogue
from indicators.engine.context import EngineContext
from indicators.engine.tally import Window
from indicators.measures import measures
from indicators.periods import Period
from indicators.records.places import Places
from indicators.records.selection import Scope
from indicators.records.values import address_text
from indicators.suppression.limits import limit_of, small_of
from indicators.suppression.pieces import compared_periods, pieces
from indicators.suppression.sizes import CellSizes
from indicators.suppression.tables import CellTables

Limits = Mapping[str, SmallNumbers]
"""By kind of records."""
NO_LIMITS: Limits = {}


class AttributePart(NamedTuple):
    """The records of one value of an attribute."""

    attribute: str
    value: str


class Suppression:
    """What is hidden of the numbers of a programme as of the scope's revision.

    As of an earlier ``revision`` numbers are hidden whole once anything behind them has changed, up to
    the revision ``newest``: the difference of two revisions would tell of single records. Kinds with
    ``proposed`` limits are judged by these.
    """

    def __init__(
        self,
        scope: Scope,
        catalogue: Catalogue,
        places: Places,
        years: Window,
        revision: int | None = None,
        newest: int | None = None,
        *,
        proposed: Limits = NO_LIMITS,
    ) -> None:
        self.scope, self.catalogue, self.places = scope, catalogue, places
        self.years, self.revision, self.newest = years, revision, newest
        self.proposed = proposed
        self._tables: dict[str, CellTables] = {}
        self._concerned: dict[str, bool] = {}
        self._protected: dict[tuple[str, str], bool] = {}

    def concerns(self, code: str) -> bool:
        """Whether any number of an indicator, or of a part of it, may be hidden."""
        if code not in self._concerned:
            behind = self.catalogue.behind((code,))
            measured = {name for definition in behind for name in definition.measures}
            self._concerned[code] = any(map(small_of, measured))
        return self._concerned[code]

    def hides(
        self, code: str, place: str, period: Period, mode: str, part: AttributePart | None = None
    ) -> bool:
        """Whether the number of an indicator in a place and period is hidden; ``part`` is that of one
        value of an attribute.
        """
        version = self.catalogue.in_force(code, period.final_year)
        if version is None or not self.protects(code, part):
            return False
        number = _Number(place, period, mode, part)
        with counting(self.scope.session):
            return self._has_changed or not self._is_visible(version.definition, number)

    def protects(self, code: str, part: AttributePart | None = None) -> bool:
        """Whether a number of an indicator, or of a part of it, has a limit under which it is small."""
        attribute = part.attribute if part is not None else ""
        key = (code, attribute)
        if key not in self._protected:
            aggregates = (
                aggregate
                for definition in self.catalogue.behind((code,))
                for aggregate in definition.aggregates
            )
            self._protected[key] = any(limit_of(each, attribute) for each in aggregates)
        return self._protected[key]

    def _is_visible(self, definition: Definition, number: "_Number") -> bool:
        if definition.formula is not None and _looks_elsewhere(definition.formula):
            return False
        # single days, and what stands at the end of a period, are no sums of months of it
        if number.period.days is not None or definition.balance:
            return False
        periods = [number.period, *compared_periods(definition, number.period)]
        counted = (
            self._is_counted_visible(aggregate, number.of(piece))
            for period in periods
            for piece in pieces(definition.gathering, period, number.mode, self.years)
            for aggregate in definition.aggregates
            if limit_of(aggregate, number.part.attribute if number.part else "")
        )
        inputs = (
            not self.hides(code, number.place, period, number.mode, number.part)
            for period in periods
            for code in definition.inputs
        )
        return all(counted) and all(inputs)

    def _is_counted_visible(self, aggregate: Aggregate, number: "_Number") -> bool:
        """Whether the records of an aggregate in a year, or a part of one, are."""
        if not self._span.first_year <= number.period.year <= self._span.last_year:
            return False
        parts = [] if number.part is None else [number.part]
        base = self._base(aggregate.measure)
        # of two attributes at once, and of kinds of several measures, nobody follows what is left
        if base is None or any(part.attribute not in _attributes(aggregate) for part in parts):
            return False
        if aggregate.filter != base.filter:
            # of one value, or of several: the sum of parts each of which is to be seen
            values = _values_alone(aggregate, base)
            if values is None or any(part.attribute != values[0].attribute for part in parts):
                return False
            parts = parts or values
        tables = self._tables_of(base)
        place, period = number.place, number.period
        return (
            all(tables.is_part_visible(*part, place, period) for part in parts)
            if parts
            else (tables.is_visible(place, period))
        )

    def tables(self, measure: str) -> CellTables | None:
        """The cells of all that indicators count of a measure; nothing where all of it is hidden."""
        base = self._base(measure)
        return None if base is None else self._tables_of(base)

    def small_of(self, measure: str) -> SmallNumbers | None:
        """The limits of a measure's kind."""
        return self.proposed.get(measures()[measure].kind) or small_of(measure)

    def _base(self, measure: str) -> Aggregate | None:
        """The records of which all that is counted of a measure are some: those that every indicator
        counts, or all; nothing where the kind has several measures, which may overlap.
        """
        kind = measures()[measure].kind
        if sum(each.kind == kind for each in measures().values()) > 1:
            return None
        filters = [
            each.filter
            for definition in self.catalogue.all_definitions()
            for each in definition.aggregates
            if each.measure == measure
        ]
        own = self.small_of(measure)
        # what is of one value of an attribute with a limit of its own is a part by it
        divides = own is not None and not own.by.keys().isdisjoint(filters[0])
        alike = not divides and all(each == filters[0] for each in filters)
        fields = {"kind": "count", "measure": measure, "filter": filters[0] if alike else {}}
        return Aggregate.model_construct(**fields)  # type: ignore[arg-type]

    def _tables_of(self, base: Aggregate) -> CellTables:
        if base.measure not in self._tables:
            small = self.small_of(base.measure)
            assert small is not None  # noqa: S101 - only such measures are asked about
            context = EngineContext(self.scope, kept=True, keeps=False, places=self.places)
            self._tables[base.measure] = CellTables(CellSizes(context, base, small, self._span))
        return self._tables[base.measure]

    @cached_property
    def _span(self) -> Window:
        """The years of the programme, and the earlier ones that any number of it looks back to."""
        definitions = list(self.catalogue.all_definitions())
        back = [1, *(each.gathering.years_back for each in definitions)]
        bases = [each.baseline.year for each in definitions if each.change and each.baseline]
        first = min([self.years.first_year - max(back), *bases])
        return Window(first, self.years.last_year)

    @cached_property
    def _has_changed(self) -> bool:
        """Whether what is behind the numbers came or went after the revision."""
        if self.revision is None or self.newest is None:
            return False
        tables: list[type[EffectiveRow]] = [
            *(kind_named(name).table for name in protected_kinds()),
            *(DefinitionVersion, District, Coverage, Organisation, KindVersion),
        ]
        changed = (
            select(table.id).where(_changed_in(table, self.revision, self.newest))
            for table in tables
        )
        return any(self.scope.session.scalar(each.limit(1)) is not None for each in changed)


class _Number(NamedTuple):
    """Where a number stands."""

    place: str
    period: Period
    mode: str
    part: AttributePart | None

    def of(self, period: Period) -> "_Number":
        return self._replace(period=period)


def _changed_in(table: type[EffectiveRow], revision: int, newest: int) -> ColumnElement[bool]:
    """Whether a row came or went after a revision, and not after the newest."""
    return or_(table.since.between(revision + 1, newest), table.until.between(revision + 1, newest))


def _looks_elsewhere(text: str) -> bool:
    """Whether a formula reads other places or periods than its own, which nobody follows here."""
    parsed = formula.parse(text)
    return parsed.looks_around or parsed.looks_back


def _attributes(aggregate: Aggregate) -> set[str]:
    """What the records of an aggregate are divided by, one at a time."""
    records = measures()[aggregate.measure]
    return {*records.attributes, *records.of_organisations}


def _values_alone(aggregate: Aggregate, base: Aggregate) -> list[AttributePart] | None:
    """The values that an aggregate accepts of one attribute, where that is all it asks."""
    if base.filter or len(aggregate.filter) != 1:
        return None
    ((attribute, accepted),) = aggregate.filter.items()
    if not isinstance(accepted, tuple) or attribute not in measures()[aggregate.measure].attributes:
        return None
    return [AttributePart(attribute, address_text(value)) for value in accepted]
