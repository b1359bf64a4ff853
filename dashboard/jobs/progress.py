"""What a job says of itself while it is under way."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard.jobs.state import Job, keep, result_file


class JobProgress:
    """How far a job has come, as it says itself; ``file`` is where it writes what is to be taken
    home.
    """

    def __init__(self, folder: Path, job: Job) -> None:
        self.folder = folder
        self.job = job
        self.file = result_file(folder, job.token)

    def __call__(self, count: int, total: int | None = None, stage: str = "") -> None:
        """``count`` of ``total`` (``None``: nobody knows) of a stage."""
        self._note(count=count, total=total or 0, stage=stage, writer="")

    def waits(self, writer: str) -> None:
        """Somebody else is writing into the database."""
        self._note(writer=writer)

    def end(self, **facts: Any) -> None:
        """The last word."""
        # the last word must be written, and raises where it cannot be; progress only tries
        self.job = keep(self.folder, replace(self.job, writer="", **facts))

    def _note(self, **facts: Any) -> None:
        """How far it is, as well as can be: work goes on where a full disk has no room for saying
        so.
        """
        self.job = replace(self.job, **facts)
        with suppress(OSError):
            keep(self.folder, self.job)
