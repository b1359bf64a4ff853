"""The dashboard over a small town, without a browser."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Two districts, a counted indicator with plans, and one that is only reported."""
    url = f"sqlite:///{tmp_path_factory.mktemp('town') / 'itog.db'}"
    with SampleProgramme(
        url, code=DEFAULT_PROGRAMME, cuts={"okrugs": {"left": ["north"], "right": ["south"]}}
    ) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations", key=True)
            world.define("opinion", kind="observed", combine={"places": "none", "periods": "none"})
            for date, district in (
                ("2014-03-05", "north"),
                ("2014-06-01", "south"),
                ("2015-01-10", "north"),
            ):
                world.record("consultations", date, district)
            world.cover("consultations", "2014..2016")
            world.target("visits", "2014", 2)
        world.record("consultations", "2015-02-11", "south")
        yield world


@pytest.fixture(scope="session")
def world(town: SampleProgramme) -> SampleProgramme:
    """What is served: a module that changes things has a world of its own under this name."""
    return town


@pytest.fixture
def server(serving, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    """A reader without a browser."""
    return server.test_client()
