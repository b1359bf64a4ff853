"""A town whose reporters send files to its stewards."""

from collections.abc import Iterator

import pytest

from data.accounts import accounts
from data.passports import DEFAULT_PROGRAMME
from tests.dashboard.stewarding_world import PHRASE
from tests.sample_programme import SampleProgramme


@pytest.fixture
def world(tmp_path) -> Iterator[SampleProgramme]:
    """A town with a reporter of one district and one kind, another of all, and two stewards."""
    url = f"sqlite:///{tmp_path / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations", periodicity="quarter")
            world.record("consultations", "2014-03-05", "south", number="s1")
            world.cover("consultations", "2014..2015")
        with world.database.writing("test") as session:
            own = {
                "role": "reporter",
                "programmes": [DEFAULT_PROGRAMME],
                "kinds": ["consultations"],
            }
            accounts.add(session, "rita", PHRASE, districts=["north"], **own)
            accounts.add(session, "oleg", PHRASE, **own)
            accounts.add(session, "anna", PHRASE)
            accounts.add(session, "vera", PHRASE, programmes=["elsewhere"])
        yield world
