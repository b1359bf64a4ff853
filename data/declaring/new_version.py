"""What a new version of a declared kind may not do to the rows that there are."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from data.imports.columns.kind import Kind
from data.imports.declarations.schema import (
    ColumnDeclaration,
    KindDeclaration,
    RangeDeclaration,
)
from data.refusals import Problem


def losses(
    session: Session, kind: Kind, before: KindDeclaration, after: KindDeclaration
) -> Iterator[Problem]:
    """A problem for each column, type or word that rows need and the new version lacks, and for each
    value that it requires and rows have not.
    """
    columns = {column.column: column for column in after.columns}
    for column in before.columns:
        if (new := columns.get(column.column)) is None:
            yield Problem("kind_column_gone", {"column": column.column})
        elif new.type != column.type:
            yield Problem("kind_type_changed", {"column": column.column, "type": str(column.type)})
        else:
            yield from _words_gone(session, kind, column, new)
            yield from _values_missing(session, kind, column, new)
            yield from _values_outside(session, kind, column, new)
    known = set(before.column_names)
    for column in after.columns:
        if column.required and column.column not in known:
            yield Problem("kind_new_required", {"column": column.column})


def _words_gone(
    session: Session, kind: Kind, before: ColumnDeclaration, after: ColumnDeclaration
) -> Iterator[Problem]:
    field = kind.sql.columns.get(before.column)
    for code in before.words.keys() - after.words.keys():
        # closed rows too: the audit shows them by their words
        if field is not None and (rows := _count(session, kind, field == code)):
            yield Problem(
                "kind_word_used",
                {"column": before.column, "word": before.words[code].model_dump(), "rows": rows},
            )


def _values_missing(
    session: Session, kind: Kind, before: ColumnDeclaration, after: ColumnDeclaration
) -> Iterator[Problem]:
    if before.required or not after.required:
        return
    field = kind.sql.columns[kind.column(before.column).fields[0]]
    if rows := _count(session, kind, field.is_(None) & kind.sql.columns.until.is_(None)):
        yield Problem("kind_values_missing", {"column": before.column, "rows": rows})


def _values_outside(
    session: Session, kind: Kind, before: ColumnDeclaration, after: ColumnDeclaration
) -> Iterator[Problem]:
    if after.range in (before.range, RangeDeclaration()):
        return
    # compared as they are declared: the column's type makes kopecks of roubles
    field, ends = kind.sql.columns[before.column], after.range
    limits = [] if ends.min is None else [field < ends.min]
    limits += [] if ends.max is None else [field > ends.max]
    if rows := _count(session, kind, or_(*limits) & kind.sql.columns.until.is_(None)):
        yield Problem("kind_values_outside", {"column": before.column, "rows": rows})


def _count(session: Session, kind: Kind, condition: ColumnElement[bool]) -> int:
    statement = select(func.count()).select_from(kind.sql).where(condition)
    return session.scalar(statement) or 0
