"""Saving what a form says of records: by the reader, for the reason that was typed, in a closed year
only where the form says so.
"""

from collections.abc import Sequence

from dashboard.http.context import database
from dashboard.steward import pages
from dashboard.steward.years import closed
from data import editing
from data.editing import RowInput, SaveResult
from data.imports.columns.kind import Kind


def save_as_typed(
    kind: Kind, programme: str, rows: Sequence[RowInput] = (), withdrawn: Sequence[int] = ()
) -> SaveResult:
    """All of it as one revision, or nothing; refuses what ``data.editing.save`` refuses."""
    return editing.save(
        database(),
        kind,
        programme,
        rows,
        withdrawn=withdrawn,
        override_closed_years=closed.override_closed_years(programme),
        author=pages.author(),
        reason=pages.typed_reason(),
    )
