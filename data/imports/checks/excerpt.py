"""Some rows of a file as they stand, for whoever mends them or looks before loading."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.imports.choices import has_list
from data.imports.columns.kind import Kind
from data.imports.files import reading
from data.imports.files.corrections import AS_IT_CAME, Corrections
from data.imports.files.header import recognised
from data.imports.files.reading import OpenFile
from data.imports.files.replacing import by_place, replace_in_row
from data.imports.files.tables import Table
from data.imports.files.xlsx_cells import place_of
from data.imports.mapping import SourceMapping
from data.imports.problems import STRIDE
from data.refusals import Problem


@dataclass(frozen=True)
class Head:
    """A table's header: its row, its titles, and the columns' own names, empty where unknown."""

    row: int
    titles: tuple[str, ...]
    names: tuple[str, ...]
    sheet: str | None = None


@dataclass(frozen=True)
class Excerpt:
    """Rows by their numbers in the file, each under the header of its table.

    Where several sheets are read, the numbers go on from sheet to sheet; ``where`` says what a
    reader finds them by. ``originals`` has the rows in which a text is mended as wherever it
    stands, without that. ``repeats`` counts, by column and text, in how many rows of the whole
    file a wrong text of a list stands.
    """

    heads: tuple[Head, ...] = ()
    rows: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    originals: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    repeats: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def head(self, row: int) -> Head | None:
        """The header above a row."""
        place = row // STRIDE
        return self.heads[place] if place < len(self.heads) else None

    def titles(self, row: int) -> tuple[str, ...]:
        """The titles of the columns above a row."""
        head = self.head(row)
        return head.titles if head else ()

    def is_header(self, row: int) -> bool:
        head = self.head(row)
        return head is not None and head.row == row

    def line(self, row: int) -> tuple[str, ...]:
        """The cells of a row or of a header, as far as they were kept."""
        return self.titles(row) if self.is_header(row) else self.rows.get(row, ())

    def number(self, problem: Problem) -> int | None:
        """The number of the row that a problem speaks of."""
        if problem.row is None:
            return None
        sheets = [head.sheet for head in self.heads]
        return (
            STRIDE * (sheets.index(problem.sheet) if problem.sheet in sheets[1:] else 0)
            + problem.row
        )

    def rows_of(self, head: Head) -> dict[int, tuple[str, ...]]:
        """The rows under a header, by their numbers in its own sheet."""
        return {
            number % STRIDE: row for number, row in self.rows.items() if self.head(number) is head
        }

    def where(self, row: int) -> str:
        """A row as a reader finds it: its number, after the name of its sheet where several are
        read.
        """
        head = self.head(row)
        return f"{head.sheet}: {row % STRIDE}" if head and len(self.heads) > 1 else str(row)

    def place(self, problem: Problem) -> int | None:
        """Which column a problem speaks of: by its name, by the title that the file gives it, or by
        its letters.
        """
        column, head = problem.column, self.head(self.number(problem) or 0)
        if column is None:
            return None
        # a fault of a cell beside any table is named by letters, as spreadsheets do
        if head is None:
            return place_of(column) if column.isalpha() and column.isupper() else None
        titles = [title.strip() for title in head.titles]
        return next(
            (list(known).index(column) for known in (head.names, titles) if column in known), None
        )


def excerpt(
    kind: Kind,
    path: Path,
    corrections: Corrections = AS_IT_CAME,
    *,
    sheet: str | None = None,
    mapping: SourceMapping | None = None,
    problems: Sequence[Problem] = (),
    first: int = 0,
) -> Excerpt:
    """The rows that problems speak of, or the first few of each table; of a source as ``mapping``
    says it.
    """
    if mapping is not None:
        kind, corrections = mapping.read_as(kind), mapping.corrections(corrections)
    with (
        reading.explained(path),
        reading.opened(kind, path, sheet=sheet, corrections=corrections) as source,
    ):
        heads = tuple(_head(kind, table) for table in source.tables)
        # heads alone tell the number: rows of several sheets are numbered on
        numbers = {number for problem in problems if (number := Excerpt(heads).number(problem))}
        rows: dict[int, tuple[str, ...]] = {}
        originals: dict[int, tuple[str, ...]] = {}
        for table in source.tables:
            replacements = by_place(kind, table.heading.names, corrections)
            for number, row in _rows(table, corrections, numbers, first).items():
                # both are shown: the row as it will be read, and what the file says
                rows[number] = tuple(replace_in_row(row, number, replacements, corrections))
                if rows[number] != row:
                    originals[number] = row
        return Excerpt(heads, rows, originals, _repeats(source, kind, problems))


def _repeats(
    source: OpenFile, kind: Kind, problems: Sequence[Problem]
) -> Mapping[str, Mapping[str, int]]:
    """How often the wrong texts of columns with a list stand in their columns; the whole file is
    read for it.
    """
    listed = {column.name for column in kind.columns if has_list(column)}
    counts: dict[str, dict[str, int]] = {}
    for problem in problems:
        if problem.row and problem.column in listed and (text := (problem.value or "").strip()):
            counts.setdefault(problem.column, {})[text] = 0
    # a whole file is read again only where a word could be replaced everywhere
    for table in source.tables if counts else ():
        columns = recognised(kind, table.heading.names)
        for chunk in table.body(source.file, source.corrections):
            for column, texts in zip(columns, chunk.columns, strict=True):
                _count(counts.get(column.name, {}) if column else {}, texts)
    return counts


def _count(counts: dict[str, int], texts: Sequence[str]) -> None:
    for text in map(str.strip, texts) if counts else ():
        if text in counts:
            counts[text] += 1


def _head(kind: Kind, table: Table) -> Head:
    columns = recognised(kind, table.heading.names)
    names = tuple(column.name if column else "" for column in columns)
    return Head(table.header_row, table.heading.names, names, table.sheet)


def _rows(
    table: Table, corrections: Corrections, numbers: Collection[int], first: int
) -> dict[int, tuple[str, ...]]:
    """Rows below the header that are not empty: those of these numbers, and the first."""
    kept: dict[int, tuple[str, ...]] = {}
    last = max(
        (number for number in numbers if number // STRIDE == table.base // STRIDE), default=0
    )
    for number, row in enumerate(corrections.rows(table.blocks(), table.base), table.base + 1):
        # no further than needed: the excerpt of a million rows is shown while somebody waits
        if number > last and len(kept) >= first:
            break
        below = number > table.header_row and any(map(str.strip, row))
        if below and (number in numbers or len(kept) < first):
            kept[number] = tuple(row)
    return kept
