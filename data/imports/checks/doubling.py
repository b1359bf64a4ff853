"""Rows given twice in one file, those with faults among them: all that is wrong is told in one
round.
"""

from collections.abc import Iterator, Mapping, Sequence

from data.imports.columns import Column
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.columns.naming import NUMBER, has_numbers, key
from data.imports.context.context import Context
from data.imports.problems import Problems
from data.imports.values.codes import LANGUAGES
from data.refusals import quoted
from data.words.matching import visible

AS_TYPED = "~"
"""Begins the name of a row that has faults: it is known by what was typed, and no sound row is
called so.
"""
BETWEEN = "\x1f"


def names_in_file(kind: Kind, batch: Batch) -> list[str]:
    """What each row is known by within its file: its number; where that has a fault, what was typed
    for it.
    """
    names = [str(number) for number in batch.values[NUMBER]]
    for index in batch.faults:
        # a fingerprint of faulty cells is that of None: two different rows would seem to be one
        if names[index].startswith("#") or not batch.is_sound(
            index, *(column.name for column in _naming(kind))
        ):
            texts = (
                visible(batch.texts[name][index]).strip() for name in _columns_typed(kind, batch)
            )
            names[index] = AS_TYPED + BETWEEN.join(texts)
    return names


def note_doubled(
    kind: Kind, context: Context, problems: Problems, row: int, name: str, first: int
) -> None:
    """Note a row that says again what an earlier one says."""
    before = problems.named(first)
    if not has_numbers(kind):
        label = _as_typed(name) if name.startswith(AS_TYPED) else key(kind, name, context)
        problems.add("import_key_doubled", row=row, key=label, first=before)
    elif name.startswith(("#", AS_TYPED)):
        problems.add("import_row_doubled", row=row, first=before)
    else:
        problems.add("import_number_doubled", row=row, number=name, first=before)


def rows_without_faults(batch: Batch) -> Batch:
    """The rows without faults."""
    return (
        batch.at([index for index in range(len(batch)) if index not in batch.faults])
        if batch.faults
        else batch
    )


def faulty(batch: Batch) -> Batch:
    """The rows with faults, which the batch has kept."""
    kept = sorted(batch.faults)
    rows = batch.at(kept)
    rows.faults = {place: batch.faults[index] for place, index in enumerate(kept)}
    return rows


def _naming(kind: Kind) -> Iterator[Column]:
    """The columns that make a row's number."""
    fields = {*(kind.key or (NUMBER,))}
    yield from (column for column in kind.columns if fields.intersection(column.fields))


def _columns_typed(kind: Kind, batch: Batch) -> Sequence[str]:
    """The columns of the file that tell a row with faults from others, in one order."""
    if has_numbers(kind):
        return [*batch.texts]
    own = {column.name for column in kind.columns}
    naming = [column.name for column in _naming(kind) if column.name in batch.texts]
    return naming + [name for name in batch.texts if name not in own]


def _as_typed(name: str) -> Mapping[str, str]:
    """The typed texts of a key, by language; empty ones are left out."""
    texts = [text for text in name.removeprefix(AS_TYPED).split(BETWEEN) if text]
    return {language: ", ".join(quoted(text, language) for text in texts) for language in LANGUAGES}
