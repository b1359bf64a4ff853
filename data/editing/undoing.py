"""A save taken back: what it added is withdrawn, what it corrected says again what it said, what it
withdrew comes back. It is another save, so that nothing is lost.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.editing.rows import RowInput, RowsEdit
from data.editing.stored_rows import StoredRow, rows_by_id
from data.editing.texts import texts_to_repeat
from data.imports import kinds_by_table
from data.imports.columns.kind import Kind
from data.imports.context.context import Context, context_of
from data.passports import programme_code
from data.refusals import Problem, Refusal
from data.tables.audit import Seal
from data.tables.revisions import Revision

BY_HAND = frozenset({"edit", "withdraw"})
"""The actions of people's own saves; an import has an undo of its own."""


def undo_of(session: Session, revision: int) -> RowsEdit:
    """What takes a save back, through the kind's own columns and rules; refuses a revision that is
    none of people's saves.
    """
    record = session.get(Revision, revision)
    if record is None or record.action not in BY_HAND:
        raise Refusal(Problem("edit_no_save", {"revision": revision}))
    kind, programme = _touched(session, revision)
    context = context_of(session, programme)
    rows: list[RowInput] = []
    withdrawn: list[int] = []
    came, went = (_rows(context, kind, name, revision) for name in ("since", "until"))
    for chain, row in came.items():
        if chain in went:
            rows.append(RowInput(texts_to_repeat(kind, context, went[chain].fields), row.id))
        else:
            withdrawn.append(row.id)
    rows.extend(
        RowInput(texts_to_repeat(kind, context, row.fields), row.id, again=True)
        for chain, row in went.items()
        if chain not in came
    )
    return RowsEdit(kind, programme, rows, withdrawn)


def _touched(session: Session, revision: int) -> tuple[Kind, str]:
    """The kind and the programme of a save, which is of one of each."""
    sealed: Mapping[str, object] = (
        session.scalar(select(Seal.rows).where(Seal.revision == revision)) or {}
    )
    kind = next(kind for table, kind in kinds_by_table().items() if table in sealed)
    columns = kind.sql.columns
    programmes = (
        session.scalar(select(columns.programme_id).where(columns[name] == revision).limit(1))
        for name in ("since", "until")
    )
    programme = next(each for each in programmes if each is not None)
    return kind, programme_code(session, programme)


def _rows(context: Context, kind: Kind, name: str, revision: int) -> dict[int, StoredRow]:
    """The rows that came or went with a revision, by their chains."""
    columns = kind.sql.columns
    ids = context.session.scalars(select(columns.id).where(columns[name] == revision)).all()
    rows = rows_by_id(context.session, kind, context.programme_id, ids)
    return {row.chain: row for row in rows.values()}
