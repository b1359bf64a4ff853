"""A steward comes in at what waits for them: files, drafts, what is due, what was sent back."""

import datetime
import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.jobs import routes
from data import clock
from data.accounts.assigning import Assignees, assign
from data.drafts import reading, steps
from data.refusals import Refusal
from data.words.offers import unnamed
from tests.dashboard.stewarding_world import PHRASE, changeable, signed_in
from tests.dashboard.waiting import wait_for_end
from tests.sample_programme import SampleProgramme, yaml_of


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with changeable(tmp_path_factory.mktemp("landing")) as world:
        yield world


def landed(server: Flask, name: str, going: str | None = None) -> str:
    query = {} if going is None else {"next": going}
    answer = server.test_client().post(
        "/login", data={"name": name, "password": PHRASE}, query_string=query
    )
    assert answer.status_code == 303
    return answer.location


def home_of(client: FlaskClient, language: str = "ru") -> str:
    client.set_cookie("lang", language)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", client.get("/steward").text)).split())


@pytest.mark.parametrize("name", ["anna", "pavel"])
def test_stewards_and_publishers_come_in_at_what_is_theirs(
    server: Flask, world: SampleProgramme, name: str
) -> None:
    assert landed(server, name) == "/steward"
    assert landed(server, name, "/") == "/steward"
    assert (
        landed(server, name, f"/?programme={world.code}&lang=en")
        == f"/steward?programme={world.code}&lang=en"
    )
    assert landed(server, name, "/?programme=nothing") == "/steward"


def test_everybody_lands_where_they_were_going(server: Flask) -> None:
    assert (
        landed(server, "anna", "/indicator/visits?period=2015") == "/indicator/visits?period=2015"
    )
    assert landed(server, "vera") == "/"
    assert landed(server, "vera", "/about") == "/about"
    assert landed(server, "elsewhere") == "/", "there is no room of theirs yet"
    assert landed(server, "anna", "//elsewhere.example") == "/"


def test_a_file_that_was_sent_waits_with_its_state(server: Flask) -> None:
    anna = signed_in(server, "anna")
    assert "Файлов для загрузки и начатых черновиков нет" in home_of(anna)
    for name, date in (("ok.csv", "2014-03-05"), ("bad.csv", "31.02.2014")):
        file = io.BytesIO(f"number,date,request\n{name},{date},consulting\n".encode())
        sent = {"file": (file, name), "kind": "consultations", "covers": "none"}
        begun = anna.post("/steward/imports/uploads", data=sent)
        wait_for_end(server.extensions[routes.EXTENSION], begun.location.rpartition("/")[2])
    text = home_of(anna)
    assert re.search(r"ok\.csv без ошибок, можно загружать", text)
    assert re.search(r"bad\.csv нужно исправить \d+ ошиб", text)
    assert "ok.csv" not in home_of(signed_in(server, "boris")), "a file is its sender's"


def test_a_draft_that_is_sent_back_comes_back_with_the_reason(
    server: Flask, world: SampleProgramme
) -> None:
    text = yaml_of("visits", kind="count", measure="consultations", filter={"topic": ["law"]})
    draft = steps.begin(world.database, world.code, "visits", text, author="anna", based_on=1)
    anna, pavel = signed_in(server, "anna"), signed_in(server, "pavel")
    assert "Начатые черновики visits: черновик № 1" in home_of(anna)
    assert "Начатые черновики" not in home_of(pavel)
    steps.propose(world.database, draft.id, draft.version, author="anna", reason="так", act="")
    assert "Начатые черновики" not in home_of(anna)
    step = f"/steward/definitions/drafts/{draft.id}/step"
    silent = pavel.post(step, data={"do": "take_back", "version": "2"})
    assert silent.status_code == 400, "who sends back says why"
    data = {"do": "take_back", "version": "2", "reason": "нет ссылки на акт"}
    assert pavel.post(step, data=data).status_code == 303
    text = home_of(anna)
    assert re.search(
        r"Вернули вам visits: черновик № 1 вернул\(а\) pavel, .*: нет ссылки на акт", text
    )
    assert "Начатые черновики" not in text
    assert "Начатые черновики" not in home_of(pavel), "who gives back has begun nothing"
    own = " ".join(
        unescape(
            re.sub(r"<[^>]+>", " ", anna.get(f"/steward/definitions/drafts/{draft.id}").text)
        ).split()
    )
    assert re.search(r"Вернул\(а\) pavel, \d\d\.\d\d\.\d{4}, .* нет ссылки на акт", own)
    steps.propose(world.database, draft.id, 3, author="anna", reason="с актом", act="№ 5")
    assert "Вернули вам" not in home_of(anna)
    assert "нет ссылки на акт" not in anna.get(f"/steward/definitions/drafts/{draft.id}").text


def test_ones_own_proposal_is_taken_back_without_a_reason(world: SampleProgramme) -> None:
    draft = steps.begin(
        world.database, world.code, "visits", "code: visits\n", author="anna", based_on=1
    )
    draft = steps.propose(
        world.database, draft.id, draft.version, author="anna", reason="так", act=""
    )
    with pytest.raises(Refusal):
        steps.take_back(world.database, draft.id, draft.version, author="pavel")
    draft = steps.take_back(world.database, draft.id, draft.version, author="anna")
    assert (draft.state, draft.reason) == ("open", "так")
    with world.database.read() as session:
        assert reading.sent_back(session, "anna") == ()


def test_what_is_due_this_week_and_this_month_stands_apart(
    server: Flask, world: SampleProgramme
) -> None:
    today = clock.today()
    end = datetime.date(2016, 12, 31)
    for code, days in (("soon", 3), ("later", 20), ("far", 60)):
        world.define(
            code,
            kind="count",
            measure="events",
            years="2016..2016",
            due_days=(today - end).days + days,
        )
    with world.revision() as change:
        owned = {code: Assignees("anna", None) for code in ("soon", "later", "far")}
        assign(change, world.programme_id, owned, unnamed(owned))
    text = home_of(signed_in(server, "anna"), "en")
    week, month = text.index("Due this week"), text.index("Due later this month")
    assert week < text.index("soon", week) < month < text.index("later 2016", month)
    assert "far" not in text[week:]
