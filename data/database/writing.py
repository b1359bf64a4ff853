"""The one writers' lock: whoever waits for it is told who holds it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from data.database.faults import rule_of
from data.refusals import refuse

LOCK = 7_140_001  # PostgreSQL's advisory lock of the one writer
WAIT_SECONDS = 30
LONGEST_NOTE = 200
LONGEST_APPLICATION_NAME = 63
RESHAPING = "schema"
"""How whoever changes the schema signs."""

OURS = "itog:"
"""Marks a name that is written in Punycode."""

ReportWaiting = Callable[[str], None]

HOLDER = """
    SELECT activity.application_name FROM pg_locks AS held JOIN pg_stat_activity AS activity USING (pid)
    WHERE held.locktype = 'advisory' AND held.granted AND held.objid = :lock
"""


def begin_sqlite_writing(connection: Connection, report_waiting: ReportWaiting) -> None:
    """Begin a writing transaction; SQLite's own lock is the writers' lock, a note beside the file
    names its holder.
    """
    try:
        # without waiting: only a writer that is really there is told of
        _begin_immediate(connection, 0)
    except OperationalError as error:
        _raise_unless_busy(error)
        # told before the wait, so that a page can say for whom it waits
        report_waiting(_noted(connection))
        try:
            _begin_immediate(connection, WAIT_SECONDS)
        except OperationalError as error:
            _raise_unless_busy(error)
            raise refuse("database_busy", writer=_noted(connection)) from error


def take_postgresql_lock(connection: Connection, report_waiting: ReportWaiting) -> None:
    """Take the writers' lock until the end of the transaction."""
    if connection.scalar(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": LOCK}):
        return
    # asked before waiting: afterwards nobody holds it
    writer = _holder(connection)
    report_waiting(writer)
    # LOCAL: it ends with the transaction, and the pool gets the connection back as it was
    connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
    try:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    except OperationalError as error:
        _raise_unless_busy(error)
        raise refuse("database_busy", writer=writer) from error


def sign(connection: Connection, who: str) -> None:
    """Say who holds the lock, for those who wait."""
    if connection.dialect.name == "sqlite":
        # a file, not a table: others must read it while this transaction has the database
        note = _note(connection)
        if note is not None:
            with suppress(OSError):  # a courtesy: where the disk is full, SQLite itself says so
                note.write_text(who, encoding="utf-8")
    else:
        connection.execute(
            # `true`: for this transaction alone
            text("SELECT set_config('application_name', :who, true)"),
            {"who": _in_ascii(who)},
        )


def is_reshaping(connection: Connection) -> bool:
    """Whether the holder of the lock changes the schema at this moment."""
    if connection.dialect.name != "sqlite":
        return _holder(connection).startswith(RESHAPING)
    # the note of one that was killed stays: the lock itself is the proof
    return _noted(connection).startswith(RESHAPING) and _is_locked(connection)


def _is_locked(connection: Connection) -> bool:
    with connection.engine.connect() as another:
        driver: Any = another.connection.driver_connection
        driver.execute("PRAGMA busy_timeout=0")
        try:
            driver.execute("BEGIN IMMEDIATE")
        except driver.OperationalError:
            return True
        else:
            driver.execute("ROLLBACK")
            return False
        finally:
            driver.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")


def unsign(connection: Connection) -> None:
    """Take the note away; PostgreSQL forgets its own with the transaction."""
    note = _note(connection) if connection.dialect.name == "sqlite" else None
    if note is not None:
        with suppress(OSError):
            note.unlink()


def _raise_unless_busy(error: OperationalError) -> None:
    """A database that is read-only, full or gone is not waited for."""
    if rule_of(error.orig) != "database_busy":
        raise error


def _begin_immediate(connection: Connection, wait_seconds: int) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout={wait_seconds * 1000}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        # set back: readers of the same pooled connection wait as before
        connection.exec_driver_sql(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")


def _note(connection: Connection) -> Path | None:
    file = connection.engine.url.database
    # beside the file, where every process that opens it can look
    return Path(f"{file}-writer") if file and file != ":memory:" else None


def _noted(connection: Connection) -> str:
    """Whoever writes may take the note away while it is read, or be killed before it is written."""
    note, writer = _note(connection), ""
    if note is not None:
        with suppress(OSError):
            writer = note.read_text(encoding="utf-8", errors="replace")
    return writer[:LONGEST_NOTE] or "SQLite"


def _holder(connection: Connection) -> str:
    name = connection.scalar(text(HOLDER), {"lock": LOCK}) or ""
    return _out_of_ascii(name) if name.startswith(OURS) else name or "PostgreSQL"


def _in_ascii(who: str) -> str:
    """As much of a text as an application's name holds: PostgreSQL keeps 63 bytes of it and puts
    «?» for every sign that is not ASCII. Punycode needs about a byte a letter.
    """
    while len(OURS + who.encode("punycode").decode("ascii")) > LONGEST_APPLICATION_NAME:
        who = who[:-1]
    return OURS + who.encode("punycode").decode("ascii")


def _out_of_ascii(name: str) -> str:
    try:
        return name.removeprefix(OURS).encode("ascii").decode("punycode")
    except UnicodeError:
        return name
