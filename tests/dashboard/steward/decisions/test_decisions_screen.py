"""A steward writes down what a meeting has decided, follows it, and takes it back with a reason."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.decks import Deck, save
from data.passports import DEFAULT_PROGRAMME
from indicators.answers.snapshots import create
from tests.dashboard.stewarding_world import changeable, text_of
from tests.sample_programme import SampleProgramme

SCREEN = "/steward/decisions"
NEW = "/steward/records/decisions/new"
DECIDED = {
    "f-held_on": "2016-02-01",
    "f-text": "Open in the evenings\n<b>twice</b> a week",
    "f-indicator": "visits",
    "f-period": "2015",
    "f-owner": "The centre",
    "f-due_on": "2016-03-01",
    "reason": "Minutes of the meeting",
}


@pytest.fixture
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Of 5 visits planned in 2015 one came before the meeting, and one after it."""
    with changeable(tmp_path_factory.mktemp("decisions")) as world:
        facts = create(world.database, "January", world.code)
        meeting = Deck("", world.code, "January", (), facts.id)
        day = {"held_on": datetime.date(2016, 2, 1)}
        save(world.database, meeting.but(**day), author="anna")
        world.record("consultations", "2015-05-10", "south")
        yield world


def rows(client: FlaskClient, **choices: str) -> list[dict[str, Any]]:
    query = {"programme": DEFAULT_PROGRAMME, **choices}
    return list(json.loads(client.get("/api/v1/decisions", query_string=query).text)["rows"])


def test_a_decision_is_written_followed_and_withdrawn(
    server: Flask, world: SampleProgramme, anna: FlaskClient
) -> None:
    listed = anna.get(SCREEN)
    assert "No decision has been written down yet." in text_of(listed.text)
    assert "f-held_on=2016-02-01&amp;f-snapshot=1" in listed.text
    assert "№ 1 – January" in anna.get(f"{NEW}?f-snapshot=1").text
    reply = anna.post(NEW, data={**DECIDED, "f-snapshot": "1"})
    assert reply.status_code == 303, text_of(reply.text)
    text = text_of(anna.get(SCREEN).text)
    assert "Open in the evenings <b>twice</b> a week visits, 2015" in text
    assert "1 unit 2 units The centre 1 March 2016 Overdue" in text
    assert "1 decision is overdue" in text_of(anna.get("/steward").text)
    (row,) = rows(server.test_client(), state="overdue")
    assert (row["value_then"], row["value_now"], row["plan_then"]) == (1, 2, 5)
    assert rows(server.test_client(), state="done") == []
    assert "No meeting has decided anything of the kind." in anna.get(f"{SCREEN}?state=done").text
    assert "Decisions: 1 of 1" in anna.get(f"{SCREEN}?owner=CENTRE").text
    took = f"/steward/records/decisions/{row['number'].replace('#', '%23')}"
    began = anna.get(took).text.partition('name="began" value="')[2].partition('"')[0]
    assert anna.post(took, data={"began": began, "do": "withdraw"}).status_code == 400
    gone = {"began": began, "do": "withdraw", "reason": "Written twice"}
    assert anna.post(took, data=gone).status_code == 303
    assert rows(server.test_client()) == []


def test_what_is_no_decision_comes_back_with_what_was_typed(anna: FlaskClient) -> None:
    late = anna.post(NEW, data={**DECIDED, "f-due_on": "2016-01-31", "f-owner": ""})
    assert late.status_code == 400
    assert "Open in the evenings" in late.text
    assert "is before 2016-02-01" in text_of(late.text)
    assert "data-wrong" in late.text
    assert anna.get(f"{SCREEN}?state=lost").status_code == 400


def test_russian_words_are_marked_in_the_english_list(anna: FlaskClient) -> None:
    assert anna.post(NEW, data={**DECIDED, "f-text": "Открыть <вечером>"}).status_code == 303
    listed = anna.get(SCREEN).text
    assert ' lang="ru">Открыть &lt;вечером&gt;</a>' in listed
    assert '"Owner">The centre</td>' in listed.replace("data-head=", "")


def test_only_stewards_write(server: Flask, anna: FlaskClient) -> None:
    stranger = server.test_client()
    assert stranger.get(SCREEN).status_code in (302, 303, 401)
    assert stranger.post(NEW, data=DECIDED).status_code in (302, 303, 401, 403)
    assert rows(stranger) == []
