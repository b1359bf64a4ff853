"""An import is undone, as one revision."""

from collections.abc import Mapping
from typing import Any

from dashboard.jobs.kinds import JobText
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import Job
from dashboard.text.language import _
from data import imports
from data.columnar.renewing import renew_copy
from data.database.database import Database


def work(database: Database, arguments: Mapping[str, Any], progress: JobProgress) -> str:
    """Undo, then lead to the revision's receipt."""
    progress(0)
    receipt = imports.undo(
        database,
        arguments["import_id"],
        with_edits=arguments["with_edits"],
        author=arguments["author"],
        reason=arguments["reason"],
        override_closed_years=arguments["override_closed_years"],
    )
    renew_copy(database)
    return f"/steward/audit/{receipt.revision}?programme={receipt.programme}"


def words(job: Job) -> JobText:
    return JobText(
        waiting=_("The import is being undone"),
        ready=_("The import is undone"),
        failed=_("The import was not undone"),
        progress=_("Rows are closed, numbers are being computed…"),
        cancelled=_("Nothing was changed; if it was undone the moment before, its page says so."),
        back=f"/steward/imports/{job.arguments['import_id']}",
    )
