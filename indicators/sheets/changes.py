"""What differs between two moments, as rows with their causes."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from indicators.answers.moments import revision_at
from indicators.answers.reader import ProgrammeReader
from indicators.impact.causes import caused_changes
from indicators.sheets.queries import CHANGE_COLUMNS, change_row
from indicators.sheets.rows import RowSheet

CAUSES = "revisions"


def caused_rows(
    session: Session, programme: str, since: str, until: str | None, grains: Sequence[str]
) -> RowSheet:
    """The answers that differ between two moments, old and new side by side; ``revisions`` are those
    that changed them, the newest first. ``since`` stands beside the rows as a revision.
    """
    start = revision_at(session, programme, since)
    end = None if until is None else revision_at(session, programme, until)
    changes = caused_changes(session, programme, start, end, grains)
    now = ProgrammeReader(session, programme, end).catalogue
    was_there = any(each.change.old for each in changes)
    before = ProgrammeReader(session, programme, start).catalogue if was_there else now
    rows = [
        change_row(each.change, before, now) | {CAUSES: [facts.number for facts in each.revisions]}
        for each in changes
    ]
    newest = newest_revision(session)
    return RowSheet(newest, end or newest, (*CHANGE_COLUMNS, CAUSES), rows).but(since=start)
