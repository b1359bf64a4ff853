"""What is wrong with a database that does not do as told: each fault of a driver is a sentence of
ours.

Drivers speak English, or whatever the server is set to; their codes are the same everywhere. Only
where a server has refused to talk at all are there words alone.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFreeError

from data.refusals import Refusal, refuse

BY_SQLSTATE = {
    "42P01": "database_not_ready",
    "3F000": "database_not_ready",
    "53100": "database_full",
    "53300": "database_crowded",
    "25006": "database_read_only",
    "42501": "database_no_rights",
    "28P01": "database_sign_in_wrong",
    "28000": "database_sign_in_wrong",
    "3D000": "database_missing",
    "57P01": "database_not_answering",
    "57P02": "database_not_answering",
    "57P03": "database_starting",
    "55P03": "database_busy",
    "40001": "database_busy",
    "40P01": "database_busy",
    "57014": "database_too_slow",
    "XX001": "database_damaged",
    "XX002": "database_damaged",
}
BY_SQLITE = {
    "FULL": "database_full",
    "READONLY": "database_read_only",
    "CANTOPEN": "database_cannot_be_opened",
    "PERM": "database_no_rights",
    "CORRUPT": "database_damaged",
    "NOTADB": "database_is_none",
    "BUSY": "database_busy",
    "LOCKED": "database_busy",
    "INTERRUPT": "database_too_slow",
    "PROTOCOL": "database_busy",
    "IOERR": "database_disk_fails",
}
# in both languages: what a server says before anybody has signed in has its own locale
BY_WORDS = (
    ("no such table", "database_not_ready"),
    ("No space left on device", "database_full"),
    (
        "authentication failed|pg_hba|не прошёл проверку|role .* does not exist|роль .* не сущ",
        "database_sign_in_wrong",
    ),
    ("no password supplied|не указан пароль", "database_sign_in_wrong"),
    ("database .* does not exist|база данных .* не существует", "database_missing"),
    (
        "too many clients|connection slots|too many connections|слишком много клиентов|слот",
        "database_crowded",
    ),
    (
        "starting up|shutting down|recovery mode|запускается|останавливается|восстановлени",
        "database_starting",
    ),
    (
        "[Cc]onnection refused|[Nn]o such file or directory|could not translate|resolve|not known|timeout|timed out"
        "|closed the connection|connection is (lost|closed)|terminating connection|connection to server|unreachable",
        "database_not_answering",
    ),
)
DISK = ("database_disk_fails", "database_cannot_be_opened")
"""What SQLite also says where a file beside its own finds no room."""

ROOM = 1 << 16


@contextmanager
def explained(file: Path | None = None) -> Iterator[None]:
    """Say what a driver objects to; ``file`` is that of an embedded database."""
    try:
        yield
    except DBAPIError as error:
        raise refusal(error, file) or error from error
    except NoneFreeError as error:
        raise refuse("database_crowded") from error


def refusal(error: DBAPIError, file: Path | None = None) -> Refusal | None:
    """What a failure means; nothing where the program itself is at fault."""
    rule = rule_of(error.orig)
    if rule in DISK and file is not None and _is_full(file):
        rule = "database_full"
    if rule == "database_busy":
        return refuse(rule, writer="SQLite" if file else "PostgreSQL")
    if rule:
        return refuse(rule)
    if error.connection_invalidated or type(error).__name__ in (
        "OperationalError",
        "DatabaseError",
    ):
        return unavailable(error.orig)
    return None


def rule_of(error: Any) -> str | None:
    """The rule that tells of a driver's error, by its code; by its words only where it has none.

    The words of what has a code may repeat what somebody typed.
    """
    state, name = (
        getattr(error, "sqlstate", None),
        getattr(error, "sqlite_errorname", "SQLITE_ERROR"),
    )
    # SQLITE_ERROR is what SQLite has no code for, «no such table» among it
    if state or name != "SQLITE_ERROR":
        # extended names, SQLITE_IOERR_WRITE, begin with the plain one
        return BY_SQLSTATE.get(state or "") or BY_SQLITE.get(name.split("_")[1])
    return next((rule for words, rule in BY_WORDS if re.search(words, str(error))), None)


def fault(error: Any) -> Refusal:
    """What a driver's own error means, where it was asked past SQLAlchemy."""
    rule = rule_of(error)
    return refuse(rule, writer="PostgreSQL") if rule else unavailable(error)


def unavailable(error: Any) -> Refusal:
    """A fault that has no sentence of its own, in the driver's words."""
    return refuse(
        "database_unavailable", reason=(str(error).splitlines() or [type(error).__name__])[0][:200]
    )


def _is_full(file: Path) -> bool:
    try:
        return shutil.disk_usage(file.parent).free < ROOM
    except OSError:
        return False
