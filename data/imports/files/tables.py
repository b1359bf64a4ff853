"""The tables of a file: where each begins, the rows below its header, and what is passed over among
them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from data.imports.columns.kind import Kind
from data.imports.files.besides import besides
from data.imports.files.blocks import Block, Chunk, Row, chunk
from data.imports.files.corrections import Corrections, Replacement
from data.imports.files.heading import SEARCHED, Heading, Numbered, heading, is_numbering
from data.imports.files.replacing import by_place, replace_in_chunk
from data.imports.problems import InvalidValue, refusal
from data.imports.ranges import Ranges

EMPTY_ROWS = 10_000  # more than these are a table gone wrong

Blocks = Callable[[], Iterator[Block]]


@dataclass
class PassedRows:
    """Rows that are no records, records that whoever made the sheet did not see, and those in
    which a text is mended as wherever it stands; by their numbers in the file.
    """

    again: Ranges = field(default_factory=Ranges)
    numbering: int | None = None
    hidden: Ranges = field(default_factory=Ranges)
    replaced: dict[Replacement, Ranges] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One table: a sheet's, or a whole file's. ``base`` is added to the numbers of its rows.

    ``header_faults`` are cells of the header that cannot be read, by row and place.
    """

    kind: Kind
    heading: Heading
    blocks: Blocks
    sheet: str | None = None
    base: int = 0
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[str, str], ...] = ()
    header_faults: Sequence[tuple[int, int, InvalidValue]] = ()
    passed: PassedRows = field(default_factory=PassedRows)

    @property
    def header_row(self) -> int:
        """The number of the header's last row."""
        return self.base + self.heading.last

    def body(self, file: str, corrections: Corrections) -> Iterator[Chunk]:
        """The rows below the header that are not empty, with the numbers of the file, in chunks of
        bounded size.
        """
        before, empty = 0, 0
        replacements = by_place(self.kind, self.heading.names, corrections)
        for block in corrections.blocks(self.blocks(), self.base):
            rows = chunk(block, self.base + before, len(self.heading.names))
            before += len(block)
            empty += len(block) - len(rows)
            # a sheet whose formats go on to row 1 048 576 would take minutes to say nothing
            if empty > EMPTY_ROWS:
                raise refusal(file, "import_empty_rows", limit=EMPTY_ROWS, row=before)
            # after the repeated headers are gone, which would be taken for notes
            rows = besides(self.kind, self.heading, self._records(rows.below(self.header_row)))
            if replacements:
                counts = self.passed.replaced
                # last, so that only what is read as a record is counted as replaced
                rows = replace_in_chunk(rows, replacements, corrections, counts, self.base)
            if len(rows):
                yield rows

    def _records(self, rows: Chunk) -> Chunk:
        """The rows without those that repeat the header or number the columns."""
        passed = [number for number, row in self._like_header(rows) if self.heading.again(row)]
        self.passed.again.add(number - self.base for number in passed)
        first = rows.numbers[0] if len(rows) else 0
        # right under the header alone: a record may well say 1, 2, 3
        if first == self.header_row + 1 and is_numbering([column[0] for column in rows.columns]):
            self.passed.numbering = first - self.base
            passed.append(first)
        rows = rows.without(set(passed))
        if self.hidden_rows:
            self.passed.hidden.add(
                number - self.base
                for number in rows.numbers
                if number - self.base in self.hidden_rows
            )
        return rows

    def _like_header(self, rows: Chunk) -> Iterator[Numbered]:
        """The rows that have one of the header's texts in its own column: hardly any other than the
        header again.
        """
        indexes: set[int] = set()
        for row in self.heading.rows:
            # one column is looked at, as reading each row as a row takes many times longer
            place = next((place for place, name in enumerate(row) if name.strip()), None)
            if place is not None and place < len(rows.columns):
                title = row[place].strip().casefold()
                texts = list(map(str.casefold, map(str.strip, rows.columns[place])))
                indexes |= (
                    {index for index, text in enumerate(texts) if text == title}
                    if title in texts
                    else set()
                )
        for index in sorted(indexes):
            yield rows.numbers[index], [column[index] for column in rows.columns]


def first_rows(rows: Iterable[Row]) -> list[Numbered]:
    """The first rows that are not empty, each with its number from 1."""
    return list(
        islice(
            ((number, row) for number, row in enumerate(rows, 1) if any(map(str.strip, row))),
            SEARCHED,
        )
    )


def headed(kind: Kind, file: str, rows: Sequence[Numbered]) -> Heading:
    """The header among the first rows; refuses a table without one row, and one whose records stand
    above it.
    """
    best = heading(kind, rows)
    if best is None:
        raise refusal(file, "import_file_empty")
    # their rows would be lost without a word
    if best.records:
        raise refusal(file, "import_rows_above_header", row=best.records[0], header=best.first)
    return best
