"""From what to what: the rows that a revision made other, each beside the row it replaced."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Column, Select, Table, func, select
from sqlalchemy.orm import Session

from data.database.sealed_tables import SealedTable, followed
from data.organisations.names import by_identity
from data.tables.audit import Seal
from data.tables.programmes import Programme
from data.tables.revisions import ImportRun

LIMIT = 200
SILENT_COLUMNS = (
    "id",
    "since",
    "until",
    "chain",
    "import_id",
    "programme_id",
    "fingerprint",
    "content",
    "half",
    "quarter",
    "month",
)
"""Columns that say nothing to people, or say again what another one says."""

CALENDAR = ("_year", "_half", "_quarter", "_month")
"""Parts of a date that has a column of its own."""

REFERRING = frozenset({"organisation_id", "into_id", "first_id", "second_id"})
"""Columns that refer to an organisation."""
KNOWN_BY = {"organisation_merge": "organisation_id", "different_organisations": "first_id"}
"""Rows that have no name but that of an organisation."""
Values = Mapping[str, Any]


@dataclass(frozen=True)
class RowDifference:
    """A row that came (no ``before``), went (no ``after``) or was replaced; only what differs of a
    replaced one.
    """

    table: str
    programme: str
    name: str
    before: Values | None
    after: Values | None


@dataclass(frozen=True)
class Differences:
    """The first ``LIMIT`` rows that a revision made other, and how many there are."""

    first: Sequence[RowDifference]
    total: int


def differences(session: Session, revision: int) -> Differences:
    """What a revision changed, row by row."""
    differing: list[RowDifference] = []
    sealed = session.scalar(select(Seal.rows).where(Seal.revision == revision))
    total = 0
    programmes = {row.id: row.code for row in session.execute(select(Programme.id, Programme.code))}
    imports = session.scalars(select(ImportRun.id).where(ImportRun.revision == revision)).all()
    for each in followed():
        # an import is with_names by the revision's own words and its page, not as a row
        if each.table is ImportRun.__table__:
            continue
        counts = None if sealed is None else sealed.get(each.table.name, (0, 0))
        total += _count(session, each, revision, counts)
        # the first rows of all tables together: the rest is only counted
        if left := LIMIT - len(differing):
            first = _first_ids(session, each.added(revision, imports), each.table, left)
            differing.extend(_of_table(session, each, revision, programmes, first, left))
    return Differences(_with_organisations(session, differing), total)


def _with_organisations(
    session: Session, differences: Sequence[RowDifference]
) -> list[RowDifference]:
    """The same rows with organisations' numbers and names instead of what refers to them."""
    sides = [side for each in differences for side in (each.before, each.after) if side]
    names = by_identity(
        session, {side[name] for side in sides for name in REFERRING & side.keys() if side[name]}
    )

    def with_names(side: Values | None) -> Values | None:
        return side and {
            name: _organisation_name(names, value) if name in REFERRING else value
            for name, value in side.items()
        }

    return [
        _renamed(replace(each, before=with_names(each.before), after=with_names(each.after)))
        for each in differences
    ]


def _renamed(difference: RowDifference) -> RowDifference:
    row = difference.after or difference.before or {}
    return replace(difference, name=row.get(KNOWN_BY.get(difference.table, ""), difference.name))


def _organisation_name(names: Mapping[int, tuple[str, str]], identity: int | None) -> str | None:
    if identity is None:
        return None
    return " – ".join(names[identity]) if identity in names else f"№ {identity}"


def _count(session: Session, each: SealedTable, revision: int, sealed: Sequence[int] | None) -> int:
    """How many rows came, and how many went without another in their place; ``sealed``, where the
    revision has a seal, says how many came and went, which an import's rows take long to tell.
    """
    came, went = sealed or (
        sum(session.scalar(_counted(statement)) or 0 for statement in each.added(revision)),
        session.scalar(_counted(each.closed(revision))) or 0,
    )
    columns = each.table.columns
    if not came or not went or "chain" not in columns:
        return came + went
    later = each.table.alias().columns
    # a row that was replaced is one difference: counted where the new one came, not where the old
    # went
    heir = func.coalesce(later.chain, later.id) == func.coalesce(columns.chain, columns.id)
    replaced = select(later.id).where(heir, later.since == revision).exists()
    return came + (session.scalar(_counted(each.closed(revision).where(~replaced))) or 0)


def _counted(statement: Select[Any]) -> Select[Any]:
    return select(func.count()).select_from(statement.order_by(None).subquery())


def _of_table(
    session: Session,
    each: SealedTable,
    revision: int,
    programmes: Mapping[int, str],
    first: Sequence[int],
    limit: int,
) -> Iterator[RowDifference]:
    came = [
        dict(row._mapping)
        for row in session.execute(_whole(each.table, each.table.c.id.in_(first)))
    ]
    went = [
        dict(row._mapping)
        for row in session.execute(_whole(each.table, each.went == revision).limit(limit))
    ]
    key = _key_of(each.table)
    before: dict[Any, Values] = {
        # `went` is cut at the limit, and the row that a shown one replaced may lie beyond
        key(row): row
        for row in [*went, *_replaced(session, each, revision, came)]
    }
    for row in came:
        yield _difference(each.table, programmes, before.pop(key(row), None), row)
    if len(came) < limit:
        for gone in list(before.values())[: limit - len(came)]:
            yield _difference(each.table, programmes, gone, None)


def _first_ids(
    session: Session, added: Iterable[Select[Any]], table: Table, limit: int
) -> list[int]:
    """The first rows that came, each as its own index finds it: of an import no other row is read."""
    ids = [
        identity
        for statement in added
        for identity in session.scalars(statement.with_only_columns(table.c.id).limit(limit))
    ]
    return sorted(ids)[:limit]


def _whole(table: Table, condition: Any) -> Select[Any]:
    return select(table).where(condition).order_by(table.c.id)


def _replaced(
    session: Session, each: SealedTable, revision: int, came: Sequence[Values]
) -> list[Values]:
    """The rows that those which came stand for; there may be more that went than are read at once."""
    chains = [row["chain"] for row in came if row.get("chain")]
    if not chains:
        return []
    columns = each.table.columns
    mine = columns.chain.in_(chains) | columns.id.in_(chains)
    return [
        dict(row._mapping)
        for row in session.execute(_whole(each.table, mine & (each.went == revision)))
    ]


def _key_of(table: Table) -> Any:
    """What makes two rows versions of one: the chain, else what only one living row may have."""
    # rows without a chain (coverage, merges) have their versions with_names by what may live once
    unique = next((one for one in table.indexes if one.name == f"uq_{table.name}_live"), None)
    columns = [column.name for column in unique.columns] if unique is not None else ["id"]
    if "chain" in table.columns:
        return lambda row: row["chain"] or row["id"]
    return lambda row: tuple(row[name] for name in columns)


def _difference(
    table: Table, programmes: Mapping[int, str], old: Values | None, new: Values | None
) -> RowDifference:
    either: Values = new or old or {}
    names = [column.name for column in table.columns if _tells(table, column)]
    if old is not None and new is not None:
        names = [name for name in names if old[name] != new[name]]
    programme = programmes.get(either.get("programme_id", 0), "")
    return RowDifference(
        table.name,
        programme,
        _name(either),
        _selected_fields(old, names),
        _selected_fields(new, names),
    )


def _tells(table: Table, column: Column[Any]) -> bool:
    """Whether a column says something that no other one says: a date has its calendar beside it."""
    # the year of a date or a period says nothing that these do not
    if column.name == "year":
        return not {"date", "period"} & set(table.columns.keys())
    of_a_date = (
        column.name.endswith(CALENDAR) and f"{column.name.rpartition('_')[0]}_on" in table.columns
    )
    return column.name not in SILENT_COLUMNS and not of_a_date


def _selected_fields(row: Values | None, names: Sequence[str]) -> Values | None:
    return None if row is None else {name: row[name] for name in names}


def _name(row: Values) -> str:
    """What people know a row by."""
    candidates = (
        row.get(name) for name in ("number", "code", "indicator", "name_ru", "kind", "year")
    )
    return next(
        (str(candidate) for candidate in candidates if candidate not in (None, "")),
        str(row.get("id", "")),
    )
