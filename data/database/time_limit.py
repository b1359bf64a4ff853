"""How long the database may work for one request: a question that no reader waits for is stopped,
and does not keep the server from everybody else.
"""

import time
from contextvars import ContextVar, Token
from typing import Any

from sqlalchemy import Connection, Engine, event

STEPS = 100_000
"""Of SQLite's machine between two looks at the clock: about a millisecond."""

_UNTIL: ContextVar[float | None] = ContextVar("itog_until", default=None)
Limit = Token[float | None]


def begin(seconds: float | None) -> Limit:
    """From now on all questions of this request have so many seconds together, or no limit."""
    return _UNTIL.set(None if seconds is None else time.monotonic() + seconds)


def end(limit: Limit) -> None:
    """What comes after has as long as it takes."""
    _UNTIL.reset(limit)


def remaining() -> float | None:
    """The seconds that are left of it, none where it has no limit."""
    until = _UNTIL.get()
    return None if until is None else until - time.monotonic()


def heed(engine: Engine) -> None:
    """Stop what takes longer; ``faults`` has the sentence for it."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _watch_sqlite)
    else:
        event.listen(engine, "begin", _limit_postgresql)


def _watch_sqlite(connection: Any, _record: Any) -> None:
    connection.set_progress_handler(_is_over, STEPS)


def _is_over() -> bool:
    seconds = remaining()
    return seconds is not None and seconds < 0


def _limit_postgresql(connection: Connection) -> None:
    seconds = remaining()
    if seconds is not None:
        milliseconds = max(1, int(seconds * 1000))  # 0 would be none
        # LOCAL: it ends with the transaction, and the pool gets the connection back as it was
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {milliseconds}")
