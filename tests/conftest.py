"""What any test may ask for: databases, a browser that tolerates nothing, an office."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import BrowserContext
from sqlalchemy import URL

from tests import services
from tests.watch import Watch

# No timed tests: a slow machine is not a wrong number.
settings.register_profile("itog", deadline=None)
settings.load_profile("itog")

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


# ---------------------------------------------------------------- databases


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[URL]:
    """The server's address: `TEST_DATABASE_URL`, or a throw-away cluster."""
    with services.postgresql_server() as server:
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


# ---------------------------------------------------------------- browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium: Playwright's own cannot be downloaded on a closed network."""
    program = services.needed("chromium", services.chromium())
    return {**browser_type_launch_args, "executable_path": program, "args": services.CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Look at pages as an official does: a laptop's screen, in Russian."""
    return {"viewport": {"width": 1440, "height": 900}, "locale": "ru-RU", **browser_context_args}


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What pages complained of; anything not allowed by `watch.allow(…)` fails the test."""
    watch = Watch()
    yield watch
    watch.check()


@pytest.fixture
def new_context(watch: Watch, new_context: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    """Make a browser context whose every page is watched; `page` and `context` come from here too."""
    return lambda **options: watch.follow(new_context(**options))


# ---------------------------------------------------------------- office


@pytest.fixture
def convert() -> Callable[[Path, str], Path]:
    """Open a file with LibreOffice and save it in another format: `convert(file, "pdf")`."""
    return services.convert
