"""The records that came, and those that went, between two revisions: as the indexes find them."""

from sqlalchemy import ColumnElement, and_, or_, select, text

from data.tables.base import EDITED, Record
from data.tables.revisions import ImportRun


def came(table: type[Record], since: int, until: int) -> ColumnElement[bool]:
    """Those that a revision after ``since``, up to ``until``, has brought."""
    runs = select(ImportRun.id).where(ImportRun.revision > since, ImportRun.revision <= until)
    # of an import's rows `since` is in no index (data/tables/base.py)
    brought = and_(table.import_id.in_(runs), table.chain.is_(None))
    by_hand = and_(text(f"({EDITED})"), table.since > since)
    return and_(or_(brought, by_hand), table.since > since, table.since <= until)


def went(table: type[Record], since: int, until: int) -> ColumnElement[bool]:
    """Those that were there at ``since`` and have gone by ``until``."""
    return and_(table.until.between(since + 1, until), table.since <= since)
