"""What reporters owe: periods that are due and of which their districts have reported nothing, nor
sent anything that waits.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from indicators.answers.completeness import Month, Reporting, months_of
from indicators.answers.deadlines import is_brought
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition
from indicators.measures import kind_of
from indicators.periods import PARTS, Period, periods
from indicators.records.places import WHOLE


@dataclass(frozen=True)
class ReporterScope:
    """A reporter with the districts and kinds that they send, ``None``: all; ``waiting`` are the months
    of a kind and a district that wait for a steward.
    """

    name: str
    districts: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    waiting: Mapping[tuple[str, str], set[Month]] = field(default_factory=dict)


@dataclass(frozen=True)
class UnsentPeriods:
    """The periods of a kind that a reporter is late with, the oldest first, and the districts of which
    at least one of them is missing.
    """

    reporter: str
    kind: str
    periods: tuple[Period, ...]
    districts: tuple[str, ...]
    due_on: datetime.date  # of the oldest


def unsent(
    session: Session, programme: str, on: datetime.date, scopes: Iterable[ReporterScope]
) -> tuple[UnsentPeriods, ...]:
    """What each reporter is late with on a day; nothing of who is late with nothing."""
    reader = ProgrammeReader(session, programme)
    reporting = Reporting(reader)
    due = {kind: _due(reader, kind, on) for kind in reporting.kinds}
    return tuple(debt for scope in scopes for debt in _debts(reporting, scope, due))


def _debts(
    reporting: Reporting, scope: ReporterScope, due: Mapping[str, dict[Period, datetime.date]]
) -> Iterator[UnsentPeriods]:
    leaves = tuple(reporting.reader.places.leaves) or (WHOLE,)
    own = (
        leaves if scope.districts is None else [each for each in leaves if each in scope.districts]
    )
    for kind in sorted(due if scope.kinds is None else due.keys() & set(scope.kinds)):
        missing = {
            period: places
            for period in due[kind]
            if (places := {leaf for leaf in own if _is_owed(reporting, scope, kind, leaf, period)})
        }
        if missing:
            late = tuple(sorted(missing, key=lambda period: due[kind][period]))
            districts = tuple(
                leaf for leaf in own if any(leaf in each for each in missing.values())
            )
            yield UnsentPeriods(scope.name, kind, late, districts, due[kind][late[0]])


def _is_owed(
    reporting: Reporting, scope: ReporterScope, kind: str, leaf: str, period: Period
) -> bool:
    if reporting.of_kind(kind, leaf, period) >= 1:
        return False
    return not months_of(period) <= scope.waiting.get((kind, leaf), set())


def _due(reader: ProgrammeReader, kind: str, on: datetime.date) -> dict[Period, datetime.date]:
    """The periods in which a kind is reported and that are due before a day, with that day: those of
    the indicator that asks for it most often.
    """
    days: dict[str, dict[Period, datetime.date]] = {}
    for definition, year in _reported_by(reader, kind):
        of_grain = days.setdefault(definition.periodicity, {})
        for period in periods(definition.periodicity, year, year):
            if (day := definition.due_on(period)) < on:
                of_grain[period] = min(day, of_grain.get(period, day))
    return days[max(days, key=lambda grain: PARTS[grain])] if days else {}


def _reported_by(reader: ProgrammeReader, kind: str) -> Iterator[tuple[Definition, int]]:
    """The definitions that count a kind's records, as they are in force in each year."""
    window = reader.window(None)
    for code in reader.catalogue.codes:
        for year in range(window.first_year, window.last_year + 1):
            version = reader.catalogue.in_force(code, year)
            if version is None or not is_brought(version.definition):
                continue
            if kind in map(kind_of, version.definition.measures):
                yield version.definition, year
