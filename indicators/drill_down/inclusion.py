"""In which numbers one record was counted, and why not in the others over its kind; the engine's
own select says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.definition.catalogue import Catalogue
from indicators.drill_down.exclusion import Exclusion, Reason
from indicators.drill_down.record_subject import RecordSubject
from indicators.drill_down.records import sources_of
from indicators.measures import measures
from indicators.periods import Period

Conditions = dict[tuple[int, str], ColumnElement[bool]]
"""By year and part in the number."""


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
    subject = RecordSubject(ProgrammeReader(session, programme, as_of), kind, row)
    exclusion, catalogue = Exclusion(subject), subject.catalogue
    roles = {code: _roles(subject, code) for code in catalogue.codes if subject.is_over(code)}
    counted = [
        Inclusion(code, parts, exclusion.silent(code, parts))
        for code, parts in roles.items()
        if parts
    ]
    missed = [
        NotCounted(code, exclusion.reasons(code)) for code, parts in roles.items() if not parts
    ]
    through = readers_of(catalogue, [each.indicator for each in counted])
    return Counting(tuple(counted), tuple(missed), through)


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


def _roles(subject: RecordSubject, code: str) -> dict[int, str]:
    """The record's part in each year in which the indicator counts it."""
    roles: dict[int, set[str]] = {}
    for measure, conditions in conditions_of(subject.reader, code, subject.kind).items():
        for (year, role), holds in zip(
            conditions, subject.fulfilled(measure, conditions.values()), strict=True
        ):
            if holds:
                roles.setdefault(year, set()).add(role)
    return roles_of(roles)


def readers_of(catalogue: Catalogue, codes: Iterable[str]) -> tuple[str, ...]:
    """The formulas that read these numbers, directly or through others."""
    reached = set(codes)
    # inputs before readers: one pass finds formulas of formulas
    for code in catalogue.in_order:
        if catalogue.inputs[code] & reached:
            reached.add(code)
    return tuple(code for code in catalogue.codes if code in reached - set(codes))
