"""The evaluation of a year as rows: an address gives those of the command."""

import json

import pytest
from flask.testing import FlaskClient

from tests.commands.conftest import runner
from tests.sample_programme import SampleProgramme

TOWN = ("--programme", "town", "--year", "2014")


@pytest.mark.parametrize("methodology", [None, "status_counts", "vokhma"])
def test_rows_are_those_of_the_command(
    fixed_town: SampleProgramme, client: FlaskClient, methodology: str | None
) -> None:
    words = ("--methodology", methodology) if methodology else ()
    run = runner(fixed_town.database.url)
    printed = json.loads(run("evaluate", *TOWN, *words, "--format", "json").stdout)
    query = f"&methodology={methodology}" if methodology else ""
    assert client.get(f"/api/v1/evaluation?programme=town&year=2014{query}").get_json() == printed
    assert {row["methodology"] for row in printed["rows"]} == {methodology or "federal"}


def test_the_degrees_and_the_missing_money_of_a_year(client: FlaskClient) -> None:
    rows = client.get("/api/v1/evaluation?programme=town&year=2014&on=2015-06-01").get_json()[
        "rows"
    ]
    degrees = {row["code"]: row["value"] for row in rows if row["row"] == "indicator"}
    # plans: 3 of 10 visits, 100.50 of 200 roubles; a share without a plan
    assert degrees == {"visits": 0.3, "awarded": 0.5025, "law_share": None}
    steps = {row["code"]: row for row in rows if row["row"] == "step"}
    assert steps["realisation"]["value"] == pytest.approx(0.40125)
    assert steps["realisation"]["formula"] == "СРгп = ΣСД ÷ N"
    assert (steps["effectiveness"]["value"], steps["effectiveness"]["state"]) == (None, "no_data")
    results = [row for row in rows if row["row"] == "result"]
    assert [(row["code"], row["rating"]) for row in results] == [("effectiveness", None)]


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("programme=town", 400, "year"),
        ("programme=town&year=2030", 400, "2014"),
        ("programme=town&year=two", 400, "two"),
        ("programme=town&year=2014&methodology=federel", 404, "federal"),
        ("programme=nowhere&year=2014", 404, "nowhere"),
        ("programme=town&year=2014&as_of=99", 404, "99"),
    ],
)
def test_what_cannot_be_evaluated_is_refused(
    client: FlaskClient, query: str, status: int, word: str
) -> None:
    answer = client.get(f"/api/v1/evaluation?{query}&lang=en")
    assert answer.status_code == status
    assert word in answer.get_json()["detail"]
