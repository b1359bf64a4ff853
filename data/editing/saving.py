"""Save what people typed: all of it in one revision, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.database import Change, Database
from data.editing.checking import Edit, checked
from data.editing.rows import Typed
from data.importers.steps.context import Context, context_of
from data.importers.steps.kind import Kind
from data.importers.steps.loading import bring, close
from data.importers.steps.touched import Touched
from data.refusals import Problem, Refusal
from data.tables.revisions import Revision

NAMED = 3


@dataclass(frozen=True)
class Saved:
    """What became of the rows; ``revision`` is nothing where they said what stood already."""

    revision: int | None
    added: int = 0
    corrected: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    numbers: tuple[str, ...] = ()


class _NothingToDoError(Exception):
    """What was typed changes nothing; takes the revision back."""


def save(
    database: Database,
    kind: Kind,
    programme: str,
    rows: Sequence[Typed] = (),
    *,
    withdrawn: Sequence[int] = (),
    author: str,
    reason: str,
    settled: bool = False,
) -> Saved:
    """Check and save rows, and withdraw others by their ids, as one revision; none if nothing changes.

    Refuses all that is wrong at once: a missing reason together with the rows.
    """
    if not reason.strip():
        raise _without_reason(database, kind, programme, rows, withdrawn)
    action = "edit" if rows else "withdraw"
    saved = Saved(None)
    try:
        with database.transaction(action, kind.name, author=author, reason=reason, settled=settled) as change:
            saved = save_rows(change, kind, context_of(change.session, programme), rows, withdrawn=withdrawn)
            if saved.revision is None:
                raise _NothingToDoError
    except _NothingToDoError:
        pass
    return saved


def _without_reason(
    database: Database, kind: Kind, programme: str, rows: Sequence[Typed], withdrawn: Sequence[int]
) -> Refusal:
    missing = Problem("reason_missing")
    with database.read() as session:
        try:
            checked(context_of(session, programme), kind, rows, withdrawn)
        except Refusal as refusal:
            return type(refusal)([*refusal.problems, missing])
    return Refusal(missing)


def save_rows(
    change: Change, kind: Kind, context: Context, rows: Sequence[Typed], *, withdrawn: Sequence[int] = ()
) -> Saved:
    """The same in an open transaction, which is left as it was if nothing changes."""
    edit = checked(context, kind, rows, withdrawn)
    if not edit.changes:
        return Saved(None, unchanged=edit.unchanged)
    _bring(change, edit)
    return Saved(change.revision, edit.added, edit.corrected, len(edit.closing), edit.unchanged, tuple(edit.numbers))


def _bring(change: Change, edit: Edit) -> None:
    """Close and add what was checked, and say which years it touches."""
    touched = Touched(edit.kind)
    close(change, edit.kind, edit.closing, touched)
    if len(edit.batch):
        bring(change, edit.kind, edit.programme_id, edit.batch, touched)
    touched.tell(change, edit.programme_id)
    _name(change, edit)


def _name(change: Change, edit: Edit) -> None:
    """Say in the revision's summary which rows it is about."""
    named = ", ".join(edit.numbers[:NAMED]) + (f" … ({len(edit.numbers)})" if len(edit.numbers) > NAMED else "")
    change.session.get_one(Revision, change.revision).summary = f"{edit.kind.name}: {named}"
