"""``/steward/users`` and ``/steward/audit``: accounts are made and closed, and everything is found
again.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.http.context import SESSION_COOKIE
from data.accounts import accounts, attempts
from data.audit import events
from data.passports import DEFAULT_PROGRAMME
from tests.dashboard.stewarding_world import PHRASE, administered, signed_in
from tests.sample_programme import SampleProgramme

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with administered(tmp_path_factory.mktemp("people")) as world:
        row = world.record("consultations", "2016-02-03", "north", people=3)
        world.replace("consultations", row, people=5)
        yield world


@pytest.fixture(scope="module")
def server(serving: Any, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


@pytest.fixture
def ada(server: Flask) -> FlaskClient:
    return signed_in(server, "ada")


def account(world: SampleProgramme, name: str) -> accounts.AccountFacts:
    with world.database.read() as session:
        return accounts.account_of(session, name)


def newest(world: SampleProgramme) -> events.EventFacts:
    with world.database.read() as session:
        return next(events.events(session))


def test_who_is_added_comes_with_a_password_shown_once_and_must_change_it(
    ada, server, world
) -> None:
    form_of = {"name": "Дина", "role": "publisher", "programmes": [DEFAULT_PROGRAMME]}
    page = ada.post("/steward/users", data=form_of)
    password = re.search(r'<code class="users__password">([^<]+)<', page.text)[1]
    assert page.headers["Cache-Control"] == "no-store"
    assert password not in ada.get("/steward/users").text
    new_account = account(world, "Дина")
    assert (new_account.role, new_account.programmes, new_account.one_time) == (
        "publisher",
        (DEFAULT_PROGRAMME,),
        True,
    )
    assert (newest(world).author, newest(world).action) == ("ada", "account_added")
    assert password not in str(newest(world))
    dina = server.test_client()
    gone_to = dina.post("/login", data={"name": "Дина", "password": password}).location
    assert gone_to.startswith("/password")
    assert dina.get("/steward", headers=HTML).location.startswith("/password"), (
        "nothing before a password of one's own"
    )
    dina.post("/password", data={"old": password, "new": PHRASE, "again": PHRASE})
    assert dina.get("/steward", headers=HTML).status_code == 200


def test_what_was_typed_is_kept_when_a_name_is_taken(ada) -> None:
    page = ada.post("/steward/users", data={"name": "ANNA", "role": "publisher"})
    assert page.status_code == 400
    assert "is taken" in page.text
    assert 'value="ANNA"' in page.text
    assert '<option value="publisher" selected>' in page.text


def test_a_closed_account_is_out_at_once_and_the_last_administrator_stays(
    ada, server, world
) -> None:
    boris = signed_in(server, "boris")
    ada.post(f"/steward/users/{account(world, 'boris').id}/disable")
    assert boris.get("/steward", headers=HTML).status_code == 303
    ada.post(f"/steward/users/{account(world, 'boris').id}/enable")
    last = account(world, "ada").id
    for url, data in (("disable", {}), ("role", {"role": "viewer"})):
        refused = ada.post(f"/steward/users/{last}/{url}", data=data)
        assert refused.status_code == 400
        assert "last administrator" in refused.text
    assert ada.post("/steward/users/999/disable").status_code == 404


def test_a_slowed_name_is_said_to_be_and_let_try_again(ada, server, world, monkeypatch) -> None:
    moment = attempts.now()
    monkeypatch.setattr(attempts, "now", lambda: moment)

    def status(password: str, address: str) -> int:
        data = {"name": "pavel", "password": password}
        client = server.test_client()
        return client.post(
            "/login", data=data, environ_overrides={"REMOTE_ADDR": address}
        ).status_code

    assert [status("wrong wrong wrong", f"192.0.2.{number}") for number in range(31)][-2:] == [
        401,
        429,
    ]
    assert newest(world).action == "sign_in_failed"
    assert status(PHRASE, "198.51.100.1") == 429
    assert "Slowed until" in ada.get("/steward/users").text
    ada.post(f"/steward/users/{account(world, 'pavel').id}/unlock")
    assert "Slowed until" not in ada.get("/steward/users").text
    assert status(PHRASE, "198.51.100.1") == 303


def test_sessions_end_everywhere_and_a_new_role_holds_from_the_next_page(
    ada, server, world
) -> None:
    anna = signed_in(server, "anna")
    ada.post(f"/steward/users/{account(world, 'anna').id}/role", data={"role": "viewer"})
    assert anna.get("/steward", headers=HTML).status_code == 403
    ada.post(f"/steward/users/{account(world, 'anna').id}/role", data={"role": "steward"})
    assert anna.get("/steward", headers=HTML).status_code == 200
    ada.post(f"/steward/users/{account(world, 'anna').id}/sessions")
    assert anna.get("/steward", headers=HTML).status_code == 303


def rows(page: str) -> list[str]:
    return re.findall(r'<td class="moment">.*?</tr>', page, re.DOTALL)


def test_the_audit_is_searched_by_word_author_deed_and_day(ada, server) -> None:
    for name in ("anna", "boris", "pavel"):
        signed_in(server, name)
    assert len(rows(ada.get("/steward/audit").text)) > 5
    assert all("Signed in" in row for row in rows(ada.get("/steward/audit?action=signed_in").text))
    assert all("ada" in row for row in rows(ada.get("/steward/audit?author=ADA").text))
    assert "Nothing was found" in ada.get("/steward/audit?words=zzz").text
    assert "Nothing was found" in ada.get("/steward/audit?until=2001-01-01").text
    wrong = ada.get("/steward/audit?since=yesterday")
    assert wrong.status_code == 400
    assert "is not a day" in wrong.text


def test_a_steward_sees_the_revisions_of_their_programmes_and_no_sign_ins(server, world) -> None:
    vera, elsewhere = (signed_in(server, name) for name in ("anna", "elsewhere"))
    own = vera.get("/steward/audit?author=pavel").text
    assert rows(own) == []
    assert "Revision 3" in vera.get("/steward/audit").text
    assert "Revision 3" not in elsewhere.get("/steward/audit").text
    assert elsewhere.get("/steward/audit/3").status_code == 403


def test_a_revision_says_from_what_to_what(server, world) -> None:
    page = signed_in(server, "anna").get("/steward/audit/4?lang=en").text
    row = re.search(r"Consultations · .*?</tr>", page, re.DOTALL)
    assert row
    assert re.findall(r'data-head="\w+">([^<]*)<', row[0]) == ["3", "5"]


def test_codes_are_said_by_their_names(ada, world) -> None:
    with world.revision() as change:
        world.define(
            "calls", kind="count", measure="events", name={"ru": "Звонки", "en": "Calls answered"}
        )
        world.target("calls", "2016", 7, "north", number="calls|north|2016")
        revision = change.revision
    page = ada.get(f"/steward/audit/{revision}").text
    assert "Targets · <span>Calls answered · north · 2016</span>" in page
    assert re.search(r"<td>Indicator</td>.*?>–</td><td[^>]*>Calls answered</td>", page, re.DOTALL)
    assert "calls|north" not in page
    with world.database.transaction("publish", "calls, visits", author="ada", reason="agreed"):
        pass
    assert "Calls answered, visits" in ada.get("/steward/audit?action=publish").text
    with world.database.writing("test") as session:
        events.note(
            session, "ada", "role_given", "anna", role="publisher", programmes=[DEFAULT_PROGRAMME]
        )
    audit_page = ada.get("/steward/audit?action=role_given").text
    assert "role: publisher; programmes: " in audit_page


def test_the_audit_as_a_file_is_whole_guarded_and_noted(ada, world) -> None:
    with world.database.writing("test") as session:
        events.note(session, "=cmd|'/c calc'!A0", "deck_saved", "+1", programme=DEFAULT_PROGRAMME)
    file = ada.post("/steward/audit/csv?action=deck_saved")
    assert newest(world).action == "audit_exported"
    (row,) = csv.DictReader(io.StringIO(file.text.removeprefix("\ufeff")))
    assert (row["Who"], row["What"]) == ("'=cmd|'/c calc'!A0", "+1")
    whole = csv.DictReader(io.StringIO(ada.post("/steward/audit/csv").text.removeprefix("\ufeff")))
    assert {row["Kind"] for row in whole} == {"Revision", "Event"}


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_session_is_not_used_by_a_post_that_does_not_say_it_is_ours(server, headers) -> None:
    anna = signed_in(server, "anna")
    del anna.environ_base["HTTP_ORIGIN"]
    assert anna.post("/logout", headers=headers).status_code == 403
    assert anna.get_cookie(SESSION_COOKIE) is not None
    assert anna.post("/logout", headers={"Origin": "http://localhost"}).status_code == 303


def test_a_number_that_stays_the_same_says_what_else_became_other(ada, world) -> None:
    with world.revision() as change:
        world.define("length", kind="average", measure="consultations", amount="days", decimals=1)
        world.record("consultations", "2015-03-03", "south", days=4)
        first = change.revision
    with world.revision():
        world.record("consultations", "2015-03-04", "south", days=4)
    page = ada.get(f"/steward/audit/{first + 1}").text
    assert "the same number, of 2 records instead of 1" in page
