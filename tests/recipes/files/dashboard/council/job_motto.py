"""A kind of work in the background that does not ship: a file of one line."""

from collections.abc import Mapping

from dashboard.jobs.kinds import JobText
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import Job
from dashboard.text.language import _
from data.database.database import Database


def work(_database: Database, arguments: Mapping[str, str], progress: JobProgress) -> str:
    """Say how far it is and where to go."""
    progress(1, 1)
    return f"/council?motto={arguments['motto']}"


def words(job: Job) -> JobText:
    return JobText(
        waiting=_("The file is being made"),
        ready=_("The file is ready"),
        failed=_("The file was not made"),
        progress=_("Slides ready: {done} of {total}").format(done=job.count, total=job.total),
        cancelled=_("Nothing was kept."),
    )
