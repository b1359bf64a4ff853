"""The API over a small town, without pages."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.api import routes
from dashboard.http import context
from data.database.database import Database
from indicators.asking import Asker
from tests import template_databases
from tests.commands.conftest import filled
from tests.sample_programme import SampleProgramme


def client_of(database: Database) -> FlaskClient:
    """What asks the addresses of a server over a database."""
    server = Flask("test")
    server.extensions[context.DATABASE] = database
    server.extensions[context.ASKER] = Asker(database)
    routes.register(server)
    return server.test_client()


@pytest.fixture
def town(sqlite_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(sqlite_url, filled).over(sqlite_url) as world:
        yield world


@pytest.fixture
def changing(town: SampleProgramme) -> FlaskClient:
    """What asks the addresses of a town that the test changes."""
    return client_of(town.database)


@pytest.fixture(scope="session")
def fixed_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """A town that every test only reads."""
    url = f"sqlite:///{tmp_path_factory.mktemp('api') / 'itog.db'}"
    with template_databases.from_template(url, filled).over(url) as world:
        yield world


@pytest.fixture
def client(fixed_town: SampleProgramme) -> FlaskClient:
    """What asks the addresses of the town that stands."""
    return client_of(fixed_town.database)
