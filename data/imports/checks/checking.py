"""Check a file: every broken rule is found, and what is left is spooled as clean typed columns."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from data.imports.checks.batches import batches, matched
from data.imports.checks.claims import claim, refuse_claim
from data.imports.checks.coverage import CoveredMonth, claimed, living
from data.imports.checks.doubling import faulty, names_in_file, note_doubled, rows_without_faults
from data.imports.checks.emptied import EmptiedValues
from data.imports.checks.identity import Identities, LivingRow
from data.imports.checks.options import ImportOptions
from data.imports.checks.scope import refuse_outside, rows_outside
from data.imports.checks.spool import Spool
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.columns.naming import has_numbers, key
from data.imports.context.context import Confirmed, Context, context_of
from data.imports.files import header, reading
from data.imports.files.corrections import AS_IT_CAME, Corrections
from data.imports.files.reading import OpenFile
from data.imports.mapping import SourceMapping
from data.imports.problems import LIST_LIMIT, Problems
from data.imports.progress import Progress, silently
from data.imports.values.periods import Month, proposal
from data.refusals import Problem

ANYTHING = Batch([0], {}, faults={0: {None}})
"""Stands for rows that seem to be no records: if they are, they may say anything."""


@dataclass
class CheckedFile:
    """A file without faults, ready to load: its rows are in ``spool``."""

    kind: Kind
    context: Context
    file_name: str
    sha256: str
    covers: str
    revision: int  # the newest when it was checked
    corrections: Corrections = AS_IT_CAME
    spool: Spool = field(default_factory=Spool)
    accepted: int = 0
    updated: int = 0
    skipped: int = 0
    # import -> rows of it that this file repeats
    skipped_from: dict[int, int] = field(default_factory=dict)
    months: set[Month] = field(default_factory=set)
    illustrative: bool = True  # every row is
    covered: set[CoveredMonth] = field(default_factory=set)  # what was not covered before
    sheets: tuple[str, ...] = ()  # of a workbook, that are read
    headings: tuple[tuple[str, ...], ...] = ()  # the titles of the columns of each table
    notes: list[Problem] = field(default_factory=list)  # what was seen of the file
    headed: bool = True  # nothing is wrong with the header
    # rows with faults, where a rule of the whole file must know them
    faulty: list[Batch] = field(default_factory=list)
    sent_file: int | None = None  # what a reporter has sent it under

    @property
    def changes(self) -> bool:
        """Whether loading it would change anything."""
        return bool(self.accepted or self.updated or self.covered)

    @property
    def proposed_covers(self) -> str | None:
        """What ``covers`` could say, after the months of the rows."""
        return proposal(self.months) if self.kind.is_record and self.months else None


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
        refused = _settle(checked, batch, identities, emptied, options)
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


def _settle(
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
