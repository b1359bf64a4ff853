"""Check a file: every broken rule is found, and what is left is spooled as clean typed columns."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from data.imports.checks.batches import batches, matched
from data.imports.checks.checked_file import CheckedFile
from data.imports.checks.claims import claim, refuse_claim
from data.imports.checks.coverage import claimed, living
from data.imports.checks.doubling import note_doubled
from data.imports.checks.emptied import EmptiedValues
from data.imports.checks.identity import Identities
from data.imports.checks.options import ImportOptions
from data.imports.checks.scope import refuse_outside
from data.imports.checks.settling import settle
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.context.context import Confirmed, context_of
from data.imports.files import header, reading
from data.imports.files.reading import OpenFile
from data.imports.mapping import SourceMapping
from data.imports.problems import LIST_LIMIT, Problems
from data.imports.progress import Progress, silently
from data.refusals import Problem

ANYTHING = Batch([0], {}, faults={0: {None}})
"""Stands for rows that seem to be no records: if they are, they may say anything."""


def check(
    session: Session,
    kind: Kind,
    path: Path,
    options: ImportOptions,
    *,
    propose: bool = False,
    progress: Progress = silently,
) -> CheckedFile:
    """Read and check ``path``; raises a ``Refusal`` with all its problems.

    ``propose``: ``covers`` may be left open.
    """
    kind = options.read_as(kind)
    with reading.explained(path), ExitStack() as cleaning:
        checked = _begin(session, kind, path, options)
        # closed by a refusal on the way; whoever gets the checked file closes it afterwards
        cleaning.callback(checked.spool.close)
        with reading.opened(
            kind, path, sheet=options.sheet, corrections=options.read_corrections, progress=progress
        ) as source:
            checked.sheets = source.sheets
            checked.headings = tuple(tuple(table.heading.names) for table in source.tables)
            titles = header.titles(kind, (table.heading.names for table in source.tables))
            notes = partial(_how_it_is_read, checked, source, options)
            problems = Problems(path.name, source.sheets, notes, titles)
            _check_rows(checked, source, problems, options)
            _check_the_whole(checked, problems, propose, options.mapping)
            # after the rows were read: rows passed over and replaced are known only then
            checked.notes = [*notes(), *checked.notes]
        # nothing went wrong: the spool is the caller's by now
        cleaning.pop_all()
    return checked


def _how_it_is_read(
    checked: CheckedFile, source: OpenFile, options: ImportOptions
) -> list[Problem]:
    """What was seen of the file, after the source that it is read by."""
    if options.mapping is None:
        return source.layout()
    worked_out = "" if options.covers else checked.covers
    return [*options.mapping.notes(checked.headings, worked_out), *source.layout()]


def _begin(session: Session, kind: Kind, path: Path, options: ImportOptions) -> CheckedFile:
    options.limits.refuse_large(path)
    context, covers = context_of(session, options.programme), options.covers
    if options.mapping is not None:
        covers = options.mapping.covers_of(kind, covers, path.name)
    # only records claim a period (docs/import-formats.md, What a file covers)
    if kind.is_record:
        context.claim = claim(context, covers, options.districts, path.name)
        if options.scope is not None:
            context.claim.is_scope = context.claim.districts == options.scope
    else:
        refuse_claim(kind.words, options.covers, options.districts, path.name)
    corrections = options.corrections
    context.confirmed = Confirmed(frozenset(corrections.confirmed), corrections.confirms_all)
    return CheckedFile(
        kind,
        context,
        path.name,
        reading.sha256(path),
        covers or "",
        newest_revision(session),
        corrections,
        sent_file=options.sent_file,
    )


def _check_rows(
    checked: CheckedFile, source: OpenFile, problems: Problems, options: ImportOptions
) -> None:
    identities, emptied = Identities(checked.kind, checked.context), EmptiedValues(checked.kind)
    columns = matched(checked.kind, source.tables, problems)
    # before any row: all faults until here are of the header
    checked.headed = not problems.total
    every = batches(checked.kind, checked.context, source, columns, problems, checked.notes)
    for batch in options.limits.bounded(every, checked.file_name):
        _note_content(checked, batch)
        # what several columns say together would blame a row for a column that is misnamed
        if not checked.headed:
            continue
        # after the header is sound, as it looks at several columns of a row together
        if checked.kind.arrange:
            checked.kind.arrange(batch, checked.context)
        if options.scope is not None:
            refuse_outside(checked.kind, checked.context, batch, options.scope)
        refused = settle(checked, batch, identities, emptied, options)
        # faulty rows are kept only as long as their rule could still add a line to the list
        if checked.kind.whole_file and problems.total < LIST_LIMIT:
            checked.faulty += refused
    checked.notes += emptied.problem()
    # at the end: numbers of the whole file, kept on disk rather than in memory
    for name, row, first in checked.spool.doubled():
        note_doubled(checked.kind, checked.context, problems, row, name, first)


def _note_content(checked: CheckedFile, batch: Batch) -> None:
    """Remember what the receipt and the coverage will need."""
    if not checked.kind.is_record:
        return
    checked.illustrative = checked.illustrative and all(batch.column("illustrative"))
    for year, month in set(zip(batch.column("year"), batch.column("month"), strict=True)):
        if isinstance(year, int):
            checked.months |= {
                # a record known to the year may lie in any of its months: all are proposed
                (year, number)
                for number in ([month] if isinstance(month, int) else range(1, 13))
            }


def _check_the_whole(
    checked: CheckedFile, problems: Problems, propose: bool, mapping: SourceMapping | None
) -> None:
    kind, context = checked.kind, checked.context
    if mapping is not None and mapping.covers == "dates":
        _cover_months_of_rows(checked)
    # skipped where the list is full: nobody reads a line beyond it
    if kind.whole_file and checked.headed and problems.total < LIST_LIMIT:
        faulty_rows = [*checked.faulty, *([ANYTHING] if problems.aside else [])]
        kind.whole_file(checked.spool, faulty_rows, context, problems)
    # after all rows, as it proposes the months that were found in them
    if kind.is_record and not checked.covers and not propose:
        problems.add("import_covers_missing", proposed=checked.proposed_covers or "none")
    problems.refuse()
    if kind.is_record and context.claim.months:
        # what others have claimed before stays theirs: only what is new belongs to this import
        checked.covered = claimed(context) - living(
            context.session, context.programme_id, kind.name
        )


def _cover_months_of_rows(checked: CheckedFile) -> None:
    """Let a file cover the months of its rows, unless somebody has said what it covers."""
    if not checked.covers and checked.proposed_covers:
        checked.covers = checked.proposed_covers
        checked.context.claim.months = frozenset(checked.months)
