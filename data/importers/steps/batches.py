"""The rows of a file's tables turned into batches of values, column by column."""

from collections.abc import Iterator, Sequence

from data.importers.steps import header
from data.importers.steps.batch import Batch, Memory, fill, parsed
from data.importers.steps.blanks import blanks_of
from data.importers.steps.blocks import Chunk
from data.importers.steps.columns import Column
from data.importers.steps.context import Context
from data.importers.steps.kind import Kind
from data.importers.steps.problems import Problems, refusal
from data.importers.steps.reading import Source
from data.importers.steps.tables import Table
from data.refusals import Problem

Columns = Sequence[Column | None]


def batches(kind: Kind, context: Context, source: Source, problems: Problems, notes: list[Problem]) -> Iterator[Batch]:
    """The values of every table; what is wrong is added to ``problems``, what is odd to ``notes``."""
    matched = [header.match(kind, table.heading.names, table.header_row, problems) for table in source.tables]
    problems.refuse()
    empty = True
    for table, columns in zip(source.tables, matched, strict=True):
        blanks = blanks_of(columns)
        memories = [Memory(kind, column, context) for column in columns if column]
        for rows in _readable(source, table, columns, problems):
            empty = False
            for place, each in blanks.items():
                each.note(rows.numbers, rows.columns[place])
            batch = _batch(rows, columns, memories, problems)
            fill(batch, kind, columns)
            yield batch
        sheet, _ = problems.place(table.header_row)
        notes += [note for each in blanks.values() if (note := each.problem(sheet)) is not None]
    if empty and not problems.total:
        raise refusal(source.file, "import_no_rows")


def _readable(source: Source, table: Table, columns: Columns, problems: Problems) -> Iterator[Chunk]:
    """The rows of which every cell can be read; of the others it is noted what is wrong."""
    for rows in table.body(source.file, source.mending):
        for (row, place), bad in rows.faults.items():
            column = columns[place] if place is not None else None
            problems.add(bad.rule, row=row, column=column.name if column else None, **bad.params)
        sound = rows.without({row for row, _ in rows.faults})
        if len(sound):
            yield sound


def _batch(chunk: Chunk, columns: Columns, memories: Sequence[Memory], problems: Problems) -> Batch:
    for row, cells in chunk.uneven.items():
        problems.add("import_row_width", row=row, cells=cells, columns=len(columns))
    texts = {}
    for column, typed in zip(columns, chunk.columns, strict=True):
        if column:
            texts[column.name] = typed
        else:
            _check_unnamed(chunk, typed, problems)
    batch = Batch(chunk.numbers, {}, texts, problems)
    parsed(batch, memories)
    return batch


def _check_unnamed(chunk: Chunk, typed: Sequence[str], problems: Problems) -> None:
    """A column without a name may only be empty."""
    for row, text in zip(chunk.numbers, typed, strict=True):
        if text.strip():
            problems.add("import_column_unnamed", row=row, value=text)
