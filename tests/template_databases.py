"""Databases made once, of which every test gets a copy of its own: making one takes longer than
most tests.
"""

import atexit
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from alembic import command
from sqlalchemy import URL, inspect, make_url

from data.database import upgrading
from data.database.database import Database
from data.imports.registry import adopt
from data.programme.folder import shipped
from data.tables import metadata
from indicators.answers import cells
from indicators.loading import load
from tests import services

Result = TypeVar("Result")

_templates: dict[tuple[str, Callable[[str], Any]], tuple[URL, Any]] = {}
_server = ExitStack()
_folder = TemporaryDirectory(prefix="itog-templates-")
atexit.register(_folder.cleanup)


def from_template(url: str, make: Callable[[str], Result]) -> Result:
    """Put into the empty database at ``url`` what ``make`` makes in one; returns what it returned
    when it did.
    """
    key = (make_url(url).get_backend_name(), make)
    if key not in _templates:
        template = _empty(make_url(url))
        _templates[key] = (template, make(template.render_as_string(hide_password=False)))
    template, result = _templates[key]
    _copy(template, make_url(url))
    return result


@contextmanager
def kept_on(server: URL) -> Iterator[None]:
    """While the server is there, templates may be on it."""
    with _server:
        yield
    for key in [key for key in _templates if key[0] == server.get_backend_name()]:
        del _templates[key]


def _empty(like: URL) -> URL:
    if like.get_backend_name() == "sqlite":
        return like.set(database=str(Path(_folder.name) / f"{token_hex(8)}.db"))
    return make_url(_server.enter_context(services.fresh_database(_of_server(like))))


def _copy(template: URL, to: URL) -> None:
    if to.get_backend_name() == "sqlite":
        shutil.copyfile(str(template.database), str(to.database))
        return
    services.administer(_of_server(to), f"DROP DATABASE {to.database} WITH (FORCE)")
    # whole files, where nothing is put on a disk: half the time of copying through the log
    services.administer(
        _of_server(to),
        f"CREATE DATABASE {to.database} TEMPLATE {template.database} STRATEGY FILE_COPY",
    )


def _of_server(url: URL) -> URL:
    return url.set(database="postgres")


# ---------------------------------------------------------------- what most tests begin with


def tables(database: Database) -> None:
    """Every table, as the models say; a database that has them stays as it is."""
    names = inspect(database.engine).get_table_names()
    database.dispose()
    if not names:
        from_template(database.url, _tables)


def upgraded(database: Database) -> None:
    """Every table, as the migrations make them."""
    from_template(database.url, _upgraded)


def programmes(url: str) -> None:
    """Every programme that ships, in a database made by the migrations."""
    from_template(url, _programmes)


def _tables(url: str) -> None:
    database = Database(url)
    adopt({})  # another test's database may have declared kinds of records
    with database.reshaping() as connection:
        metadata().create_all(connection)
        command.stamp(upgrading.configuration(connection), "head")
    database.dispose()


def _upgraded(url: str) -> None:
    database = Database(url)
    upgrading.upgrade(database)
    database.dispose()


def _programmes(url: str) -> None:
    database = Database(url, [cells.refresh])
    upgrading.make(
        database, lambda database: [load(database, folder) for folder in shipped()] and None
    )
    database.dispose()
