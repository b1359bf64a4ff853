"""Texts of a column that are mended wherever they stand below the header of their table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from data.imports.columns.kind import Kind
from data.imports.files.blocks import Chunk
from data.imports.files.corrections import Corrections, Replacement
from data.imports.files.header import recognised
from data.imports.ranges import Ranges

ByPlace = Mapping[int, Mapping[str, Replacement]]
"""By the place of a column, the replacements of its texts."""


def by_place(kind: Kind, titles: Sequence[str], corrections: Corrections) -> ByPlace:
    """The replacements of a table's columns; nothing of columns without one."""
    if not corrections.replacements:
        return {}
    columns: dict[str, dict[str, Replacement]] = {}
    for each in corrections.replacements:
        columns.setdefault(each.column, {})[each.was.strip()] = each
    return {
        place: columns[column.name]
        for place, column in enumerate(recognised(kind, titles))
        if column and column.name in columns
    }


def replace_in_row(
    row: Sequence[str], number: int, replacements: ByPlace, corrections: Corrections
) -> Sequence[str]:
    """One row as it shall be read; ``number`` is its own in the file."""
    line = list(row)
    for place, texts in replacements.items():
        # by the text as it stands, without spaces around: the same mistake, however it was padded
        each = texts.get(row[place].strip()) if place < len(row) else None
        if each and not corrections.has(number, place):
            line[place] = each.now
    return line


def replace_in_chunk(
    rows: Chunk,
    replacements: ByPlace,
    corrections: Corrections,
    counts: dict[Replacement, Ranges],
    base: int,
) -> Chunk:
    """Rows as they shall be read; ``counts`` learns in which of them, by their numbers after
    ``base``. A cell of which nobody can say what it holds is left to be mended by itself.
    """
    columns = list(rows.columns)
    for place, texts in replacements.items():
        column = list(columns[place])
        for index, each in _matches(column, texts):
            number = rows.numbers[index]
            # a cell mended by itself wins over what is replaced everywhere
            if not corrections.has(number, place) and (number, place) not in rows.faults:
                column[index] = each.now
                counts.setdefault(each, Ranges()).add([number - base])
        columns[place] = column
    return replace(rows, columns=columns)


def _matches(
    column: Sequence[str], texts: Mapping[str, Replacement]
) -> Iterator[tuple[int, Replacement]]:
    for index, text in enumerate(column):
        if each := texts.get(text.strip()):
            yield index, each
