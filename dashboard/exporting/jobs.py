"""Exports under way: each is a process of its own, and any worker of the server can watch or cancel it."""

import os
import secrets
import signal
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from multiprocessing import get_context
from pathlib import Path

from dashboard.exporting import state
from dashboard.exporting.order import Order
from dashboard.exporting.state import CANCELLED, FAILED, WAITING, Job
from data.refusals import NotFound, Problem, refuse

AT_ONCE = 4
KEPT_SECONDS = 3600
START_SECONDS = 60
WORKER = "dashboard.exporting.worker"


class Jobs:
    """The exports of one server, in one folder."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.url = database_url
        self.processes = get_context("forkserver")  # a web worker has threads, and may not simply be forked
        self.processes.set_forkserver_preload([WORKER])

    def start(self, order: Order, name: str) -> Job:
        """Begin an export; refuses when too many are under way."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sweep()
        if sum(job.state == WAITING for job in self._all()) >= AT_ONCE:
            raise refuse("exports_many", limit=AT_ONCE)
        job = state.keep(self.folder, Job(secrets.token_hex(16), order.form, name))
        given = (str(self.folder), job.token, self.url, asdict(order))
        self.processes.Process(target=_work, args=given, daemon=True).start()
        return job

    def find(self, token: str) -> Job:
        """A job; refuses one that is unknown or long gone."""
        if not token.isalnum() or not state.state_file(self.folder, token).exists():
            raise NotFound(Problem("export_gone"))
        job = state.kept(self.folder, token)
        return replace(job, state=FAILED) if self._died(job) else job

    def file(self, job: Job) -> Path:
        return self.folder / f"{job.token}.{job.form}"

    def cancel(self, token: str) -> Job:
        """Stop an export; what it had written of its file goes too."""
        job = self.find(token)
        if job.state != WAITING:
            return job
        cancelled = state.keep(self.folder, replace(job, state=CANCELLED))
        if job.pid:
            _kill(job.pid)
        for part in (*self.folder.glob(f".{token}.*"), self.file(job)):
            part.unlink(missing_ok=True)
        return state.keep(self.folder, cancelled)

    def _died(self, job: Job) -> bool:
        """Whether its process ended without a word."""
        if job.state != WAITING:
            return False
        if job.pid:
            return not _alive(job.pid) and state.kept(self.folder, job.token).state == WAITING
        return state.state_file(self.folder, job.token).stat().st_mtime < time.time() - START_SECONDS

    def _all(self) -> Iterator[Job]:
        for path in self.folder.glob("*.json"):
            yield self.find(path.stem)

    def _sweep(self) -> None:
        """Forget what is older than an hour."""
        for path in self.folder.iterdir():
            if path.stat().st_mtime < time.time() - KEPT_SECONDS:
                path.unlink(missing_ok=True)


def _work(*given: object) -> None:
    from dashboard.exporting.worker import work  # only the export's own process assembles an application

    work(*given)  # type: ignore[arg-type]


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
