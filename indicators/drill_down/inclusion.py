"""In which numbers one record was counted, and why not in the others over its kind; the engine's
own select says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import visitors

from data.refusals import NotFound, Problem
from data.tables.base import Record
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Aggregate, Definition
from indicators.definition.catalogue import Catalogue, PublishedVersion
from indicators.drill_down.records import sources_of
from indicators.measures import Records, kind_of, measures
from indicators.periods import Period
from indicators.records.organisations import field_of
from indicators.records.selection import accepted, selection

Conditions = dict[tuple[int, str], ColumnElement[bool]]
"""By year and part in the number."""


@dataclass(frozen=True)
class Reason:
    """Why a record is not counted, or adds nothing where it is.

    ``rule``: ``withdrawn`` (in revision ``value``), ``no_date`` and ``not_of_measure`` (its
    ``field`` has ``value``), ``outside_programme`` (in year ``value``), ``no_version`` (for year
    ``value``; ``accepted`` are the years that have one), ``filtered`` (``field`` has ``value``, not
    what is ``accepted``), ``not_last`` (its district states the amount again later in year ``value``),
    ``empty`` (no ``field`` to count or sum).
    """

    rule: str
    measure: str = ""
    field: str = ""
    value: Any = None
    accepted: Any = ()


@dataclass(frozen=True)
class Inclusion:
    """An indicator that counts the record: its part by year, and whether it nevertheless adds
    nothing.
    """

    indicator: str
    roles: Mapping[int, str]
    silent: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class NotCounted:
    """An indicator over the record's kind that does not count it, with every reason."""

    indicator: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Counting:
    """Where one record was counted, where not, and which formulas read the numbers where it was."""

    counted: tuple[Inclusion, ...]
    not_counted: tuple[NotCounted, ...]
    through: tuple[str, ...]


def counting_of(
    session: Session, programme: str, kind: str, row: int, as_of: int | None = None
) -> Counting:
    """What became of the record with this id, in whole years and the whole territory."""
    return _Asking(ProgrammeReader(session, programme, as_of), kind, row).counting()


def conditions_of(
    reader: ProgrammeReader, code: str, kind: str | None = None
) -> dict[str, Conditions]:
    """By measure – of a kind of record, or of any – when a record has which part in which year's
    number.
    """
    conditions: dict[str, Conditions] = {}
    window = reader.window(None)
    for year in range(window.first_year, window.last_year + 1):
        for source in sources_of(
            reader, code, Period(year), Question(reader.code, as_of=reader.as_of)
        ):
            if kind in (None, measures()[source.measure].kind):
                parts = {(year, role): condition for role, condition in source.roles.items()}
                conditions.setdefault(source.measure, {}).update(parts)
    return conditions


def roles_of(parts: Mapping[int, set[str]]) -> dict[int, str]:
    """By year, the part in its number; who has several has both."""
    return {
        year: "both" if len(roles) > 1 else next(iter(roles))
        for year, roles in sorted(parts.items())
    }


class _Asking:
    """One record against every indicator over its kind."""

    def __init__(self, reader: ProgrammeReader, kind: str, row: int) -> None:
        self.reader, self.kind, self.catalogue = reader, kind, reader.catalogue
        self.window = reader.window(None)
        # any measure of the kind: they share its table
        described = next(each for each in measures().values() if each.kind == kind)
        record = reader.session.get(described.table, row)
        # of another programme is as good as not there: its steward may not learn of it
        if record is None or record.programme_id != reader.programme_id:
            raise NotFound(Problem("edit_row_unknown", {"id": row}))
        self.record: Record = record

    def counting(self) -> Counting:
        roles = {code: self._roles(code) for code in self.catalogue.codes if self._is_over(code)}
        counted = [
            Inclusion(code, parts, self._silent(code, parts))
            for code, parts in roles.items()
            if parts
        ]
        missed = [
            NotCounted(code, self._reasons(code)) for code, parts in roles.items() if not parts
        ]
        return Counting(
            tuple(counted),
            tuple(missed),
            readers_of(self.catalogue, [each.indicator for each in counted]),
        )

    def _is_over(self, code: str) -> bool:
        """Whether some version of an indicator counts records of the kind, itself or in its ratio."""
        return any(map(self._looks_at_kind, self.catalogue.versions[code]))

    def _looks_at_kind(self, version: PublishedVersion) -> bool:
        # a ratio of references lists its sides' records; a formula has none
        inputs = version.definition.inputs if version.definition.kind == "ratio" else ()
        return bool(self._of_kind(version.definition)) or any(map(self._is_over, inputs))

    def _roles(self, code: str) -> dict[int, str]:
        """The record's part in each year in which the indicator counts it."""
        roles: dict[int, set[str]] = {}
        for measure, conditions in conditions_of(self.reader, code, self.kind).items():
            for (year, role), holds in zip(
                conditions, self._fulfilled(measure, conditions.values()), strict=True
            ):
                if holds:
                    roles.setdefault(year, set()).add(role)
        return roles_of(roles)

    def _fulfilled(self, measure: str, conditions: Any) -> list[bool]:
        """Which conditions the record fulfils among the records of a measure; none if it is not one
        of them.
        """
        # the number's own conditions asked of one row: no second reading of the rules
        columns = [case((condition, 1), else_=0) for condition in conditions]
        chosen = selection(self.reader.scope, measure).where(
            measures()[measure].table.id == self.record.id
        )
        row = self.reader.session.execute(chosen.with_only_columns(*columns)).one_or_none()
        # no row: it is closed, or not of the measure, and fulfils nothing
        return [bool(flag) for flag in row] if row is not None else [False] * len(columns)

    # ------------------------------------------------------------ why

    def _reasons(self, code: str) -> tuple[Reason, ...]:
        until = self.record.until
        # alone: why a withdrawn record would not count otherwise interests nobody
        if until is not None and (self.reader.as_of is None or until <= self.reader.as_of):
            return (Reason("withdrawn", value=until),)
        # two versions may keep it out by the same rule
        return tuple(dict.fromkeys(self._why(code)))

    def _why(self, code: str) -> Iterator[Reason]:
        """Every rule that keeps the record out, by each version that could count it."""
        for version in self.catalogue.versions[code]:
            for aggregate in self._of_kind(version.definition):
                yield from self._why_not(code, version, aggregate)
            for inner in version.definition.inputs if version.definition.kind == "ratio" else ():
                if self._is_over(inner):
                    yield from self._why(inner)

    def _of_kind(self, definition: Definition) -> list[Aggregate]:
        return [each for each in definition.aggregates if kind_of(each.measure) == self.kind]

    def _why_not(
        self, code: str, version: PublishedVersion, aggregate: Aggregate
    ) -> Iterator[Reason]:
        described = measures()[aggregate.measure]
        # first: a grant that was refused lacks the award's date because of that
        if not self._is_of_measure(described):
            yield from self._unfit(aggregate.measure, described)
            return
        year = getattr(self.record, described.calendar.year.key)
        if year is None:
            yield Reason("no_date", aggregate.measure, described.calendar.day.key)
        # from the widest to the narrowest: the programme's term, the version's years, the filter
        elif not self.window.first_year <= year <= self.window.last_year:
            yield Reason("outside_programme", aggregate.measure, described.calendar.day.key, year)
        elif year not in (years := self._years(code)):
            yield Reason("no_version", value=year, accepted=years)
        # filters of versions that are not in force in its year kept nothing out
        elif self.catalogue.in_force(code, year) == version:
            reasons = tuple(self._filtered(aggregate, described))
            yield from reasons
            if version.definition.balance and not reasons:
                yield Reason("not_last", aggregate.measure, value=year)

    def _is_of_measure(self, described: Records) -> bool:
        # a measure of the whole kind has every record
        if described.where is None:
            return True
        statement = select(described.table.id).where(
            described.table.id == self.record.id, described.where
        )
        return self.reader.session.scalar(statement) is not None

    def _unfit(self, measure: str, described: Records) -> Iterator[Reason]:
        """What the record says in the fields that the measure looks at."""
        # the fields are read out of the condition, so that they cannot drift from it
        for field in dict.fromkeys(_columns(described.where)):
            value = getattr(self.record, field)
            empty_date = field == described.calendar.day.key and value is None
            yield Reason("no_date" if empty_date else "not_of_measure", measure, field, value)

    def _filtered(self, aggregate: Aggregate, described: Records) -> Iterator[Reason]:
        """The fields in which something else is said than what is accepted."""
        for name, condition in aggregate.filter.items():
            # one condition at a time, unvalidated: it was, as part of its whole
            alone = Aggregate.model_construct(
                kind="count", measure=aggregate.measure, filter={name: condition}
            )
            if not all(self._fulfilled(aggregate.measure, [accepted(self.reader.scope, alone)])):
                value = self._value_of(described, name)
                yield Reason("filtered", aggregate.measure, name, value, condition)

    def _value_of(self, described: Records, name: str) -> Any:
        """What the record, or its organisation, says in a field."""
        if name in described.fields:
            return getattr(self.record, described.fields[name].key)
        field = field_of(self.reader.scope, described, name)
        statement = select(field).where(described.table.id == self.record.id)
        return self.reader.session.scalar(statement)

    def _years(self, code: str) -> tuple[int, ...]:
        """The programme's years for which the indicator has a version that looks at such records."""
        every = range(self.window.first_year, self.window.last_year + 1)
        in_force = ((year, self.catalogue.in_force(code, year)) for year in every)
        return tuple(
            year
            for year, version in in_force
            if version is not None and self._looks_at_kind(version)
        )

    def _silent(self, code: str, roles: Mapping[int, str]) -> tuple[Reason, ...]:
        """What a number that lists the record would need, and the record does not say."""
        in_force = {
            version.version: version
            for year in roles
            if (version := self.catalogue.in_force(code, year))
        }
        reasons = (
            Reason("empty", aggregate.measure, field)
            for version in in_force.values()
            for aggregate in self._of_kind(version.definition)
            for field, column in _needed(aggregate)
            if getattr(self.record, column) is None
        )
        return tuple(dict.fromkeys(reasons))


def _needed(aggregate: Aggregate) -> Iterator[tuple[str, str]]:
    """The key or amount that an aggregate reads: its name and the record's field."""
    described = measures()[aggregate.measure]
    if aggregate.of is not None:
        yield aggregate.of, described.distinct_keys[aggregate.of].key
    if aggregate.amount is not None:
        yield aggregate.amount, described.amounts[aggregate.amount].key


def _columns(condition: ColumnElement[bool] | None) -> Iterator[str]:
    """The fields that a condition looks at."""
    for element in visitors.iterate(condition) if condition is not None else ():
        if element.__visit_name__ == "column":
            yield element.key  # type: ignore[attr-defined]


def readers_of(catalogue: Catalogue, codes: Iterable[str]) -> tuple[str, ...]:
    """The formulas that read these numbers, directly or through others."""
    reached = set(codes)
    # inputs before readers: one pass finds formulas of formulas
    for code in catalogue.in_order:
        if catalogue.inputs[code] & reached:
            reached.add(code)
    return tuple(code for code in catalogue.codes if code in reached - set(codes))
