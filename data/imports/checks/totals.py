"""Reported values given by several disaggregations without a total: nobody could say what they add
up to.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, product
from typing import Any, NamedTuple

from sqlalchemy import select

from data.disaggregations import parts_of
from data.imports.columns.batch import Batch
from data.imports.context.context import Context
from data.imports.problems import Problems
from data.imports.values.codes import LANGUAGES
from data.refusals import quoted
from data.tables.definitions import Observation

Attributes = tuple[str, ...]
TOTAL: Attributes = ()
BY = "by:"
FIELDS = (
    Observation.id,
    Observation.indicator,
    Observation.district,
    Observation.period,
    Observation.by,
)
WHOLE = {"ru": "вся территория", "en": "the whole territory"}
DISTRICT = {"ru": "район", "en": "district"}


class ReportedPlace(NamedTuple):
    """What values are reported of: rows of one place are the total, its parts, or both."""

    indicator: str
    district: str | None
    period: str

    def words(self, context: Context, sets: Iterable[Attributes]) -> dict[str, Any]:
        """The parameters of a sentence about it and the sets of attributes by which it is reported."""
        district = self.district and context.places.name(self.district)
        where = (
            {each: f"{DISTRICT[each]} {quoted(district[each], each)}" for each in LANGUAGES}
            if district
            else WHOLE
        )
        by = {each: _listed(context, self.indicator, sets, each) for each in LANGUAGES}
        return {
            "indicator": context.name_of(self.indicator),
            "place": where,
            "period": self.period,
            "attributes": by,
        }


def check_totals(
    batches: Iterable[Batch], faulty: Sequence[Batch], context: Context, problems: Problems
) -> None:
    """Refuse what would stand by several sets of attributes and without a total, in the file and
    with what is known.

    Rows with faults count by their sound cells; where one of them may be the missing total, nothing
    is said yet.
    """
    file_parts = _FileParts()
    # faulty rows too: the total may be the very row with a fault
    for batch in chain(batches, faulty):
        file_parts.note(batch)
    reported = file_parts.parts
    if not reported:
        return
    # once more through the file: totals are remembered of the few places that have parts, too
    for place in _with_total(chain(batches, faulty), reported):
        del reported[place]
    # with the database: a file of parts may meet a total that came before
    stored = stored_sets(context, {place.indicator for place in reported}, file_parts.replaced)
    for place, rows in reported.items():
        known = stored.get(place, set())
        sets = known | rows.keys()
        if several(sets) and not file_parts.perhaps.has(place):
            # Blamed is the first row that is not like those before it.
            row = next(
                (row for attributes, row in rows.items() if known and attributes not in known),
                max(rows.values()),
            )
            problems.add("import_several_sets", row=row, **place.words(context, sets))


class _FileParts:
    """What a file gives: the first row of each set of parts, by place; the rows it replaces; where a
    row that cannot be read may be the total.
    """

    def __init__(self) -> None:
        self.parts: dict[ReportedPlace, dict[Attributes, int]] = {}
        self.replaced: set[Any] = set()
        self.perhaps = _Perhaps()

    def note(self, batch: Batch) -> None:
        # rows that go make no set any more: a correction may turn parts into a total
        self.replaced.update(batch.column("replaces"))
        # most files have totals alone, of which nothing is asked
        if not (batch.faults or any(batch.column("by"))):
            return
        for index, place, attributes, readable in _judged(batch):
            if not readable:
                self.perhaps.note(batch, index, place, attributes)
            elif attributes != TOTAL:
                self.parts.setdefault(place, {}).setdefault(attributes, batch.rows[index])


def _judged(batch: Batch) -> Iterator[tuple[int, ReportedPlace, Attributes, bool]]:
    """What each row of a batch is of, and whether it can be read; a wrong value does not change it."""
    columns = (*ReportedPlace._fields, *_by_columns(batch))
    for index, (place, attributes) in enumerate(rows_in(batch)):
        yield index, place, attributes, batch.is_readable(index, *columns)


def _with_total(
    batches: Iterable[Batch], places: Collection[ReportedPlace]
) -> Collection[ReportedPlace]:
    """Those of some places whose total is in the file."""
    return {
        place
        for batch in batches
        for _index, place, attributes, readable in _judged(batch)
        if readable and attributes == TOTAL and place in places
    }


class _Perhaps:
    """The places of which a row with faults may be the total; a field that cannot be read fits
    every place.
    """

    def __init__(self) -> None:
        self.places: set[tuple[str | None, ...]] = set()

    def note(self, batch: Batch, index: int, place: ReportedPlace, attributes: Attributes) -> None:
        by_is_readable = batch.is_readable(index, *_by_columns(batch))
        # only a row that may be a total can be the one that is missing
        if attributes == TOTAL or not by_is_readable:
            fields = zip(ReportedPlace._fields, place, strict=True)
            self.places.add(
                tuple(
                    (value or "") if batch.is_readable(index, field) else None
                    for field, value in fields
                )
            )

    def has(self, place: ReportedPlace) -> bool:
        return bool(self.places) and any(
            # None stands for «any»: every mix of known and unreadable fields
            fields in self.places
            for fields in product(*((value or "", None) for value in place))
        )


def several(sets: Collection[Attributes]) -> bool:
    """Whether values by these sets of attributes have no sum: there are more than one, and no
    total.
    """
    # docs/import-formats.md, Files: a total that several disaggregations need
    return len(sets) > 1 and TOTAL not in sets


def rows_in(batch: Batch) -> Iterator[tuple[ReportedPlace, Attributes]]:
    """What the rows of a batch are of."""
    fields = (batch.column(name) for name in (*ReportedPlace._fields, "by"))
    for indicator, district, period, by in zip(*fields, strict=True):
        yield (
            ReportedPlace(str(indicator), district and str(district), str(period)),
            attributes_of(str(by or "")),
        )


def stored_sets(
    context: Context, indicators: Iterable[str], going: Collection[Any]
) -> dict[ReportedPlace, set[Attributes]]:
    """What the database has of these indicators, but for the rows that are ``going``, by their ids."""
    living = (Observation.programme_id == context.programme_id, Observation.as_of(None))
    rows = context.session.execute(
        select(*FIELDS).where(*living, Observation.indicator.in_(sorted(indicators)))
    )
    sets: dict[ReportedPlace, set[Attributes]] = {}
    for row in rows:
        if row.id not in going:
            place, attributes = place_of(context, row)
            sets.setdefault(place, set()).add(attributes)
    return sets


def place_of(context: Context, row: Any) -> tuple[ReportedPlace, Attributes]:
    """What a row of the database is of.

    One from before a disaggregation was declared may spell it in its own way.
    """
    declared = context.disaggregations.of(row.indicator).meant(parts_of(row.by))
    return ReportedPlace(row.indicator, row.district, row.period), tuple(sorted(declared))


@lru_cache(maxsize=1_000)
def attributes_of(by: str) -> Attributes:
    """The attributes that a row is told apart by; none of a total."""
    return tuple(sorted(parts_of(by)))


def _by_columns(batch: Batch) -> list[str]:
    return [name for name in batch.texts if name.startswith(BY)]


def _listed(context: Context, indicator: str, sets: Iterable[Attributes], language: str) -> str:
    """Sets of attributes: by the names that the definition gives them, else as the columns of a
    file.
    """
    names = {
        code: quoted(name, language)
        for code, name in context.attribute_names(indicator, language).items()
    }
    return "; ".join(
        " + ".join(names.get(code, f"{BY}{code}") for code in each) for each in sorted(sets)
    )
