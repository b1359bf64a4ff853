"""Reported values given by several disaggregations without a total: nobody could say what they add up to."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import select

from data.disaggregations import parts_of
from data.importers.steps.batch import Batch
from data.importers.steps.columns import Value
from data.importers.steps.context import Context
from data.importers.steps.problems import Problems
from data.tables.definitions import Observation

Attributes = tuple[str, ...]
TOTAL: Attributes = ()
WHOLE = {"ru": "вся территория", "en": "the whole territory"}


class Place(NamedTuple):
    """What values are reported of: rows of one place are the total, its parts, or both."""

    indicator: str
    district: str | None
    period: str

    def said(self) -> dict[str, Any]:
        """The parameters of a sentence about it."""
        where = {"ru": f"район {self.district}", "en": f"district {self.district}"} if self.district else WHOLE
        return {"indicator": self.indicator, "place": where, "period": self.period}


def check_totals(batches: Iterable[Batch], context: Context, problems: Problems) -> None:
    """Refuse what would stand by several sets of attributes and without a total, in the file and with what is known."""
    reported: dict[Place, dict[Attributes, int]] = {}  # the first row of each set
    replaced: set[Value] = set()
    for batch in batches:
        replaced.update(batch.column("replaces"))
        for row, place, attributes in _rows(batch):
            reported.setdefault(place, {}).setdefault(attributes, row)
    standing = _standing(context, reported, replaced)
    for place, rows in reported.items():
        known = standing.get(place, set())
        sets = known | rows.keys()
        if len(sets) > 1 and TOTAL not in sets:
            # Blamed is the first row that is not like those before it.
            row = next(
                (row for attributes, row in rows.items() if known and attributes not in known), max(rows.values())
            )
            problems.add("import_several_sets", row=row, **place.said(), attributes=listed(sets))


def rows_in(batch: Batch) -> list[tuple[Place, Attributes]]:
    """What the rows of a batch are of."""
    return [(place, attributes) for _row, place, attributes in _rows(batch)]


def _rows(batch: Batch) -> Iterator[tuple[int, Place, Attributes]]:
    fields = (batch.column(name) for name in (*Place._fields, "by"))
    for row, indicator, district, period, by in zip(batch.rows, *fields, strict=True):
        yield row, Place(str(indicator), district and str(district), str(period)), attributes_of(str(by))


def _standing(context: Context, places: Iterable[Place], replaced: set[Value]) -> dict[Place, set[Attributes]]:
    """What the database has of these indicators, but for rows that are being replaced."""
    columns = (Observation.id, Observation.indicator, Observation.district, Observation.period, Observation.by)
    mine = (Observation.programme_id == context.programme_id, Observation.as_of(None))
    codes = sorted({place.indicator for place in places})
    found: dict[Place, set[Attributes]] = {}
    for row in context.session.execute(select(*columns).where(*mine, Observation.indicator.in_(codes))):
        if row.id not in replaced:
            place = Place(row.indicator, row.district, row.period)
            # A row from before a disaggregation was declared may spell it in a way of its own.
            declared = context.disaggregations.of(row.indicator).meant(parts_of(row.by))
            found.setdefault(place, set()).add(tuple(sorted(declared)))
    return found


def attributes_of(by: str) -> Attributes:
    """The attributes that a row is told apart by; none of a total."""
    return tuple(sorted(parts_of(by)))


def listed(sets: Iterable[Attributes]) -> str:
    """Sets of attributes as the columns of a file."""
    return "; ".join(" + ".join(f"by:{name}" for name in each) for each in sorted(sets))
