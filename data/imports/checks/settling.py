"""Each row of a file settled: whether it is new, known already or a correction of what is known."""

from collections.abc import Sequence
from dataclasses import replace

from data.imports.checks.checked_file import CheckedFile
from data.imports.checks.doubling import faulty, names_in_file, rows_without_faults
from data.imports.checks.emptied import EmptiedValues
from data.imports.checks.identity import Identities, LivingRow
from data.imports.checks.options import ImportOptions
from data.imports.checks.scope import rows_outside
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.columns.naming import has_numbers, key
from data.imports.context.context import Context


def settle(
    checked: CheckedFile,
    batch: Batch,
    identities: Identities,
    emptied: EmptiedValues,
    options: ImportOptions,
) -> list[Batch]:
    """Decide for every row whether it is new, known or a correction; spool what is to be loaded,
    return the rest.
    """
    # faulty rows too: they must be found if they are doubled
    identities.identify(batch)
    # all rows, whether they will be loaded or not: two faulty ones may be one row given twice
    checked.spool.note_numbers(batch.rows, names_in_file(checked.kind, batch))
    refused, batch = [faulty(batch)], rows_without_faults(batch)
    numbers = [str(number) for number in batch.values["number"]]
    # a batch at a time: one select for two thousand numbers
    known = identities.known(numbers)
    if known:
        judged = batch
        olds = [known.get(number) for number in numbers]
        # only a replaced row can lose a value
        if options.update:
            emptied.note(checked.context.session, batch, _replaced_by(batch, olds))
        batch = _without_known(checked, batch, olds, options)
        # These are refused as wholes, and every cell of theirs can be read.
        refused.append(replace(faulty(judged), faults={}))
    replaced = sum(1 for old in batch.values.get("replaces", ()) if old is not None)
    checked.updated += replaced
    checked.accepted += len(batch) - replaced
    if len(batch):
        checked.spool.add(batch)
    return [rows for rows in refused if len(rows)]


def _note_taken(kind: Kind, context: Context, batch: Batch, index: int) -> None:
    number = str(batch.values["number"][index])
    if has_numbers(kind):
        batch.refuse(index, "number", "import_number_taken", number=number)
    else:
        batch.refuse(index, None, "import_key_taken", key=key(kind, number, context))


def _replaced_by(batch: Batch, known: Sequence[LivingRow | None]) -> list[int | None]:
    """The ids of the rows that each row replaces: those with its number and another content."""
    contents = zip(known, batch.values["fingerprint"], strict=True)
    return [
        old.id if old is not None and old.fingerprint != content else None
        for old, content in contents
    ]


def _without_known(
    checked: CheckedFile, batch: Batch, known: Sequence[LivingRow | None], options: ImportOptions
) -> Batch:
    """The rows to load, with the rows that they replace and the chains they continue."""
    kept: list[int] = []
    foreign = _foreign(checked, known, options)
    for index, (old, content) in enumerate(zip(known, batch.values["fingerprint"], strict=True)):
        # the same content: skipped, so that loading a file twice changes nothing (docs/import-
        # formats.md)
        if old is not None and old.fingerprint == content:
            checked.skipped += 1
            # whose row it was, as undoing that import takes away what this one skipped
            if old.import_id is not None:
                checked.skipped_from[old.import_id] = checked.skipped_from.get(old.import_id, 0) + 1
        elif old is not None and old.id in foreign:
            batch.refuse(index, "number", "import_number_elsewhere")
        elif old is not None and not options.update:
            _note_taken(checked.kind, checked.context, batch, index)
        else:
            kept.append(index)
    olds = [known[index] for index in kept]
    rows = batch.at(kept)
    rows.values["replaces"] = [old and old.id for old in olds]
    # a chain is called by the id of its first row, which has no chain itself
    rows.values["chain"] = [old and (old.chain or old.id) for old in olds]
    return rows


def _foreign(
    checked: CheckedFile, known: Sequence[LivingRow | None], options: ImportOptions
) -> set[int]:
    """The living rows that whoever has sent the file may not replace."""
    if options.scope is None:
        return set()
    ids = [old.id for old in known if old is not None]
    return rows_outside(checked.kind, checked.context.session, ids, options.scope)
