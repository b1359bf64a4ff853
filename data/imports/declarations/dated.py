"""What a declaration demands of rows from some day on, as rules over their date.

A date known to its month or year may be any day of it: nothing is demanded of a row that may be dated
before the day, and no word refused that some day of it has (docs/kinds.md).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from data.clock import named_day
from data.imports.columns import Labels
from data.imports.declarations.ranges import end_of, end_text
from data.imports.declarations.schema import ColumnDeclaration, KindDeclaration
from data.imports.rules.row_rules import RowRule
from data.imports.rules.tree import (
    TRUTH,
    Columns,
    Condition,
    RowColumn,
    RowLiteral,
    RowOperation,
)

DATE = "date"


def dated_rules(declaration: KindDeclaration, meanings: Columns) -> Iterator[RowRule]:
    """The rules that its columns make with the days they name."""
    for column in declaration.columns:
        yield from _filled(column, meanings)
        yield from _ends(column, meanings)
        yield from _words(column, meanings)


def dated(since: date, meanings: Columns, when: Condition | None = None) -> Condition:
    """The condition that a row is dated from a day on, and meets another."""
    condition = _compared(meanings, DATE, ">=", since.isoformat())
    return condition if when is None else _both(condition, when)


def taken_as_met(rule: RowRule) -> RowRule:
    """A rule of columns as the rules between them are held against it: what else applies, applies
    to rows that meet it. Whoever lets go a word needs not say so in each rule that names it.
    """
    if rule.when is None:
        return rule
    condition = _both(rule.when, rule.must)
    return replace(rule, when=replace(condition, text=rule.when.text))


def notes_of(column: ColumnDeclaration) -> Iterator[Labels]:
    """What is said beside a column of the days from which something holds of it."""
    if column.required_since:
        day = named_day(column.required_since)
        yield Labels(
            f"Обязательно для записей с {day['ru']}.", f"Required of records from {day['en']} on."
        )
    if column.retired_since:
        day = named_day(column.retired_since)
        yield Labels(
            f"Не заполняется для записей с {day['ru']}.",
            f"Not filled in for records from {day['en']} on.",
        )
    if column.range.since:
        yield _range_note(column, named_day(column.range.since))
    for word in column.words.values():
        if word.since:
            day = named_day(word.since)
            yield Labels(f"«{word.ru}» – с {day['ru']}.", f"“{word.en}” from {day['en']} on.")
        if word.until:
            day = named_day(word.until)
            yield Labels(f"«{word.ru}» – по {day['ru']}.", f"“{word.en}” until {day['en']}.")


def _range_note(column: ColumnDeclaration, day: dict[str, str]) -> Labels:
    least, greatest = end_text(column.range.min), end_text(column.range.max)
    ru = [least and f"не меньше {least}", greatest and f"не больше {greatest}"]
    en = [least and f"no less than {least}", greatest and f"no more than {greatest}"]
    return Labels(
        f"С {day['ru']} {', '.join(filter(None, ru))}.",
        f"From {day['en']} on {', '.join(filter(None, en))}.",
    )


def _filled(column: ColumnDeclaration, meanings: Columns) -> Iterator[RowRule]:
    empty = _empty(column, meanings)
    if column.required_since:
        filled = RowOperation("not", (empty.tree,), TRUTH, 0)
        must = Condition(f"not {empty.text}", filled, empty.columns)
        yield _rule(column, meanings, column.required_since, must, "import_required_since")
    if column.retired_since:
        yield _rule(column, meanings, column.retired_since, empty, "import_retired_since")


def _empty(column: ColumnDeclaration, meanings: Columns) -> Condition:
    """That a column says no more than it does where its cell is left empty."""
    name = column.column
    if column.default is not None:
        return _compared(meanings, name, "=", column.default)
    cell = RowColumn(name, meanings[name], 0)
    function = "not" if column.type == "flag" else "empty"
    return Condition(f"{function}({name})", RowOperation(function, (cell,), TRUTH, 0), (name,))


def _ends(column: ColumnDeclaration, meanings: Columns) -> Iterator[RowRule]:
    if column.range.since is None:
        return
    for sign, end, message in (
        (">=", column.range.min, "import_below_range_since"),
        ("<=", column.range.max, "import_above_range_since"),
    ):
        if end is not None:
            within = _compared(meanings, column.column, sign, end_of(end))
            limit = {"limit": end_text(end)}
            yield _rule(column, meanings, column.range.since, within, message, **limit)


def _words(column: ColumnDeclaration, meanings: Columns) -> Iterator[RowRule]:
    for code, word in column.words.items():
        for sign, day, message in (
            ("<", word.since, "import_word_since"),
            (">", word.until, "import_word_until"),
        ):
            if day is not None:
                when = _compared(meanings, DATE, sign, day.isoformat())
                must = _compared(meanings, column.column, "!=", code)
                words = {"word": word.names, "day": named_day(day)}
                yield RowRule(must, column.column, message, words, when)


def _rule(
    column: ColumnDeclaration,
    meanings: Columns,
    since: date,
    must: Condition,
    message: str,
    **words: Any,
) -> RowRule:
    words = {"day": named_day(since), **words}
    return RowRule(must, column.column, message, words, dated(since, meanings))


def _compared(meanings: Columns, name: str, sign: str, value: Any) -> Condition:
    column = RowColumn(name, meanings[name], 0)
    literal = RowLiteral(value, column.sort, 0)
    tree = RowOperation(sign, (column, literal), TRUTH, 0)
    # without quotes: in them a condition names a word as people do, which may be another's code
    return Condition(f"{name} {sign} {value}", tree, (name,))


def _both(first: Condition, second: Condition) -> Condition:
    columns = dict.fromkeys((*first.columns, *second.columns))
    tree = RowOperation("and", (first.tree, second.tree), TRUTH, 0)
    return Condition(f"{first.text} and ({second.text})", tree, tuple(columns))
