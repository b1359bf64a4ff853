"""One load of an upload at a time: whoever asks for another is led to the first, and then to its
receipt.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dashboard.jobs.jobs import Jobs
from dashboard.jobs.state import READY, WAITING, Job, kept, tokens
from dashboard.steward.imports.store import Uploads
from data.refusals import NotFound
from data.system import lock_for_good


def loading_page(jobs: Jobs, token: str, account: str) -> str | None:
    """The page of the job that is loading an upload or has loaded it; it leads on to the receipt."""
    for job in _loads(jobs.folder, token, account):
        with suppress(NotFound):
            if jobs.find(job.token).state == WAITING or _has_loaded(job):
                return f"/jobs/{job.token}"
    return None


def receipt(folder: Path, token: str, account: str) -> str | None:
    """The address of what a load has made of an upload."""
    return next((job.result for job in _loads(folder, token, account) if _has_loaded(job)), None)


def wait_for_others(uploads: Uploads, token: str, account: str) -> None:
    """Let no other process load the upload until this one ends, whichever way: the system itself
    lets go then.
    """
    with suppress(NotFound, FileNotFoundError):
        lock_for_good(uploads.lock(uploads.find(token, account)))


def _loads(folder: Path, token: str, account: str) -> Iterator[Job]:
    for job_token in tokens(folder):
        with suppress(NotFound):  # swept meanwhile, or unreadable
            job = kept(folder, job_token)
            if (job.kind, job.account, job.arguments.get("token")) == ("load", account, token):
                yield job


def _has_loaded(job: Job) -> bool:
    """Whether it did not lead back to problems of the file."""
    return job.state == READY and job.result != job.arguments["back"]
