"""The revisions that changed rows: of a district, an organisation, a programme; each found by the
index of whatever is fewer.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, text, true
from sqlalchemy.orm import Session

from data.database.sealed_tables import SealedTable, followed
from data.imports.among import unindexed
from data.tables import classes
from data.tables.base import EDITED, Record, RecordDistrict
from data.tables.cells import Cell
from data.tables.organisations import Organisation
from data.tables.places import District
from data.tables.programmes import Programme
from data.tables.revisions import ImportRun, Revision
from data.words.searching import says

MOST_ORGANISATIONS = 1_000
FEW_RECORDS = 2_000
"""Of so many records of organisations at most their own index is the shorter way."""


def of_districts(codes: Sequence[str]) -> Iterator[Select[Any]]:
    """A record of an import tells by the numbers that it changed; a district that shares a
    record is its own row.
    """
    yield from rows_with("district", codes)
    yield from came_or_went(District, District.number.in_(codes))
    # a place of a cut has the cut before its code
    in_cuts = (Cell.place.endswith(f"/{code}", autoescape=True) for code in codes)
    yield from came_or_went(Cell, or_(Cell.place.in_(codes), *in_cuts))
    for table in classes():
        if issubclass(table, RecordDistrict):
            named = select(table.record_id).where(table.district.in_(codes))
            yield from came_or_went(table.record, table.record.id.in_(named))


def of_organisations(session: Session, name: str) -> Iterator[Select[Any]]:
    """Organisations are too many to be named by codes: those that are called so are asked for
    first.
    """
    named = [says((Organisation.name, Organisation.short_name), part) for part in name.split()]
    if not named:
        return
    identity = func.coalesce(Organisation.chain, Organisation.id)
    known = session.scalars(
        select(identity).where(*named).distinct().limit(MOST_ORGANISATIONS)
    ).all()
    if known:
        yield from came_or_went(Organisation, identity.in_(known))
        for each in (each for each in followed() if each.edited_apart):
            yield from _records_of(session, each, known)
        for name in ("into_id", "first_id", "second_id"):
            yield from rows_with(name, known)


def _records_of(
    session: Session, each: SealedTable, organisations: Sequence[int]
) -> Iterator[Select[Any]]:
    """The revisions with which records of organisations came or went."""
    columns = each.table.columns
    named = columns.organisation_id.in_(organisations)
    some = select(columns.id).where(named).limit(FEW_RECORDS + 1).subquery()
    if (session.scalar(select(func.count()).select_from(some)) or 0) <= FEW_RECORDS:
        yield select(each.came).where(named)
        yield select(each.went).where(named, each.went.is_not(None))
        return
    # of very many, each import is asked for its first one: by the index of imports, not of names
    theirs = unindexed(columns.organisation_id).in_(organisations)
    of_import = select(columns.id).where(columns.import_id == ImportRun.id, theirs).limit(1)
    yield select(ImportRun.revision).where(of_import.scalar_subquery().is_not(None))
    yield select(each.came).where(text(f"({EDITED})"), theirs)
    yield select(each.went).where(each.went.is_not(None), theirs)


def rows_with(column: str, values: Sequence[Any]) -> Iterator[Select[Any]]:
    """The revisions with which rows that have one of the values came or went; of records those that
    people made and those that went, which have an index.
    """
    for each in followed():
        if column in each.table.c:
            condition = each.table.c[column].in_(values)
            apart = text(f"({EDITED})") if each.edited_apart else true()
            yield select(each.came).where(condition, apart)
            yield select(each.went).where(condition, each.went.is_not(None))


def came_or_went(table: Any, condition: ColumnElement[bool]) -> Iterator[Select[Any]]:
    by_hand = text(f"({EDITED})") if issubclass(table, Record) else true()
    yield select(table.since).where(condition, by_hand)
    yield select(table.until).where(condition, table.until.is_not(None))


def of_programmes(session: Session, programmes: Sequence[str]) -> ColumnElement[bool]:
    """Whether a revision changed rows of these programmes, by what came and what went."""
    known = session.scalars(select(Programme.id).where(Programme.code.in_(programmes))).all()
    if not known:
        return false()
    tables = [each for each in followed() if "programme_id" in each.table.columns]
    return or_(*(_changed(each, known) for each in tables))


def _changed(each: SealedTable, programmes: Sequence[int]) -> ColumnElement[bool]:
    """An import tells of its many rows; those edited by hand, and those that went, have an index of
    their own.
    """
    # by the revision, as the index of a programme has all its records
    mine = unindexed(each.table.c.programme_id).in_(programmes)
    apart = text(f"({EDITED})") if each.edited_apart else true()
    came = select(1).select_from(each.table).where(mine, apart, each.came == Revision.number)
    went = select(1).select_from(each.table).where(mine, each.went == Revision.number)
    return or_(came.exists(), went.exists())
