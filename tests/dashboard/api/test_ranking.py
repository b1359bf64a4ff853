"""Districts side by side at their address: numbers by hand, sentences, and what is refused."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests.dashboard.api.conftest import client_of
from tests.ranking_programme import PLACES, YEAR, fill
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def of_places(tmp_path_factory) -> Iterator[FlaskClient]:
    url = f"sqlite:///{tmp_path_factory.mktemp('ranking') / 'itog.db'}"
    with SampleProgramme(url, years=(2019, YEAR), districts=PLACES) as world:
        fill(world)
        yield client_of(world.database)


NO_BREAK = "\u00a0"


def rows(client: FlaskClient, query: str = "") -> dict[tuple[str, str], dict]:
    answer = client.get(f"/api/v1/ranking?programme=town&year={YEAR}{query}").get_json()
    return {(row["indicator"], row["district"]): row for row in answer["rows"]}


def test_rank_and_quartiles_are_those_worked_out_by_hand(of_places: FlaskClient) -> None:
    row = rows(of_places)["days", "c"]
    expected = {"value": 2, "rank": 1, "equal": 1, "total": 4, "better": "less", "basis": "own"}
    # the whole is not reported in full: one place has no number
    assert row["whole"] is None
    # of 2, 5, 5, 9: a quarter of three steps is ¾ of the first one
    spread = {"least": 2, "lower_quartile": 4.25, "median": 5, "upper_quartile": 6, "greatest": 9}
    assert row.items() >= (expected | spread | {"reason": None}).items()


def test_each_row_is_a_sentence_in_the_language_of_the_reader(of_places: FlaskClient) -> None:
    english, russian = rows(of_places, "&lang=en"), rows(of_places, "&lang=ru")

    def sentence(listed, indicator: str, place: str) -> str:
        return listed[indicator, place]["sentence"].replace(NO_BREAK, " ")

    assert sentence(english, "days", "c") == "days: 2 units, 1 of 4 (the best)."
    assert sentence(russian, "days", "c") == "days: 2 ед., 1-й из 4 (лучший)."
    assert sentence(english, "days", "a") == "days: 5 units, 2 of 4, shared by 2."
    assert sentence(russian, "days", "a") == "days: 5 ед., 2-й из 4, делят 2 района."
    assert sentence(english, "days", "e") == "days: not compared – no data."
    assert sentence(english, "kept", "a") == "kept: 1%, 5 of 5 by size."
    assert (english["kept", "a"]["better"], english["mixed", "a"]["reason"]) == (None, "formula")


def test_a_district_alone_and_what_is_refused(of_places: FlaskClient) -> None:
    assert {place for _, place in rows(of_places, "&district=c")} == {"c"}
    for query, status in (("&district=mars", 404), ("&cut=mars", 404), ("&plan=original", 400)):
        address = f"/api/v1/ranking?programme=town&year={YEAR}{query}"
        assert of_places.get(address).status_code == status
    assert of_places.get("/api/v1/ranking?programme=town&year=1999").status_code == 400
