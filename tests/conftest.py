"""What any test may ask for: databases, a browser that tolerates nothing, an office."""

import datetime
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from jinja2 import StrictUndefined
from playwright.sync_api import BrowserContext
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import URL, Dialect, Engine
from sqlalchemy.util import LRUCache
from werkzeug.test import TestResponse

from dashboard.application import create_application
from dashboard.http import context
from dashboard.jobs import routes as job_routes
from dashboard.jobs.jobs import Jobs
from data.accounts import accounts
from data.clock import keep_time_of
from data.database import database as database_module
from data.database.database import Database
from data.database.engine import engine_of
from indicators.answers import cells
from indicators.asking import Asker
from indicators.memory import Memory
from tests import services, template_databases
from tests.console_guard import ConsoleGuard

# Hundreds of processes that tests start read what the first has compiled, where an environment
# forbids it, too: compiling takes each of them longer than all the rest of its start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# No timed tests: a slow machine is not a wrong number.
settings.register_profile("itog", deadline=None)
settings.load_profile("itog")

SHIPPED_HASHES, SHIPPED_NOBODY = accounts.HASHES, accounts.NOBODY

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


# ---------------------------------------------------------------- time


@pytest.fixture(autouse=True)
def universal_time() -> Iterator[None]:
    """A test reads moments in UTC wherever it runs, unless it chooses a zone."""
    keep_time_of(datetime.UTC)
    yield
    keep_time_of(datetime.UTC)


# ---------------------------------------------------------------- passwords


CHEAP_HASHES = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
"""A right hash takes a fifth of a second, and tests sign in thousands of times."""


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Passwords are hashed in no time in the tests' own processes; those that they start, and
    ``real_hashes``, have what ships.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(accounts, "HASHES", CHEAP_HASHES)
        patched.setattr(accounts, "NOBODY", CHEAP_HASHES.hash("nobody's"))
        yield


@pytest.fixture
def real_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed as for people."""
    monkeypatch.setattr(accounts, "HASHES", SHIPPED_HASHES)
    monkeypatch.setattr(accounts, "NOBODY", SHIPPED_NOBODY)


# ---------------------------------------------------------------- databases


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Databases of one kind share their compiled statements, as all that a server asks of its own
    does: each test would compile the same anew for a database of its own.
    """
    compiled: LRUCache[Any, Any] = LRUCache(5000)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(database_module, "engine_of", lambda url: sharing(engine_of(url), compiled))
        yield


def sharing(engine: Engine, compiled: LRUCache[Any, Any]) -> Engine:
    """The engine, which finds what another has compiled: SQLAlchemy tells apart their dialects."""
    engine.dialect.__class__ = alike(type(engine.dialect))
    engine.update_execution_options(compiled_cache=compiled)
    return engine


@cache
def alike(dialect: type[Dialect]) -> type[Dialect]:
    """A class of dialects that are equal where they speak to one version of one program."""

    class AlikeDialect(dialect):  # type: ignore[valid-type,misc]
        supports_statement_cache = True  # each class says so itself

        def __eq__(self, other: object) -> bool:
            return type(self) is type(other) and version_of(self) == version_of(other)

        def __hash__(self) -> int:
            return hash(type(self))

    return AlikeDialect


def version_of(dialect: Any) -> Any:
    return getattr(dialect, "server_version_info", None)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[URL]:
    """The server's address: `TEST_DATABASE_URL`, or a throw-away cluster."""
    with services.postgresql_server() as server, template_databases.kept_on(server):
        yield server


@pytest.fixture
def postgresql_url(postgresql_server: URL) -> Iterator[str]:
    """The address of an empty PostgreSQL database, this test's own."""
    with services.fresh_database(postgresql_server) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite file that does not exist yet, this test's own."""
    return f"sqlite:///{tmp_path / 'itog.db'}"


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database: the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def shipped_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with every programme that ships: for tests that only read it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'itog.db'}"
    template_databases.programmes(url)
    database = Database(url, [cells.refresh])
    yield database
    database.dispose()


# ---------------------------------------------------------------- browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium: Playwright's own cannot be downloaded on a closed network."""
    program = services.needed("chromium-headless-shell", services.chromium())
    return {**browser_type_launch_args, "executable_path": program, "args": services.CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Look at pages as an official does: a laptop's screen, in Russian."""
    return {
        "viewport": {"width": 1440, "height": 900},
        "locale": "ru-RU",
        # a page that is kept is asked for once more, behind what a test looks at
        "service_workers": "block",
        **browser_context_args,
    }


@pytest.fixture
def console_guard() -> Iterator[ConsoleGuard]:
    """What pages complained of; anything not allowed by `console_guard.allow(…)` fails the test."""
    guard = ConsoleGuard()
    yield guard
    guard.check()


@pytest.fixture
def new_context(
    console_guard: ConsoleGuard, new_context: Callable[..., BrowserContext]
) -> Callable[..., BrowserContext]:
    """Make a browser context whose every page is watched; `page` and `context` come from here too."""
    return lambda **options: console_guard.follow(new_context(**options))


# ---------------------------------------------------------------- office


@pytest.fixture
def convert() -> Callable[[Path, str], Path]:
    """Open a file with LibreOffice and save it in another format: `convert(file, "pdf")`."""
    return services.convert


# ---------------------------------------------------------------- dashboard


class OwnPages(FlaskClient):
    """A browser that posts from our own pages, and says so as browsers do; a test may say
    otherwise.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.environ_base["HTTP_ORIGIN"] = "http://localhost"

    def open(self, *arguments: Any, **named: Any) -> TestResponse:
        """What is sent is taken whole: an answer that nobody takes lasts, and of those a reader has
        few at once.
        """
        return super().open(*arguments, **{"buffered": True, **named})


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dash]:
    """The one Dash application of this process: two would take each other's callbacks.

    It begins without programmes.
    """
    database = Database(
        f"sqlite:///{tmp_path_factory.mktemp('empty') / 'itog.db'}", [cells.refresh]
    )
    template_databases.upgraded(database)
    app = create_application(database, secret=token_hex(), jobs=tmp_path_factory.mktemp("jobs"))
    app.server.test_client_class = OwnPages
    # a name that a template asks for and nobody gave prints as nothing; here it is a fault
    app.server.jinja_env.undefined = StrictUndefined
    yield app
    database.dispose()


@pytest.fixture(scope="session")
def serving(application: Dash) -> Callable[[Database], AbstractContextManager[Flask]]:
    """Let the application serve another database for a while: ``with serving(database) as server:
    …``.
    """
    return lambda database: over(application, database)


LAYERS = "itog-tests-layers"


@contextmanager
def over(application: Dash, database: Database) -> Iterator[Flask]:
    """The application over a database; its memory and its folder of jobs start empty and are its
    own: files that wait there count towards what an account may leave unfinished.

    Fixtures of different lives end in any order: whichever began last and still lives is served.
    """
    server: Flask = application.server
    layers = server.extensions.setdefault(LAYERS, [_layer_of(server)])
    with TemporaryDirectory(prefix="itog-jobs-", ignore_cleanup_errors=True) as folder:
        own = (database, Jobs(Path(folder), database), Memory(100))
        layers.append(own)
        _serve(server, own)
        try:
            yield server
        finally:
            # a test that fails over its database must not leave it to all that come after
            layers.remove(own)
            _serve(server, layers[-1])


def _layer_of(server: Flask) -> tuple[Database, Jobs, Memory]:
    return (
        server.extensions[context.DATABASE],
        server.extensions[job_routes.EXTENSION],
        server.extensions[context.DRAWN],
    )


def _serve(server: Flask, layer: tuple[Database, Jobs, Memory]) -> None:
    database, jobs, drawn = layer
    server.extensions[context.DATABASE] = database
    server.extensions[context.ASKER] = Asker(database)
    server.extensions[job_routes.EXTENSION] = jobs
    server.extensions[context.DRAWN] = drawn
