"""Records that would enter or leave a count: the difference of the very selects that make the
numbers.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, and_, case, false, or_

from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.definition.catalogue import Catalogue, PublishedVersion
from indicators.drill_down.pages import RecordPage, page_of
from indicators.drill_down.records import sources_of
from indicators.drill_down.sources import (
    BOTH,
    COUNTED,
    DENOMINATOR,
    NUMERATOR,
    RecordSource,
    totals_of,
)
from indicators.periods import RANGE, Period
from indicators.records.copies import record_copy
from indicators.records.selection import is_wide

LISTED = 200
Conditions = dict[str, ColumnElement[bool]]
InForce = tuple[PublishedVersion | None, PublishedVersion | None]
Parts = dict[str, Conditions]
ENTERING, LEAVING = "entering", "leaving"


@dataclass(frozen=True)
class Moved:
    """Records that enter or leave the count: the first, and how many.

    ``role`` is their part in it.
    """

    role: str
    entering: RecordPage
    leaving: RecordPage


def records_moved(
    before: ProgrammeReader, after: ProgrammeReader, codes: Iterable[str], listed: int = LISTED
) -> tuple[Moved, ...]:
    """The records that only the new versions count, and those that only the old ones did;
    ``listed`` of each are read.

    First whatever their part is. Of a ratio then those of each side apart: a record may leave the
    numerator and stay in the denominator.
    """
    differences = [each for code in codes for each in _differences(before, after, code)]
    question = Question(before.code)
    # counted once for all pages: on a large table a count costs more than the rows
    totals = totals_of(before, question, [source for _role, _direction, source in differences])
    sides = [
        role
        for role in (NUMERATOR, DENOMINATOR)
        if any(role == each for each, _direction, _source in differences)
    ]

    def page(role: str, heading: str) -> RecordPage:
        mine = [
            at
            for at, (each, direction, _source) in enumerate(differences)
            if (each, direction) == (role, heading)
        ]
        sources = [differences[at][2] for at in mine]
        return page_of(before, question, sources, [totals[at] for at in mine], limit=listed)

    return tuple(
        Moved(role, page(role, ENTERING), page(role, LEAVING)) for role in (COUNTED, *sides)
    )


def _differences(
    before: ProgrammeReader, after: ProgrammeReader, code: str
) -> Iterator[tuple[str, str, RecordSource]]:
    """Part, direction and records of one code; the sides of a ratio that was or will be something
    else are not told.
    """
    old, new = _conditions(before, after, code)
    known = [conditions for conditions in (old, new) if conditions]
    ratio = bool(known) and all(
        not conditions.keys() - {BOTH, NUMERATOR, DENOMINATOR} for conditions in known
    )
    # a sum that becomes a ratio has no side to compare
    for role in (BOTH, NUMERATOR, DENOMINATOR) if ratio else (BOTH,):
        part = COUNTED if role == BOTH else role
        # by the very conditions of both numbers, so that the lists cannot disagree with them
        for direction, these, those in ((ENTERING, new, old), (LEAVING, old, new)):
            for source in _difference(before, direction, these.get(role, {}), those.get(role, {})):
                yield part, direction, source


def _conditions(before: ProgrammeReader, after: ProgrammeReader, code: str) -> tuple[Parts, Parts]:
    """By part, what each measure's records must be to count, before and after, in the years that
    differ.

    ``BOTH`` holds every part together, ``COUNTED`` those of what is no ratio.
    """
    old: Parts = {}
    new: Parts = {}
    for period in _periods(before, after, code):
        for parts, reader in ((old, before), (new, after)):
            for source in _sources(reader, code, period):
                # a record that changes sides neither enters nor leaves the whole
                for role, condition in (*source.roles.items(), (BOTH, source.counted)):
                    conditions = parts.setdefault(role, {})
                    conditions[source.measure] = or_(
                        conditions.get(source.measure, false()), condition
                    )
    return old, new


def _periods(before: ProgrammeReader, after: ProgrammeReader, code: str) -> Iterator[Period]:
    """Runs of years in which one version was in force and another would be; single years where
    inputs are read.
    """
    window = before.window(None)
    years = range(window.first_year, window.last_year + 1)
    for (was, will), run in groupby(
        years, lambda year: _in_force(before.catalogue, after.catalogue, code, year)
    ):
        inside = list(run)
        # the same version counts the same records
        if was == will:
            continue
        # an input's versions may change within the run, so that each year has its own condition;
        # and each year has its own balance
        if any(version is not None and _is_of_single_years(version) for version in (was, will)):
            yield from (Period(year) for year in inside)
        else:
            # a run as one period: a condition for each year would grow the select
            yield Period(inside[0], RANGE, 1, inside[-1])


def _is_of_single_years(version: PublishedVersion) -> bool:
    return bool(version.definition.inputs or version.definition.balance)


def _in_force(before: Catalogue, after: Catalogue, code: str, year: int) -> InForce:
    old, new = (
        each.in_force(code, year) if code in each.versions else None for each in (before, after)
    )
    return old, new


def _sources(reader: ProgrammeReader, code: str, period: Period) -> list[RecordSource]:
    known = code in reader.catalogue.versions
    return sources_of(reader, code, period, Question(reader.code)) if known else []


def _difference(
    reader: ProgrammeReader, role: str, these: Conditions, those: Conditions
) -> Iterator[RecordSource]:
    window = reader.window(None)
    years = window.first_year, window.last_year
    for measure, condition in these.items():
        # What is not filled in is neither equal nor unequal: without «is true» it would fall out of
        # the difference.
        counted_there = case((those.get(measure, false()), 1), else_=0)
        yield RecordSource(
            measure,
            {role: and_(condition, counted_there == 0)},
            # of a copy no index needs to be chosen, and to ask takes as long as the answer
            record_copy(reader.scope, measure) is None and is_wide(reader.scope, measure, years),
            # every condition is of some of these years: the first rows lie in an index by day
            (datetime.date(window.first_year, 1, 1), window.period.end),
        )
