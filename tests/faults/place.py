"""Where one piece of work is tried, and what is seen of it meanwhile and afterwards."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from data.database.database import Database
from indicators.answers import cells
from tests.commands.conftest import runner
from tests.faults.operations import Operation
from tests.faults.views import View, view

SECONDS = 60


@dataclass(frozen=True)
class Place:
    """Where one piece of work is tried: a database and a folder for its files."""

    operation: Operation
    url: str
    folder: Path

    def work(self) -> None:
        database = Database(self.url, [cells.refresh])
        try:
            self.operation.work(database, self.folder)
        finally:
            database.dispose()

    def view(self) -> View | None:
        return view(self.url, self.folder)


def beside(place: Place, child: int) -> tuple[set[View | None], int]:
    """Read while a process works, until it ends: what was seen, and how it ended."""
    seen_views, end = set(), time.monotonic() + SECONDS
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return seen_views, os.waitstatus_to_exitcode(status)
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
        seen_views.add(place.view())


def check_doctor(place: Place) -> None:
    result = runner(place.url)("doctor", "--whole")
    ready = "database_not_ready" not in str(place.view())
    assert (result.exit_code == 0) == ready, result.output
