"""What goes wrong at a moment: the process dies, the disk is full, the connection is lost."""

import errno
import os
import signal
import sqlite3
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from data import fault_points
from data.fault_points import FaultPoint
from data.refusals import Refusal
from tests.disks import fill

SURVIVED, REFUSED, BROKEN = 0, 3, 4
"""How a process ends that nobody has killed."""

OF_FILES = {
    FaultPoint.FILE_WHOLE,
    FaultPoint.TABLE_IN_BACKUP,
    FaultPoint.DATABASE_WHOLE,
    FaultPoint.DATABASE_CLEARED,
}
OF_TRANSACTIONS = {
    FaultPoint.LOCKED,
    FaultPoint.REVISION_BEGUN,
    FaultPoint.ROWS_WRITTEN,
    FaultPoint.CELLS_WRITTEN,
    FaultPoint.SEALED,
    FaultPoint.BEFORE_COMMIT,
    FaultPoint.MIGRATED,
    FaultPoint.RENEWED,
    FaultPoint.TABLE_RESTORED,
}
OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)

Wound = Callable[[FaultPoint, str, Path], None]


def kill(_point: FaultPoint, _url: str, _folder: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fill_disk(point: FaultPoint, url: str, folder: Path) -> None:
    """Really where the folder is a disk of its own; else say what the system and the driver say."""
    if folder.is_mount():
        fill(folder)
    if url.startswith("sqlite") and folder.is_mount():
        return
    if point in OF_FILES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
    if point in OF_TRANSACTIONS:
        _raise(url, "SQLITE_FULL", psycopg.errors.DiskFull("no space left"))


def lose_connection(point: FaultPoint, url: str, _folder: Path) -> None:
    """Really where there is a server; SQLite's nearest is a disk that fails."""
    if url.startswith("sqlite"):
        if point in OF_TRANSACTIONS:
            _raise(url, "SQLITE_IOERR_WRITE", psycopg.Error())
        return
    engine = create_engine(make_url(url))
    with engine.connect() as connection:
        connection.execute(text(OTHERS))
    engine.dispose()


def _raise(url: str, name: str, of_server: psycopg.Error) -> None:
    error: Exception = of_server
    if url.startswith("sqlite"):
        error = sqlite3.OperationalError(name)
        error.sqlite_errorname = name  # type: ignore[attr-defined]
    raise OperationalError("INSERT", {}, error)


WOUNDS: dict[str, Wound] = {"kill": kill, "full disk": fill_disk, "lost": lose_connection}


# ---------------------------------------------------------------- observing


@contextmanager
def observing(observe: Callable[[FaultPoint], None]) -> Iterator[None]:
    """Let somebody hear of every point inside."""
    fault_points.observers.append(observe)
    try:
        yield
    finally:
        fault_points.observers.remove(observe)


def passed_points(work: Callable[[], object]) -> Counter[FaultPoint]:
    """How often a piece of work passes each point."""
    passed: Counter[FaultPoint] = Counter()
    with observing(lambda point: passed.update([point])):
        work()
    return passed


def begin_wounded(
    work: Callable[[], object], point: FaultPoint, number: int, wound: Callable[[], None]
) -> int:
    """Begin work in a process of its own that is wounded when it comes to a point for the
    ``number``th time; the process.
    """
    if child := os.fork():
        return child
    left = [number]

    def observe(each: FaultPoint) -> None:
        left[0] -= each is point
        if each is point and left[0] == 0:
            wound()

    # never back into the test's own frames: they are the parent's
    try:
        fault_points.observers.append(observe)
        os._exit(_outcome(work))
    finally:
        os._exit(BROKEN)


def _outcome(work: Callable[[], object]) -> int:
    try:
        work()
    except Refusal:
        return REFUSED
    except BaseException:  # noqa: BLE001 - whatever it is: the parent reads how the child ended
        os.write(2, traceback.format_exc().encode())
        return BROKEN
    return SURVIVED
