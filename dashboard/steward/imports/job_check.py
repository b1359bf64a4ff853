"""An uploaded file is checked: its problems, or what loading it would do."""

from collections.abc import Mapping
from typing import Any

from dashboard.jobs.kinds import JobText
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import Job
from dashboard.steward.imports import checking
from dashboard.text.language import _
from data.database.database import Database


def work(database: Database, arguments: Mapping[str, Any], progress: JobProgress) -> str:
    """Check, then lead to what was found."""
    uploads = checking.uploads_in(progress.folder)
    upload = uploads.find(arguments["token"], arguments["account"])
    checking.check(database, uploads, upload, progress)
    return str(arguments["back"])


def words(job: Job) -> JobText:
    return JobText(
        waiting=_("The file is being checked"),
        ready=_("The file is checked"),
        failed=_("The file was not checked"),
        progress=_("Working out which numbers would change…")
        if job.stage == "answers"
        else _("Reading the file…"),
        cancelled=_("Nothing was changed; the file is kept for a day."),
        back=str(job.arguments["back"]),
    )
