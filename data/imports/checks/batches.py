"""The rows of a file's tables turned into batches of values, column by column."""

from collections.abc import Iterator, Sequence

from data.imports.checks.blanks import blanks_of
from data.imports.columns import Column
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.columns.parsing import ColumnParser, fill, parsed
from data.imports.context.context import Context
from data.imports.files import header
from data.imports.files.blocks import Chunk
from data.imports.files.reading import OpenFile
from data.imports.files.tables import Table
from data.imports.problems import Problems, refusal
from data.refusals import Problem

Columns = Sequence[Column | None]


def matched(kind: Kind, tables: Sequence[Table], problems: Problems) -> list[Columns]:
    """The columns of each table; refuses at once only a file in which there is none, else notes
    what is wrong.
    """
    columns_of = [_columns(kind, table, problems) for table in tables]
    # without a single known column every cell would be a fault, and none of them the real one
    if not any(column for columns in columns_of for column in columns):
        problems.refuse()
    return columns_of


def _columns(kind: Kind, table: Table, problems: Problems) -> Columns:
    columns = header.match(kind, table.heading.names, table.header_row, problems)
    for row, place, bad in table.header_faults:
        name = table.heading.names[place].strip() if place < len(table.heading.names) else ""
        problems.add(bad.rule, row=table.base + row, column=name or None, **bad.params)
    return columns


def batches(
    kind: Kind,
    context: Context,
    source: OpenFile,
    columns_of: Sequence[Columns],
    problems: Problems,
    notes: list[Problem],
) -> Iterator[Batch]:
    """The values of every table; what is wrong is added to ``problems``, what is odd to ``notes``."""
    empty = True
    for table, columns in zip(source.tables, columns_of, strict=True):
        # by table: an empty cell is odd only beside filled ones of the same table
        blanks = blanks_of(columns)
        # kept over the chunks: a text that came before is not read again
        memories = [ColumnParser(kind, column, context) for column in columns if column]
        for chunk in table.body(source.file, source.corrections):
            empty = False
            rows = _records(chunk, columns, problems)
            if not len(rows):
                continue
            for place, each in blanks.items():
                each.note(rows.numbers, rows.columns[place])
            batch = _batch(rows, table.heading.names, columns, memories, problems)
            fill(batch, kind, columns)
            yield batch
        sheet, _ = problems.place(table.header_row)
        notes += [note for each in blanks.values() if (note := each.problem(sheet)) is not None]
    # said only of a file without other faults: a wrong header explains why no row was read
    if empty and not problems.total:
        raise refusal(source.file, "import_no_rows")


def _records(chunk: Chunk, columns: Columns, problems: Problems) -> Chunk:
    """The rows that are records; of the others it is noted what they seem to be."""
    # a fault may lie in a row that is otherwise empty, and is then all there is of it
    known = set(chunk.numbers)
    alone = {row for row, place in chunk.faults if place is None or row not in known}
    for (row, place), bad in chunk.faults.items():
        if row in alone:
            problems.add(bad.rule, row=row, column=_name(columns, place), **bad.params)
    # of these nobody knows what they are: rules of the whole file must not rely on their absence
    problems.aside += len(alone)
    return chunk.without(alone)


def _batch(
    chunk: Chunk,
    names: Sequence[str],
    columns: Columns,
    memories: Sequence[ColumnParser],
    problems: Problems,
) -> Batch:
    texts = {
        column.name: column_texts
        for column, column_texts in zip(columns, chunk.columns, strict=True)
        if column
    }
    batch = Batch(chunk.numbers, {}, texts, problems)
    index_of = (
        {number: index for index, number in enumerate(chunk.numbers)}
        if chunk.uneven or chunk.faults
        else {}
    )
    for row, cells in chunk.uneven.items():
        batch.refuse(index_of[row], None, "import_row_width", cells=cells, columns=len(columns))
    for (row, place), bad in chunk.faults.items():
        batch.refuse(index_of[row], _name(columns, place), bad.rule, **bad.params)
    for name, column, column_texts in zip(names, columns, chunk.columns, strict=True):
        if not (column or name.strip()):
            # a value under no name would be lost without a word
            _check_unnamed(batch, column_texts)
    parsed(batch, memories)
    return batch


def _name(columns: Columns, place: int | None) -> str | None:
    """The name of the column at a place of the file, if it is one of the kind's."""
    column = columns[place] if place is not None and 0 <= place < len(columns) else None
    return column.name if column else None


def _check_unnamed(batch: Batch, texts: Sequence[str]) -> None:
    """A column without a name may only be empty."""
    for index, text in enumerate(texts):
        if text.strip():
            batch.refuse(index, None, "import_column_unnamed", value=text)
