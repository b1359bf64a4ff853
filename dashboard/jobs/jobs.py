"""Jobs under way: any worker of the server can begin, watch or cancel one."""

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from secrets import token_hex
from threading import Thread
from typing import Any

from dashboard.http.context import LANGUAGES
from dashboard.jobs import state
from dashboard.jobs.processes import Process
from dashboard.jobs.state import CANCELLED, FAILED, WAITING, Job
from data.clock import time_zone
from data.database.database import Database
from data.refusals import NotFound, Problem, TooMany, refuse
from data.system import locked, reason, usable

AT_ONCE = 4
"""Of each kind for those who have signed in, and as many for everybody else: nobody in particular
keeps an account from its work, nor files for everybody the loading of one.
"""

EACH = 2
"""Of each kind for one reader: an account, or an address where nobody has signed in."""

KEPT_SECONDS = 3600
START_SECONDS = 60
SILENT_SECONDS = 30
"""After which a job of another machine is taken for dead: it says every few seconds that it goes on
(``pulse.SECONDS``).
"""

LOCK = "counting.lock"
WORKER = "dashboard.jobs.worker"


class Jobs:
    """The jobs of one server, in one folder; their processes open its database as the server does."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database
        # a web worker has threads, and may not simply be forked
        self.processes = get_context("forkserver")
        self.processes.set_forkserver_preload([WORKER])

    def start(
        self,
        kind: str,
        arguments: Mapping[str, Any],
        name: str,
        *,
        account: str | None = None,
        reader: str = "",
    ) -> Job:
        """Begin a job; refuses when too many of its kind are under way, or where nothing can be
        written.

        ``reader`` is whom its place is counted for: the account, unless something else is said.
        """
        # 128 bits: for who has not signed in, knowing the token is all that it takes to see the job
        job = Job(token_hex(16), kind, name, arguments, account, account or reader)
        with usable("jobs_folder_unusable"):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # counted and written under one lock: else two workers give away the same last place
            with self._counting():
                self._sweep()
                self._refuse_too_many(job)
                state.keep(self.folder, job)
            # outside of the lock: a process takes its time to start, and the state holds its place
            self._begin(job)
        return job

    def work_arguments(self, job: Job) -> tuple[Any, ...]:
        """What the process of a job has to know, as ``worker.work`` takes it."""
        database = self.database
        followers = database.listeners, database.preparers
        return str(self.folder), job.token, database.url, *followers, time_zone()

    def find(self, token: str) -> Job:
        """A job; refuses one that is unknown, long gone, or whose state cannot be read."""
        if not state.is_token(token):
            raise NotFound(Problem("job_gone"))
        job = state.kept(self.folder, token)
        # only told, not written: whoever reads a state must not write over the job's last word
        return replace(job, state=FAILED) if self._has_died(job) else job

    def waiting_of(self, account: str, kind: str) -> list[Job]:
        """The jobs of one kind that an account has under way, by name."""
        own = (job for job in self.known() if (job.account, job.kind) == (account, kind))
        return sorted((job for job in own if job.state == WAITING), key=lambda job: job.name)

    def known(self) -> Iterator[Job]:
        """Every job whose state can be read."""
        for token in state.tokens(self.folder):
            with suppress(NotFound):  # another worker may have swept it meanwhile
                yield self.find(token)

    def file(self, job: Job) -> Path:
        """The file of a job that makes one."""
        return state.result_file(self.folder, job.token)

    def cancel(self, token: str) -> Job:
        """Stop a job; what it had written of its file goes too, and an open transaction is rolled
        back.
        """
        job = self.find(token)
        if job.state != WAITING:
            return job
        cancelled = replace(job, state=CANCELLED)
        with usable("jobs_folder_unusable"):
            # claimed for nobody: if the process has not begun yet it finds this, and stops
            process = state.claim(self.folder, token, None)
            if process:
                state.keep(self.folder, cancelled)  # whoever sees it end knows why
                process.kill()
            state.clear(self.folder, token)
            # once more, as the process may have written a last word before it was killed
            return state.keep(self.folder, cancelled)

    def _begin(self, job: Job) -> None:
        # a daemon: it is ended when the server that began it ends
        process = self.processes.Process(target=_work, args=self.work_arguments(job), daemon=True)
        try:
            process.start()
        except (OSError, EOFError) as error:
            state.forget(self.folder, job.token)
            raise refuse("jobs_not_begun", reason=reason(error)) from error
        # `join` in a thread, which also takes the ended process from the kernel's table
        Thread(target=_see_end, args=(process, self.folder, job.token), daemon=True).start()

    def _has_died(self, job: Job) -> bool:
        """Whether its process ended without a word."""
        if job.state != WAITING:
            return False
        if job.process:
            gone = not self._goes_on(job)
            # read once more: it may have written its end between the two looks
            return gone and state.kept(self.folder, job.token).state == WAITING
        # a fork server that died begins nothing, and nobody tells
        return _age(self.folder, job.token) > START_SECONDS

    def _goes_on(self, job: Job) -> bool:
        process = Process.read(job.process)
        if process is None or process.is_of_this_machine:
            return process is not None and process.is_alive
        return _age(self.folder, job.token) < SILENT_SECONDS

    def _refuse_too_many(self, job: Job) -> None:
        others = [
            other
            for other in self.known()
            if (other.kind, other.state) == (job.kind, WAITING)
            # strangers and accounts have places of their own (docs/operating.md, Files that are
            # being made)
            and (other.account is None) == (job.account is None)
        ]
        if job.reader and sum(other.reader == job.reader for other in others) >= EACH:
            raise TooMany(
                Problem(
                    "jobs_many_of_account" if job.account else "jobs_many_of_address",
                    {"limit": EACH},
                )
            )
        if len(others) >= AT_ONCE:
            raise TooMany(Problem("jobs_many", {"limit": AT_ONCE}))

    @contextmanager
    def _counting(self) -> Iterator[None]:
        """One at a time among all servers of this folder, so that no two take the same last place."""
        # a file of its own, as a folder that machines share by NFS cannot be locked itself
        with locked(self.folder / LOCK, os.O_RDWR | os.O_CREAT):
            yield

    def _sweep(self) -> None:
        """Forget what ended more than an hour ago, and what is left of jobs that nobody knows."""
        for token in set(state.remains(self.folder, KEPT_SECONDS)):
            if not self._is_worth_keeping(token):
                state.forget(self.folder, token)

    def _is_worth_keeping(self, token: str) -> bool:
        """Whether a job goes on, or something of it was written within the hour."""
        with suppress(NotFound):
            if self.find(token).state == WAITING:
                return True
        return _age(self.folder, token) <= KEPT_SECONDS


def _age(folder: Path, token: str) -> float:
    """Of a job's state; without end where it has none."""
    try:
        return state.age(folder, token)
    except FileNotFoundError:
        return float("inf")


def _see_end(process: BaseProcess, folder: Path, token: str) -> None:
    """Wait until a job's process ends, and say why where it cannot say so itself: the system has
    killed it.
    """
    process.join()
    # every other end has written its own last word (`worker.work`)
    if process.exitcode != -signal.SIGKILL:
        return
    with suppress(NotFound, OSError):  # without a word it has still failed, only nobody knows why
        job = state.kept(folder, token)
        if job.state == WAITING:
            problem = Problem("job_killed")
            sentences = {language: [problem.sentence(language)] for language in LANGUAGES}
            state.keep(folder, replace(job, state=FAILED, reason=sentences))
            state.clear(folder, token)


def _work(*arguments: Any) -> None:
    """What a job's own process does first: it can be ended with all that it starts, and hears that
    the server stops.
    """
    # here, as the worker loads every kind of job when it is imported
    from dashboard.jobs.worker import work

    # a group of its own: killing it takes the browser that draws a file with it
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, _stop)
    work(*arguments)


def _stop(_signal: int, _frame: object) -> None:
    """Unwind, so that a transaction is rolled back and a browser that draws a file is ended."""
    raise SystemExit(1)
