"""A town of its own for every test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.soundness.towns import CUTS, TREE, Town

Founded = Callable[..., Town]


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Founded]:
    """Found a town: ``found(districts=…, years=…)``; two districts and three years unless said."""
    with ExitStack() as towns:

        def founded(**said: Any) -> Town:
            return towns.enter_context(Town(f"sqlite:///{tmp_path / 'town.db'}", **said))

        yield founded


@pytest.fixture
def town(found: Founded) -> Town:
    """A town with the districts north and south, 2014–2016."""
    return found()


@pytest.fixture
def port(found: Founded) -> Town:
    """A town with a two-level tree and two okrugs."""
    return found(districts=TREE, cuts=CUTS)
