"""Rows of whoever may report some districts alone: each must be of theirs, and replace none of
others.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.imports.among import among
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.context.context import Context

DISTRICT = "district"
Scope = frozenset[str]


def district_field(kind: Kind) -> str | None:
    """The field that says where a row is; none of a kind that has no place."""
    if kind.link:
        return kind.link.field
    return DISTRICT if DISTRICT in kind.sql.columns else None


def refuse_outside(kind: Kind, context: Context, batch: Batch, scope: Scope) -> None:
    """Refuse each row that is not wholly of these districts of the lowest level."""
    field = district_field(kind)
    if field is None:
        return
    column = next(each.name for each in kind.columns if field in each.fields)
    own = context.places.listed(sorted(scope))
    for index, value in enumerate(batch.column(field)):
        codes = set(filter(None, str(value or "").split(";")))
        # a cell that cannot be read has its own fault already
        if batch.is_readable(index, column) and not (codes and codes <= scope):
            batch.refuse(index, column, "import_district_not_yours", own=own)


def rows_outside(kind: Kind, session: Session, ids: Sequence[int], scope: Scope) -> set[int]:
    """Which of these living rows are not wholly of the districts."""
    if not ids or district_field(kind) is None:
        return set()
    districts: dict[int, set[str]] = {identity: set() for identity in ids}
    for identity, code in _districts(kind, session, ids):
        districts[identity].add(code)
    return {identity for identity, codes in districts.items() if not (codes and codes <= scope)}


def _districts(kind: Kind, session: Session, ids: Sequence[int]) -> Collection[tuple[int, str]]:
    if kind.link:
        fields = kind.link.record_id, kind.link.district
    else:
        fields = kind.attribute("id"), kind.attribute(DISTRICT)
    rows = session.execute(select(*fields).where(among(session, fields[0], ids)))
    return [(identity, code or "") for identity, code in rows]
