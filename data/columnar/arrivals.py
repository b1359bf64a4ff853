"""The records that came, and those that went, between two revisions: as the indexes find them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, text
from sqlalchemy.orm import Session

from data.tables import classes
from data.tables.base import EDITED, EffectiveRow, Record
from data.tables.cells import Cell
from data.tables.revisions import ImportRun

MANY_RUNS = 1_000


def came(session: Session, table: type[Record], since: int, until: int) -> ColumnElement[bool]:
    """Those that a revision after ``since``, up to ``until``, has brought."""
    between = ImportRun.revision > since, ImportRun.revision <= until
    # by their numbers: PostgreSQL reads the whole table where a query stands beside an «or»
    runs = session.scalars(select(ImportRun.id).where(*between).limit(MANY_RUNS + 1)).all()
    some = runs if len(runs) <= MANY_RUNS else select(ImportRun.id).where(*between)
    # of an import's rows `since` is in no index (data/tables/base.py)
    brought = [and_(table.import_id.in_(some), table.chain.is_(None))] if runs else []
    by_hand = and_(text(f"({EDITED})"), table.since > since)
    return and_(or_(*brought, by_hand), table.since > since, table.since <= until)


def went(table: type[Record], since: int, until: int) -> ColumnElement[bool]:
    """Those that were there at ``since`` and have gone by ``until``."""
    return and_(table.until.between(since + 1, until), table.since <= since)


def programmes_with_changes(session: Session, since: int, until: int) -> set[int]:
    """The programmes of which any row came or went after ``since``, up to ``until``; cells are none."""
    return {
        programme
        for table in set[Any](classes()) - {Cell}
        if issubclass(table, EffectiveRow) and hasattr(table, "programme_id")
        for which in _changes(session, table, since, until)
        for programme in session.scalars(select(table.programme_id).where(which).distinct())
    }


def _changes(session: Session, table: Any, since: int, until: int) -> Iterator[ColumnElement[bool]]:
    if issubclass(table, Record):
        yield came(session, table, since, until)
        yield went(table, since, until)
    else:
        yield table.came_or_went(since, until)
