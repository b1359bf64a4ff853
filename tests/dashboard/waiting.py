"""Waiting for a job in the background."""

import time
from collections.abc import Callable

from dashboard.jobs.jobs import Jobs
from dashboard.jobs.state import WAITING, Job

SECONDS = 90


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _tenth in range(SECONDS * 10):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it is still not so")


def wait_for_end(jobs: Jobs, token: str) -> Job:
    """The job when it waits no longer."""
    for _tenth in range(SECONDS * 10):
        if (job := jobs.find(token)).state != WAITING:
            return job
        time.sleep(0.1)
    raise AssertionError("the job is still under way")
