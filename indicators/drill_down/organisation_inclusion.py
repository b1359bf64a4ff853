"""In which numbers an organisation was counted: through its records and those of organisations
merged into it.
"""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import ColumnElement, case, func
from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.drill_down.inclusion import Counting, Inclusion, conditions_of, readers_of, roles_of
from indicators.measures import measures
from indicators.records.selection import selection

AT_ONCE = 500
"""Columns of one select; databases have an end to them."""

Part = tuple[str, int, str]
"""Indicator, year, the part in its number."""


def organisation_counted(
    session: Session, programme: str, organisation: int, as_of: int | None = None
) -> Counting:
    """The indicators that count at least one record of the organisation with this identity, year by
    year.
    """
    reader = ProgrammeReader(session, programme, as_of)
    itself = reader.scope.counted_as({organisation})
    parts: dict[str, dict[int, set[str]]] = {}
    for measure, conditions in _by_measure(reader).items():
        for code, year, role in _met(reader, measure, conditions, itself):
            parts.setdefault(code, {}).setdefault(year, set()).add(role)
    counted = (
        Inclusion(code, roles_of(parts[code])) for code in reader.catalogue.codes if code in parts
    )
    return Counting(tuple(counted), (), readers_of(reader.catalogue, parts))


def _by_measure(reader: ProgrammeReader) -> dict[str, dict[Part, ColumnElement[bool]]]:
    """When a record of each measure has which part in which number."""
    by_measure: dict[str, dict[Part, ColumnElement[bool]]] = {}
    for code in reader.catalogue.codes:
        for measure, conditions in conditions_of(reader, code).items():
            parts = {
                (code, year, role): condition for (year, role), condition in conditions.items()
            }
            by_measure.setdefault(measure, {}).update(parts)
    return by_measure


def _met(
    reader: ProgrammeReader,
    measure: str,
    conditions: Mapping[Part, ColumnElement[bool]],
    organisations: Collection[int],
) -> Iterator[Part]:
    """The parts that some record of the organisations has."""
    mine = selection(
        reader.scope, measure, measures()[measure].table.organisation_id.in_(organisations)
    )
    parts = list(conditions)
    for first in range(0, len(parts), AT_ONCE):
        some = parts[first : first + AT_ONCE]
        # one row: whether any record fulfils each, without reading the records
        columns = [func.max(case((conditions[part], 1), else_=0)) for part in some]
        row = reader.session.execute(mine.with_only_columns(*columns)).one()
        yield from (part for part, met in zip(some, row, strict=True) if met)
