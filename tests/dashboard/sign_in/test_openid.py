"""Signing in by a real provider of OpenID Connect: its own process, its own form, and every way it
can go wrong.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from itertools import count
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient

from dashboard.accounts import policy, reader
from dashboard.http.context import SESSION_COOKIE
from data.accounts import accounts, subjects
from data.audit import events
from data.database.database import Database
from tests import openid

BACK = "http://localhost/login/oidc/back"
PHRASE = "correct horse battery"
NEXT = "/about?lang=en"
PEOPLE = count(1)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[openid.Running]:
    with openid.provider(BACK, tmp_path_factory.mktemp("provider") / "log") as running:
        yield running


@contextmanager
def decided(server: Flask, running: openid.Running, **options) -> Iterator[policy.Provider]:
    """The server with this provider."""
    before = server.extensions[policy.EXTENSION]
    provider = policy.Provider(
        running.issuer,
        running.client,
        options.pop("secret", running.secret),
        name="Town",
        **options,
    )
    server.extensions[policy.EXTENSION] = policy.Policy(provider=provider)
    try:
        yield provider
    finally:
        server.extensions[policy.EXTENSION] = before


@pytest.fixture
def person() -> str:
    """Somebody of this test alone: the provider refuses to let the same person in twice within a
    second.
    """
    return f"person-{next(PEOPLE)}"


@pytest.fixture
def database(town) -> Iterator[Database]:
    database: Database = town.database
    yield database
    with database.writing("test") as session:
        session.query(accounts.Account).delete()


class Form(HTMLParser):
    """The fields of the last form of a page."""

    def __init__(self, page: requests.Response) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.action = page.url
        self.feed(page.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.fields, self.action = {}, urljoin(self.action, attributes.get("action", ""))
        if tag == "input" and "name" in attributes:
            self.fields[attributes["name"]] = attributes.get("value", "")


def sent_back(going: str, name: str, answer: str = "accept") -> str:
    """What a person does at the provider – name, password, consent – and the address they are sent
    back to.
    """
    with requests.Session() as browser:
        entries = iter([{"login": name}, {"password": PHRASE}, {"answer": answer}])
        page = _until_ours(browser, browser.get(going, allow_redirects=False))
        while isinstance(page, requests.Response):
            form = Form(page)
            posted = browser.post(
                form.action, {**form.fields, **next(entries)}, allow_redirects=False
            )
            page = _until_ours(browser, posted)
        return page


def _until_ours(browser: requests.Session, page: requests.Response) -> requests.Response | str:
    while page.is_redirect:
        going = urljoin(page.url, page.headers["Location"])
        if going.startswith(BACK):
            return going
        page = browser.get(going, allow_redirects=False)
    page.raise_for_status()
    return page


def begun(client: FlaskClient) -> str:
    """Where the server sends who wants to sign in."""
    going = client.get(f"/login/oidc?{urlencode({'next': NEXT})}")
    assert going.status_code == 302
    return going.location


def name_in(client: FlaskClient) -> str | None:
    cookie = client.get_cookie(SESSION_COOKIE)
    with client.application.test_request_context(
        "/", headers={"Cookie": f"{SESSION_COOKIE}={cookie.value}"}
    ):
        return reader.reader()


def alert(page) -> str:
    """What the form says is wrong."""
    return "".join(re.findall(r'role="alert">([^<]+)<', page.text))


def bind(database: Database, provider: policy.Provider, subject: str, name: str = "Анна") -> None:
    with database.writing("test") as session:
        accounts.add(
            session,
            name,
            "",
            subject=subjects.subject_of(provider.issuer, subject),
            role="publisher",
        )


def noted(database: Database) -> list[tuple[str, str]]:
    with database.read() as session:
        return [(event.author, event.action) for event in events.events(session)][:2]


def test_a_bound_person_signs_in_by_the_providers_own_form_and_comes_back(
    server, client, database, running, person
):
    with decided(server, running) as provider:
        bind(database, provider, person)
        assert "Войти через Town" in client.get("/login").text
        going = begun(client)
        query = parse_qs(urlsplit(going).query)
        assert query["code_challenge_method"] == ["S256"]
        assert {"state", "nonce", "code_challenge"} <= query.keys()
        answer = client.get(sent_back(going, person))
        assert (answer.status_code, answer.location) == (303, NEXT)
        assert name_in(client) == "Анна"
        assert noted(database)[0] == ("Анна", "signed_in")


def test_a_stranger_is_told_how_to_be_let_in_and_is_nobody(
    server, client, database, running, person
):
    with decided(server, running):
        refused = client.get(sent_back(begun(client), person))
        assert refused.status_code == 403
        assert person in refused.text
        assert "учётной записи здесь у вас нет" in refused.text
        with database.read() as session:
            assert accounts.listed(session) == ()


def test_who_comes_first_gets_the_role_that_the_operator_chose_under_a_free_name(
    server, client, database, running, person
):
    with decided(server, running, role="steward"):
        with database.writing("test") as session:
            accounts.add(session, "boris ivanov", PHRASE, role="administrator")
        for again in range(2):
            time.sleep(1.1 * again)  # see ``person``
            answer = client.get(sent_back(begun(client), person))
            assert answer.status_code == 303, alert(answer)
        with database.read() as session:
            people = [(account.name, account.role) for account in accounts.listed(session)]
    assert people == [("boris ivanov", "administrator"), ("Boris Ivanov 2", "steward")]
    assert name_in(client) == "Boris Ivanov 2"


def test_a_closed_account_stays_closed(server, client, database, running, person):
    with decided(server, running, role="steward") as provider:
        bind(database, provider, person)
        with database.writing("test") as session:
            accounts.disable(session, "Анна")
        refused = client.get(sent_back(begun(client), person))
        assert refused.status_code == 403
        assert "закрыта" in refused.text
        assert name_in(client) is None


def test_a_cancelled_sign_in_is_said_in_words(server, client, database, running, person):
    with decided(server, running):
        refused = client.get(sent_back(begun(client), person, answer="deny"))
        assert refused.status_code == 403
        assert "Вход отменён" in refused.text
        assert 'action="/login"' in refused.text


@pytest.mark.parametrize(
    "change", ["state", "nonce", "twice", "another browser", "no code", "code"]
)
def test_an_answer_that_does_not_fit_the_attempt_lets_nobody_in(
    server, client, database, running, person, change
):
    with decided(server, running) as provider:
        bind(database, provider, person)
        back = sent_back(begun(client), person)
        if change == "state":
            back = back.replace("state=", "state=x")
        elif change == "no code":
            back = f"{BACK}?{urlencode({'state': parse_qs(urlsplit(back).query)['state'][0]})}"
        elif change == "code":
            back = back.replace("code=", "code=x")
        elif change == "twice":
            client.get(back)
            client.post("/logout")
        elif change == "another browser":
            client = server.test_client()
            begun(client)
        else:
            with client.session_transaction() as session:
                (name,) = (name for name in session if name.startswith("_state_"))
                session[name]["data"]["nonce"] = "another"
                session.modified = True
        refused = client.get(back)
        assert refused.status_code == 403
        assert "не подошёл" in alert(refused), alert(refused)
        begun(client)
        assert name_in(client) is None


def test_a_wrong_secret_of_ours_is_no_way_in_and_is_noted(
    server, client, database, running, person
):
    with decided(server, running, secret=PHRASE) as provider:
        bind(database, provider, person)
        assert client.get(sent_back(begun(client), person)).status_code == 403
        assert noted(database)[0] == (events.NOBODY, "sign_in_failed")


def test_a_provider_of_another_name_is_not_believed(server, client, database, running, person):
    """The same process under another address says another issuer than was asked for."""
    elsewhere = openid.Running(running.issuer.replace("localhost", "127.0.0.1"))
    with decided(server, elsewhere) as provider:
        bind(database, provider, person)
        going = client.get("/login/oidc")
        refused = (
            going if going.status_code != 302 else client.get(sent_back(going.location, person))
        )
        assert refused.status_code in (403, 502)


def test_a_provider_that_is_silent_is_named_and_passwords_still_open(server, client, database):
    with decided(server, openid.Running("http://localhost:9")):
        refused = client.get("/login/oidc")
        assert refused.status_code == 502
        assert "http://localhost:9 не отвечает" in refused.text
        assert 'name="password"' in refused.text


def test_without_a_provider_there_is_no_such_address(client):
    assert client.get("/login/oidc").status_code == 404
    assert "oidc" not in client.get("/login").text


def test_words_typed_when_the_session_ended_outlive_the_way_through_the_provider(
    server, client, database, running, person
):
    with decided(server, running) as provider:
        bind(database, provider, person)
        html = {"Accept": "text/html"}
        lost = client.post("/steward/definitions/new", data={"code": "typed_before"}, headers=html)
        assert lost.location == "/login?next=%2Fsteward%2Fdefinitions%2Fnew"
        assert "Ничего не потеряно" in client.get(lost.location).text
        url = re.search(r'href="(/login/oidc\?[^"]+)"', client.get(lost.location).text)
        going = client.get(url[1].replace("&amp;", "&")).location
        inside = client.get(sent_back(going, person))
        assert 'value="typed_before"' in client.get(inside.location, headers=html).text
