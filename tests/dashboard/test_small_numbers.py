"""Who is told small numbers: stewards of the programme on its pages, and nobody in what goes from
hand to hand.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import StringIO

import pandas as pd
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.exporting.order import Order, reported
from data.accounts import accounts
from data.database.database import Database
from data.imports.registry import adopt
from tests.dashboard.stewarding_world import PHRASE, signed_in
from tests.soundness.test_small_numbers import new_town

PAGE = "/indicator/people?programme=town&years=2014..2016&lang=en"
VALUES = (
    "/api/v1/values?programme=town&indicator=people&by=district,year&years=2014..2014&format=csv"
)
ROLES = {"anna": ("steward", None), "vera": ("viewer", None), "elsewhere": ("steward", ["another"])}
OF_READERS, OF_STEWARDS = "Numbers of fewer than 5 are hidden", "You see every number"


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory,
    serving: Callable[[Database], AbstractContextManager[Flask]],
) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("small")
    with new_town(f"sqlite:///{folder / 'town.db'}", folder) as town:
        with town.database.writing("test") as session:
            for name, (role, programmes) in ROLES.items():
                accounts.add(session, name, PHRASE, role=role, programmes=programmes)
        with serving(town.database) as served:
            yield served
    adopt({})


def values(browser: FlaskClient) -> list[object]:
    table = pd.read_csv(StringIO(browser.get(VALUES).text))
    return table["value"].fillna(0).astype(int).tolist()


def test_a_steward_sees_on_pages_what_readers_do_not(server: Flask) -> None:
    # in turn: what was drawn for one must not be sent to the next
    for name in ("anna", "vera", None, "elsewhere", "anna"):
        browser = signed_in(server, name) if name else server.test_client()
        text = browser.get(PAGE).text
        assert (OF_STEWARDS in text) is (name == "anna"), name
        assert (OF_READERS in text) is (name != "anna"), name


def test_an_address_for_programs_answers_everybody_alike(server: Flask) -> None:
    anna, nobody = signed_in(server, "anna"), server.test_client()
    assert values(anna) == values(nobody) == [0, 0, 60]
    assert anna.get(VALUES).headers["ETag"] == nobody.get(VALUES).headers["ETag"]


def test_records_are_refused_in_the_language_of_who_asks(server: Flask) -> None:
    answer = server.test_client().get(
        "/api/v1/records?programme=town&indicator=people&lang=en", headers={"X-Lang": "en"}
    )
    assert answer.status_code == 403
    assert "hides numbers under 5" in answer.text


def test_a_file_shows_nobody_small_numbers(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        slides = repr(reported(Order("xlsx", page=PAGE), lambda *_: None).slides)
    assert "hidden" in slides
    assert OF_STEWARDS not in slides


@pytest.mark.parametrize(
    "address",
    [
        "/embed/indicator/people?programme=town&view=districts&period=2014&lang=en",
        "/data/town/2/values.csv",
        "/feed.atom?programme=town&lang=en",
    ],
)
def test_what_is_carried_away_is_the_same_for_everybody(server: Flask, address: str) -> None:
    anna, nobody = signed_in(server, "anna").get(address), server.test_client().get(address)
    assert anna.status_code == nobody.status_code == 200
    assert anna.data == nobody.data


def test_changes_do_not_tell_that_a_small_number_moved(server: Flask) -> None:
    address = "/api/v1/changes?programme=town&since=1&format=csv"
    assert "people" not in server.test_client().get(address).text
