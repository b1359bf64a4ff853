"""Who may do what: every address and every callback, asked as each role and as nobody.

Addresses of the stewards' screens say themselves whom they are for; what a new address elsewhere is for must be said
here, or a test fails.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask import Flask

from dashboard.background import routes as background
from dashboard.signing import form, policy
from dashboard.signing.attempts import Attempts
from dashboard.stewarding.screens import screens
from data import accounts
from data.importers import import_file
from data.programme import programme_id
from data.schema import upgrade
from data.tables.accounts import ROLES
from tests.dashboard.stewarding_world import PHRASE, changeable, signed_in
from tests.dashboard.waiting import settled
from tests.dashboard.walk import CALLBACK, Seeds, Walker, callbacks_of, changed, everything, requests_of
from tests.worlds import World, _programme

HTML, JSON = {"Accept": "text/html"}, {"Accept": "application/json"}
OPEN = "nobody"
ROWS = "number;date;district;request\nA-1;2016-05-06;north;consulting\n"
ANOTHER = "another"

ELSEWHERE = {
    "/": OPEN,
    "/<path:path>": OPEN,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": OPEN,
    "/_dash-dependencies": OPEN,
    "/_dash-layout": OPEN,
    "/_dash-update-component": OPEN,
    "/_favicon.ico": OPEN,
    "/_reload-hash": OPEN,
    "/api/": OPEN,
    "/api/<path:rest>": OPEN,
    "/api/v1/definitions": OPEN,
    "/api/v1/openapi.json": OPEN,
    "/api/v1/programmes": OPEN,
    "/api/v1/records": OPEN,
    "/api/v1/values": OPEN,
    "/assets/<path:filename>": OPEN,
    "/council/add": "steward",
    "/council/decks": "steward",
    "/council/decks/<code>": "steward",
    "/council/snapshots": "steward",
    "/council/snapshots/new": "steward",
    "/export": OPEN,
    "/healthz": OPEN,
    "/jobs/<token>": OPEN,  # a job of an account is that account's: job_of_another
    "/jobs/<token>/cancel": OPEN,
    "/jobs/<token>/file": OPEN,
    "/login": OPEN,
    "/login/oidc": OPEN,
    "/login/oidc/back": OPEN,
    "/logout": OPEN,
    "/password": OPEN,
    "/present/<deck>": OPEN,
    "/readyz": OPEN,
}
"""Whom each address outside the stewards' screens is for."""

BEFORE_SIGNING_IN = ("/login", "/login/oidc", "/login/oidc/back", "/logout", "/password", "/healthz", "/readyz")
FILES = ("/assets/", "/_dash-component-suites/")
WORKING = {
    "/steward/users",
    "/steward/years/<int:year>/close",
    "/steward/definitions/new",
    "/council/decks",
    "/council/decks/<code>",
}
"""Some of what an administrator's walk must change: else the walk would prove nothing of the others."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("walk")
    with changeable(folder, upgrade) as world:
        with world.revision() as change:
            _programme(change, ANOTHER, (2014, 2016), {})
            world.organisation("Veterans council", number="NGO-2")
        file = folder / "may.csv"
        file.write_text(ROWS, encoding="utf-8")
        import_file(world.database, "consultations", file, programme=world.code, covers="none", update=True)
        with world.database.writing("test") as session:
            accounts.add(session, "ada", PHRASE, role="administrator")
            accounts.set_role(session, "elsewhere", "publisher", [ANOTHER])
        yield world


@pytest.fixture(scope="module")
def server(serving: Any, world: World) -> Iterator[Flask]:
    with serving(world.database) as server:
        server.extensions[form.ATTEMPTS] = Attempts()
        yield server


@pytest.fixture(scope="module")
def folder(server: Flask) -> Path:
    found: Path = server.extensions[background.EXTENSION].folder
    return found


@pytest.fixture(scope="module")
def seeds(server: Flask, world: World) -> Seeds:
    """What Anna, a steward of the programme, has made; the walkers try their hands on it."""
    anna = signed_in(server, "anna")
    about = {"query_string": {"programme": world.code}}
    deck = anna.post("/council/decks", **about).location.rpartition("/")[2]
    draft = anna.post("/steward/definitions/visits/draft", **about).location.partition("?")[0].rpartition("/")[2]
    sent = {"kind": "consultations", "covers": "none", "file": (BytesIO(ROWS.encode()), "visits.csv")}
    job = anna.post("/steward/imports/uploads", data=sent, **about).location.rpartition("/")[2]
    result = settled(server.extensions[background.EXTENSION], job).result
    with world.database.read() as session:
        reader = accounts.account_of(session, "vera").id
    upload = result.partition("?")[0].rpartition("/")[2]
    return Seeds(world.code, reader, deck, int(draft), upload, job, run=1, organisation=1, record="A-1")


def expected() -> dict[tuple[str, str], str]:
    """Whom every address of the stewards' screens is for, by address and method, as the screens say."""
    return {(route.address, route.method): route.role for screen in screens() for route in screen.routes}


def walked(app: Dash, walker: Walker) -> Iterator[tuple[str, str, int]]:
    """Each address and method with the status of its answer."""
    for rule, method in requests_of(app):
        yield rule.rule, method, walker.ask(rule, method).status_code


def test_every_address_has_somebody_it_is_for(application: Dash) -> None:
    known = {address for address, _method in expected()} | ELSEWHERE.keys()
    assert {rule.rule for rule, _method in requests_of(application)} | {CALLBACK} == known
    assert all(role in ROLES and role != "viewer" for role in expected().values())


def test_nobody_is_led_to_the_form_from_whatever_is_not_open(application: Dash, server: Flask, seeds: Seeds) -> None:
    roles = expected()
    before = everything(seeds_database(server), seeds_folder(server))
    for headers, status in ((HTML, 303), (JSON, 401)):
        walker = Walker(server.test_client(), seeds, seeds.programme, headers)
        for address, method, answered in walked(application, walker):
            if roles.get((address, method), ELSEWHERE.get(address)) != OPEN:
                assert answered == status, (address, method)
            assert answered < 500, (address, method)
    assert changed(before, everything(seeds_database(server), seeds_folder(server))) == []


def seeds_database(server: Flask) -> Any:
    return server.extensions["itog"].database


def seeds_folder(server: Flask) -> Path:
    folder: Path = server.extensions[background.EXTENSION].folder
    return folder


@pytest.mark.parametrize(("name", "role"), [("vera", "viewer"), ("elsewhere", "publisher")])
def test_who_may_not_changes_no_byte(application, server, seeds, name: str, role: str) -> None:
    """Elsewhere is a publisher of another programme."""
    database, folder = seeds_database(server), seeds_folder(server)
    walker = Walker(signed_in(server, name), seeds, seeds.programme)
    before = everything(database, folder)
    for rule, method in requests_of(application):
        answered = walker.ask(rule, method).status_code
        assert answered < 500, (rule.rule, method)
        if above(role, expected().get((rule.rule, method), ELSEWHERE.get(rule.rule))):
            assert answered == 403, (rule.rule, method)
        if method != "GET":
            assert changed(before, everything(database, folder)) == [], (rule.rule, method, answered)


def test_numbers_of_one_programme_are_no_way_in_for_a_publisher_of_another(application, server, world, seeds) -> None:
    """Who names a programme of their own, and a draft, an import, a record of this one, reaches none of these."""
    database, folder = seeds_database(server), seeds_folder(server)
    with database.read() as session:
        own = programme_id(session, ANOTHER)
    walker = Walker(signed_in(server, "elsewhere"), seeds, ANOTHER)
    everywhere = everything(database, folder)
    before = everything(database, folder, own)
    for rule, method in requests_of(application):
        answered = walker.ask(rule, method).status_code
        assert answered < 500, (rule.rule, method)
        if method != "GET":
            after = everything(database, folder, own)
            assert changed(before, after, growing=True) == [], (rule.rule, method, answered)
    assert changed(everywhere, everything(database, folder)), "their own programme is theirs to change"


def above(role: str, asked: str | None) -> bool:
    """Whether an address asks for more than a role."""
    return asked in ROLES and ROLES.codes.index(str(asked)) > ROLES.codes.index(role)


def is_ours(app: Dash, body: Any) -> bool:
    """Whether the server does a callback; the browser does the others by itself."""
    return "callback" in app.callback_map[body["output"]]


@pytest.mark.parametrize("name", [None, "vera", "elsewhere", "anna", "pavel", "ada"])
def test_a_callback_answers_everybody_and_changes_no_byte(application, server, seeds, name) -> None:
    database, folder = seeds_database(server), seeds_folder(server)
    client = signed_in(server, name) if name else server.test_client()
    before = everything(database, folder)
    for body in callbacks_of(application, seeds.programme):
        answers = (200, 204) if is_ours(application, body) else (400,)
        assert client.post(CALLBACK, json=body).status_code in answers, body["output"]
    assert changed(before, everything(database, folder)) == []


def test_where_reading_is_closed_nobody_gets_anything(application, server, seeds) -> None:
    before = server.extensions[policy.EXTENSION]
    server.extensions[policy.EXTENSION] = policy.Policy(reading_signed=True)
    try:
        for headers, status in ((HTML, 303), (JSON, 401)):
            walker = Walker(server.test_client(), seeds, seeds.programme, headers)
            for address, method, answered in walked(application, walker):
                if address not in BEFORE_SIGNING_IN and not address.startswith(FILES):
                    assert answered == status, (address, method)
        ours = (body for body in callbacks_of(application, seeds.programme) if is_ours(application, body))
        for body in ours:
            answer = server.test_client().post(CALLBACK, json=body)
            assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
        assert signed_in(server, "vera").get("/").headers["Cache-Control"] == "private, no-cache"
    finally:
        server.extensions[policy.EXTENSION] = before


def test_who_may_is_answered_and_an_administrator_does_change_things(application, server, seeds) -> None:
    database, folder = seeds_database(server), seeds_folder(server)
    working = set()
    for name, role in (("anna", "steward"), ("pavel", "publisher"), ("ada", "administrator")):
        walker = Walker(signed_in(server, name), seeds, seeds.programme)
        for rule, method in requests_of(application):
            if rule.rule in ("/login", "/logout", "/password"):
                continue
            before = everything(database, folder) if method == "POST" else {}
            answered = walker.ask(rule, method).status_code
            asked = expected().get((rule.rule, method), ELSEWHERE.get(rule.rule))
            assert answered < 500, (rule.rule, method, name)
            if asked != OPEN:
                assert (answered == 403) == above(role, asked), (rule.rule, method, name, answered)
            if method == "POST" and changed(before, everything(database, folder)):
                working.add(rule.rule)
    assert working >= WORKING
