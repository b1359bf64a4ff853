"""The programmes that ship, for figures worked from real tables."""

from collections.abc import Iterator

import pytest

from data.database.database import Database
from indicators.answers import cells
from tests import template_databases


@pytest.fixture(scope="session")
def shipped_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with every programme that ships."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'itog.db'}"
    template_databases.programmes(url)
    database = Database(url, [cells.refresh])
    yield database
    database.dispose()
