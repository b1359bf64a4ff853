"""Load a checked file: its rows, the corrections they make, the coverage they give; all in one
revision.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Connection, update
from sqlalchemy.orm import Session

from data.database import bulk
from data.database.database import Change, TouchedRange
from data.imports.among import among
from data.imports.checks import coverage
from data.imports.checks.checked_file import CheckedFile
from data.imports.columns.batch import Batch
from data.imports.columns.kind import DistrictLink, Kind
from data.imports.files import reading
from data.imports.loading.touched import TouchedScope
from data.imports.progress import Progress, silently
from data.imports.receipt import Receipt
from data.refusals import refuse
from data.sending import sent_files
from data.tables.revisions import ImportRun


def receipt(
    checked: CheckedFile, run: ImportRun | None = None, *, dry_run: bool = False
) -> Receipt:
    """The receipt of a checked file, loaded as ``run`` or not at all."""
    return Receipt(
        kind=checked.kind.name,
        file_name=checked.file_name,
        programme=checked.context.code,
        programme_name=checked.context.title,
        import_id=run.id if run else None,
        revision=run.revision if run else None,
        accepted=checked.accepted,
        updated=checked.updated,
        skipped=checked.skipped,
        covered=len(checked.covered),
        proposed_covers=None if checked.covers else checked.proposed_covers,
        changed=run is not None,
        dry_run=dry_run,
        sheets=checked.sheets,
        notes=tuple(checked.notes),
    )


def load(change: Change, checked: CheckedFile, progress: Progress = silently) -> Receipt:
    """Bring the file's rows into the open transaction; a file that changes nothing leaves no trace."""
    if checked.revision not in (change.revision - 1, change.revision):
        raise refuse("import_checked_too_early", file_name=checked.file_name)
    # a full disk, where a file of ours finds no room
    with closing(checked.spool), reading.explained(Path(checked.file_name)):
        return _load(change, checked, progress) if checked.changes else receipt(checked)


def reach(session: Session, checked: CheckedFile) -> TouchedRange:
    """What loading a checked file would touch."""
    touched = TouchedScope(checked.kind)
    for batch in checked.spool:
        touched.note(batch.values)
        if old := _replaced(batch):
            touched.note_stored(session, among(session, checked.kind.sql.columns.id, old))
    touched.years |= {covered.year for covered in checked.covered}
    return touched.touch(checked.context.programme_id)


def _load(change: Change, checked: CheckedFile, progress: Progress) -> Receipt:
    run = _run(change, checked)
    touched = TouchedScope(checked.kind)
    # corrections need the indexes
    new_alone = 0 if checked.updated else checked.accepted
    connection, kind = change.session.connection(), checked.kind
    with bulk.indexes_afterwards(connection, kind.tables, new_alone):
        for batch in _announced(checked, progress):
            insert_batch(change, kind, run.programme_id, batch, touched, import_id=run.id)
    bulk.look_at(connection, kind.sql, checked.accepted + checked.updated)
    _cover(change, checked, run.id, touched)
    touched.announce(change, run.programme_id)
    return receipt(checked, run)


def _announced(checked: CheckedFile, progress: Progress) -> Iterator[Batch]:
    """The batches to load; ``progress`` hears of the rows of each when it is done."""
    loaded, rows = 0, checked.accepted + checked.updated
    for batch in checked.spool:
        yield batch
        loaded += len(batch)
        progress("load", loaded, rows)


def _run(change: Change, checked: CheckedFile) -> ImportRun:
    run = ImportRun(
        programme_id=checked.context.programme_id,
        kind=checked.kind.name,
        file_name=checked.file_name[:255],
        file_sha256=checked.sha256,
        covers=checked.covers,
        revision=change.revision,
        accepted=checked.accepted,
        updated=checked.updated,
        skipped=checked.skipped,
        receipt={},
    )
    change.session.add(run)
    change.session.flush()
    districts = checked.context.claim.districts
    run.receipt = asdict(receipt(checked, run)) | {
        "districts": "all" if districts is None else sorted(districts),
        "illustrative": checked.illustrative,
        "skipped_from": {str(run_id): rows for run_id, rows in checked.skipped_from.items()},
        "mended": checked.corrections.cells,
        "left_out": checked.corrections.left_out,
        "confirmed": checked.corrections.confirmed,
        "replaced": checked.corrections.replacements,
        "headings": checked.headings if checked.corrections.cells else (),
    }
    if checked.sent_file is not None:
        # in the revision itself: what is loaded waits no longer
        sent = sent_files.accept(change, checked.sent_file, run.id)
        run.receipt = run.receipt | {"sent": sent}
    return run


def insert_batch(
    change: Change,
    kind: Kind,
    programme: int,
    batch: Batch,
    touched: TouchedScope,
    *,
    import_id: int | None = None,
) -> None:
    """Add a batch's rows, of an import or of nobody but people, and close those that they correct."""
    close(change, kind, _replaced(batch), touched)
    table, connection = kind.sql, change.session.connection()
    stored = {name: column for name, column in batch.values.items() if name in table.columns}
    same = {"since": change.revision, "programme_id": programme, "import_id": import_id}
    ids = bulk.new_ids(connection, table, len(batch))
    alike, columns = bulk.parted(same, {"id": ids, **stored})
    bulk.insert_rows(connection, table, alike, columns)
    if import_id is not None:
        change.imported.add(table, alike, columns)
        change.texts.add(change.session, table, ids, stored)
    if kind.link:
        pairs = _link(connection, kind.link, ids, batch)
        if import_id is not None and _is_sorted_as_here(connection):
            change.imported.add_districts(kind.link.table, pairs)
    touched.note(batch.values)


def close(change: Change, kind: Kind, ids: Sequence[int], touched: TouchedScope) -> None:
    """Close these rows."""
    if not ids:
        return
    which = among(change.session, kind.sql.columns.id, ids)
    touched.note_stored(change.session, which)
    change.session.execute(update(kind.sql).where(which).values(until=change.revision))


def _replaced(batch: Batch) -> list[int]:
    """The rows that a batch corrects."""
    return [old for old in batch.values.get("replaces", ()) if isinstance(old, int)]


def _link(
    connection: Connection, link: DistrictLink, ids: Sequence[int], batch: Batch
) -> list[tuple[int, str]]:
    """Add the rows of the other table that a field of several values means; the ids of the records
    and their districts, in order.
    """
    lists = batch.column(link.field)
    districts = {each: sorted(filter(None, str(each or "").split(";"))) for each in set(lists)}
    pairs = [
        (record, code) for record, each in zip(ids, lists, strict=True) for code in districts[each]
    ]
    if pairs:
        columns = dict(zip(link.names, zip(*pairs, strict=True), strict=True))
        bulk.insert_rows(connection, link.table, *bulk.parted({}, columns))
    return pairs


def _is_sorted_as_here(connection: Connection) -> bool:
    """Whether the database has texts in the order of their signs; PostgreSQL's is that of a language."""
    return connection.dialect.name == "sqlite"


def _cover(change: Change, checked: CheckedFile, run: int, touched: TouchedScope) -> None:
    programme, kind = checked.context.programme_id, checked.kind.name
    coverage.add(
        change, programme, kind, checked.covered, import_id=run, illustrative=checked.illustrative
    )
    touched.years |= {covered.year for covered in checked.covered}
