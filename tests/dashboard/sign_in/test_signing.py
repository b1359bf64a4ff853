"""Signing in and out: who gets in, for how long, where to, and what others never see."""

import datetime
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Barrier
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.accounts import reader
from dashboard.components import header
from dashboard.http import urls
from dashboard.http.context import SESSION_COOKIE
from dashboard.request_reading import read_page_request
from dashboard.sign_in.guard import signed_in
from data.accounts import accounts, attempts, sessions
from data.audit import events
from data.clock import now
from data.database.database import Database
from data.tables.signing import SignInCount
from tests import template_databases

PHRASE = "correct horse battery"
WRONG = {"name": "anna", "password": "wrong wrong wrong"}
RIGHT = {"name": "anna", "password": PHRASE}


@pytest.fixture
def database(server: Flask, town) -> Iterator[Database]:
    """The town's database with two accounts, for one test."""
    database: Database = town.database
    with database.writing("test") as session:
        for name in ("anna", "boris"):
            accounts.add(session, name, PHRASE)
    yield database
    with database.writing("test") as session:
        session.query(accounts.Account).delete()
        session.query(SignInCount).delete()


@pytest.fixture
def anna(database: Database, client: FlaskClient) -> FlaskClient:
    """A browser in which Anna has signed in."""
    assert client.post("/login", data=RIGHT).status_code == 303
    return client


def name_in(client: FlaskClient) -> str | None:
    """Who the server takes a browser for: a page says it in its header."""
    with client.application.test_request_context("/", headers={"Cookie": cookies(client)}):
        return reader.reader()


def cookies(client: FlaskClient) -> str:
    cookie = client.get_cookie(SESSION_COOKIE)
    return f"{SESSION_COOKIE}={cookie.value}" if cookie else ""


# ---------------------------------------------------------------- the form


@pytest.mark.parametrize(
    ("query", "language", "theme", "title"),
    [("", "ru", "light", "Вход"), ("?lang=en&theme=dark", "en", "dark", "Signing in")],
)
def test_the_form_speaks_the_readers_language_in_the_readers_theme(
    client, query, language, theme, title
):
    page = client.get(f"/login{query}")
    assert page.status_code == 200
    assert f'<html lang="{language}" data-theme="{theme}"' in page.text
    assert f'<h1 class="page__title">{title}</h1>' in page.text
    assert "<script" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert f'data-theme="{theme}"' in client.get("/").text, "the choice is kept"


def test_the_form_has_the_styles_of_every_page(client):
    def styles(address: str) -> list[str]:
        return re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get(address).text)

    assert styles("/login") == styles("/")
    (address,) = styles("/login")
    assert ".sign-in" in client.get(address).text


def test_every_field_has_its_label(client):
    page = client.get("/login").text
    assert set(re.findall(r'<label for="(\w+)"', page)) == set(
        re.findall(r'<input[^>]* id="(\w+)"', page)
    )


@pytest.mark.usefixtures("database")
def test_a_wrong_name_and_a_wrong_password_say_the_same(client):
    answers = [
        client.post("/login", data=data) for data in (WRONG, {**WRONG, "name": "nobody"}, {})
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 401]
    sentences = {re.search(r'role="alert">([^<]+)<', answer.text)[1] for answer in answers}
    assert len(sentences) == 1
    assert "Имя или пароль неверны" in sentences.pop()


@pytest.mark.usefixtures("database")
def test_the_typed_name_is_kept_as_text_and_the_password_is_not(client):
    page = client.post(
        "/login", data={"name": '"><script>x</script>', "password": "wrong wrong wrong"}
    ).text
    assert 'value="&#34;&gt;&lt;script&gt;x&lt;/script&gt;"' in page
    assert "<script" not in page
    assert "wrong wrong" not in page


def test_who_has_signed_in_needs_no_form(anna):
    answer = anna.get("/login?next=/about")
    assert (answer.status_code, answer.location) == (303, "/about")


# ---------------------------------------------------------------- where to


@pytest.mark.parametrize(
    "address", ["/", "/about", "/indicator/visits?years=2014..2015&lang=en", "/страница"]
)
def test_our_own_addresses_are_gone_to(address):
    assert urls.local(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "about",
        "//elsewhere.example",
        "///elsewhere.example",
        "https://elsewhere.example",
        "https:elsewhere.example",
        "javascript:alert(1)",
        "\\\\elsewhere.example",
        "/\\elsewhere.example",
        "/about\\..\\x",
        "/\t/elsewhere.example",
        "\n//elsewhere.example",
        " //elsewhere.example",
        "/" + "a" * 3000,
    ],
)
def test_other_addresses_lead_to_the_overview(address):
    assert urls.local(address) == "/"


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("address", "gone_to"),
    [("/about?lang=en", "/about?lang=en"), ("//elsewhere.example", "/"), ("/\\elsewhere", "/")],
)
def test_signing_in_and_out_leads_only_to_our_own_addresses(client, address, gone_to):
    for url in ("/login", "/logout"):
        answer = client.post(f"{url}?next={quote(address, safe='')}", data=RIGHT)
        assert (answer.status_code, answer.location) == (303, gone_to)


# ---------------------------------------------------------------- the session


def test_a_session_is_a_cookie_that_no_script_and_no_other_site_gets(client, database):
    (cookie,) = client.post("/login", data=RIGHT).headers.getlist("Set-Cookie")
    assert cookie.startswith(f"{SESSION_COOKIE}=")
    assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert PHRASE not in cookie


@pytest.mark.usefixtures("database")
def test_a_session_begun_by_https_stays_there(client):
    answer = client.post(
        "/login", data=RIGHT, base_url="https://localhost", headers={"Origin": "https://localhost"}
    )
    assert "Secure" in answer.headers["Set-Cookie"].split("; ")


def test_a_name_with_spaces_around_and_in_another_case_is_the_same(client, database):
    assert client.post("/login", data={**RIGHT, "name": " Anna "}).status_code == 303
    assert name_in(client) == "anna"


def test_a_session_ends_by_signing_out(anna):
    assert name_in(anna) == "anna"
    assert anna.post("/logout").status_code == 303
    assert name_in(anna) is None
    assert anna.get_cookie(SESSION_COOKIE) is None


def test_signing_out_is_no_link(anna):
    assert anna.get("/logout").status_code == 404
    assert name_in(anna) == "anna"


@pytest.mark.parametrize(
    "change",
    [
        lambda session: accounts.set_password(session, "anna", "another good one"),
        lambda session: accounts.disable(session, "anna"),
        lambda session: session.query(accounts.Account).filter_by(name="anna").delete(),
    ],
    ids=["new password", "disabled", "gone"],
)
def test_a_session_ends_at_the_next_request_when_the_account_changes(anna, database, change):
    with database.writing("test") as session:
        change(session)
    assert name_in(anna) is None


@pytest.mark.parametrize(("hours", "name"), [(11.9, "anna"), (12.1, None)])
def test_a_session_ends_after_twelve_hours(anna, monkeypatch, hours, name):
    later = now() + datetime.timedelta(hours=hours)
    monkeypatch.setattr(sessions, "now", lambda: later)
    assert name_in(anna) == name


def test_a_cookie_copied_before_signing_out_opens_nothing(server, anna):
    thief = server.test_client()
    thief.set_cookie(SESSION_COOKIE, anna.get_cookie(SESSION_COOKIE).value)
    assert name_in(thief) == "anna"
    anna.post("/logout")
    assert name_in(thief) is None
    assert thief.get("/password").location == "/login?next=%2Fpassword"


def test_signing_out_ends_this_session_alone_and_everywhere_all(server, anna):
    second, third = server.test_client(), server.test_client()
    for client in (second, third):
        client.post("/login", data=RIGHT)
    anna.post("/logout")
    assert [name_in(client) for client in (anna, second, third)] == [None, "anna", "anna"]
    second.post("/logout?do=everywhere")
    assert [name_in(client) for client in (second, third)] == [None, None]


def test_a_new_password_goes_on_in_this_browser_alone(server, anna):
    other, copied = server.test_client(), server.test_client()
    other.post("/login", data=RIGHT)
    copied.set_cookie(SESSION_COOKIE, anna.get_cookie(SESSION_COOKIE).value)
    anna.post(
        "/password", data={"old": PHRASE, "new": "another good one", "again": "another good one"}
    )
    assert [name_in(client) for client in (anna, other, copied)] == ["anna", None, None]


@pytest.mark.parametrize("value", ["nonsense", "a.b.c", ""])
def test_a_forged_cookie_is_nobody(client, database, value):
    client.set_cookie(SESSION_COOKIE, value)
    assert client.get("/").status_code == 200
    assert name_in(client) is None


# ---------------------------------------------------------------- attempts


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands, however long many tries take."""
    moment = now()
    monkeypatch.setattr(attempts, "now", lambda: moment)


def tried(
    client: FlaskClient, name: str, password: str = WRONG["password"], address: str = "127.0.0.1"
) -> int:
    """The status of an attempt to sign in from an address."""
    answer = client.post(
        "/login",
        data={"name": name, "password": password},
        environ_overrides={"REMOTE_ADDR": address},
    )
    return answer.status_code


def places(count: int) -> list[str]:
    return [f"192.0.2.{number}" for number in range(1, count + 1)]


@pytest.mark.usefixtures("still", "database")
@pytest.mark.parametrize("name", ["anna", "nobody at all"])
def test_a_name_tried_from_one_address_is_slowed_there_whether_anybody_has_it_or_not(client, name):
    assert [tried(client, name) for _ in range(11)] == [401] * 10 + [429]
    refused = client.post("/login", data={"name": name.upper(), "password": PHRASE})
    assert (refused.status_code, 0 < int(refused.headers["Retry-After"]) <= 60) == (429, True)
    assert "Слишком много неудачных попыток войти. Повторите через" in refused.text
    assert tried(client, "boris", PHRASE) == 303
    assert tried(client, "anna", PHRASE, "192.0.2.7") == 303


@pytest.mark.usefixtures("still", "database")
def test_many_who_try_at_once_try_no_more_than_one_after_another(server, monkeypatch):
    """All of them have begun before the first is counted."""
    begun, check = Barrier(14), accounts.check

    def check_together(*words):
        begun.wait(20)
        return check(*words)

    monkeypatch.setattr(accounts, "check", check_together)
    with ThreadPoolExecutor(14) as pool:
        clients = [server.test_client() for _ in range(14)]
        statuses = sorted(pool.map(lambda client: tried(client, "anna"), clients))
    assert statuses == [401] * 10 + [429] * 4


@pytest.mark.usefixtures("still")
def test_a_right_password_opens_nothing_when_the_others_have_used_up_the_attempts(
    client, database, monkeypatch
):
    check = accounts.check

    def check_slowly(session, name, password):
        with database.writing("test") as writing:
            for _ in range(10):
                attempts.count_failure(writing, name, "127.0.0.1")
        return check(session, name, password)

    monkeypatch.setattr(accounts, "check", check_slowly)
    assert tried(client, "anna", PHRASE) == 429
    assert name_in(client) is None


@pytest.mark.usefixtures("still", "database")
def test_an_address_that_tries_many_names_is_slowed(client):
    assert [tried(client, f"name {number}") for number in range(60)] == [401] * 30 + [429] * 30
    assert tried(client, "anna", PHRASE, "192.0.2.7") == 303


@pytest.mark.usefixtures("still", "database")
@pytest.mark.parametrize("name", ["anna", "nobody at all"])
def test_a_name_tried_from_many_addresses_is_slowed(client, name):
    assert [tried(client, name, address=place) for place in places(40)] == [401] * 30 + [429] * 10


@pytest.mark.usefixtures("still", "database")
def test_known_and_unknown_names_are_answered_alike(server):
    def answers(name: str) -> list[tuple[int, str]]:
        client = server.test_client()
        responses = (
            client.post("/login", data={"name": name, "password": "wrong wrong"}) for _ in range(12)
        )
        return [
            (answer.status_code, re.sub(r"[0-9]+ с;", "с;", answer.text.replace(name, "-")))
            for answer in responses
        ]

    assert answers("anna") == answers("anya")


@pytest.mark.usefixtures("still")
def test_the_owner_gets_in_from_a_usual_address_while_others_guess(client, database):
    assert tried(client, "anna", PHRASE, "198.51.100.1") == 303
    client.post("/logout")
    assert 429 in [tried(client, "anna", address=place) for place in places(40)]
    assert 429 in [tried(client, f"name {number}", address="198.51.100.1") for number in range(40)]
    assert tried(client, "anna", PHRASE, "198.51.100.1") == 303


@pytest.mark.usefixtures("still", "database")
def test_nobody_is_locked_out_but_slowed_to_one_attempt_a_minute(client, monkeypatch):
    assert [tried(client, "anna") for _ in range(11)][-1] == 429
    for minute in range(1, 4):
        later = now() + datetime.timedelta(minutes=minute)
        monkeypatch.setattr(
            attempts, "now", partial(datetime.datetime.fromisoformat, later.isoformat())
        )
        assert [tried(client, "anna"), tried(client, "anna")] == [401, 429]
    monkeypatch.setattr(attempts, "now", lambda: now() + datetime.timedelta(minutes=4))
    assert tried(client, "anna", PHRASE) == 303


@pytest.mark.usefixtures("still", "database")
def test_a_success_starts_the_count_anew(client):
    for _ in range(3):
        assert {tried(client, "anna") for _ in range(9)} == {401}
        assert tried(client, "anna", PHRASE) == 303


@pytest.mark.usefixtures("still")
def test_a_flood_of_failures_fills_neither_the_audit_nor_the_table(client, database, monkeypatch):
    monkeypatch.setattr(attempts, "MOST", 50)
    monkeypatch.setitem(attempts.PACES, attempts.WRITTEN, attempts.Pace(5, 60))

    def size() -> tuple[int, int]:
        with database.read() as session:
            return sum(1 for _event in events.events(session)), session.query(SignInCount).count()

    before, _rows = size()
    for number, place in enumerate(places(40)):
        tried(client, f"name {number}", address=place)
    after, rows = size()
    assert after - before <= 6
    assert rows <= 60
    monkeypatch.setattr(attempts, "now", lambda: now() + datetime.timedelta(hours=1))
    tried(client, "name", address="198.51.100.9")
    with database.read() as session:
        newest = next(events.events(session))
    assert (newest.action, newest.detail["unwritten"]) == ("sign_in_failed", 35)


def test_the_password_until_now_is_not_guessed_in_a_session(still, database, client):
    client.post("/login", data=RIGHT)
    guess = {"old": "wrong wrong wrong", "new": "another good one", "again": "another good one"}
    assert [client.post("/password", data=guess).status_code for _ in range(11)] == [400] * 10 + [
        429
    ]
    refused = client.post("/password", data={**guess, "old": PHRASE}, headers={"X-Lang": "en"})
    assert (refused.status_code, "typed wrong too often" in refused.text) == (429, True)
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert name_in(client) == "anna"


def test_the_password_until_now_is_not_guessed_at_once(still, database, client, monkeypatch):
    client.post("/login", data=RIGHT)
    check = accounts.check

    def check_slowly(session, name, password):
        with database.writing("test") as writing:
            for _ in range(10):
                attempts.count_password(writing, name)
        return check(session, name, password)

    monkeypatch.setattr(accounts, "check", check_slowly)
    change = {"old": PHRASE, "new": "another good one", "again": "another good one"}
    assert client.post("/password", data=change).status_code == 429


@pytest.mark.usefixtures("still", "database")
def test_what_was_tried_is_counted_for_all_workers_together(client, database):
    """In the database, not in the memory of one process."""
    tried(client, "anna")
    with Database(database.url).read() as session:
        assert session.query(SignInCount).filter_by(kind=attempts.PAIR).count() == 1


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("x" * 5000, "x" * 6000, True),
    ],
)
def test_an_address_of_the_sixth_version_counts_with_its_network(
    client, database, first, second, same
):
    for _ in range(30):
        tried(client, f"name {_}", address=first)
    assert (tried(client, "anna", address=second) == 429) == same


# ---------------------------------------------------------------- other origins


@pytest.mark.parametrize("url", ["/login", "/logout"])
@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_can_sign_nobody_in_or_out(anna, url, headers):
    answer = anna.post(
        url, data={**RIGHT, "name": "boris"}, headers={**headers, "Accept-Language": "en"}
    )
    assert answer.status_code == 403
    assert "The request did not come from this site" in answer.text
    assert headers.get("Origin", "–") in answer.text
    assert name_in(anna) == "anna"


# ---------------------------------------------------------------- what is guarded


@pytest.fixture
def guarded(server: Flask):
    """What a guarded view answers to a request."""

    @signed_in
    def view() -> str:
        return f"for {reader.reader()}"

    def answer(client: FlaskClient, path: str = "/deed?a=1", **options):
        headers = {"Cookie": cookies(client), **options.pop("headers", {})}
        with server.test_request_context(path, headers=headers, **options):
            return server.make_response(view())

    return answer


def test_a_guarded_view_answers_who_has_signed_in(guarded, anna):
    assert guarded(anna).get_data(as_text=True) == "for anna"


def test_browsers_are_led_to_the_form_and_back(guarded, client):
    html = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = guarded(client, headers=html)
    assert (answer.status_code, answer.location) == (303, "/login?next=%2Fdeed%3Fa%3D1")
    page = {**html, "Referer": "http://localhost/about?lang=en"}
    assert (
        guarded(client, method="POST", headers=page).location == "/login?next=%2Fabout%3Flang%3Den"
    )
    foreign = {**html, "Referer": "http://elsewhere.example/about"}
    assert guarded(client, method="POST", headers=foreign).location == "/login?next=%2F"


@pytest.mark.parametrize("accept", ["*/*", "application/json", None])
def test_programs_are_told_to_sign_in(guarded, client, accept):
    answer = guarded(client, method="POST", headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert "/login" in answer.json["detail"]


# ---------------------------------------------------------------- pages


def drawn(client: FlaskClient) -> str:
    """The overview as the router's callback makes it for a browser."""
    href = "http://localhost/"
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": "/"},
            {"id": "_pages_location", "property": "search", "value": ""},
        ],
        "state": [{"id": "_pages_location", "property": "href", "value": href}],
        "changedPropIds": ["_pages_location.pathname"],
    }
    answer = client.post("/_dash-update-component", json=body, headers={"X-Lang": "en"})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_one_readers_page_is_never_shown_to_another(server, database):
    readers = {name: server.test_client() for name in ("anna", "boris", None)}
    for name, client in readers.items():
        if name:
            client.post("/login", data={**RIGHT, "name": name})
    for _again in range(2):
        for name, client in readers.items():
            page = drawn(client)
            assert [known for known in ("anna", "boris") if known in page] == (
                [name] if name else []
            )
            assert ("Sign out" in page, "Sign in" in page) == (name is not None, name is None)


def test_the_header_comes_back_to_the_page_that_was_read(server, anna):
    for client, url in ((server.test_client(), "login"), (anna, "logout")):
        with server.test_request_context("/about?lang=en", headers={"Cookie": cookies(client)}):
            text = str(header.framed(read_page_request("/about?lang=en"), []))
        assert f"/{url}?next=%2Fabout%3Flang%3Den" in text


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    identities: list[int] = []
    session_of = sessions.session_of
    with monkeypatch.context() as patched:
        patched.setattr(
            sessions,
            "session_of",
            lambda session, identity, *rest: (
                identities.append(identity) or session_of(session, identity, *rest)
            ),
        )
        yield identities


def test_accounts_are_asked_once_a_request_and_never_for_nobody(server, anna, monkeypatch):
    with counted(monkeypatch) as identities:
        drawn(server.test_client())
        server.test_client().get("/login")
        assert identities == []
        drawn(anna)
        assert len(identities) == 1


def test_files_and_the_api_know_no_readers(anna, monkeypatch):
    with counted(monkeypatch) as identities:
        for address in ("/assets/favicon.svg", "/api/v1/programmes", "/healthz"):
            with anna.get(address) as answer:
                assert "Cookie" not in answer.headers.get("Vary", "")
                assert "Set-Cookie" not in answer.headers
        assert identities == []
    assert "account" not in anna.get("/api/v1/openapi.json").text.lower()


def test_nothing_secret_is_logged(client, database, caplog):
    caplog.set_level(0)
    client.post("/login", data=WRONG)
    client.post("/login", data=RIGHT)
    assert "wrong wrong" not in caplog.text
    assert PHRASE not in caplog.text
    assert "argon2" not in caplog.text


def test_an_account_of_another_database_is_nobody(anna, serving, tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'other.db'}")
    template_databases.upgraded(database)
    with serving(database):
        assert name_in(anna) is None
    database.dispose()
