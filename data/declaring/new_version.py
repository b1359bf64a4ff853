"""What a new version of a declared kind may not do to the rows that there are."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from data.declaring.dated_demands import dated_demands, is_empty, is_outside
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
    known = {column.column: column for column in before.columns}
    for column in after.columns:
        if column.required and column.column not in known:
            yield Problem("kind_new_required", {"column": column.column})
        elif column != known.get(column.column):
            yield from _demands_unmet(session, kind, column, is_new=column.column not in known)


def _words_gone(
    session: Session, kind: Kind, before: ColumnDeclaration, after: ColumnDeclaration
) -> Iterator[Problem]:
    field = kind.sql.columns.get(before.column)
    for code in before.words.keys() - after.words.keys():
        # closed rows too: the audit shows them by their words
        if field is not None and (rows := _count(session, kind, field == code)):
            yield Problem(
                "kind_word_used",
                {"column": before.column, "word": before.words[code].names, "rows": rows},
            )


def _values_missing(
    session: Session, kind: Kind, before: ColumnDeclaration, after: ColumnDeclaration
) -> Iterator[Problem]:
    if before.required or not after.required:
        return
    if rows := _count(session, kind, is_empty(kind, before.column) & _living(kind)):
        yield Problem("kind_values_missing", {"column": before.column, "rows": rows})


def _values_outside(
    session: Session, kind: Kind, before: ColumnDeclaration, after: ColumnDeclaration
) -> Iterator[Problem]:
    if after.range.since or after.range in (before.range, RangeDeclaration()):
        return
    outside = is_outside(kind, before.column, after.range)
    if rows := _count(session, kind, outside & _living(kind)):
        yield Problem("kind_values_outside", {"column": before.column, "rows": rows})


def _demands_unmet(
    session: Session, kind: Kind, column: ColumnDeclaration, *, is_new: bool
) -> Iterator[Problem]:
    for unmet, problem in dated_demands(kind, column, is_new):
        if rows := _count(session, kind, unmet & _living(kind)):
            yield replace(problem, params={**problem.params, "rows": rows})


def _living(kind: Kind) -> ColumnElement[bool]:
    living: ColumnElement[bool] = kind.sql.columns.until.is_(None)
    return living


def _count(session: Session, kind: Kind, condition: ColumnElement[bool]) -> int:
    statement = select(func.count()).select_from(kind.sql).where(condition)
    return session.scalar(statement) or 0
