"""How much of a year has been reported: nobody owes an indicator that is not in force in it."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from tests.dashboard.stewarding_world import changeable, signed_in
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Everything that is due of 2014 is there; another survey begins in 2016."""
    with changeable(tmp_path_factory.mktemp("reported")) as world:
        world.define(
            "later", kind="observed", combine={"places": "none", "periods": "none"}, years="2016.."
        )
        yield world


def test_a_year_is_complete_without_what_is_not_in_force_in_it(server) -> None:
    page = unescape(signed_in(server, "pavel").get("/steward/years").text)
    shares = dict(re.findall(r'<th scope="row">(\d{4})</th>.*?(\d+)\s*%', page, re.DOTALL))
    assert shares == {"2014": "100", "2015": "80", "2016": "67"}


def test_rows_of_indicators_are_headed_so_and_are_those_in_force(server) -> None:
    client = signed_in(server, "anna")
    page = client.get("/steward/completeness?year=2014").text
    assert re.findall(r'visually-hidden">(\w+)</span>', page) == [
        "District",
        "District",
        "Indicator",
    ]
    assert [
        ("later" in client.get(f"/steward/completeness?year={year}").text) for year in (2014, 2016)
    ] == [
        False,
        True,
    ]
