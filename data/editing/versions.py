"""The history of one row: every version, who made it, when and why, and what became other."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.editing.stored_rows import StoredRow, of_chain, revision_row
from data.editing.texts import texts_of
from data.imports.columns.kind import Kind
from data.imports.context.context import Context


@dataclass(frozen=True)
class RowVersion:
    """What one revision did to a row: ``changed`` has the old and new text by column; ``at`` is
    UTC.

    ``what`` is ``added``, ``corrected``, ``withdrawn`` or ``restored``; ``import_id`` says which
    file brought it.
    """

    revision: int
    what: str
    at: datetime.datetime
    author: str
    reason: str
    import_id: int | None
    changed: Mapping[str, tuple[str, str]]


def versions(context: Context, kind: Kind, chain: int, language: str) -> list[RowVersion]:
    """All versions of a chain, newest first."""
    rows = of_chain(context.session, kind, context.programme_id, chain)
    return list(_row_versions(context, kind, rows, language))[::-1]


def _row_versions(
    context: Context, kind: Kind, rows: list[StoredRow], language: str
) -> Iterator[RowVersion]:
    before: dict[str, str] = {}
    came = None
    for row in rows:
        restored = came is not None and came != row.since
        if came is not None and restored:
            yield _version(context, came, "withdrawn", None, {})
        texts = texts_of(kind, context, row.fields, language)
        changed = {
            name: (before.get(name, ""), text)
            for name, text in texts.items()
            if before.get(name, "") != text
        }
        gone = {name: (text, "") for name, text in before.items() if name not in texts and text}
        what = "restored" if restored else "corrected" if came is not None else "added"
        yield _version(
            context, row.since, what, row.fields["import_id"], {**changed, **gone} if before else {}
        )
        before, came = texts, row.until
    if came is not None:
        yield _version(context, came, "withdrawn", None, {})


def _version(
    context: Context,
    revision: int,
    what: str,
    import_id: int | None,
    changed: Mapping[str, tuple[str, str]],
) -> RowVersion:
    revision_facts = revision_row(context.session, revision)
    return RowVersion(
        revision,
        what,
        revision_facts.at,
        revision_facts.author,
        revision_facts.reason,
        import_id,
        changed,
    )
