"""The records that came, and those that went, between two revisions: as the indexes find them."""

from sqlalchemy import ColumnElement, and_, or_, select, text
from sqlalchemy.orm import Session

from data.tables.base import EDITED, Record
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
