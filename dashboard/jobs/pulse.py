"""A job says that it goes on, and looks whether somebody on another machine has cancelled it."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from dashboard.jobs import state
from dashboard.jobs.state import CANCELLED
from data.refusals import NotFound

SECONDS = 2.0


def begin(folder: Path, token: str) -> Event:
    """Begin to beat, in a thread of the job's process; setting what is returned ends it."""
    ended = Event()
    Thread(target=_beat, args=(folder, token, ended), daemon=True).start()
    return ended


def _beat(folder: Path, token: str, ended: Event) -> None:
    while not ended.wait(SECONDS):
        # a folder that is out of reach for a moment is no reason to stop
        with suppress(OSError, NotFound):
            state.touch(folder, token)
            if state.kept(folder, token).state == CANCELLED:
                state.clear(folder, token)
                # as on the machine itself: the transaction is rolled back by the database
                os.killpg(os.getpgid(0), signal.SIGKILL)
