"""What a job says of itself while it is under way."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard.background.state import Job, keep, made_file


class Tell:
    """How far a job has come, as it says itself; ``file`` is where it writes what is to be taken home."""

    def __init__(self, folder: Path, job: Job) -> None:
        self.folder = folder
        self.job = job
        self.file = made_file(folder, job.token)

    def __call__(self, done: int, total: int | None = None, stage: str = "") -> None:
        """``done`` of ``total`` (``None``: nobody knows) of a stage."""
        self._keep(done=done, total=total or 0, stage=stage, writer="")

    def waits(self, writer: str) -> None:
        """Somebody else is writing into the database."""
        self._keep(writer=writer)

    def end(self, **said: Any) -> None:
        """The last word."""
        self._keep(writer="", **said)

    def _keep(self, **said: Any) -> None:
        self.job = keep(self.folder, replace(self.job, **said))
