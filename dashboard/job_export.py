"""A deck or a page as a file."""

import secrets
from collections.abc import Mapping

from dashboard import exports
from dashboard.application import assemble
from dashboard.exporting.order import Order, fulfil
from dashboard.jobs.kinds import JobText
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import Job
from dashboard.text.language import _
from data.database.database import Database


def work(database: Database, arguments: Mapping[str, str], progress: JobProgress) -> str:
    """Write the file of an order."""
    fulfil(
        assemble(database, secret=secrets.token_urlsafe()).server,
        Order(**arguments),
        progress.file,
        progress,
    )
    return ""


def words(job: Job) -> JobText:
    return JobText(
        waiting=_("The file is being made"),
        ready=_("The file is ready"),
        failed=_("The file was not made"),
        progress=_("Slides ready: {done} of {total}").format(done=job.count, total=job.total),
        cancelled=_("Nothing was kept."),
    )


def mime(job: Job) -> str:
    """The type of the file."""
    media_type: str = exports.module(job.arguments["form"]).MIME
    return media_type
