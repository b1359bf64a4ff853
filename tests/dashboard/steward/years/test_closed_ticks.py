"""A publisher says that a closed year is meant apart from the reason, wherever something reaches
one; a steward has no button there and gains nothing by a form of their own.
"""

import io
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.jobs import routes
from dashboard.jobs.state import READY, Job
from data import imports
from data.database.closing import close_year
from tests.dashboard.steward.years.test_closed_notes import DRAFT, READERS, ROWS, ticks
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.dashboard.waiting import wait_for_end
from tests.sample_programme import SampleProgramme

UNTICKED = re.compile("ticking “I change a closed year”")
DEFINITION = "/steward/definitions/visits"


@pytest.fixture(scope="module")
def pair() -> list[int]:
    """The identities of two organisations with records of the closed year."""
    return []


@pytest.fixture(scope="module")
def world(tmp_path_factory, pair: list[int]) -> Iterator[SampleProgramme]:
    """Of three years 2015 is closed; two organisations asked in it."""
    with changeable(tmp_path_factory.mktemp("ticks")) as world:
        with world.revision():
            world.define("asking", kind="distinct", measure="consultations", of="organisation")
            for number, name in (("NGO-8", "АНО «Мост»"), ("NGO-9", "Мост")):
                pair.append(world.organisation(name, number=number))
                world.record("consultations", "2015-04-01", "north", organisation_id=pair[-1])
        with world.revision("close", author="pavel", reason="approved") as change:
            close_year(change, world.programme_id, 2015)
        yield world


def job_of(server: Flask, response: TestResponse) -> Job:
    """The job that a form has begun, when it has ended."""
    assert response.status_code == 303, response.text
    return wait_for_end(server.extensions[routes.EXTENSION], response.location.rpartition("/")[2])


def checked(server: Flask, client: FlaskClient, number: str, date: str) -> str:
    """The address of a file with one record that was sent and checked."""
    rows = ROWS.replace("u1", number).format(date=date)
    data = {
        "kind": "consultations",
        "covers": "none",
        "file": (io.BytesIO(rows.encode()), f"{number}.csv"),
    }
    job = job_of(server, client.post("/steward/imports/uploads", data=data))
    assert job.state == READY
    return job.result.partition("?")[0]


def test_a_file_is_loaded_into_a_closed_year_only_with_the_tick(server, world):
    pavel = signed_in(server, "pavel")
    address = checked(server, pavel, "t1", "2015-02-02")
    assert ticks(pavel.get(address).text) == [""]
    before = world.database.newest()
    refused = pavel.post(f"{address}/load", data={"version": "1", "reason": "found late"})
    assert refused.status_code == 400
    assert UNTICKED.search(refused.text)
    silent = pavel.post(f"{address}/load", data={"version": "1", "closed_year": "1"})
    assert silent.status_code == 400
    assert ticks(silent.text) == [" checked"]
    assert world.database.newest() == before
    data = {"version": "1", "reason": "found late", "closed_year": "1"}
    job = job_of(server, pavel.post(f"{address}/load", data=data))
    assert (job.state, job.reason) == (READY, {})
    assert world.database.newest() == before + 1
    assert "found late" in pavel.get(job.result).text
    with world.database.read() as session:
        assert imports.imports(session)[-1].author == "pavel"


def test_a_file_of_open_years_asks_for_no_tick(server):
    pavel = signed_in(server, "pavel")
    assert ticks(pavel.get(checked(server, pavel, "t2", "2016-02-02")).text) == []


def test_a_steward_loads_nothing_into_a_closed_year_by_a_form_of_their_own(server, world):
    anna, before = signed_in(server, "anna"), world.database.newest()
    address = checked(server, anna, "t3", "2015-02-03")
    page = anna.get(address).text
    assert f"{address}/load" not in page
    assert ticks(page) == []
    data = {"version": "1", "reason": "mine", "closed_year": "1"}
    job = job_of(server, anna.post(f"{address}/load", data=data))
    assert job.result.partition("?")[0] == address, "back to the file, not to a receipt"
    assert "2015" in anna.get(address).text
    assert world.database.newest() == before


def test_a_merge_that_reaches_a_closed_year_is_a_publishers_with_the_tick(server, world, pair):
    anna, pavel = signed_in(server, "anna"), signed_in(server, "pavel")
    address = f"/steward/organisations/merge?organisation={pair[0]}&into={pair[1]}"
    barred = anna.get(address).text
    assert "Numbers of the closed year 2015 would change" in barred
    assert 'name="reason"' not in barred
    before = world.database.newest()
    forced = anna.post(address, data={"reason": "one", "closed_year": "1"})
    assert forced.status_code in {400, 403, 409}
    assert ticks(pavel.get(address).text) == [""]
    refused = pavel.post(address, data={"reason": "one"})
    assert refused.status_code == 400
    assert UNTICKED.search(refused.text)
    assert 'value="one"' in refused.text, "the reason stays"
    assert world.database.newest() == before
    assert pavel.post(address, data={"reason": "one", "closed_year": "1"}).status_code == 303
    undo = f"/steward/organisations/{pair[0]}/undo"
    assert 'name="reason"' not in anna.get(undo).text
    assert ticks(pavel.get(undo).text) == [""]
    assert pavel.post(undo, data={"reason": "two"}).status_code == 400
    assert pavel.post(undo, data={"reason": "two", "closed_year": "1"}).status_code == 303


def test_two_that_are_not_the_same_change_no_year_and_ask_for_no_tick(server, world, pair):
    anna = signed_in(server, "anna")
    page = anna.get("/steward/organisations").text
    assert page.count("/steward/organisations/apart") == 1
    assert ticks(page) == []
    address = f"/steward/organisations/apart?organisation={pair[0]}&into={pair[1]}"
    assert anna.post(address, data={"reason": "they only sound alike"}).status_code == 303
    assert "/steward/organisations/apart" not in anna.get("/steward/organisations").text


def fields(page: str) -> dict[str, str]:
    """What the form that publishes knows of the draft."""
    return dict(re.findall(r'name="(version|newest)" value="(\d+)"', page))


def test_a_definition_is_published_over_a_closed_year_only_with_the_tick(server, world):
    anna, pavel = signed_in(server, "anna"), signed_in(server, "pavel")
    draft = anna.post(f"{DEFINITION}/draft", data={"own": "1"}).location.partition("?")[0]
    version = fields(anna.get(draft).text)["version"]
    anna.post(draft, data={"version": version, "tab": "yaml", "text": DRAFT})
    effect = anna.get(f"{draft}/effect").text
    assert "Numbers of the closed year 2015 would change" in effect
    data = {**fields(effect), "reason": "the law alone"}
    assert anna.post(f"{draft}/propose", data=data).status_code == 303
    page = anna.get(f"{draft}/effect").text
    assert f"{draft}/publish" not in page
    assert ticks(page) == []
    page = pavel.get(f"{draft}/effect").text
    assert ticks(page) == [""]
    before, data = world.database.newest(), {**fields(page), "reason": "agreed"}
    assert anna.post(f"{draft}/publish", data=data | {"closed_year": "1"}).status_code == 403
    refused = pavel.post(f"{draft}/publish", data=data)
    assert refused.status_code == 400
    assert UNTICKED.search(refused.text)
    assert world.database.newest() == before
    assert pavel.post(f"{draft}/publish", data=data | {"closed_year": "1"}).status_code == 303
    withdraw = f"{DEFINITION}/withdraw"
    assert anna.get(withdraw).status_code == 403
    assert withdraw not in anna.get(DEFINITION).text
    assert withdraw in pavel.get(DEFINITION).text
    page = pavel.get(withdraw).text
    assert ticks(page) == [""]
    data = {**fields(page), "reason": "as before"}
    assert pavel.post(withdraw, data=data).status_code == 400
    assert pavel.post(withdraw, data=data | {"closed_year": "1"}).status_code == 303


@READERS
def test_a_new_number_of_a_closed_year_is_told_of_in_a_file_of_plans(server, name, note, mine):
    client = signed_in(server, name)
    data = {
        "kind": "targets",
        "covers": "",
        "file": (io.BytesIO(b"indicator,period,value\nvisits,2015,6\n"), "plans.csv"),
    }
    job = job_of(server, client.post("/steward/imports/uploads", data=data))
    page = client.get(job.result).text
    assert "This file changes the closed year 2015" in page
    assert note in page
    assert len(ticks(page)) == int(mine)
    assert ("/load" in page) == mine
