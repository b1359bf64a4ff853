"""The newest revision gets a name, and every answer of it a checksum."""

from collections.abc import Mapping
from urllib.parse import urlencode

from dashboard.jobs.kinds import JobText
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import Job
from dashboard.text.language import _
from data.database.database import Database
from indicators.answers.snapshots import create


def work(database: Database, arguments: Mapping[str, str], progress: JobProgress) -> str:
    """Take a snapshot, then lead to the council's page."""
    snapshot = create(
        database,
        arguments["title"],
        arguments["programme"],
        author=arguments["author"],
        report_progress=progress,
    )
    return _council(snapshot.programme)


def words(job: Job) -> JobText:
    return JobText(
        waiting=_("The snapshot is being taken"),
        ready=_("The snapshot is taken"),
        failed=_("The snapshot was not taken"),
        progress=_("Answers written down: {done} parts of {total}").format(
            done=job.count, total=job.total
        ),
        cancelled=_("If it was saved the moment before, it stands on the council's page."),
        back=_council(job.arguments["programme"]),
    )


def _council(programme: str) -> str:
    return f"/council?{urlencode({'programme': programme})}"
