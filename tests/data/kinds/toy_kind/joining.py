"""A plugin of pytest: the toy kind joins those that ship, with the migration that is written of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import data.kinds
from data.database import versions
from data.migrations.__main__ import main as write_migration

data.kinds.__path__.append(str(Path(__file__).parent / "kinds"))


@pytest.fixture(scope="session", autouse=True)
def migrations() -> Iterator[Path]:
    """A copy of the migrations, the newest of them that of the toy kind."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "migrations"
        shutil.copytree(versions.MIGRATIONS, copy)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(versions, "MIGRATIONS", copy)
            write_migration("Courses")
            _forget_versions()
            yield copy
        _forget_versions()


def _forget_versions() -> None:
    versions.known_versions.cache_clear()
    versions.head.cache_clear()
