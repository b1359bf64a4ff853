"""Which numbers undoing an import would change."""

from collections.abc import Mapping
from typing import Any

from dashboard.jobs.kinds import JobText
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import Job
from dashboard.steward.imports import effects
from dashboard.text.language import _
from data.database.database import Database


def work(database: Database, arguments: Mapping[str, Any], progress: JobProgress) -> str:
    """Rehearse the undo, then lead to what it would do."""
    effects.work_out(database, progress.folder, arguments["import_id"])
    return str(arguments["back"])


def words(job: Job) -> JobText:
    return JobText(
        waiting=_("What the undo would change is being worked out"),
        ready=_("What the undo would change is worked out"),
        failed=_("What the undo would change could not be worked out"),
        progress=_("Working out which numbers would change…"),
        cancelled=_("Nothing was changed."),
        back=str(job.arguments["back"]),
    )
