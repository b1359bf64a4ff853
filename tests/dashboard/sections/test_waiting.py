"""What a page waits for: all of its blocks where the programme has few records."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from flask import Flask

from dashboard.sections import blocks
from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

PAGE = "/indicator/visits?lang=en"


@pytest.fixture
def server(
    serving: Callable[[Database], AbstractContextManager[Flask]], sqlite_url: str
) -> Iterator[Flask]:
    with SampleProgramme(sqlite_url, code=DEFAULT_PROGRAMME) as world:
        world.define("visits", kind="count", measure="consultations")
        world.record("consultations", "2014-03-05", "north", topic="law")
        with serving(world.database) as server:
            yield server


def is_left(page: str, block: str) -> bool:
    """Whether a block has a store to be asked with; the declaration of its callback is on every page."""
    return re.search(rf'"{block}-question"(?!,"property")', page) is not None


@pytest.mark.parametrize(("most", "waits"), [(blocks.FEW, True), (0, False)])
def test_a_block_that_reads_few_records_comes_with_its_page(
    server: Flask, monkeypatch: pytest.MonkeyPatch, most: int, waits: bool
) -> None:
    monkeypatch.setattr(blocks, "FEW", most)
    page = server.test_client().get(PAGE).text
    assert ("By attribute: " in page) is waits
    assert is_left(page, "indicator-split") is not waits


def test_what_goes_through_all_programmes_is_never_waited_for(server: Flask) -> None:
    assert is_left(server.test_client().get("/programmes").text, "programmes-table")
