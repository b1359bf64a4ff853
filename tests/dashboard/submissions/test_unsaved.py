"""Nothing typed is lost: whatever ends a session or refuses a form, the words stand again where
they were typed.
"""

import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from dashboard.http.context import SESSION_COOKIE
from dashboard.http.guards import LARGEST
from dashboard.jobs import state
from dashboard.jobs.jobs import Jobs
from dashboard.jobs.state import READY
from dashboard.submissions import keep
from dashboard.submissions.store import AT_ONCE, DOUBTFUL, DOUBTFUL_SIZE
from dashboard.submissions.submission import TYPIST
from data import clock
from data.accounts import accounts
from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from data.refusals import refuse
from data.tables.signing import AccountSession
from tests.dashboard.html_forms import Form, forms
from tests.dashboard.stewarding_world import PHRASE, signed_in
from tests.dashboard.unsaved_pages import (
    BAD,
    DECK,
    GOOD,
    PAGES,
    SOUND,
    filled_in,
    make_places,
    town,
    uploaded,
)
from tests.dashboard.waiting import wait_for_end
from tests.depth import some
from tests.sample_programme import SampleProgramme

HTML = {"Accept": "text/html"}
BUTTONS = {
    "/account/sessions", "/account/second-factor", "/export", "/login", "/login/code", "/logout", "/password",
    "/unsaved/forget", "/jobs/<token>/cancel", "/digests/confirm/<token>", "/digests/unsubscribe/<token>",
    "/council/decks", "/council/add",
    "/steward/audit/csv", "/steward/definitions/<code>/draft", "/steward/definitions/drafts/<int:identity>/step",
    "/steward/imports/<int:number>/effect", "/steward/imports/<int:number>/again",
    "/steward/rows/effect", "/steward/lists/<int:identity>/forget",
    "/steward/imports/uploads/<token>/file",
    "/steward/imports/uploads/<token>/remove", "/steward/users/<int:identity>/role",
    "/steward/users/<int:identity>/password", "/steward/users/<int:identity>/disable",
    "/steward/users/<int:identity>/enable", "/steward/users/<int:identity>/unlock",
    "/steward/users/<int:identity>/sessions", "/steward/users/<int:identity>/session",
    "/steward/users/<int:identity>/second-factor",
    "/steward/pages/<int:identity>", "/steward/webhooks/<int:identity>",
    "/steward/comments/<int:number>/settle", "/steward/proofs/<int:number>/remove", "/steward/proofs/audience",
    "/steward/sent/<int:number>/check", "/steward/sent/<int:number>/withdraw",
}  # fmt: skip
"""Addresses that take a press, a choice or a password, and no words."""

ELSEWHERE = {
    "/account/digest",
    "/council/decks/<code>/autosave",
    "/steward/definitions/drafts/<int:identity>/autosave",
    "/steward/definitions/drafts/<int:identity>/publish",
    "/steward/imports/uploads/<token>/mend/cells",
    "/steward/organisations/<int:organisation>/undo",
    "/steward/records/<kind>",
    "/steward/sent",
    "/steward/webhooks",
    "/steward/years/<int:year>/open",
}
"""Addresses whose form stands on no page of this town; their words are kept as everybody's are."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with town(tmp_path_factory.mktemp("unsaved")) as world:
        yield world


@pytest.fixture(scope="module")
def server(serving: Any, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


@pytest.fixture(scope="module")
def places(server: Flask, world: SampleProgramme) -> dict[str, str]:
    return make_places(signed_in(server, "ada"), world.database)


@pytest.fixture
def ada(server: Flask) -> FlaskClient:
    return signed_in(server, "ada")


@pytest.fixture
def address(request: pytest.FixtureRequest, places: dict[str, str]) -> str:
    return filled_in(request.param, places)


def typed_into(form: Form) -> list[tuple[str, str]]:
    """The form as it is sent after something was typed into each of its texts."""
    return [
        (name, f"слово «{at}» <b>" if name in form.texts else value)
        for at, (name, value) in enumerate(form.fields)
    ]


def sent(
    client: FlaskClient, form: Form, entries: list[tuple[str, str]], **headers: str
) -> TestResponse:
    data: dict[str, list[str]] = {}
    for name, value in [*entries, *form.buttons[-1:]]:
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
    return urlsplit(address).path


@pytest.mark.parametrize("address", PAGES, indirect=True)
def test_what_was_typed_stands_in_its_form_after_signing_in(ada: FlaskClient, address: str) -> None:
    document = ada.get(address, headers=HTML)
    assert document.status_code == 200, document.text
    drawn = [form for form in forms(document.text) if form.texts]
    assert drawn, document.text
    for form in drawn:
        entries = typed_into(form)
        ada.delete_cookie(SESSION_COOKIE)
        back = sign_in(ada, sent(ada, form, entries))
        again = [
            each
            for each in forms(back.text)
            if path(each.action) == path(form.action) and each.texts == form.texts
        ]
        assert [value for name, value in again[0].visible] == [
            value for name, value in entries if name in dict(form.visible)
        ]
        assert "is not saved yet" in back.text
        ada.delete_cookie(keep.COOKIE)


def test_no_form_is_forgotten(ada: FlaskClient, server: Flask, places: dict[str, str]) -> None:
    """Whoever adds an address that takes words adds the page of its form to ``PAGES``."""
    taking = {
        rule.rule for rule in server.url_map.iter_rules()
        if "POST" in rule.methods and not rule.rule.startswith(("/_dash", "/api")) and "<path:path>" not in rule.rule
    }  # fmt: skip
    drawn, untouched = set(), places | {SOUND: uploaded(ada, GOOD)}
    for page in PAGES:
        document = ada.get(filled_in(page, untouched), headers=HTML).text
        drawn |= {rule_of(server, form.action) for form in forms(document) if form.texts}
    assert taking - drawn - BUTTONS - ELSEWHERE == set()


def rule_of(server: Flask, action: str) -> str:
    return (
        server.url_map.bind("localhost")
        .match(path(action), method="POST", return_rule=True)[0]
        .rule
    )


@pytest.mark.parametrize("address", sorted(ELSEWHERE))
def test_words_sent_anywhere_are_kept_and_shown(ada: FlaskClient, address: str) -> None:
    ada.delete_cookie(SESSION_COOKIE)
    action = re.sub(r"<[^>]+>", "1", address)
    response = ada.post(
        action,
        data={"reason": "Слова, набранные здесь", "programme": DEFAULT_PROGRAMME},
        headers=HTML,
    )
    sign_in(ada, response)
    assert "Слова, набранные здесь" in ada.get("/unsaved", headers=HTML).text


# ---------------------------------------------------------------- refused, in conflict, locked


def stands(
    client: FlaskClient, response: TestResponse, form: Form, entries: list[tuple[str, str]]
) -> bool:
    """Whether the words stand in the form that answers, or in that to which the answer leads back."""
    document = response.text
    if not any(is_same(each, form) for each in forms(document)) and "Back to the form" in document:
        back = re.search(r'href="([^"]+)">Back to the form', document)
        document = client.get(
            back[1].replace("&amp;", "&"), headers=HTML, follow_redirects=True
        ).text
    again = next((each for each in forms(document) if is_same(each, form)), None)
    visible = dict(form.visible)
    if again is None:  # what was mended is kept beside the file
        return all(escape(value) in document for name, value in entries if name in form.texts)
    return again.visible == [(name, value) for name, value in entries if name in visible]


@pytest.mark.parametrize("address", PAGES, indirect=True)
def test_a_database_that_is_busy_costs_nobody_a_word(
    ada: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for form in forms(ada.get(address, headers=HTML).text):
        if form.texts:
            entries = typed_into(form)
            with monkeypatch.context() as locked:
                for name in ("writing", "transaction"):
                    locked.setattr(Database, name, busy)
                locked.setattr(Jobs, "start", busy)
                response = sent(ada, form, entries)
            assert response.status_code >= 400
            assert stands(ada, response, form, entries), response.text


def busy(*_arguments: Any, **_named: Any) -> None:
    raise refuse("database_busy", writer="boris")


# ---------------------------------------------------------------- files, other people, limits


def test_a_chosen_file_need_not_be_chosen_again(ada: FlaskClient) -> None:
    """Also where the session's cookie is gone: the form itself says whose it was."""
    (form, *_rest) = [
        each for each in forms(ada.get("/steward/imports", headers=HTML).text) if each.texts
    ]
    data = dict(form.fields) | {
        "covers": "2016-03",
        "file": (io.BytesIO(GOOD.encode()), "март.csv"),
    }
    ada.delete_cookie(SESSION_COOKIE)
    back = sign_in(ada, ada.post(form.action, data=data, headers=HTML))
    assert "The file “март.csv” is here too" in back.text
    (again, *_rest) = [each for each in forms(back.text) if is_same(each, form)]
    assert "required" not in again.element.xpath('.//input[@type="file"]')[0].attrib
    begun = ada.post(again.action, data=dict(again.fields), headers=HTML)
    assert begun.status_code == 303
    job = wait_for_end(ada.application.extensions["itog-jobs"], begun.location.rpartition("/")[2])
    assert (job.state, job.name) == (READY, "март.csv")
    assert "is here too" not in ada.get("/steward/imports", headers=HTML).text


def typed_and_signed_out(
    client: FlaskClient, words: str = "Слова, набранные здесь"
) -> TestResponse:
    (form, *_rest) = [
        each for each in forms(client.get("/steward/definitions/new").text) if each.texts
    ]
    client.delete_cookie(SESSION_COOKIE)
    return sent(
        client,
        form,
        [(name, words if name in form.texts else value) for name, value in form.fields],
    )


def test_another_account_never_sees_the_words(ada: FlaskClient) -> None:
    response = typed_and_signed_out(ada)
    asking = ada.get(response.location, headers=HTML).text
    assert "It was typed as ada." in asking
    assert 'name="name" value="ada"' in asking
    assert "Слова" not in asking
    back = sign_in(ada, response, "eve")
    assert "Слова" not in back.text
    assert "Слова" not in ada.get("/unsaved", headers=HTML).text
    ada.post("/login", data={"name": "ada", "password": PHRASE})
    ada.post("/logout")
    ada.post("/login", data={"name": "ada", "password": PHRASE})
    assert "Слова" in ada.get("/unsaved", headers=HTML).text


def test_another_browser_never_sees_the_words(ada: FlaskClient, server: Flask) -> None:
    typed_and_signed_out(ada)
    assert "Слова" not in signed_in(server, "ada").get("/unsaved", headers=HTML).text


def test_nothing_is_sent_without_a_press_and_once_it_arrives_it_is_forgotten(
    ada: FlaskClient, world: SampleProgramme
) -> None:
    (form, *_rest) = [
        each for each in forms(ada.get("/steward/records/organisations/new").text) if each.texts
    ]
    values = {"f-number": "NGO-7", "f-name": "Седьмая", "f-forms": "", "reason": "новая"}
    entries = [(name, values.get(name, value)) for name, value in form.fields]
    ada.delete_cookie(SESSION_COOKIE)
    back = sign_in(ada, sent(ada, form, entries))
    assert ada.get("/steward/records/organisations/NGO-7", headers=HTML).status_code == 404
    (again, *_rest) = [each for each in forms(back.text) if is_same(each, form)]
    saved = sent(ada, again, again.fields)
    assert saved.location.startswith("/steward/audit/")
    assert "Седьмая" not in ada.get("/steward/records/organisations/new", headers=HTML).text
    assert "Everything is saved." in ada.get("/unsaved", headers=HTML).text


def test_a_form_of_another_origin_is_never_kept(ada: FlaskClient) -> None:
    foreign = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
    for _with_and_without in (1, 2):
        answer = ada.post(
            "/steward/definitions/new", data={"name.ru": "planted"}, headers=HTML | foreign
        )
        assert answer.status_code == 403
        assert ada.get_cookie(keep.COOKIE) is None
        ada.delete_cookie(SESSION_COOKIE)


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/password", {"old": "{}", "new": "{}", "again": "{}"}),
        ("/login", {"name": "ada", "password": "{}"}),
        ("/steward/users", {"name": "new", "password": "{}", "new-password": "{}"}),
    ],
)
def test_a_password_is_never_kept(
    ada: FlaskClient, server: Flask, address: str, fields: dict[str, str]
) -> None:
    phrase = "hush hush hush 7"
    ada.delete_cookie(SESSION_COOKIE)
    ada.post(
        address, data={name: value.format(phrase) for name, value in fields.items()}, headers=HTML
    )
    store, cookie = server.extensions[keep.EXTENSION], ada.get_cookie(keep.COOKIE)
    assert not any(phrase in path.read_text() for path in store.folder.glob("*/*.json"))
    kept = list(store.of(cookie.value)) if cookie else []
    assert [each.values("name") for each in kept] == (
        [["new"]] if address == "/steward/users" else []
    )


def test_nobody_fills_the_disk_from_outside(server: Flask) -> None:
    stranger = server.test_client()
    for number in range(AT_ONCE + 5):
        stranger.delete_cookie(keep.COOKIE)
        stranger.post(f"/steward/years/{number}/close", data={"reason": "x" * 1000}, headers=HTML)
    large = stranger.post(
        "/steward/years/2014/close", data={"reason": "x" * (DOUBTFUL_SIZE + 1)}, headers=HTML
    )
    assert large.status_code == 401
    assert "could not be kept" in large.text or "не удалось оставить" in large.text
    folder = server.extensions[keep.EXTENSION].folder
    assert all(len(list(owner.glob("*.json"))) <= AT_ONCE for owner in folder.glob(f"{DOUBTFUL}-*"))


def test_a_forged_proof_proves_nothing(server: Flask, ada: FlaskClient) -> None:
    stranger = server.test_client()
    proof = {TYPIST: "WzEsImFkYSIsIi8iXQ.forged.forged", "reason": "Чужое"}
    stranger.post("/steward/years/2014/close", data=proof, headers=HTML)
    (kept,) = server.extensions[keep.EXTENSION].of(stranger.get_cookie(keep.COOKIE).value)
    assert kept.account == 0


def test_words_whose_page_is_gone_are_shown_to_be_taken(ada: FlaskClient) -> None:
    action = "/steward/definitions/drafts/999"
    ada.delete_cookie(SESSION_COOKIE)
    back = sign_in(
        ada, ada.post(action, data={"text": "name: Приём", "version": "1"}, headers=HTML)
    )
    assert back.status_code == 404
    assert "name: Приём" in back.text
    assert "has no form here any more" in back.text


def test_a_server_with_another_secret_still_gives_the_words_back(
    ada: FlaskClient, server: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    (form, *_rest) = [
        each for each in forms(ada.get("/steward/definitions/new").text) if each.texts
    ]
    entries = [(name, "Слова" if name in form.texts else value) for name, value in form.fields]
    monkeypatch.setattr(server, "secret_key", "another secret after a restart")
    back = sign_in(ada, sent(ada, form, entries))
    (again, *_rest) = [each for each in forms(back.text) if is_same(each, form)]
    assert ("code", "Слова") in again.fields


def test_what_was_told_of_once_does_not_stop_the_next_press(ada: FlaskClient) -> None:
    """A file that was mended in another window: the page says so once, and the words go through
    after that.
    """
    address = f"/steward/imports/uploads/{uploaded(ada, BAD)}"
    (form, *_rest) = [each for each in forms(ada.get(address, headers=HTML).text) if each.texts]
    beside = ada.post(
        form.action, data=dict(form.fields) | {"cell-3-1": "2016-03-32"}, headers=HTML
    )
    wait_for_end(ada.application.extensions["itog-jobs"], beside.location.rpartition("/")[2])
    mine = dict(form.fields) | {"cell-3-1": "2016-03-28", "cell-9-9": "a row that is sound by now"}
    answer = ada.post(form.action, data=mine, headers=HTML)
    assert answer.status_code == 409
    assert "changed in another window" in answer.text
    back = ada.get(address, headers=HTML).text
    (again, *_rest) = [each for each in forms(back) if is_same(each, form)]
    assert dict(again.fields)["cell-3-1"] == "2016-03-28"
    assert "a row that is sound by now" in back
    assert ada.post(again.action, data=dict(again.fields), headers=HTML).status_code == 303


def test_a_cell_that_another_saved_meanwhile_stands_beside_what_was_typed(
    ada: FlaskClient, server: Flask
) -> None:
    (form, *_rest) = forms(ada.get("/steward/targets", headers=HTML).text)
    mine, theirs, free = (cell_of(form, f"c|visits||{year}|") for year in (2014, 2015, 2016))
    ada.delete_cookie(SESSION_COOKIE)
    kept = ada.post(form.action, data=dict(form.fields) | {mine: "20", free: "7"}, headers=HTML)
    by_eve = {"programme": DEFAULT_PROGRAMME, mine: "10", theirs: "11", "reason": "акт"}
    assert signed_in(server, "eve").post(form.action, data=by_eve).status_code == 303
    back = sign_in(ada, kept).text
    (again, *_rest) = forms(back)
    stands = {name: value for name, value in again.fields if name.startswith("c|visits||")}
    assert [stands.pop(cell_of(again, f"c|visits||{year}|")) for year in (2014, 2015, 2016)] == [
        "20",
        "11",
        "7",
    ]
    assert mine not in stands
    assert "saved meanwhile: 10" in back
    assert "This value was corrected meanwhile by eve" in back
    saved = ada.post(again.action, data=dict(again.fields) | {"reason": "акт"}, headers=HTML)
    assert saved.status_code == 303


def cell_of(form: Form, start: str) -> str:
    """The name of a cell, which ends with the row that stands in it."""
    return next(name for name, _value in form.fields if name.startswith(start))


# ---------------------------------------------------------------- jobs that are gone


def test_a_job_that_is_gone_begins_again_with_the_same_words(
    ada: FlaskClient, server: Flask
) -> None:
    jobs = server.extensions["itog-jobs"]
    begun = ada.post("/council/snapshots", data={"title": "Совещание «10 <мая>»"}, headers=HTML)
    token = begun.location.rpartition("/")[2]
    wait_for_end(jobs, token)
    state.forget(jobs.folder, token)
    gone = ada.get(f"/jobs/{token}", headers=HTML)
    assert gone.status_code == 404
    (again,) = forms(gone.text)
    assert dict(again.fields)["title"] == "Совещание «10 <мая>»"
    assert signed_in(server, "eve").get(f"/jobs/{token}", headers=HTML).text.count("Совещание") == 0
    repeated = ada.post(again.action, data=dict(again.fields), headers=HTML)
    assert wait_for_end(jobs, repeated.location.rpartition("/")[2]).state == READY


def test_work_that_was_cancelled_or_failed_begins_again_with_the_same_words(
    ada: FlaskClient, server: Flask
) -> None:
    jobs = server.extensions["itog-jobs"]
    begun = ada.post("/council/snapshots", data={"title": "Совещание"}, headers=HTML)
    job = wait_for_end(jobs, begun.location.rpartition("/")[2])
    state.keep(jobs.folder, replace(job, state=state.FAILED, result=""))
    (again,) = forms(ada.get(begun.location, headers=HTML).text)
    assert ("title", "Совещание") in again.fields


# ---------------------------------------------------------------- how a session ends


def cookie_deleted(client: FlaskClient, _world: SampleProgramme) -> None:
    client.delete_cookie(SESSION_COOKIE)


def ended_everywhere(_client: FlaskClient, world: SampleProgramme) -> None:
    with world.database.writing("test") as session:
        accounts.end_sessions(session, "ada")


def twelve_hours_later(_client: FlaskClient, world: SampleProgramme) -> None:
    with world.database.writing("test") as session:
        session.execute(
            update(AccountSession).values(ends_at=clock.now() - datetime.timedelta(seconds=1))
        )


def cookie_forged(client: FlaskClient, _world: SampleProgramme) -> None:
    client.set_cookie(SESSION_COOKIE, "forged.forged.forged")


@pytest.mark.parametrize(
    "end", [cookie_deleted, ended_everywhere, twelve_hours_later, cookie_forged]
)
def test_however_a_session_ends_the_words_stand_again(
    ada: FlaskClient, world: SampleProgramme, end: Any
) -> None:
    (form, *_rest) = [
        each for each in forms(ada.get("/steward/definitions/new").text) if each.texts
    ]
    entries = [
        (name, "Слова\tи знаки" if name in form.texts else value) for name, value in form.fields
    ]
    end(ada, world)
    back = sign_in(ada, sent(ada, form, entries))
    (again, *_rest) = [each for each in forms(back.text) if is_same(each, form)]
    assert ("code", "Слова\tи знаки") in again.fields


def test_an_account_disabled_meanwhile_finds_its_words_once_it_may_sign_in_again(
    ada: FlaskClient, world: SampleProgramme
) -> None:
    (form, *_rest) = [
        each for each in forms(ada.get("/steward/definitions/new").text) if each.texts
    ]
    with world.database.writing("test") as session:
        accounts.disable(session, "ada")
    try:
        response = sent(ada, form, [(name, "Слова, набранные здесь") for name in form.texts])
        refused = ada.post(
            response.location, data={"name": "ada", "password": PHRASE}, headers=HTML
        )
        assert refused.status_code == 401
        assert "Nothing is lost" in refused.text
    finally:
        with world.database.writing("test") as session:
            accounts.enable(session, "ada")
    assert "Слова, набранные здесь" in sign_in(ada, response).text


def test_words_stand_again_behind_a_password_for_one_use(
    ada: FlaskClient, world: SampleProgramme
) -> None:
    """An administrator has given a new password meanwhile: it is changed first, and the words are
    there after that.
    """
    (form, *_rest) = [
        each for each in forms(ada.get("/steward/definitions/new").text) if each.texts
    ]
    with world.database.writing("test") as session:
        accounts.set_password(session, "ada", "one time and no more", one_time=True)
    response = sent(
        ada, form, [(name, "Слова" if name in form.texts else value) for name, value in form.fields]
    )
    try:
        inside = ada.post(
            response.location,
            data={"name": "ada", "password": "one time and no more"},
            headers=HTML,
        )
        assert inside.location.startswith("/password?")
        assert "Nothing is lost" in ada.get(inside.location, headers=HTML).text
        words = {"old": "one time and no more", "new": f"{PHRASE} 2", "again": f"{PHRASE} 2"}
        answer = ada.post(inside.location, data=words, headers=HTML)
        back = ada.get(answer.location, headers=HTML, follow_redirects=True)
    finally:
        with world.database.writing("test") as session:
            accounts.set_password(session, "ada", PHRASE)
    (again, *_rest) = [each for each in forms(back.text) if is_same(each, form)]
    assert ("code", "Слова") in again.fields


@pytest.mark.parametrize(
    "end",
    some([cookie_deleted, ended_everywhere, twelve_hours_later, cookie_forged], ended_everywhere),
)
def test_a_large_file_outlives_every_end_of_a_session(
    ada: FlaskClient, world: SampleProgramme, end: Any
) -> None:
    (form, *_rest) = [
        each for each in forms(ada.get("/steward/imports", headers=HTML).text) if each.texts
    ]
    end(ada, world)
    back = sign_in(
        ada, with_large_file(ada, form.action, dict(form.fields) | {"covers": "2016-03"})
    )
    assert "The file “large.csv” is here too" in back.text
    (again, *_rest) = [each for each in forms(back.text) if is_same(each, form)]
    begun = ada.post(again.action, data=dict(again.fields), headers=HTML)
    assert (
        wait_for_end(
            ada.application.extensions["itog-jobs"], begun.location.rpartition("/")[2]
        ).name
        == "large.csv"
    )


def with_large_file(client: FlaskClient, action: str, fields: dict[str, str]) -> TestResponse:
    large = FileStorage(io.BytesIO(GOOD.encode() + b"\n" * LARGEST), "large.csv")
    boundary, body = encode_multipart(fields | {"file": large})
    return client.post(
        action, data=body, content_type=f"multipart/form-data; boundary={boundary}", headers=HTML
    )


@pytest.mark.parametrize("proof", ["", "typed-by=WzEsImFkYSIsIi8iXQ.forged.forged"])
def test_a_large_file_of_nobody_known_is_not_kept_and_its_page_says_so(
    server: Flask, proof: str
) -> None:
    stranger = server.test_client()
    answer = with_large_file(stranger, f"/steward/imports/uploads?{proof}", {"covers": "2016-03"})
    assert answer.status_code == 401
    assert "не удалось оставить" in answer.text
    assert stranger.get_cookie(keep.COOKIE) is None


def test_signs_that_no_document_holds_do_not_stop_the_words(ada: FlaskClient) -> None:
    back = sign_in(ada, typed_and_signed_out(ada, "Первая\x0bвторая \x1f ]]> & 👍"))
    assert "Первая вторая   ]]&gt; &amp; 👍" in back.text


@pytest.mark.parametrize(
    "referrer", ["http://[", "http://localhost/steward/\x7f", "//", "x" * 5000]
)
def test_no_referrer_stops_the_words(ada: FlaskClient, referrer: str) -> None:
    ada.delete_cookie(SESSION_COOKIE)
    response = ada.post(
        f"/steward/years/2014/close?{'a&' * 3000}",
        data={"reason": "Слова"},
        headers=HTML | {"Referer": referrer},
    )
    sign_in(ada, response)
    assert "Слова" in ada.get("/unsaved", headers=HTML).text


def test_what_somebody_saved_meanwhile_is_noticed_and_costs_no_word(
    ada: FlaskClient, server: Flask, places: dict[str, str]
) -> None:
    address = f"/council/decks/{places[DECK]}"
    (form,) = [each for each in forms(ada.get(address).text) if each.texts]
    entries = [(name, "Слова Ады" if name == "title" else value) for name, value in form.fields]
    ada.delete_cookie(SESSION_COOKIE)
    kept = sent(ada, form, [*entries, ("do", "save")])
    eve = signed_in(server, "eve")
    assert (
        eve.post(form.action, data=dict(form.fields) | {"title": "Евы", "do": "save"}).status_code
        == 303
    )
    (again,) = [each for each in forms(sign_in(ada, kept).text) if is_same(each, form)]
    refused = ada.post(again.action, data=dict(again.fields) | {"do": "save"}, headers=HTML)
    assert refused.status_code == 409
    (once_more,) = [each for each in forms(refused.text) if is_same(each, form)]
    assert ("title", "Слова Ады") in once_more.fields
    assert ("title", "Евы") in forms(eve.get(address).text)[0].fields
