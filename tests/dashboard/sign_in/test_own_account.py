"""``/account`` and ``/steward/users/<n>``: where somebody is signed in, and how that ends."""

import datetime
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.accounts import accounts, sessions
from data.audit import events
from data.clock import now
from data.database.database import Database
from tests.dashboard.stewarding_world import PHRASE, administered, signed_in, text_of
from tests.sample_programme import SampleProgramme

HTML = {"Accept": "text/html"}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Safari/604"
)
YANDEX = (
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/138.0 YaBrowser/25.6 Yowser/2 Safari/537"
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with administered(tmp_path_factory.mktemp("own")) as world:
        yield world


@pytest.fixture(scope="module")
def server(serving: Any, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


@pytest.fixture(autouse=True)
def nobody_in(world: SampleProgramme) -> None:
    """Each test begins with nobody signed in."""
    with world.database.writing("test") as session:
        for name in ("ada", "anna", "vera"):
            accounts.end_sessions(session, name)


def browser(server: Flask, name: str, agent: str, address: str) -> FlaskClient:
    """A browser of a family at an address, in which somebody has signed in."""
    client = server.test_client()
    client.environ_base |= {"HTTP_USER_AGENT": agent, "REMOTE_ADDR": address}
    assert client.post("/login", data={"name": name, "password": PHRASE}).status_code == 303
    client.set_cookie("lang", "en")
    return client


def going_on(database: Database, name: str) -> list[sessions.SessionFacts]:
    with database.read() as session:
        return sessions.sessions_of(session, accounts.account_of(session, name).id)


def newest(database: Database) -> events.EventFacts:
    with database.read() as session:
        return next(events.events(session))


def test_the_page_says_from_where_and_by_which_browser_and_marks_this_one(server, world) -> None:
    here = browser(server, "anna", FIREFOX, "192.0.2.1")
    browser(server, "anna", SAFARI, "2001:db8::7")
    browser(server, "anna", "", "192.0.2.9")
    page = here.get("/account")
    rows = [
        text_of(row) for row in re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", page.text, re.S)
    ]
    assert page.headers["Cache-Control"] == "no-store"
    assert len(rows) == 3
    assert sum("this one" in row for row in rows) == 1
    assert any("Firefox, Linux – this one from the address 192.0.2.1" in row for row in rows)
    assert any("Safari, iPhone from the address 2001:db8::7" in row for row in rows)
    assert any("unknown browser" in row and "End the session" in row for row in rows)
    assert not any(each.token in page.text for each in going_on(world.database, "anna"))


def test_the_family_is_the_one_that_people_know(server, world) -> None:
    browser(server, "anna", YANDEX, "192.0.2.1")
    hostile = browser(server, "anna", '"><script>Chrome</script>' + "x" * 5000, "192.0.2.1")
    names = {each.browser.name for each in going_on(world.database, "anna")}
    assert names == {"Yandex Browser, Windows", "Chrome"}
    assert "<script>" not in hostile.get("/account").text


def test_one_session_ends_and_the_others_go_on(server, world) -> None:
    here, there = (browser(server, "anna", FIREFOX, f"192.0.2.{at}") for at in (1, 2))
    (key,) = (
        each.key for each in going_on(world.database, "anna") if each.browser.address == "192.0.2.2"
    )
    assert here.post("/account/sessions", data={"session": key}).location == "/account"
    assert there.get("/steward", headers=HTML).status_code == 303
    assert here.get("/steward", headers=HTML).status_code == 200
    event = newest(world.database)
    assert (event.author, event.action, event.detail["address"]) == (
        "anna",
        "session_ended",
        "192.0.2.2",
    )
    gone = here.post("/account/sessions", data={"session": key})
    assert (gone.status_code, "This session is gone" in gone.text) == (404, True)


def test_nobody_ends_the_session_of_another(server, world) -> None:
    vera, anna = signed_in(server, "vera"), signed_in(server, "anna")
    (of_anna,) = going_on(world.database, "anna")
    for key in (of_anna.key, of_anna.token, "", "x" * 5000):
        assert vera.post("/account/sessions", data={"session": key}).status_code == 404
    assert anna.get("/account").status_code == 200


def test_all_others_end_and_this_one_goes_on(server, world) -> None:
    here, *others = (signed_in(server, "anna") for _each in range(3))
    assert here.post("/account/sessions", data={"do": "others"}).status_code == 303
    statuses = [each.get("/account", headers=HTML).status_code for each in (here, *others)]
    assert statuses == [200, 303, 303]
    assert newest(world.database).action == "other_sessions_ended"


def test_an_administrator_sees_and_ends_those_of_any_account(server, world) -> None:
    ada, anna = signed_in(server, "ada"), browser(server, "anna", FIREFOX, "192.0.2.1")
    (facts,) = going_on(world.database, "anna")
    address = f"/steward/users/{facts.account.id}"
    assert "Firefox, Linux from the address 192.0.2.1" in text_of(ada.get(address).text)
    assert ada.post(f"{address}/session", data={"session": facts.key}).status_code == 303
    assert anna.get("/steward", headers=HTML).status_code == 303
    assert (newest(world.database).author, newest(world.database).subject) == ("ada", "anna")
    assert "Nowhere." in ada.get(address).text
    assert ada.post(f"{address}/session", data={"session": facts.key}).status_code == 404
    assert ada.get("/steward/users/999").status_code == 404


def test_a_use_is_written_down_once_in_five_minutes(server, world, monkeypatch) -> None:
    anna, begun = browser(server, "anna", FIREFOX, "127.0.0.1"), now()
    written = []
    write_use = sessions.write_use
    monkeypatch.setattr(
        sessions, "write_use", lambda *args: written.append(args) or write_use(*args)
    )
    for minutes in (0, 4, 6, 8, 10, 12):
        later = begun + datetime.timedelta(minutes=minutes)
        monkeypatch.setattr(sessions, "now", partial(datetime.datetime.fromisoformat, f"{later}"))
        anna.environ_base["REMOTE_ADDR"] = f"192.0.2.{minutes}"
        assert anna.get("/account").status_code == 200
    assert len(written) == 2
    (facts,) = going_on(world.database, "anna")
    assert (facts.used_at - begun, facts.browser.address) == (
        datetime.timedelta(minutes=12),
        "192.0.2.12",
    )


def test_who_reads_while_somebody_writes_does_not_wait(server, world, monkeypatch) -> None:
    """The use is written down by a later request."""
    anna = signed_in(server, "anna")
    (before,) = going_on(world.database, "anna")
    later = before.used_at + datetime.timedelta(minutes=6)
    monkeypatch.setattr(sessions, "now", lambda: later)
    with world.database.writing("an import"):
        assert anna.get("/account").status_code == 200
        assert going_on(world.database, "anna") == [before]
    anna.get("/account")
    assert going_on(world.database, "anna")[0].used_at == later


def test_sessions_of_before_say_what_is_known(server, world) -> None:
    """A row of before has neither last use nor browser."""
    anna = signed_in(server, "anna")
    with world.database.writing("test") as session:
        (row,) = session.query(sessions.AccountSession).all()
        row.used_at, row.address, row.browser = None, None, None
    page = text_of(anna.get("/account").text)
    assert "unknown browser – this one from an unknown address" in page


def test_ended_sessions_are_not_listed(server, world) -> None:
    signed_in(server, "anna")
    with world.database.writing("test") as session:
        accounts.end_sessions(session, "anna")
    assert going_on(world.database, "anna") == []
