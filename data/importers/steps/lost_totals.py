"""Totals that would go from above several disaggregations, which nobody could add up: the number would be lost."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.importers.steps.parts import parts
from data.importers.steps.totals import TOTAL, Attributes, Place, attributes_of, listed
from data.refusals import Problem
from data.tables.definitions import Observation

KIND = "observations"
"""The only kind of rows that have totals and parts."""

Row = tuple[Place, Attributes]


def lost_totals(
    session: Session, programme_id: int, going: Sequence[int], coming: Iterable[Row] = ()
) -> Iterator[Problem]:
    """A problem for each place that would keep several sets of attributes and no total.

    ``going`` are the ids of rows that will be closed, ``coming`` the rows that will stand instead.
    """
    lost = {place for place, attributes in rows_of(session, going) if attributes == TOTAL}
    if not lost:
        return
    left: dict[Place, set[Attributes]] = {place: set() for place in lost}
    for place, attributes in [*_staying(session, programme_id, lost, set(going)), *coming]:
        if place in left:
            left[place].add(attributes)
    for place, sets in left.items():
        if len(sets) > 1 and TOTAL not in sets:
            yield Problem("edit_total_needed", {**place.said(), "attributes": listed(sets)})


def rows_of(session: Session, ids: Sequence[int]) -> Iterator[Row]:
    """What rows are of, by their ids."""
    for some in parts(ids):
        for row in session.execute(_asked().where(Observation.id.in_(some))):
            yield _row(row)


def _staying(session: Session, programme_id: int, places: set[Place], going: set[int]) -> Iterator[Row]:
    codes = sorted({place.indicator for place in places})
    living = (Observation.programme_id == programme_id, Observation.as_of(None), Observation.indicator.in_(codes))
    for row in session.execute(_asked().where(*living)):
        if row.id not in going:
            yield _row(row)


def _asked() -> Any:
    return select(Observation.id, Observation.indicator, Observation.district, Observation.period, Observation.by)


def _row(row: Any) -> Row:
    return Place(row.indicator, row.district, row.period), attributes_of(row.by)
