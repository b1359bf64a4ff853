"""Kinds made of their declarations."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from data.clock import named_day
from data.imports import columns as make
from data.imports.columns import Column, Labels
from data.imports.columns.batch import Batch
from data.imports.columns.indexes import index_by_organisation, index_of
from data.imports.columns.kind import (
    Kind,
    SmallNumbers,
    record_kind,
)
from data.imports.context.context import Context
from data.imports.declarations.dated import notes_of
from data.imports.declarations.ranges import has_range, in_range
from data.imports.declarations.retired import RetiredColumns, retired
from data.imports.declarations.rules import rules_of
from data.imports.declarations.schema import ColumnDeclaration, KindDeclaration
from data.imports.declarations.titles import Title
from data.imports.rules.row_rules import RowRule, RowRules
from data.words.vocabulary import Vocabulary

ORIGIN = {column.name: column for column in make.origin()}
Arrange = Callable[[Batch, Context], None]
Maker = Callable[[ColumnDeclaration, Title], Column]
COMMON: Mapping[str, Callable[[], Column]] = {
    "number": make.number,
    "date": make.record_day,
    "district": make.district,
    "districts": make.districts,
    "organisation": make.organisation,
}


def kind_from(declaration: KindDeclaration, later: Collection[str] = ()) -> Kind:
    """The kind that a declaration says, with its table; ``later`` names the columns that its first
    version lacked.
    """
    table, columns = declaration.table or declaration.code, tuple(columns_of(declaration))
    kind = record_kind(
        declaration.code,
        table,
        _labels(declaration.name),
        columns,
        declaration.example,
        arrange=_arrangement(table, columns, rules_of(declaration)),
        place=declaration.place,
        measures=declaration.measures,
        later=later,
        small=small_of(declaration),
    )
    for name, fields in declaration.indexes.items():
        index_of(kind.sql, name, fields)
    return kind


def small_of(declaration: KindDeclaration) -> SmallNumbers | None:
    """The limits under which numbers of a kind are small, where it has any."""
    small = declaration.small
    return None if small is None else SmallNumbers(small.under, small.of, dict(small.by))


def _arrangement(table: str, columns: Sequence[Column], rules: RowRules | None) -> Arrange | None:
    """What is done with the rows of a file or a form, in turn."""
    gone = [column for column in columns if column.is_retired]
    steps: list[Arrange] = [RetiredColumns(table, gone)] if gone else []
    steps += [rules] if rules else []

    def arrange(batch: Batch, context: Context) -> None:
        for step in steps:
            step(batch, context)

    return arrange if steps else None


def kind_of_versions(declarations: Sequence[KindDeclaration]) -> Kind:
    """The kind that a steward has declared, from the first version to the newest.

    Its columns keep the order in which they came: the fingerprints and the seals of its rows are
    computed in it.
    """
    first, newest = declarations[0], declarations[-1]
    came = list(dict.fromkeys(name for each in declarations for name in each.column_names))
    columns = sorted(newest.columns, key=lambda column: came.index(column.column))
    later = [name for name in came if name not in first.column_names]
    in_table = {"table": table_of(newest.code), "columns": tuple(columns)}
    kind = kind_from(newest.model_copy(update=in_table), later)
    if "organisation" in newest.column_names:
        index_by_organisation(kind.sql)
    return kind


def table_of(code: str) -> str:
    """The table of a kind that a steward has declared: never one of ours."""
    return f"kind_{code}"


def columns_of(declaration: KindDeclaration) -> Iterator[Column]:
    """The declared columns, and after them where a row comes from, which every kind says."""
    declared_rules = rules_of(declaration)
    rules = declared_rules.rules if declared_rules else ()
    yield from (_with_rules(column, rules) for column in map(_column, declaration.columns))
    yield from ORIGIN.values()


def _with_rules(column: Column, rules: Sequence[RowRule]) -> Column:
    """The same column, whose help says for what a row is refused there."""
    return _with_notes(column, [_refusal_note(rule) for rule in rules if _tells(rule, column)])


def _tells(rule: RowRule, column: Column) -> bool:
    return rule.column == column.name and "wrong" in rule.words


def _refusal_note(rule: RowRule) -> Labels:
    wrong: Any = rule.words["wrong"]
    if rule.since is None:
        return Labels(f"Отказ: {wrong['ru']}.", f"Refused: {wrong['en']}.")
    day = named_day(rule.since)
    return Labels(
        f"Отказ для записей с {day['ru']}: {wrong['ru']}.",
        f"Refused for records from {day['en']} on: {wrong['en']}.",
    )


def _with_notes(column: Column, notes: Iterable[Labels]) -> Column:
    """The same column, with more said beside it."""
    parts = zip(column.note, *notes, strict=True)
    return replace(column, note=Labels(*(" ".join(filter(None, each)) for each in parts)))


def _column(declared: ColumnDeclaration) -> Column:
    column = COMMON[declared.column]() if declared.is_common else _own(declared)
    if declared.is_common and declared.name:
        column = replace(column, words=_labels(declared.name), aliases=tuple(column.words))
    if declared.help.ru or declared.help.en:
        column = replace(column, note=Labels(declared.help.ru, declared.help.en))
    if has_range(declared):
        column = in_range(column, declared)
    if declared.retired:
        column = retired(column)
    column = replace(
        _with_notes(column, notes_of(declared)), required_since=declared.required_since
    )
    return make.needed(column) if declared.required else column


def _own(declared: ColumnDeclaration) -> Column:
    """A column of this kind alone."""
    if declared.type is None or declared.name is None:
        raise ValueError("the schema requires a type and a name")
    return _MAKERS[declared.type](declared, declared.name)


def _word(declared: ColumnDeclaration, name: Title) -> Column:
    names = {code: word.names for code, word in declared.words.items()}
    return make.word(declared.column, Vocabulary(names), name.ru, name.en, default=declared.default)


def _text(declared: ColumnDeclaration, name: Title) -> Column:
    return make.text(declared.column, name.ru, name.en, characters=declared.characters)


def _dated(declared: ColumnDeclaration, name: Title) -> Column:
    prefix = declared.column.removesuffix("_on")
    known = _labels(declared.known) if declared.known else None
    return make.calendar_day(
        declared.column, prefix, name.ru, name.en, after=declared.after, known=known
    )


def _plain(maker: Callable[[str, str, str], Column]) -> Maker:
    return lambda declared, name: maker(declared.column, name.ru, name.en)


def _labels(title: Title) -> Labels:
    return Labels(title.ru, title.en)


_MAKERS: Mapping[str, Maker] = {
    "text": _text,
    "label": _plain(make.label),
    "word": _word,
    "whole": _plain(make.whole),
    "money": _plain(make.money),
    "day": _plain(make.day),
    "dated": _dated,
    "flag": _plain(make.flag),
}
