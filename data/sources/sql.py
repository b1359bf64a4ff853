"""The rows that a query brings from another database, as a CSV file: what loads a file loads them."""

import csv
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from data.database import time_limit
from data.imports.limits import MEGABYTES, ROWS, SECONDS, ImportLimits
from data.refusals import refuse
from data.system import usable

AT_ONCE = 5_000
"""Rows in memory."""
STREAMED = {"stream_results": True}
LONGEST = 100_000
"""Characters of a query."""
READING = re.compile(r"(?is)\s*(select|with|values|table)\b")
COMMENTS = re.compile(r"(?s)--[^\n]*|/\*.*?\*/")


@dataclass(frozen=True)
class SqlQuery:
    """A question to another database; ``url`` as SQLAlchemy writes it, ``file`` is the query's."""

    url: str
    file: str
    text: str


def read_query(url: str, path: Path) -> SqlQuery:
    """The query of a file; refuses one that is no question."""
    with usable("sql_query_not_read", file=path.name):
        query = path.read_text(encoding="utf-8", errors="replace")
    if len(query) > LONGEST:
        raise refuse("sql_query_long", file=path.name, longest=LONGEST)
    if not READING.match(COMMENTS.sub(" ", query)):
        raise refuse("sql_no_question", file=path.name)
    return SqlQuery(url, path.name, query.strip().rstrip(";"))


def write_rows(query: SqlQuery, folder: Path, limits: ImportLimits) -> Path:
    """Write what a query brings into a file of ``folder``, a few thousand rows at a time; refuses what
    is beyond the limits of a file. Nothing is written into the database that is asked.
    """
    target = folder / f"{query.file}.csv"
    with (
        target.open("w", encoding="utf-8", newline="") as file,
        _reading(query, limits) as connection,
        connection.execute(text(_plain(query.text)), execution_options=STREAMED) as result,
    ):
        names = list(result.keys())
        _refuse_doubled(names, query)
        writer = csv.writer(file)
        writer.writerow(names)
        for rows in _bounded(result.partitions(AT_ONCE), target, query, limits):
            writer.writerows(map(_cells, rows))
    return target


@contextmanager
def _reading(query: SqlQuery, limits: ImportLimits) -> Iterator[Connection]:
    """A connection that only reads, for so long."""
    engine = _engine(query)
    limit = time_limit.begin(limits.seconds)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        if _is_over():
            raise _too_long(query, limits) from error
        reason = str(error.orig).strip().splitlines()[0][:300]
        raise refuse("sql_refused", file=query.file, reason=reason) from error
    finally:
        time_limit.end(limit)
        engine.dispose()


def _engine(query: SqlQuery) -> Engine:
    try:
        engine = create_engine(query.url)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise refuse("sql_no_driver", driver=query.url.partition(":")[0][:50]) from error
    except (ArgumentError, ValueError) as error:  # the address itself may hold a password
        raise refuse("sql_url_wrong") from error
    if engine.dialect.name in ("sqlite", "postgresql"):
        time_limit.heed(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _only_read_sqlite)
    elif engine.dialect.name in ("postgresql", "mysql", "mariadb"):
        event.listen(engine, "begin", _only_read)
    return engine


def _only_read_sqlite(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only = ON")


def _only_read(connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def _bounded(
    batches: Iterable[Sequence[Any]], target: Path, query: SqlQuery, limits: ImportLimits
) -> Iterator[Sequence[Any]]:
    """The rows, as long as they are not too many, too large or too slow."""
    count = 0
    for batch in batches:
        count += len(batch)
        if count > limits.rows:
            raise refuse("sql_rows_many", file=query.file, limit=limits.rows, setting=ROWS)
        if target.stat().st_size > limits.megabytes << 20:
            raise refuse("sql_large", file=query.file, limit=limits.megabytes, setting=MEGABYTES)
        if _is_over():
            raise _too_long(query, limits)
        yield batch


def _is_over() -> bool:
    seconds = time_limit.remaining()
    return seconds is not None and seconds < 0


def _too_long(query: SqlQuery, limits: ImportLimits) -> Exception:
    return refuse("sql_time_over", file=query.file, limit=limits.seconds, setting=SECONDS)


def _refuse_doubled(names: Sequence[str], query: SqlQuery) -> None:
    for name in names:
        if names.count(name) > 1:
            raise refuse("sql_column_doubled", file=query.file, column=name)


def _plain(query: str) -> str:
    """A query in which a colon begins no parameter."""
    return re.sub(r"(?<!:):(?=\w)", r"\:", query)


def _cells(row: Sequence[Any]) -> list[Any]:
    return list(map(_cell, row))


def _cell(value: Any) -> Any:
    """A value as people would type it; nothing for NULL."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value
