"""A database with tables and nobody in it."""

from collections.abc import Iterator

import pytest

from data.database.database import Database
from tests import template_databases


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    template_databases.tables(database)
    yield database
    database.dispose()
