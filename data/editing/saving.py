"""Save what people typed: all of it in one revision, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.database.change import NothingChangedError
from data.database.database import Change, Database, TouchedRange
from data.editing.checking import CheckedEdit, checked
from data.editing.rows import RowInput
from data.imports.columns.kind import Kind
from data.imports.context.context import Context, context_of
from data.imports.loading.loading import close, insert_batch
from data.imports.loading.touched import TouchedScope
from data.passports import programme_id
from data.refusals import Problem, Refusal
from data.tables.revisions import Revision

NAMED = 3


@dataclass(frozen=True)
class SaveResult:
    """What became of the rows; ``revision`` is nothing where they said what stood already."""

    revision: int | None
    added: int = 0
    corrected: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    numbers: tuple[str, ...] = ()


def save(
    database: Database,
    kind: Kind,
    programme: str,
    rows: Sequence[RowInput] = (),
    *,
    withdrawn: Sequence[int] = (),
    author: str,
    reason: str,
    override_closed_years: bool = False,
) -> SaveResult:
    """Check and save rows, and withdraw others by their ids, as one revision; none if nothing
    changes.

    Refuses all that is wrong at once: a missing reason together with the rows.
    """
    if not reason.strip():
        raise _without_reason(database, kind, programme, rows, withdrawn)
    action = "edit" if rows else "withdraw"
    saved = SaveResult(None)
    with database.read() as session:
        touch = TouchedRange(programme_id(session, programme), kind.name)
    database.prepare(touch)
    try:
        with database.transaction(
            action,
            kind.name,
            author=author,
            reason=reason,
            override_closed_years=override_closed_years,
        ) as change:
            saved = save_rows(
                change, kind, context_of(change.session, programme), rows, withdrawn=withdrawn
            )
            if saved.revision is None:
                raise NothingChangedError
    except NothingChangedError:
        pass
    return saved


def _without_reason(
    database: Database,
    kind: Kind,
    programme: str,
    rows: Sequence[RowInput],
    withdrawn: Sequence[int],
) -> Refusal:
    missing = Problem("reason_missing")
    with database.read() as session:
        try:
            checked(context_of(session, programme), kind, rows, withdrawn)
        except Refusal as refusal:
            return type(refusal)([*refusal.problems, missing])
    return Refusal(missing)


def save_rows(
    change: Change,
    kind: Kind,
    context: Context,
    rows: Sequence[RowInput],
    *,
    withdrawn: Sequence[int] = (),
) -> SaveResult:
    """The same in an open transaction, which is left as it was if nothing changes."""
    edit = checked(context, kind, rows, withdrawn)
    if not edit.changes:
        return SaveResult(None, unchanged=edit.unchanged)
    _apply(change, edit)
    return SaveResult(
        change.revision,
        edit.added,
        edit.corrected,
        len(edit.closing),
        edit.unchanged,
        tuple(edit.numbers),
    )


def _apply(change: Change, edit: CheckedEdit) -> None:
    """Close and add what was checked, and say which years it touches."""
    touched = TouchedScope(edit.kind)
    close(change, edit.kind, edit.closing, touched)
    if len(edit.batch):
        insert_batch(change, edit.kind, edit.programme_id, edit.batch, touched)
    touched.announce(change, edit.programme_id)
    _name(change, edit)


def _name(change: Change, edit: CheckedEdit) -> None:
    """Say in the revision's summary which rows it is about."""
    named = ", ".join(edit.numbers[:NAMED]) + (
        f" … ({len(edit.numbers)})" if len(edit.numbers) > NAMED else ""
    )
    change.session.get_one(Revision, change.revision).summary = f"{edit.kind.name}: {named}"
