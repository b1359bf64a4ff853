"""How many living records name each organisation, carried on by every revision: counting them anew
takes as long as there are records.
"""

from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import Integer, Select, Table, delete, func, insert, select, union_all
from sqlalchemy import cast as as_type
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from data.database.sealed_tables import REVISION, SealedTable, followed
from data.kind_memory import once_for_kinds
from data.tables.tallies import OrganisationTally

TALLIES = cast(Table, OrganisationTally.__table__)


def tally(session: Session, revision: int) -> None:
    """Add the records that came with a revision, and take away those that went."""
    connection = session.connection()
    connection.execute(_carried_on(connection.dialect.name), {"revision": revision})


def differing_tallies(
    session: Session, organisations: tuple[int, int] | None = None
) -> list[tuple[int, int, int]]:
    """Organisations – all, or from the first to the last of some – whose tally is not what counting
    their records gives: organisation, tally, records.
    """
    tallies = select(*TALLIES.columns)
    if organisations is not None:
        tallies = tallies.where(TALLIES.columns.organisation_id.between(*organisations))
    kept: dict[int, int] = dict(session.execute(tallies).all())
    counted: dict[int, int] = dict(session.execute(_counted_anew(organisations)).all())
    return [
        (each, kept.get(each, 0), counted.get(each, 0))
        for each in sorted(kept.keys() | counted.keys())
        if kept.get(each, 0) != counted.get(each, 0)
    ]


def tally_anew(session: Session) -> None:
    """Count every organisation's records instead of what was carried on."""
    session.execute(delete(TALLIES))
    session.execute(insert(TALLIES).from_select(list(TALLIES.columns.keys()), _counted_anew()))


def _counted_anew(organisations: tuple[int, int] | None = None) -> Select[Any]:
    return _summed(_living(each, organisations) for each in _of_organisations())


@once_for_kinds
def _carried_on(dialect: str) -> Any:
    upsert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    changes = (change for each in _of_organisations() for change in _changes(each))
    added: Any = upsert(TALLIES).from_select(list(TALLIES.columns.keys()), _summed(changes))
    return added.on_conflict_do_update(
        index_elements=["organisation_id"],
        set_={"records": TALLIES.columns.records + added.excluded.records},
    )


def _of_organisations() -> list[SealedTable]:
    """The tables of records that may name an organisation."""
    return [
        each for each in followed() if each.edited_apart and "organisation_id" in each.table.columns
    ]


def _changes(each: SealedTable) -> Iterator[Select[Any]]:
    """The organisations of the rows that a revision brought, each with 1, and of those that it
    closed, with -1.
    """
    owner = each.table.columns.organisation_id
    for statement in each.added(REVISION):
        yield statement.with_only_columns(owner, func.count().label("records")).order_by(None)
    closed = each.closed(REVISION).order_by(None)
    yield closed.with_only_columns(owner, (-func.count()).label("records"))


def _living(each: SealedTable, organisations: tuple[int, int] | None) -> Select[Any]:
    owner = each.table.columns.organisation_id
    living = select(owner, func.count().label("records")).where(each.went.is_(None))
    return living if organisations is None else living.where(owner.between(*organisations))


def _summed(counted: Iterator[Select[Any]]) -> Select[Any]:
    """What was counted of each organisation in several tables, as one sum."""
    parts = []
    for statement in counted:
        owner = statement.selected_columns.organisation_id
        parts.append(statement.where(owner.is_not(None)).group_by(owner))
    every = union_all(*parts).subquery()
    organisation, records = every.columns
    # as whole numbers: PostgreSQL sums counts as decimals
    return select(organisation, as_type(func.sum(records), Integer)).group_by(organisation)
