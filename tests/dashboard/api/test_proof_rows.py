"""``/api/v1/proofs``: what proves records and numbers, as far as it is open to who asks."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.api.addresses.proofs import PROOF
from data.accounts import tokens
from data.clock import today
from data.passports import programme_id
from data.proofs import proofs
from data.topics import Topic
from tests.dashboard.api.conftest import client_of
from tests.dashboard.api.test_openapi import fits
from tests.sample_programme import SampleProgramme

ADDRESS = "/api/v1/proofs"
TOPICS = {
    "open.pdf": Topic(kind="consultations", number="К/118"),
    "closed.pdf": Topic(kind="events", number="1"),
    "value.pdf": Topic(indicator="visits", period="2014"),
    "north.pdf": Topic(indicator="visits", period="2014", district="north"),
}


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    folder = tmp_path_factory.mktemp("proofs")
    with SampleProgramme(f"sqlite:///{folder / 'itog.db'}") as world:
        with world.database.writing("test") as session:
            town = programme_id(session, "town")
            for name, topic in TOPICS.items():
                path = Path(folder / name)
                path.write_bytes(content_of(name))
                about = {"form": "pdf", "file_name": name, "title": "", "author": "test"}
                proofs.add(session, town, topic, path, **about)
            proofs.set_audience(session, town, "consultations", is_open=True)
            for role, programme in (("viewer", "town"), ("viewer", "another")):
                KEYS[programme] = tokens.add(
                    session,
                    programme,
                    role=role,
                    author="test",
                    ends_on=today(),
                    programme=programme,
                )
        yield world


KEYS: dict[str, str] = {}


@pytest.fixture
def client(proved: SampleProgramme) -> FlaskClient:
    return client_of(proved.database)


def content_of(name: str) -> bytes:
    return b"%PDF-1.7\n" + name.encode()


def names(client: FlaskClient, programme: str = "", **query: str) -> list[str]:
    headers = {"Authorization": f"Bearer {KEYS[programme]}"} if programme else {}
    answer = client.get(ADDRESS, query_string={"programme": "town"} | query, headers=headers)
    assert answer.status_code == 200, answer.json
    assert answer.headers["Cache-Control"] == "private, no-store"
    return [row["file_name"] for row in answer.json["rows"]]


def test_everybody_sees_what_is_open_and_a_program_what_its_programme_has(
    client: FlaskClient,
) -> None:
    assert names(client) == names(client, "another") == ["open.pdf"]
    assert names(client, "town") == ["north.pdf", "value.pdf", "closed.pdf", "open.pdf"]


def test_a_row_says_what_is_proved_and_by_which_bytes(client: FlaskClient) -> None:
    (row,) = client.get(ADDRESS, query_string={"programme": "town"}).json["rows"]
    content = content_of("open.pdf")
    assert (row["sha256"], row["size"]) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (row["kind"], row["number"], row["indicator"]) == ("consultations", "К/118", None)
    assert row.keys() == PROOF["properties"].keys()
    assert all(fits(value, PROOF["properties"][name]) for name, value in row.items())
    assert row["address"] == f"/proofs/{row['id']}"


@pytest.mark.parametrize(
    ("of", "files"),
    [
        ("record", ["closed.pdf", "open.pdf"]),
        ("record/consultations/К/118", ["open.pdf"]),
        ("value/visits", ["north.pdf", "value.pdf"]),
        ("value/visits/2014", ["value.pdf"]),
        ("value/visits/2014/north", ["north.pdf"]),
        ("value/visits/2015", []),
    ],
)
def test_what_is_named_is_found(client: FlaskClient, of: str, files: list[str]) -> None:
    assert names(client, "town", of=of) == files


def test_what_is_neither_a_record_nor_a_value_is_refused(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, query_string={"programme": "town", "of": "visits/2014"})
    assert answer.status_code == 400
    assert answer.json["problems"][0]["rule"] == "proofs_of_wrong"
