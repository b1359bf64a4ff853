"""What would come back with an undone import, and cannot: its number is taken, or what it refers to
is gone.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from data.imports.among import among, living_by_number
from data.imports.columns.kind import Kind
from data.imports.columns.naming import named
from data.imports.context.context import Context
from data.imports.parts import parts
from data.refusals import Problem
from data.tables.organisations import Organisation
from data.tables.places import District

PLACES = ("district", "parent", "member_of")
"""The columns that name places."""

Goes = Callable[[Any], bool]
"""Whether a living row, given by id, import and first revision, goes with the undo."""


def hindered(context: Context, kind: Kind, back: Sequence[int], goes: Goes) -> Iterator[Problem]:
    """A problem for everything that keeps rows of a kind, given by their ids, from coming back."""
    session, programme, columns = context.session, context.programme_id, kind.sql.columns
    places = _places(session, programme, kind, back, goes)
    organisations = (
        _organisations(session, programme) if "organisation_id" in columns else frozenset()
    )
    for part in parts(back):
        coming = among(session, columns.id, part)
        yield from _numbers_taken(context, kind, coming, goes)
        if "organisation_id" in columns:
            yield from _without_organisation(context, kind, coming, organisations)
        yield from _without_place(context, kind, coming, places)


def _numbers_taken(
    context: Context, kind: Kind, coming: ColumnElement[bool], goes: Goes
) -> Iterator[Problem]:
    session, programme = context.session, context.programme_id
    numbers = session.scalars(select(kind.sql.columns.number).where(coming)).all()
    fields = ("id", "number", "import_id", "since")
    for row in living_by_number(session, kind.sql, programme, numbers, *fields):
        if not goes(row):
            yield Problem(
                "undo_number_taken",
                {"number": named(kind, row.number, context), "revision": row.since},
            )


def _organisations(session: Session, programme: int) -> Set[int]:
    """What records may refer to."""
    identity = func.coalesce(Organisation.chain, Organisation.id)
    living = select(identity).where(
        Organisation.programme_id == programme, Organisation.as_of(None)
    )
    return frozenset(session.scalars(living))


def _without_organisation(
    context: Context, kind: Kind, coming: ColumnElement[bool], living: Set[int]
) -> Iterator[Problem]:
    session, columns = context.session, kind.sql.columns
    referring = select(columns.number, columns.organisation_id).where(
        coming, columns.organisation_id.is_not(None)
    )
    for number, identity in session.execute(referring):
        if identity not in living:
            name = session.get_one(Organisation, identity).name
            yield Problem(
                "undo_organisation_gone",
                {"number": named(kind, number, context), "organisation": name},
            )


def _without_place(
    context: Context, kind: Kind, coming: ColumnElement[bool], places: Set[str]
) -> Iterator[Problem]:
    for fields in _naming_places(kind):
        for number, places_of_row in context.session.execute(fields.where(coming)):
            for code in set(filter(None, (places_of_row or "").split(";"))) - places:
                yield Problem(
                    "undo_district_gone",
                    {
                        "number": named(kind, number, context),
                        "district": context.places.former_name(code),
                    },
                )


def _naming_places(kind: Kind) -> Iterator[Select[Any]]:
    """What selects a row's number with a place that it names, or with several, separated by ``;``."""
    columns = kind.sql.columns
    for name in PLACES:
        if name in columns:
            yield select(columns.number, columns[name]).where(columns[name].is_not(None))
    if kind.link is not None:
        link = kind.link
        yield select(columns.number, link.district).join(link.table, link.record_id == columns.id)


def _places(
    session: Session, programme: int, kind: Kind, back: Sequence[int], goes: Goes
) -> Set[str]:
    """The codes of the districts that there will be."""
    statement = select(District.id, District.number, District.import_id, District.since)
    rows = session.execute(
        statement.where(District.programme_id == programme, District.as_of(None))
    ).all()
    if kind.name != "districts":
        return {row.number for row in rows}
    coming = (
        session.scalars(
            select(District.number).where(among(session, District.__table__.c.id, part))
        )
        for part in parts(back)
    )
    return {row.number for row in rows if not goes(row)}.union(*coming)
