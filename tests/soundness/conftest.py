"""A town of its own for every test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.soundness.towns import CUTS, TREE, Town

TownMaker = Callable[..., Town]


@pytest.fixture
def new_town(tmp_path: Path) -> Iterator[TownMaker]:
    """Begin a town: ``new_town(districts=…, years=…)``; two districts and three years unless said."""
    with ExitStack() as towns:

        def make_town(**options: Any) -> Town:
            return towns.enter_context(Town(f"sqlite:///{tmp_path / 'town.db'}", **options))

        yield make_town


@pytest.fixture
def town(new_town: TownMaker) -> Town:
    """A town with the districts north and south, 2014–2016."""
    return new_town()


@pytest.fixture
def port(new_town: TownMaker) -> Town:
    """A town with a two-level tree and two okrugs."""
    return new_town(districts=TREE, cuts=CUTS)
