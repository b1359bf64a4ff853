"""Nothing typed is lost: whatever ends a session or refuses a form, the words stand again where they were typed."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.signing import reading
from dashboard.submissions import keeping
from data import accounts
from data.decks import Deck, SlideText, save
from data.programme import DEFAULT_PROGRAMME
from tests.dashboard.forms import Form, forms
from tests.dashboard.stewarding_world import PHRASE, changeable, signed_in
from tests.dashboard.waiting import settled
from tests.worlds import World

HTML = {"Accept": "text/html"}
HEAD = "number,date,district,request,people\n"
GOOD = HEAD + "u1,2016-03-05,north,consulting,2\n"
OTHER = HEAD + "u9,2016-03-07,north,consulting,2\n"
BAD = HEAD + "u1,2016-03-05,north,consulting,2\nu2,31.02.2016,south,consulting,3\n"
DRAFT, DECK, SOUND, DAMAGED, LOADED = "DRAFT", "DECK", "SOUND", "DAMAGED", "LOADED"

BUTTONS = {
    "/export", "/login", "/logout", "/password", "/unsaved/forget", "/jobs/<token>/cancel", "/council/decks",
    "/council/add",
    "/steward/audit/csv", "/steward/definitions/<code>/draft", "/steward/definitions/drafts/<int:identity>/step",
    "/steward/imports/<int:number>/effect", "/steward/imports/uploads/<token>/file",
    "/steward/imports/uploads/<token>/remove", "/steward/users/<int:identity>/role",
    "/steward/users/<int:identity>/password", "/steward/users/<int:identity>/disable",
    "/steward/users/<int:identity>/enable", "/steward/users/<int:identity>/unlock",
    "/steward/users/<int:identity>/sessions",
}  # fmt: skip
"""Addresses that take a press, a choice or a password, and no words."""

ELSEWHERE = {
    "/steward/definitions/drafts/<int:identity>/autosave",
    "/steward/definitions/drafts/<int:identity>/publish",
    "/steward/organisations/<int:organisation>/undo",
    "/steward/records/<kind>",
    "/steward/years/<int:year>/open",
}
"""Addresses whose form stands on no page of this town; their words are kept as everybody's are."""

PAGES = [
    *(f"/steward/records/{kind}/new" for kind in ("consultations", "events", "grants", "organisations", "budgets")),
    "/steward/records/organisations/NGO-1",
    "/steward/targets",
    "/steward/targets?indicator=visits&grain=quarter&year=2015",
    "/steward/observations?indicator=opinion",
    "/steward/definitions/new",
    f"/steward/definitions/drafts/{DRAFT}",
    f"/steward/definitions/drafts/{DRAFT}?tab=yaml",
    f"/steward/definitions/drafts/{DRAFT}/effect",
    "/steward/definitions/law/withdraw",
    "/steward/assignments",
    "/steward/years",
    "/steward/users",
    "/steward/organisations",
    "/steward/organisations/merge?organisation=1&into=2",
    "/steward/imports",
    f"/steward/imports/uploads/{SOUND}",
    f"/steward/imports/uploads/{DAMAGED}",
    f"/steward/imports/{LOADED}/undo",
    f"/council/decks/{DECK}",
    "/council/snapshots/new",
]
"""Every page with a form that something is typed into."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with changeable(tmp_path_factory.mktemp("unsaved")) as world:
        with world.revision():
            world.organisation("Council of veterans", number="NGO-2")
        with world.database.writing("test") as session:
            accounts.add(session, "ada", PHRASE, role="administrator")
            accounts.add(session, "eve", PHRASE, role="administrator")
        yield world


@pytest.fixture(scope="module")
def server(serving: Any, world: World) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


@pytest.fixture(scope="module")
def places(server: Flask, world: World) -> dict[str, str]:
    """A draft, a deck, and two uploads, one of them damaged."""
    ada = signed_in(server, "ada")
    draft = ada.post("/steward/definitions/visits/draft").location
    (form,) = [each for each in forms(ada.get(draft).text) if "name.ru" in each.texts]
    changed = dict(form.fields) | {"name.ru": "Приём", "tab": "form"}
    assert ada.post(form.action, data=changed).status_code == 303
    deck = save(world.database, Deck("", DEFAULT_PROGRAMME, "Meeting", (SlideText("text", "/"),)), author="ada")
    return {
        DRAFT: re.search(r"drafts/(\d+)", draft)[1],
        DECK: deck.code,
        SOUND: uploaded(ada, GOOD),
        DAMAGED: uploaded(ada, BAD),
        LOADED: loaded(ada, uploaded(ada, OTHER)),
    }


def loaded(client: FlaskClient, token: str) -> str:
    """The number of an import that was loaded."""
    said = {"version": "1", "reason": "monthly"}
    job = client.post(f"/steward/imports/uploads/{token}/load", data=said).location.rpartition("/")[2]
    done = settled(client.application.extensions["itog-jobs"], job)
    return re.search(r"imports/(\d+)", done.result)[1]


def uploaded(client: FlaskClient, text: str) -> str:
    """The token of a file that was sent and checked."""
    file = (io.BytesIO(text.encode()), "march.csv")
    said = {"kind": "consultations", "covers": "2016-03", "file": file}
    job = client.post("/steward/imports/uploads", data=said).location.rpartition("/")[2]
    settled(client.application.extensions["itog-jobs"], job)
    return re.search(r"uploads/(\w+)", client.get(f"/jobs/{job}").location)[1]


@pytest.fixture
def ada(server: Flask) -> FlaskClient:
    return signed_in(server, "ada")


@pytest.fixture
def address(request: pytest.FixtureRequest, places: dict[str, str]) -> str:
    return filled_in(request.param, places)


def filled_in(address: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        address = address.replace(name, value)
    return address


def typed_into(form: Form) -> list[tuple[str, str]]:
    """The form as it is sent after something was typed into each of its texts."""
    return [
        (name, f"слово «{at}» <b>" if name in form.texts else value) for at, (name, value) in enumerate(form.fields)
    ]


def sent(client: FlaskClient, form: Form, typed: list[tuple[str, str]], **headers: str) -> TestResponse:
    data: dict[str, list[str]] = {}
    for name, value in [*typed, *form.buttons[-1:]]:
        data.setdefault(name, []).append(value)
    return client.post(form.action, data=data, headers=HTML | headers)


def sign_in(client: FlaskClient, response: TestResponse, name: str = "ada") -> TestResponse:
    """Sign in where the form led, and go where that leads."""
    assert response.status_code == 303, response.text
    assert response.location.startswith("/login?")
    document = client.get(response.location, headers=HTML)
    assert "Nothing is lost" in document.text
    inside = client.post(response.location, data={"name": name, "password": PHRASE}, headers=HTML)
    return client.get(inside.location, headers=HTML, follow_redirects=True)


def is_same(one: Form, other: Form) -> bool:
    return path(one.action) == path(other.action) and one.texts == other.texts


def path(address: str) -> str:
    return address.partition("?")[0]


@pytest.mark.parametrize("address", PAGES, indirect=True)
def test_what_was_typed_stands_in_its_form_after_signing_in(ada: FlaskClient, address: str) -> None:
    document = ada.get(address, headers=HTML)
    assert document.status_code == 200, document.text
    drawn = [form for form in forms(document.text) if form.texts]
    assert drawn, document.text
    for form in drawn:
        typed = typed_into(form)
        ada.delete_cookie(reading.COOKIE)
        back = sign_in(ada, sent(ada, form, typed))
        again = [
            each for each in forms(back.text) if path(each.action) == path(form.action) and each.texts == form.texts
        ]
        assert [value for name, value in again[0].shown] == [value for name, value in typed if name in dict(form.shown)]
        assert "is not saved yet" in back.text
        ada.delete_cookie(keeping.COOKIE)


def test_no_form_is_forgotten(ada: FlaskClient, server: Flask, places: dict[str, str]) -> None:
    """Whoever adds an address that takes words adds the page of its form to ``PAGES``."""
    taking = {
        rule.rule for rule in server.url_map.iter_rules()
        if "POST" in rule.methods and not rule.rule.startswith(("/_dash", "/api")) and "<path:path>" not in rule.rule
    }  # fmt: skip
    drawn = set()
    for page in PAGES:
        document = ada.get(filled_in(page, places), headers=HTML).text
        drawn |= {rule_of(server, form.action) for form in forms(document) if form.texts}
    assert taking - drawn - BUTTONS - ELSEWHERE == set()


def rule_of(server: Flask, action: str) -> str:
    return server.url_map.bind("localhost").match(path(action), method="POST", return_rule=True)[0].rule


@pytest.mark.parametrize("address", sorted(ELSEWHERE))
def test_words_sent_anywhere_are_kept_and_shown(ada: FlaskClient, address: str) -> None:
    ada.delete_cookie(reading.COOKIE)
    action = re.sub(r"<[^>]+>", "1", address)
    response = ada.post(action, data={"reason": "Слова, набранные здесь", "programme": DEFAULT_PROGRAMME}, headers=HTML)
    sign_in(ada, response)
    assert "Слова, набранные здесь" in ada.get("/unsaved", headers=HTML).text
