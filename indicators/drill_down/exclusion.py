"""Why a record is not counted in a number over its kind, or adds nothing where it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.sql import visitors

from indicators.definition import Aggregate
from indicators.definition.catalogue import PublishedVersion
from indicators.drill_down.record_subject import RecordSubject
from indicators.measures import Records, measures
from indicators.records.organisations import field_of
from indicators.records.selection import accepted


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
class Exclusion:
    """What keeps a record out of numbers; the engine's own select says so."""

    subject: RecordSubject

    def reasons(self, code: str) -> tuple[Reason, ...]:
        """Every rule by which an indicator does not count the record."""
        until = self.subject.record.until
        # alone: why a withdrawn record would not count otherwise interests nobody
        if until is not None and (
            self.subject.reader.as_of is None or until <= self.subject.reader.as_of
        ):
            return (Reason("withdrawn", value=until),)
        # two versions may keep it out by the same rule
        return tuple(dict.fromkeys(self._why(code)))

    def _why(self, code: str) -> Iterator[Reason]:
        """Every rule that keeps the record out, by each version that could count it."""
        for version in self.subject.catalogue.versions[code]:
            for aggregate in self.subject.of_kind(version.definition):
                yield from self._why_not(code, version, aggregate)
            for inner in version.definition.inputs if version.definition.kind == "ratio" else ():
                if self.subject.is_over(inner):
                    yield from self._why(inner)

    def _why_not(
        self, code: str, version: PublishedVersion, aggregate: Aggregate
    ) -> Iterator[Reason]:
        described = measures()[aggregate.measure]
        # first: a grant that was refused lacks the award's date because of that
        if not self._is_of_measure(described):
            yield from self._unfit(aggregate.measure, described)
            return
        year = getattr(self.subject.record, described.calendar.year.key)
        if year is None:
            yield Reason("no_date", aggregate.measure, described.calendar.day.key)
        # from the widest to the narrowest: the programme's term, the version's years, the filter
        elif not self.subject.window.first_year <= year <= self.subject.window.last_year:
            yield Reason("outside_programme", aggregate.measure, described.calendar.day.key, year)
        elif year not in (years := self._years(code)):
            yield Reason("no_version", value=year, accepted=years)
        # filters of versions that are not in force in its year kept nothing out
        elif self.subject.catalogue.in_force(code, year) == version:
            reasons = tuple(self._filtered(aggregate, described))
            yield from reasons
            if version.definition.balance and not reasons:
                yield Reason("not_last", aggregate.measure, value=year)

    def _is_of_measure(self, described: Records) -> bool:
        # a measure of the whole kind has every record
        if described.where is None:
            return True
        statement = select(described.table.id).where(
            described.table.id == self.subject.record.id, described.where
        )
        return self.subject.reader.session.scalar(statement) is not None

    def _unfit(self, measure: str, described: Records) -> Iterator[Reason]:
        """What the record says in the fields that the measure looks at."""
        # the fields are read out of the condition, so that they cannot drift from it
        for field in dict.fromkeys(_columns(described.where)):
            value = getattr(self.subject.record, field)
            empty_date = field == described.calendar.day.key and value is None
            yield Reason("no_date" if empty_date else "not_of_measure", measure, field, value)

    def _filtered(self, aggregate: Aggregate, described: Records) -> Iterator[Reason]:
        """The fields in which something else is said than what is accepted."""
        for name, condition in aggregate.filter.items():
            # one condition at a time, unvalidated: it was, as part of its whole
            alone = Aggregate.model_construct(
                kind="count", measure=aggregate.measure, filter={name: condition}
            )
            if not all(
                self.subject.fulfilled(
                    aggregate.measure, [accepted(self.subject.reader.scope, alone)]
                )
            ):
                value = self._value_of(described, name)
                yield Reason("filtered", aggregate.measure, name, value, condition)

    def _value_of(self, described: Records, name: str) -> Any:
        """What the record, or its organisation, says in a field."""
        if name in described.fields:
            return getattr(self.subject.record, described.fields[name].key)
        field = field_of(self.subject.reader.scope, described, name)
        statement = select(field).where(described.table.id == self.subject.record.id)
        return self.subject.reader.session.scalar(statement)

    def _years(self, code: str) -> tuple[int, ...]:
        """The programme's years for which the indicator has a version that looks at such records."""
        every = range(self.subject.window.first_year, self.subject.window.last_year + 1)
        in_force = ((year, self.subject.catalogue.in_force(code, year)) for year in every)
        return tuple(
            year
            for year, version in in_force
            if version is not None and self.subject.looks_at_kind(version)
        )

    def silent(self, code: str, roles: Mapping[int, str]) -> tuple[Reason, ...]:
        """What a number that lists the record would need, and the record does not say."""
        in_force = {
            version.version: version
            for year in roles
            if (version := self.subject.catalogue.in_force(code, year))
        }
        reasons = (
            Reason("empty", aggregate.measure, field)
            for version in in_force.values()
            for aggregate in self.subject.of_kind(version.definition)
            for field, column in _needed(aggregate)
            if getattr(self.subject.record, column) is None
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
