"""A town of its own for every test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from data.database import Database
from data.tables import Base
from tests.soundness.towns import CUTS, TREE, Town

Founded = Callable[..., Town]


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every table and nothing in them, made once and copied: making tables is slower than a test."""
    file = tmp_path_factory.mktemp("soundness") / "empty.db"
    database = Database(f"sqlite:///{file}")
    Base.metadata.create_all(database.engine)
    database.dispose()
    return file


@pytest.fixture
def found(empty_tables: Path, tmp_path: Path) -> Iterator[Founded]:
    """Found a town: ``found(districts=…, years=…)``; two districts and three years unless said."""
    file = shutil.copy(empty_tables, tmp_path / "town.db")
    with ExitStack() as towns:

        def founded(**said: Any) -> Town:
            return towns.enter_context(Town(f"sqlite:///{file}", create=lambda database: None, **said))

        yield founded


@pytest.fixture
def town(found: Founded) -> Town:
    """A town with the districts north and south, 2014–2016."""
    return found()


@pytest.fixture
def port(found: Founded) -> Town:
    """A town with a two-level tree and two okrugs."""
    return found(districts=TREE, cuts=CUTS)
