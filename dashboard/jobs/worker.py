"""The process of one job: it can be killed at any moment and leaves nothing half done."""

import datetime
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

from dashboard.http.context import LANGUAGES
from dashboard.http.refusals import sentences
from dashboard.jobs import pulse
from dashboard.jobs.kinds import kind, kinds
from dashboard.jobs.processes import Process
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import FAILED, READY, claim, clear, keep, kept, workroom
from data.clock import keep_time_of
from data.database.database import Database, Listener, Preparer
from data.fault_points import FaultPoint, reach
from data.refusals import Problem, Refusal
from data.system import reason

kinds()  # loaded once, before a process is forked for each job


def work(
    folder_name: str,
    token: str,
    url: str,
    listeners: Sequence[Listener],
    preparers: Sequence[Preparer],
    zone: datetime.tzinfo,
) -> None:
    """Do a job over the server's database, whose ``listeners`` and ``preparers`` follow every
    revision here as they do there; moments are told in the server's time zone.
    """
    # a process from the fork server has not read the server's settings
    keep_time_of(zone)
    folder, process = Path(folder_name), Process.current()
    if claim(folder, token, process) != process:
        return  # it was cancelled before it began
    job = keep(folder, replace(kept(folder, token), process=str(process)))
    progress = JobProgress(folder, job)
    ended = pulse.begin(folder, token)
    reach(FaultPoint.JOB_BEGUN)
    try:
        with _own_room(folder, token):
            database = Database(url, listeners, progress.waits, preparers)
            # as every request begins: this process has not met the kinds that stewards have declared
            database.newest()
            result = kind(job.kind).work(database, job.arguments, progress)
        reach(FaultPoint.JOB_ENDING)
        # after its room is cleared: whoever reads «ready» may take the file at once
        progress.end(state=READY, result=result)
    except Refusal as refusal:
        _fail(progress, refusal)
    except OSError as error:
        _fail(progress, Refusal(Problem("job_broken_by_system", {"reason": reason(error)})))
    # what `_stop` raises: the server stops, and the transaction has been rolled back on the way
    except SystemExit:
        _fail(progress, Refusal(Problem("job_server_stopped")))
    finally:
        ended.set()


def _fail(progress: JobProgress, refusal: Refusal) -> None:
    """What the job had written goes first: the last word needs its place on a full disk."""
    clear(progress.folder, progress.job.token)
    progress.end(
        state=FAILED, reason={language: sentences(refusal, language) for language in LANGUAGES}
    )


@contextmanager
def _own_room(folder: Path, token: str) -> Iterator[None]:
    """Keep temporary files beside the job's own, where they are cleared away even if this process
    is killed.
    """
    # also what libraries write by themselves, as a browser's profile
    before, room = tempfile.tempdir, workroom(folder, token)
    room.mkdir(mode=0o700)
    tempfile.tempdir = str(room)
    try:
        yield
    finally:
        tempfile.tempdir = before
        rmtree(room, ignore_errors=True)
