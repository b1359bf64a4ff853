"""What a new version of a kind demands of rows from a day on, and how many of those that there are do
not meet it.

A row whose date is known to its month or year may be of any day of it, as when rows are checked
(``data/imports/declarations/dated.py``).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, not_, or_, select

from data.clock import named_day
from data.imports.columns.kind import Kind
from data.imports.declarations.schema import ColumnDeclaration, RangeDeclaration
from data.imports.declarations.titles import ListWord
from data.refusals import Problem

Demand = tuple[ColumnElement[bool], Problem]
"""The rows that do not meet it, and what is said of them."""


def dated_demands(kind: Kind, column: ColumnDeclaration, is_new: bool) -> Iterator[Demand]:
    """The demands that a column makes from some day on; of a column that is new every row is
    empty.
    """
    words = {"column": column.column}
    if column.required_since:
        missing = _since(kind, column.required_since)
        if not is_new:
            missing &= is_empty(kind, column.column)
        yield missing, _problem("kind_values_missing_since", column.required_since, words)
    if is_new:
        return
    if column.retired_since:
        filled = _since(kind, column.retired_since) & not_(_says_nothing(kind, column))
        yield filled, _problem("kind_values_retired_since", column.retired_since, words)
    if column.range.since:
        outside = _since(kind, column.range.since) & is_outside(kind, column.column, column.range)
        yield outside, _problem("kind_values_outside_since", column.range.since, words)
    for code, word in column.words.items():
        yield from _of_word(kind, column.column, code, word)


def is_empty(kind: Kind, name: str) -> ColumnElement[bool]:
    """The condition that a row has no value in a column."""
    if kind.link and name == kind.link.field:
        return ~select(kind.link.record_id).where(kind.link.record_id == kind.sql.c.id).exists()
    empty: ColumnElement[bool] = kind.sql.columns[kind.column(name).fields[0]].is_(None)
    return empty


def _says_nothing(kind: Kind, column: ColumnDeclaration) -> ColumnElement[bool]:
    """The condition that a row says no more in a column than an empty cell would."""
    empty, blank = is_empty(kind, column.column), False if column.type == "flag" else column.default
    return empty if blank is None else or_(empty, kind.sql.columns[column.column] == blank)


def is_outside(kind: Kind, name: str, ends: RangeDeclaration) -> ColumnElement[bool]:
    """The condition that a row is below or above a range."""
    # compared as they are declared: the column's type makes kopecks of roubles
    field = kind.sql.columns[name]
    limits = [] if ends.min is None else [field < ends.min]
    limits += [] if ends.max is None else [field > ends.max]
    return or_(false(), *limits)


def _of_word(kind: Kind, name: str, code: str, word: ListWord) -> Iterator[Demand]:
    used, words = kind.sql.columns[name] == code, {"column": name, "word": word.names}
    if word.since:
        yield used & _before(kind, word.since), _problem("kind_word_before", word.since, words)
    if word.until:
        after = kind.sql.columns.date > word.until
        yield used & after, _problem("kind_word_after", word.until, words)


def _problem(rule: str, day: date, words: dict[str, Any]) -> Problem:
    return Problem(rule, {**words, "day": named_day(day)})


def _since(kind: Kind, day: date) -> ColumnElement[bool]:
    """The condition that no day of a row's date is before a day; its first is what is kept."""
    since: ColumnElement[bool] = kind.sql.columns.date >= day
    return since


def _before(kind: Kind, day: date) -> ColumnElement[bool]:
    """The condition that every day of a row's date is before a day."""
    columns = kind.sql.columns
    begins = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}
    return or_(
        *(
            and_(columns.precision == precision, columns.date < first)
            for precision, first in begins.items()
        )
    )
