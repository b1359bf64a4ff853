"""Jobs under way: any worker of the server can begin, watch or cancel one."""

import os
import secrets
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from dashboard.background import state
from dashboard.background.state import CANCELLED, FAILED, WAITING, Job
from data.database import Database, Listener
from data.refusals import NotFound, Problem, refuse

AT_ONCE = 4
"""Of each kind, so that files for everybody do not keep an account from its work."""

KEPT_SECONDS = 3600
START_SECONDS = 60
WORKER = "dashboard.background.worker"


class Jobs:
    """The jobs of one server, in one folder; their processes open its database as the server does."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database
        self.processes = get_context("forkserver")  # a web worker has threads, and may not simply be forked
        self.processes.set_forkserver_preload([WORKER])

    def start(self, kind: str, arguments: Mapping[str, Any], name: str, *, account: str | None = None) -> Job:
        """Begin a job; refuses when too many of its kind are under way."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sweep()
        if sum(job.kind == kind and job.state == WAITING for job in self._all()) >= AT_ONCE:
            raise refuse("jobs_many", limit=AT_ONCE)
        job = state.keep(self.folder, Job(secrets.token_hex(16), kind, name, arguments, account))
        self.processes.Process(target=_work, args=self.given(job), daemon=True).start()
        return job

    def given(self, job: Job) -> tuple[str, str, str, Sequence[Listener]]:
        """What the process of a job has to know."""
        return str(self.folder), job.token, self.database.url, self.database.listeners

    def find(self, token: str) -> Job:
        """A job; refuses one that is unknown or long gone."""
        if not token.isalnum():
            raise NotFound(Problem("job_gone"))
        try:
            job = state.kept(self.folder, token)
            return replace(job, state=FAILED) if self._died(job) else job
        except FileNotFoundError as error:
            raise NotFound(Problem("job_gone")) from error

    def file(self, job: Job) -> Path:
        """The file of a job that makes one."""
        return state.made_file(self.folder, job.token)

    def cancel(self, token: str) -> Job:
        """Stop a job; what it had written of its file goes too, and an open transaction is rolled back."""
        job = self.find(token)
        if job.state != WAITING:
            return job
        if pid := state.claim(self.folder, token, 0):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._clear(token)
        return state.keep(self.folder, replace(job, state=CANCELLED))

    def _died(self, job: Job) -> bool:
        """Whether its process ended without a word."""
        if job.state != WAITING:
            return False
        if job.pid:
            return not _alive(job.pid) and state.kept(self.folder, job.token).state == WAITING
        return state.age(self.folder, job.token) > START_SECONDS

    def _all(self) -> Iterator[Job]:
        for path in self.folder.glob("*.json"):
            with suppress(NotFound):  # another worker may have swept it meanwhile
                yield self.find(path.stem)

    def _sweep(self) -> None:
        """Forget what ended more than an hour ago."""
        for job in self._all():
            with suppress(FileNotFoundError):
                if job.state != WAITING and state.age(self.folder, job.token) > KEPT_SECONDS:
                    self._clear(job.token)
                    state.forget(self.folder, job.token)

    def _clear(self, token: str) -> None:
        for path in state.leavings(self.folder, token):
            path.unlink(missing_ok=True)


def _work(*given: Any) -> None:
    from dashboard.background.worker import work  # only the job's own process loads what its kind needs

    work(*given)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
