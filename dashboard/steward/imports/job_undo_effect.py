"""Which numbers undoing an import would change."""

from collections.abc import Mapping
from typing import Any

from dashboard.jobs.kinds import JobText
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import Job
from dashboard.steward.imports import effects
from dashboard.steward.rehearsal_text import rehearsal_text
from dashboard.text.language import _
from data.database.database import Database


def work(database: Database, arguments: Mapping[str, Any], progress: JobProgress) -> str:
    """Rehearse the undo, then lead to what it would do."""
    effects.work_out(database, progress.folder, arguments["import_id"])
    return str(arguments["back"])


def words(job: Job) -> JobText:
    return rehearsal_text(
        job,
        waiting=_("What the undo would change is being worked out"),
        ready=_("What the undo would change is worked out"),
        failed=_("What the undo would change could not be worked out"),
    )
