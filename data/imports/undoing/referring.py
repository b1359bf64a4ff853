"""Living rows that refer to an organisation or a district, which therefore cannot go."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Table, func, or_, select
from sqlalchemy.orm import aliased

from data.imports.among import among
from data.imports.columns.kind import Kind
from data.imports.columns.naming import named
from data.imports.context.context import Context
from data.imports.registry import kinds_by_table
from data.imports.values.codes import LANGUAGES
from data.kind_memory import once_for_kinds
from data.refusals import Problem
from data.tables import metadata
from data.tables.coverage import Coverage
from data.tables.organisations import Organisation
from data.tables.places import District
from data.tables.stewardship import OrganisationMerge

LIST_LIMIT = 5
COVERAGE = {"ru": "Что сдано полностью", "en": "What is reported in full"}


def referring(context: Context, table: Table, gone: Sequence[tuple[int, str]]) -> list[Problem]:
    """A problem for every table with rows that need what is ``gone``, given as first ids and
    numbers.
    """
    ids, numbers = [identity for identity, _ in gone], [number for _, number in gone]
    if table.name == Organisation.__tablename__ and gone:
        return [*_rows(context, "organisation_id", ids), *_merges(context, ids)]
    if table.name == District.__tablename__ and gone:
        return [
            *_rows(context, "district", numbers),
            *_shared(context, numbers),
            *_places(context, numbers),
        ]
    return []


def former_name(context: Context, kind: Kind, identity: int, number: str) -> Mapping[str, str]:
    """What is gone, by its name: an organisation or a district, given by its first id and its
    number.
    """
    if kind.table is Organisation:
        return dict.fromkeys(LANGUAGES, context.organisations.name(identity) or number)
    return named(kind, number, context)


def _rows(context: Context, field: str, values: Sequence[object]) -> Iterator[Problem]:
    """Rows of every table that has such a column."""
    for table in metadata().sorted_tables:
        # found by the column's name, so that a new kind of record cannot be forgotten
        if field not in table.columns or table.name not in _tables():
            continue
        columns = table.columns
        name = columns["number"] if "number" in columns else columns["year"]
        living = (columns["programme_id"] == context.programme_id, columns["until"].is_(None))
        referred = among(context.session, columns[field], values)
        # one more than is shown tells whether there are others
        rows = select(name).where(*living, referred).distinct().limit(LIST_LIMIT + 1)
        yield from _problem(context, table.name, context.session.scalars(rows).all())


def _merges(context: Context, ids: Sequence[int]) -> Iterator[Problem]:
    """Each merge that one of these organisations is part of, by the names of both."""
    first, into = aliased(Organisation), aliased(Organisation)
    sides = (OrganisationMerge.__table__.c.organisation_id, OrganisationMerge.__table__.c.into_id)
    identities = [func.coalesce(each.chain, each.id) for each in (first, into)]
    statement = (
        select(first.name, into.name)
        .join(OrganisationMerge, OrganisationMerge.organisation_id == identities[0])
        .join(into, OrganisationMerge.into_id == identities[1])
        .where(
            OrganisationMerge.programme_id == context.programme_id, OrganisationMerge.as_of(None)
        )
        # names as they stand, not one for each earlier version of an organisation
        .where(first.until.is_(None), into.until.is_(None))
        .where(or_(*(among(context.session, side, ids) for side in sides)))
        .limit(LIST_LIMIT)
    )
    for organisation, other in context.session.execute(statement):
        yield Problem("referred_by_merge", {"organisation": organisation, "into": other})


def _shared(context: Context, numbers: Sequence[str]) -> Iterator[Problem]:
    """Records that one of these districts shares."""
    for table, kind in kinds_by_table().items():
        if kind.link is None:
            continue
        columns = kind.sql.columns
        statement = (
            select(columns.number)
            .join(kind.link.table, kind.link.record_id == columns.id)
            .distinct()
        )
        living = (columns.programme_id == context.programme_id, columns.until.is_(None))
        named = among(context.session, kind.link.district, numbers)
        rows = context.session.scalars(statement.where(*living, named).limit(LIST_LIMIT + 1)).all()
        yield from _problem(context, table, rows)


def _places(context: Context, numbers: Sequence[str]) -> Iterator[Problem]:
    statement = select(District.number, District.parent, District.member_of)
    living = (District.programme_id == context.programme_id, District.as_of(None))
    kin = or_(District.parent.is_not(None), District.member_of.is_not(None))
    gone = set(numbers)
    rows = context.session.execute(statement.where(*living, kin))
    districts = [
        row.number
        for row in rows
        # what goes together holds nothing: a file of districts is undone as a whole
        if row.number not in gone and gone & {row.parent, *(row.member_of or "").split(";")}
    ]
    yield from _problem(context, District.__tablename__, districts)


@once_for_kinds
def _tables() -> dict[str, dict[str, str]]:
    """What each table that can refer is called, in each language."""
    names = {table: kind.words._asdict() for table, kind in kinds_by_table().items()}
    return {**names, Coverage.__tablename__: COVERAGE}


def _problem(context: Context, table: str, rows: Sequence[object]) -> Iterator[Problem]:
    if rows:
        numbers = {language: _listed(context, table, rows, language) for language in LANGUAGES}
        yield Problem("undo_referred", {"table": _tables()[table], "numbers": numbers})


def _listed(context: Context, table: str, rows: Sequence[object], language: str) -> str:
    """The first of the rows, as people know them."""
    kind, numbers = kinds_by_table().get(table), [str(number) for number in rows[:LIST_LIMIT]]
    names = [named(kind, number, context)[language] if kind else number for number in numbers]
    between = "; " if kind and kind.key else ", "
    return between.join(dict.fromkeys(names)) + (" …" if len(rows) > LIST_LIMIT else "")
