"""Who may do what: every address and every callback, asked as each role and as nobody.

Addresses of the stewards' screens say themselves whom they are for; what a new address elsewhere is
for must be said here, or a test fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from dash import Dash

from dashboard.accounts import policy
from dashboard.components import header
from dashboard.http.context import SESSION_COOKIE
from dashboard.jobs import routes as job_routes
from dashboard.request_reading import read_page_request
from data.accounts import accounts
from data.database.upgrading import upgrade
from data.imports import ImportOptions, import_file
from data.passports import programme_id
from data.tables.accounts import ROLES
from tests.dashboard.accounts.audience import (
    DOCUMENT,
    ELSEWHERE,
    OPEN,
    above,
    access,
    expected,
    role_of,
)
from tests.dashboard.stewarding_world import PHRASE, changeable, signed_in
from tests.dashboard.waiting import wait_for_end
from tests.dashboard.walk import (
    CALLBACK,
    Seeds,
    Stage,
    Walker,
    callbacks_of,
    changed,
    is_ours,
    requests_of,
)
from tests.sample_programme import SampleProgramme, _programme

HTML, JSON = {"Accept": "text/html"}, {"Accept": "application/json"}
ANOTHER = "another"
ROWS = "number;date;district;request\nA-1;2016-05-06;north;consulting\n"

BEFORE_SIGNING_IN = (
    "/login",
    "/login/code",
    "/looks",
    "/login/oidc",
    "/login/oidc/back",
    "/logout",
    "/password",
    "/healthz",
    "/readyz",
    "/metrics",
)
FILES = ("/digests/", "/assets/", "/_dash-component-suites/", "/favicon.ico", "/service-worker.js")
WORKING = {
    "/council/decks",
    "/council/decks/<code>",
    "/steward/assignments",
    "/steward/definitions/<code>/withdraw",
    "/steward/definitions/new",
    "/steward/organisations/merge",
    "/steward/users",
    "/steward/users/<int:identity>/role",
    "/steward/years/<int:year>/close",
}
"""Some of what who may do so must change by the same walk: else it would prove nothing of the
others.
"""


@contextmanager
def staged(folder: Path, serving: Any) -> Iterator[Stage]:
    """A world with two programmes, served, in which Anna, a steward of the first, has made a bit of
    everything.
    """
    with changeable(folder, upgrade) as world:
        _fill(world, folder)
        with serving(world.database) as server:
            yield Stage(server, world.database, _seeds(Stage(server, world.database), world))


def _fill(world: SampleProgramme, folder: Path) -> None:
    with world.revision() as change:
        _programme(change, ANOTHER, (2014, 2016), {})
        world.organisation("Veterans council", number="NGO-2")
    file = folder / "may.csv"
    file.write_text(ROWS, encoding="utf-8")
    import_file(world.database, "consultations", file, ImportOptions(world.code, "none"))
    with world.database.writing("test") as session:
        accounts.add(session, "ada", PHRASE, role="administrator")
        accounts.set_role(session, "elsewhere", "publisher", [ANOTHER])


def _seeds(stage: Stage, world: SampleProgramme) -> Seeds:
    anna = signed_in(stage.server, "anna")
    about = {"query_string": {"programme": world.code}}
    deck = anna.post("/council/decks", **about).location.rpartition("/")[2]
    draft = (
        anna.post("/steward/definitions/visits/draft", **about)
        .location.partition("?")[0]
        .rpartition("/")[2]
    )
    sent = {
        "kind": "consultations",
        "covers": "none",
        "file": (BytesIO(ROWS.encode()), "visits.csv"),
    }
    job = anna.post("/steward/imports/uploads", data=sent, **about).location.rpartition("/")[2]
    result = wait_for_end(stage.server.extensions[job_routes.EXTENSION], job).result
    with world.database.read() as session:
        reader = accounts.account_of(session, "vera").id
    upload = result.partition("?")[0].rpartition("/")[2]
    return Seeds(
        world.code, reader, deck, int(draft), upload, job, run=1, organisation=1, record="A-1"
    )


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, serving: Any) -> Iterator[Stage]:
    """One for all who may change nothing of it."""
    with staged(tmp_path_factory.mktemp("walk"), serving) as stage:
        yield stage


@pytest.fixture(autouse=True)
def rested(stage: Stage) -> Iterator[None]:
    """No test leaves work behind that would change something under the eyes of the next."""
    yield
    stage.rest()


def test_every_address_has_somebody_it_is_for(application: Dash) -> None:
    known = {address for address, _method in expected()} | ELSEWHERE.keys()
    assert {rule.rule for rule, _method in requests_of(application)} | {CALLBACK} == known
    of_viewers = {address for (address, _method), role in expected().items() if role == "viewer"}
    assert all(address.startswith("/steward/comments") for address in of_viewers)
    assert all(role in ROLES for role in expected().values())


def test_the_document_says_what_the_program_says(application: Dash) -> None:
    """Written anew by `python -m tests.dashboard.accounts.audience`."""
    application.server.test_client().get("/")
    assert access(application) == DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("headers", "status"), [(HTML, 303), (JSON, 401)], ids=["browser", "program"]
)
def test_nobody_is_led_to_the_form_and_changes_no_byte(
    application: Dash, stage: Stage, headers, status
) -> None:
    walker = Walker(stage.server.test_client(), stage.seeds, stage.seeds.programme, headers)
    before = stage.everything()
    for rule, method in requests_of(application):
        answered = walker.ask(rule, method).status_code
        assert answered < 500, (rule.rule, method)
        assert role_of(rule.rule, method) == OPEN or answered == status, (rule.rule, method)
    stage.rest()
    assert changed(before, stage.everything()) == []


@pytest.mark.parametrize(("name", "role"), [("vera", "viewer"), ("elsewhere", "publisher")])
def test_who_may_not_changes_no_byte(application: Dash, stage: Stage, name: str, role: str) -> None:
    """Elsewhere is a publisher of another programme."""
    walker = Walker(signed_in(stage.server, name), stage.seeds, stage.seeds.programme)
    before = stage.everything()
    for rule, method in requests_of(application):
        answered = walker.ask(rule, method).status_code
        assert answered < 500, (rule.rule, method)
        if above(role, role_of(rule.rule, method)):
            assert answered == 403, (rule.rule, method)
        if method != "GET":
            assert changed(before, stage.everything()) == [], (rule.rule, method, answered)
    stage.rest()
    assert changed(before, stage.everything()) == []


def test_the_rooms_of_a_programme_are_for_its_own_stewards(application: Dash, stage: Stage) -> None:
    """People, reasons and history: for a publisher of another programme no door of theirs opens,
    whatever it names.
    """
    rooms = [
        rule
        for rule, method in requests_of(application)
        if method == "GET" and rule.rule.startswith("/steward")
    ]
    stranger = Walker(signed_in(stage.server, "elsewhere"), stage.seeds, stage.seeds.programme)
    opened = {rule.rule for rule in rooms if stranger.ask(rule, "GET").status_code in (200, 303)}
    assert opened == set()
    own = Walker(signed_in(stage.server, "elsewhere"), stage.seeds, ANOTHER)
    entered = {rule.rule for rule in rooms if own.ask(rule, "GET").status_code == 200}
    assert own.client.get("/steward").status_code == 200, "no programme is named"
    assert entered >= {
        "/steward",
        "/steward/audit",
        "/steward/imports",
        "/steward/definitions",
        "/steward/records",
    }
    stage.rest()


@pytest.mark.parametrize(
    ("name", "leads"), [("anna", "/steward?programme={}"), ("elsewhere", "/steward")]
)
def test_a_page_leads_a_steward_into_rooms_that_open(stage: Stage, name: str, leads: str) -> None:
    cookie = signed_in(stage.server, name).get_cookie(SESSION_COOKIE)
    headers = {
        "Cookie": f"{SESSION_COOKIE}={cookie.value}" if cookie else "",
        "Accept-Language": "en",
    }
    with stage.server.test_request_context("/", headers=headers):
        page = header.framed(read_page_request(f"/?programme={stage.seeds.programme}"), [])
    address = next(
        part.href for part in page._traverse() if getattr(part, "children", "") == "Stewards' rooms"
    )
    assert address == leads.format(stage.seeds.programme)


def test_numbers_of_one_programme_are_no_way_in_for_a_publisher_of_another(
    application: Dash, stage: Stage
) -> None:
    """Who names a programme of their own, and a draft, an import, a record of this one, reaches
    none of these.
    """
    with stage.database.read() as session:
        own = programme_id(session, ANOTHER)
    walker = Walker(signed_in(stage.server, "elsewhere"), stage.seeds, ANOTHER)
    everywhere, before = stage.everything(), stage.everything(own)
    for rule, method in requests_of(application):
        answered = walker.ask(rule, method).status_code
        assert answered < 500, (rule.rule, method)
        if method != "GET":
            assert changed(before, stage.everything(own), growing=True) == [], (
                rule.rule,
                method,
                answered,
            )
    stage.rest()
    assert changed(before, stage.everything(own), growing=True) == []
    assert changed(everywhere, stage.everything()), "their own programme is theirs to change"


@pytest.mark.parametrize("name", [None, "vera", "elsewhere", "anna", "pavel", "ada"])
def test_a_callback_answers_everybody_and_changes_no_byte(
    application: Dash, stage: Stage, name: str | None
) -> None:
    client = signed_in(stage.server, name) if name else stage.server.test_client()
    before = stage.everything()
    for body in callbacks_of(application, stage.seeds.programme):
        answers = (200, 204) if is_ours(application, body) else (400,)
        assert client.post(CALLBACK, json=body).status_code in answers, body["output"]
    assert changed(before, stage.everything()) == []


@pytest.mark.parametrize(
    ("headers", "status"), [(HTML, 303), (JSON, 401)], ids=["browser", "program"]
)
def test_where_reading_is_closed_nobody_gets_anything(
    application: Dash, stage: Stage, headers, status
) -> None:
    with stage.decided(policy.Policy(reading_signed=True)):
        walker = Walker(stage.server.test_client(), stage.seeds, stage.seeds.programme, headers)
        for rule, method in requests_of(application):
            if rule.rule not in BEFORE_SIGNING_IN and not rule.rule.startswith(FILES):
                assert walker.ask(rule, method).status_code == status, (rule.rule, method)
        for body in (
            each
            for each in callbacks_of(application, stage.seeds.programme)
            if is_ours(application, each)
        ):
            answer = stage.server.test_client().post(CALLBACK, json=body)
            assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")


def test_where_reading_is_closed_a_viewer_reads_and_nobody_else_keeps_it(stage: Stage) -> None:
    with stage.decided(policy.Policy(reading_signed=True)):
        vera = signed_in(stage.server, "vera")
        for address in ("/", "/api/v1/programmes", f"/present/{stage.seeds.deck}"):
            answer = vera.get(address)
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "private, no-cache"


def test_who_may_is_answered_and_does_change_things(
    application: Dash, tmp_path: Path, serving: Any
) -> None:
    """In a world of their own, of which they leave nothing as it was."""
    working = set()
    with staged(tmp_path, serving) as stage:
        for name, role in (("anna", "steward"), ("pavel", "publisher"), ("ada", "administrator")):
            walker = Walker(signed_in(stage.server, name), stage.seeds, stage.seeds.programme)
            for rule, method in requests_of(application):
                if rule.rule in ("/login", "/logout", "/password"):
                    continue
                before = stage.everything() if method == "POST" else {}
                answered = walker.ask(rule, method).status_code
                assert answered < 500, (rule.rule, method, name)
                minimum = role_of(rule.rule, method)
                assert minimum == OPEN or (answered == 403) == above(role, minimum), (
                    rule.rule,
                    method,
                    name,
                )
                if method == "POST" and changed(before, stage.everything()):
                    working.add(rule.rule)
        stage.rest()
    assert working >= WORKING
