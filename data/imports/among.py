"""Rows by many values of one column, each looked up in its index, whatever a database knows of the
table.

A PostgreSQL that was never told to analyse a table takes it that a programme has a few rows and a
list of thousands means all of them: it then reads the whole programme, once for each part of a
file. No statement here lets it guess.
"""

import datetime
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Table,
    Text,
    any_,
    bindparam,
    cast,
    column,
    func,
    literal,
    select,
    text,
    true,
)
from sqlalchemy.orm import Session

from data.imports.parts import AT_ONCE

MOST_EDITIONS = 100
"""Of one cell: no plan is changed by so many acts."""


def among(
    session: Session, field: ColumnElement[Any], values: Sequence[Any]
) -> ColumnElement[bool]:
    """Whether an indexed field is one of the values; further conditions must not be ``indexed``."""
    if _is_server(session):
        _plan_anew(session)
        return field == any_(
            func.array(select(func.unnest(_array(field, values))).scalar_subquery())
        )
    if len(values) <= AT_ONCE:
        return field.in_(values)
    each = func.json_each(cast(literal(json.dumps(list(values))), Text)).table_valued(
        column("value", field.type)
    )
    return field.in_(select(each.c.value))


def unindexed(field: ColumnElement[int]) -> ColumnElement[int]:
    """A field of whole numbers that no index is chosen for."""
    return field + 0


def has_living(session: Session, table: Table, programme: int) -> bool:
    """Whether a programme has any living row in a table."""
    return bool(some_living(session, table, programme, 1, "id"))


def some_living(
    session: Session, table: Table, programme: int, most: int, *fields: str
) -> Sequence[Any]:
    """``fields`` of a programme's living rows, of ``most`` at most."""
    columns = table.columns
    living = (columns.programme_id == programme, columns.until.is_(None))
    chosen = select(*(columns[field] for field in fields)).where(*living)
    return session.execute(chosen.limit(most)).all()


def living_by_number(
    session: Session, table: Table, programme: int, numbers: Sequence[str], *fields: str
) -> Sequence[Any]:
    """``fields`` of a programme's living rows that have one of the numbers."""
    return _living(session, table.columns.number, programme, numbers, fields, 1)


def living_of_cells(
    session: Session, table: Table, programme: int, cells: Sequence[str], *fields: str
) -> Sequence[Any]:
    """``fields`` of the living rows of each cell, that of the newest day last."""
    names = ("set_on", *fields)
    rows = _living(session, table.columns.cell, programme, cells, names, MOST_EDITIONS)
    return [row[1:] for row in sorted(rows, key=lambda row: row[0] or datetime.date.min)]


def _living(
    session: Session,
    name: ColumnElement[str],
    programme: int,
    numbers: Sequence[str],
    fields: Sequence[str],
    most: int,
) -> Sequence[Any]:
    columns = name.table.columns
    chosen = select(*(columns[field] for field in fields))
    living = (columns.programme_id == programme, columns.until.is_(None))
    if not _is_server(session):
        return session.execute(chosen.where(*living, name.in_(numbers))).all()
    _plan_anew(session)
    listed = func.unnest(_array(name, numbers))
    each = listed.table_valued(column("number", name.type)).render_derived(name="each")
    # As a range of one number, in the order of the one index that has numbers, and as many rows of it
    # as there may be: any other index of the programme would have to be read and sorted for each
    # number.
    equal = (name >= each.c.number, name <= each.c.number)
    ordered = chosen.where(*living, *equal).order_by(columns.programme_id, name)
    one = ordered.limit(most).lateral("one")
    fields_of_one = (one.columns[field] for field in fields)
    lookup = select(*fields_of_one).select_from(each.join(one, true()))
    return session.execute(lookup).all()


def _is_server(session: Session) -> bool:
    """Whether this is PostgreSQL."""
    return session.get_bind().dialect.name == "postgresql"


def _plan_anew(session: Session) -> None:
    """Let PostgreSQL use no earlier plan: one from when a table was empty reads all of a full one."""
    session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))


def _array(field: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[Any]:
    return bindparam(None, list(values), type_=ARRAY(field.type), unique=True)
