"""What the drivers of both databases are told when a connection is made and a transaction begins."""

import logging
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DataError

from data.database.time_limit import heed
from data.database.writing import WAIT_SECONDS, begin_sqlite_writing
from data.refusals import refuse
from data.words.searching import lowered, translated

PRAGMAS = (
    # readers never wait for the writer (docs/operating.md, One writer at a time)
    "journal_mode=WAL",
    "foreign_keys=ON",
    # with WAL a power cut may lose the last commits but does not damage the file
    "synchronous=NORMAL",
    "recursive_triggers=ON",  # without it REPLACE removes a row past the trigger that forbids to
    f"busy_timeout={WAIT_SECONDS * 1000}",
)
CONNECT_SECONDS = "10"
"""A server that does not answer at all keeps nobody waiting for longer."""

UNKEPT = (OverflowError, UnicodeEncodeError)
"""What a driver says of a number or a text that it cannot even send."""

# it warns of what it could not do while a connection broke, of which the error itself is told in words
logging.getLogger("psycopg").setLevel(logging.ERROR)


def engine_of(url: str) -> Engine:
    """An engine for a database's address; refuses one that cannot be read."""
    try:
        address = make_url(url)
        is_server = address.get_backend_name() != "sqlite"
        if is_server:
            # ours first, so that an address may say another limit
            address = address.update_query_dict(
                {"connect_timeout": CONNECT_SECONDS, **address.query}
            )
        # a server restarts, and its connections with it
        engine = create_engine(
            address,
            pool_pre_ping=is_server,
            # an error goes to the log, and what people typed does not
            hide_parameters=True,
        )
    except (ArgumentError, ImportError) as error:
        raise refuse("database_address_wrong") from error
    # at the driver: whichever value slipped through the checks, its sender gets a sentence
    event.listen(engine, "handle_error", _refuse_unkept)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    heed(engine)
    return engine


def _refuse_unkept(failure: ExceptionContext) -> None:
    """A value that does not fit is whoever's who sent it, wherever it was not looked at before."""
    if isinstance(failure.sqlalchemy_exception, DataError) or isinstance(
        failure.original_exception, UNKEPT
    ):
        raise refuse("value_not_kept") from failure.original_exception


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # SQLite's own knows ASCII alone, and Russian words would not be found
    connection.create_function("lower", 1, lowered, deterministic=True)
    # and has no such function at all, which PostgreSQL has
    connection.create_function("translate", 3, translated, deterministic=True)
    connection.isolation_level = None  # the driver would begin too late; see _begin_sqlite
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    report_waiting = connection.get_execution_options().get("itog_report_waiting")
    # a reader begins with BEGIN, which locks nothing; a writer with BEGIN IMMEDIATE, which is the
    # lock
    if report_waiting is None:
        connection.exec_driver_sql("BEGIN")
    else:
        begin_sqlite_writing(connection, report_waiting)


def file_of(url: str | URL) -> Path | None:
    """The file of an embedded database; nothing for a server or for memory."""
    address = make_url(url)
    name = address.database
    return (
        Path(name)
        if address.get_backend_name() == "sqlite" and name and name != ":memory:"
        else None
    )


def reading_options(engine: Engine) -> dict[str, Any]:
    """What a session that only reads asks of its connection."""
    # a page asks several times and must see one state; SQLite's transactions do so by themselves
    return {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
