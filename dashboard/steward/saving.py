"""Saving what a form says of records: by the reader, for the reason that was typed, in a closed year
only where the form says so.
"""

from dashboard.http.context import database
from dashboard.steward import pages
from dashboard.steward.years import closed
from data import editing
from data.editing import RowsEdit, SaveResult


def save_edit(edit: RowsEdit) -> SaveResult:
    """All of it as one revision, or nothing; refuses what ``data.editing.save`` refuses."""
    return editing.save(
        database(),
        edit.kind,
        edit.programme,
        edit.rows,
        withdrawn=edit.withdrawn,
        override_closed_years=closed.override_closed_years(edit.programme),
        author=pages.author(),
        reason=pages.reason_text(),
    )
