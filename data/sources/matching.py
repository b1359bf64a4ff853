"""What a file of another system looks like, and what its columns and words probably mean: proposals, which
a steward accepts or changes.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from rapidfuzz import process

from data.imports import SourceMapping
from data.imports.choices import choices, has_list
from data.imports.columns import Column
from data.imports.columns.attributes import PREFIX, attribute_of
from data.imports.columns.kind import Kind
from data.imports.columns.parsing import ColumnParser
from data.imports.context.context import Context
from data.imports.files import reading
from data.imports.files.header import nearly, recognised
from data.imports.files.heading import Heading
from data.imports.files.tables import Table, first_rows
from data.imports.mapping import column_named
from data.imports.problems import InvalidValue
from data.imports.values.codes import LANGUAGES
from data.sources.declaration import LONGEST_TITLE, LONGEST_WORD, MOST_COLUMNS
from data.words.matching import match_key
from data.words.offers import NEAR

FIRST_ROWS = 5
SEARCHED_ROWS = 20_000
"""Rows of a file in which unknown words are looked for; one further on is refused by the check."""
MOST_UNKNOWN = 100
"""Unknown words of a column that are matched on one page."""


@dataclass(frozen=True)
class SourceTable:
    """The titles of a file's columns as they stand, and its first rows; ``sheet`` is that of a
    workbook.
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str | None = None


@dataclass(frozen=True)
class UnknownWord:
    """A text of a column that is none of ours: in how many rows it stands, and what it may mean."""

    text: str
    count: int
    proposal: str = ""


def source_table(
    kind: Kind, path: Path, sheet: str | None = None, mapping: SourceMapping | None = None
) -> SourceTable:
    """The first table of a file, whether or not anything in it is ours; refuses what is no table."""
    kind = mapping.read_as(kind) if mapping else kind
    with reading.explained(path), reading.opened(kind, path, sheet=sheet) as source:
        table = source.tables[0]
        rows = first_rows(row for block in table.blocks() for row in _rows(block))
        header = _header(table.heading, rows)
        titles = tuple(title.strip()[:LONGEST_TITLE] for title in header.names[:MOST_COLUMNS])
        below = (row for number, row in rows if number > header.last)
        first = tuple(tuple(row[: len(titles)]) for row in islice(below, FIRST_ROWS))
        return SourceTable(titles, first, table.sheet)


def proposed_columns(kind: Kind, titles: Sequence[str]) -> list[str]:
    """The name of our column that each title probably means, each once; nothing where none is near."""
    known = recognised(kind, titles)
    likely = [column or near for column, near in zip(known, _near(kind, titles), strict=True)]
    names = [column.name if column else "" for column in likely]
    sure = {column.name for column in known if column}
    proposals: list[str] = []
    for name, column in zip(names, known, strict=True):
        taken = name in proposals or (column is None and name in sure)
        proposals.append("" if taken else name)
    return proposals


def unknown_words(
    kind: Kind,
    context: Context,
    path: Path,
    mapping: SourceMapping,
    language: str,
    sheet: str | None = None,
) -> dict[str, list[UnknownWord]]:
    """By our column, the texts of a file's first rows that are no words of its list, the most frequent
    first.
    """
    # as the file has them: what is matched already is to be seen and changed too
    read_kind = replace(mapping, words=()).read_as(kind)
    counts: dict[str, Counter[str]] = {}
    with reading.explained(path), reading.opened(read_kind, path, sheet=sheet) as source:
        for table in source.tables:
            _count(read_kind, table, source, counts)
    return {
        name: words
        for name, texts in counts.items()
        if (column := column_named(kind, name))
        and (words := _unknown(column, kind, context, texts, language))
    }


def _rows(block: object) -> Sequence[Sequence[str]]:
    rows: Sequence[Sequence[str]] = getattr(block, "rows", ())
    columns: Sequence[Sequence[str]] = getattr(block, "columns", ())
    return rows or list(zip(*columns, strict=True))


def _header(heading: Heading, rows: Sequence[tuple[int, Sequence[str]]]) -> Heading:
    """The header where some of it is known; else the first of the fullest rows, as titles above a
    table fill few cells.
    """
    if heading.complete or heading.matched > 1 or not rows:
        return heading
    number, row = max(rows, key=lambda each: sum(map(bool, map(str.strip, each[1]))))
    return Heading(number, number, tuple(row), (tuple(row),))


def _near(kind: Kind, titles: Sequence[str]) -> list[Column | None]:
    spellings = [(text, column) for column in kind.columns for text in column.spellings()]
    texts = [text for text, _column in spellings]
    near: list[Column | None] = []
    for title, close in zip(titles, nearly(kind, titles), strict=True):
        likely = process.extractOne(title, texts, processor=match_key, score_cutoff=NEAR)
        near.append(close or (spellings[likely[2]][1] if likely and title.strip() else None))
    return near


def _count(
    kind: Kind, table: Table, source: reading.OpenFile, counts: dict[str, Counter[str]]
) -> None:
    columns, read = recognised(kind, table.heading.names), 0
    for chunk in table.body(source.file, source.corrections):
        for column, texts in zip(columns, chunk.columns, strict=True):
            if column and _may_have_list(kind, column):
                counts.setdefault(column.name, Counter()).update(map(str.strip, texts))
        read += len(chunk)
        if read >= SEARCHED_ROWS:
            return


def _may_have_list(kind: Kind, column: Column) -> bool:
    """Whether the words of a column may be ours or not: what an attribute may be, definitions declare."""
    return (has_list(column) and column in kind.columns) or column.name.startswith(PREFIX)


def _unknown(
    column: Column, kind: Kind, context: Context, texts: Mapping[str, int], language: str
) -> list[UnknownWord]:
    is_known = _recogniser(column, kind, context)
    ours = [word for each in (language, *LANGUAGES) for word in choices(column, each, context)]
    unknown: list[UnknownWord] = []
    for text, count in sorted(texts.items(), key=lambda item: (-item[1], item[0])):
        if len(unknown) < MOST_UNKNOWN and text and not is_known(text):
            unknown.append(UnknownWord(text[:LONGEST_WORD], count, _proposal(text, ours)))
    return unknown


def _recogniser(column: Column, kind: Kind, context: Context) -> Callable[[str], bool]:
    """What tells whether a text of a column is one of our words."""
    parser = ColumnParser(kind, column, context)
    if not column.name.startswith(PREFIX):
        return lambda text: _is_known(parser, text)
    attribute = attribute_of(column, context)
    words = [*attribute.values] if attribute else []
    words += [word for each in LANGUAGES if attribute for word in attribute.words(each)]
    keys = set(map(match_key, words))
    # where no definition lists the values, each word is one
    return lambda text: not keys or text in parser.special or match_key(text) in keys


def _is_known(parser: ColumnParser, text: str) -> bool:
    try:
        parser.parse(text)
    except InvalidValue:
        # «as above» is no word to be matched
        return text in parser.special
    return True


def _proposal(text: str, ours: Sequence[str]) -> str:
    near = process.extractOne(text[:LONGEST_WORD], ours, processor=match_key, score_cutoff=NEAR)
    return near[0] if near else ""
