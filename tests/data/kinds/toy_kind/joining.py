"""A plugin of pytest: the toy kind joins those that ship, with the migration that is written of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import data.kinds
from data.database import schema
from data.migrations.__main__ import main as write_migration

data.kinds.__path__.append(str(Path(__file__).parent / "kinds"))


@pytest.fixture(scope="session", autouse=True)
def migrations() -> Iterator[Path]:
    """A copy of the migrations, the newest of them that of the toy kind."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "migrations"
        shutil.copytree(schema.MIGRATIONS, copy)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(schema, "MIGRATIONS", copy)
            write_migration("Courses")
            schema.head.cache_clear()
            yield copy
        schema.head.cache_clear()
