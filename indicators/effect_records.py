"""Records that would enter or leave a count: the difference of the very selects that make the numbers."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sqlalchemy import ColumnElement, and_, case, false, or_

from indicators.behind import sources_of
from indicators.catalogue import Catalogue, Version
from indicators.periods import RANGE, Period
from indicators.question import Question
from indicators.reader import Reader
from indicators.record_pages import RecordPage, Source, page_of, totals_of
from indicators.selection import is_wide

LISTED = 200
Conditions = dict[str, ColumnElement[bool]]
InForce = tuple[Version | None, Version | None]


def records_moved(before: Reader, after: Reader, codes: Iterable[str]) -> tuple[RecordPage, RecordPage]:
    """The records that only the new versions count, and those that only the old ones did."""
    entering: list[Source] = []
    leaving: list[Source] = []
    for code in codes:
        old, new = _conditions(before, after, code)
        entering += _difference(before, "entering", new, old)
        leaving += _difference(before, "leaving", old, new)
    asked = Question(before.code)
    totals = totals_of(before, asked, [*entering, *leaving])
    known = totals[: len(entering)], totals[len(entering) :]
    came, went = (
        page_of(before, asked, sources, counted, limit=LISTED)
        for sources, counted in zip((entering, leaving), known, strict=True)
    )
    return came, went


def _conditions(before: Reader, after: Reader, code: str) -> tuple[Conditions, Conditions]:
    """What each measure's records must be to count, before and after, in the years in which the versions differ."""
    old: Conditions = {}
    new: Conditions = {}
    for period in _periods(before, after, code):
        for conditions, reader in ((old, before), (new, after)):
            for source in _sources(reader, code, period):
                conditions[source.measure] = or_(conditions.get(source.measure, false()), source.counted)
    return old, new


def _periods(before: Reader, after: Reader, code: str) -> Iterator[Period]:
    """Runs of years in which one version was in force and another would be; single years where inputs are read."""
    window = before.window(None)
    years = range(window.first_year, window.last_year + 1)
    for (was, will), run in groupby(years, lambda year: _in_force(before.catalogue, after.catalogue, code, year)):
        inside = list(run)
        if was == will:
            continue
        if any(version is not None and version.definition.inputs for version in (was, will)):
            yield from (Period(year) for year in inside)
        else:
            yield Period(inside[0], RANGE, 1, inside[-1])


def _in_force(before: Catalogue, after: Catalogue, code: str, year: int) -> InForce:
    old, new = (each.in_force(code, year) if code in each.versions else None for each in (before, after))
    return old, new


def _sources(reader: Reader, code: str, period: Period) -> list[Source]:
    known = code in reader.catalogue.versions
    return sources_of(reader, code, period, Question(reader.code)) if known else []


def _difference(reader: Reader, role: str, these: Conditions, those: Conditions) -> Iterator[Source]:
    window = reader.window(None)
    years = window.first_year, window.last_year
    for measure, condition in these.items():
        # What is not filled in is neither equal nor unequal: without «is true» it would fall out of the difference.
        counted_there = case((those.get(measure, false()), 1), else_=0)
        yield Source(measure, {role: and_(condition, counted_there == 0)}, is_wide(reader.scope, measure, *years))
