"""What changed since a meeting, as a page and for programs."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from dashboard.http.address import Address
from data.passports import DEFAULT_PROGRAMME
from indicators.answers import snapshots
from tests.sample_programme import SampleProgramme

API = f"/api/v1/changes?programme={DEFAULT_PROGRAMME}"


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('changes') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.record("consultations", "2014-03-05", "north")
            world.cover("consultations", "2014..2016")
        snapshots.create(world.database, "Meeting of March", DEFAULT_PROGRAMME)
        with world.revision("import"):
            for _each in range(2):
                world.record("consultations", "2015-03-05", "north")
        yield world


@pytest.fixture
def client(serving, world) -> Iterator[FlaskClient]:
    with serving(world.database) as server:
        yield server.test_client()


def test_programs_read_old_and_new_with_the_causes(client: FlaskClient) -> None:
    answer = client.get(f"{API}&since=s1").get_json()
    whole = [row for row in answer["rows"] if row["district"] is None]
    assert [(row["period"], row["old_value"], row["new_value"]) for row in whole] == [
        ("2015", 0, 2)
    ]
    assert whole[0]["revisions"] == [answer["revision"]]
    assert answer["since"] == answer["revision"] - 1


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 400), ("&since=soon", 400), ("&since=s9", 404), ("&since=2&until=1", 400)],
)
def test_what_cannot_be_compared_is_refused(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(API + query).status_code == status


def test_the_page_begins_at_the_newest_meeting(client: FlaskClient) -> None:
    page = client.get("/changes?lang=en").text
    assert "Meeting of March" in page
    assert "numbers changed: import" in page


@pytest.mark.parametrize(
    ("query", "status"), [("since=s9", 404), ("since=3&until=1", 400), ("since=soon", 400)]
)
def test_a_page_of_no_moments_is_refused(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/changes?{query}").status_code == status


def test_nothing_differs_from_now(client: FlaskClient, world: SampleProgramme) -> None:
    newest = world.database.newest()
    page = client.get(Address("/changes", {"since": str(newest), "lang": "en"}).href()).text
    assert "No number differs" in page


def test_what_each_revision_added_makes_up_the_difference(client: FlaskClient) -> None:
    answer = client.get(f"{API}&since=s1").get_json()
    (whole,) = [row for row in answer["rows"] if row["district"] is None]
    assert whole["amounts"] == [whole["new_value"] - whole["old_value"]]
    # taken today, so that no clock has passed a day
    assert answer["by_clock"] == []
    assert whole["deeds"] == ["added"]
    page = client.get("/changes?lang=ru").text
    assert "(записи добавлены): +2" in page
    assert "По тому, что сделано: записи добавлены – 2." in page


def test_what_time_alone_has_changed_stands_apart(client: FlaskClient) -> None:
    answer = client.get(f"{API}&since=s1").get_json()
    assert answer["by_clock"] == []
    document = client.get("/api/v1/openapi.json").get_json()
    assert "by_clock" in str(document["paths"]["/changes"])
