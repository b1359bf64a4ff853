"""Totals that would go from above several disaggregations, which nobody could add up: the number
would be lost.
"""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select

from data.imports.checks.totals import (
    FIELDS,
    Attributes,
    ReportedPlace,
    place_of,
    several,
    stored_sets,
)
from data.imports.context.context import Context
from data.imports.parts import parts
from data.refusals import Problem
from data.tables.definitions import Observation

KIND = "observations"
"""The only kind of rows that have totals and parts."""

Row = tuple[ReportedPlace, Attributes]


def lost_totals(
    context: Context, going: Sequence[int], coming: Iterable[Row] = ()
) -> Iterator[Problem]:
    """A problem for each place that would come to have several sets of attributes and no total.

    ``going`` are the ids of rows that will be closed, ``coming`` the rows that will stand instead.
    """
    coming = list(coming)
    changed = list(dict.fromkeys(place for place, _ in [*rows_of(context, going), *coming]))
    indicators = {place.indicator for place in changed}
    # a place that had several sets already is no fault of this change
    before = stored_sets(context, indicators, ())
    after = stored_sets(context, indicators, {*going})
    for place, attributes in coming:
        after.setdefault(place, set()).add(attributes)
    for place in changed:
        sets = after.get(place, set())
        if several(sets) and not several(before.get(place, set())):
            yield Problem("edit_total_needed", place.words(context, sets))


def rows_of(context: Context, ids: Sequence[int]) -> Iterator[Row]:
    """What rows are of, by their ids."""
    for some in parts(ids):
        for row in context.session.execute(select(*FIELDS).where(Observation.id.in_(some))):
            yield place_of(context, row)
