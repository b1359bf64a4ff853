"""Which numbers a change of many rows alike would make other."""

from collections.abc import Mapping
from typing import Any

from dashboard.jobs.kinds import JobText
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import Job
from dashboard.steward.rehearsal_file import work_out
from dashboard.steward.rehearsal_text import rehearsal_text
from dashboard.steward.rows.rows_change import RowsChange, edit_of, file_of, stored_rows
from dashboard.text.language import _
from data.database.database import Database
from data.editing import context_of, save_rows


def work(database: Database, arguments: Mapping[str, Any], progress: JobProgress) -> str:
    """Rehearse the change, then lead to what it would do."""
    change = RowsChange.of_key(arguments["change"])
    with database.read() as session:
        context = context_of(session, change.programme)
        edit = edit_of(context, change, stored_rows(context, change))
    work_out(
        database,
        file_of(progress.folder, arguments["account"]),
        change.programme,
        change.key,
        lambda revision: save_rows(
            revision,
            change.rows_of,
            context_of(revision.session, change.programme),
            edit.rows,
            withdrawn=edit.withdrawn,
        ),
    )
    return str(arguments["back"])


def words(job: Job) -> JobText:
    return rehearsal_text(
        job,
        waiting=_("What the change of the records would do is being worked out"),
        ready=_("What the change of the records would do is worked out"),
        failed=_("What the change of the records would do could not be worked out"),
    )
