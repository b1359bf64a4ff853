"""What the page of a job says that works out which numbers a change would make other."""

from dashboard.jobs.kinds import JobText
from dashboard.jobs.state import Job
from dashboard.text.language import _


def rehearsal_text(job: Job, *, waiting: str, ready: str, failed: str) -> JobText:
    """The titles are of the change that is rehearsed; the rest is alike for all."""
    return JobText(
        waiting=waiting,
        ready=ready,
        failed=failed,
        progress=_("Working out which numbers would change…"),
        cancelled=_("Nothing was changed."),
        back=str(job.arguments["back"]),
    )
