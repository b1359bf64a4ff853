"""What people have typed is shown as text: in pages, documents, a meeting and its file."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.council import making
from dashboard.exports import write
from data.accounts import accounts
from data.passports import DEFAULT_PROGRAMME
from tests.hostile import DECK, HOSTILE, hostile_town
from tests.sample_programme import SampleProgramme

PHRASE = "correct horse battery"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with hostile_town(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'itog.db'}") as world:
        with world.database.writing("test") as session:
            accounts.add(session, "anna", PHRASE)
        yield world


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    client = server.test_client()
    assert client.post("/login", data={"name": "anna", "password": PHRASE}).status_code == 303
    return client


def is_text(markup: str) -> bool:
    return "<script>alert" not in markup and "<img src=x" not in markup


@pytest.mark.parametrize(
    "address",
    ["/", "/indicator/visits", "/districts", "/compare", "/council", "/about", f"/council/decks/{DECK}",
     f"/present/{DECK}", f"/present/{DEFAULT_PROGRAMME}", f"/council/add?address={HOSTILE}", f"/login?next={HOSTILE}",
     f"/indicator/{HOSTILE}"],
)  # fmt: skip
def test_every_address_answers_with_text(client: FlaskClient, address: str) -> None:
    assert is_text(client.get(address).text)


@pytest.mark.parametrize(
    "address", ["/indicator/visits", f"/council/decks/{DECK}", f"/present/{DECK}"]
)
def test_what_was_typed_is_kept(client: FlaskClient, address: str) -> None:
    assert "&lt;script&gt;alert(" in client.get(address).text


def test_the_file_of_a_meeting_shows_text(server: Flask, tmp_path: Path) -> None:
    with server.test_request_context(headers={"X-Lang": "en"}):
        report = making.report(making.find(DECK))
        write(report, "html", tmp_path / "meeting.html")
    content = (tmp_path / "meeting.html").read_text(encoding="utf-8")
    assert is_text(content)
    assert report.title == HOSTILE
    assert json.dumps(HOSTILE)[1:-1] not in content


def test_a_chart_does_not_read_a_name_as_markup(server: Flask) -> None:
    """Plotly knows tags; a name may bring none of them."""
    with server.test_request_context(headers={"X-Lang": "en"}):
        charts = [
            slide.chart.figure
            for slide in making.report(making.find(DEFAULT_PROGRAMME)).slides
            if slide.chart
        ]
    assert charts
    assert is_text(json.dumps(charts, default=str))
