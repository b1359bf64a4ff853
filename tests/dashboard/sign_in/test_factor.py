"""The second factor in a browser: turned on with one right code, asked for after the password, and
demanded of the roles that the operator names.
"""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.accounts import policy
from dashboard.http.context import SESSION_COOKIE
from dashboard.sign_in import halfway
from data.accounts import accounts, attempts, factor_codes, second_factor
from data.accounts.factor_codes import FactorKeys
from data.audit import events
from data.tables.signing import SignInCount
from tests.dashboard.stewarding_world import PHRASE, administered, signed_in
from tests.dashboard.walk import Stage
from tests.sample_programme import SampleProgramme

HTML = {"Accept": "text/html"}
FACTOR, CODE = "/account/second-factor", "/login/code"
NOON = datetime.datetime.fromisoformat("2026-05-05T12:00:10")


class Clock:
    """The clock of the server's codes and counts, and a telephone with a key."""

    moment = NOON
    key = ""

    def code(self) -> str:
        return pyotp.TOTP(self.key).at(self.moment.replace(tzinfo=datetime.UTC))

    def wait(self, seconds: int = 30) -> None:
        self.moment += datetime.timedelta(seconds=seconds)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with administered(tmp_path_factory.mktemp("factor")) as world:
        yield world


@pytest.fixture(scope="module")
def server(serving: Any, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


@pytest.fixture
def clock(world: SampleProgramme, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """For one test, after which nobody has a second factor or is slowed."""
    clock = Clock()
    for module in (factor_codes, attempts):
        monkeypatch.setattr(module, "now", lambda: clock.moment)
    yield clock
    with world.database.writing("test") as session:
        session.query(SignInCount).delete()
        for each in accounts.listed(session):
            if each.second_factor:
                second_factor.remove(session, each.name)


@pytest.fixture
def pavel(server: Flask, clock: Clock) -> FlaskClient:
    """A browser of Pavel's, a publisher, who has turned his second factor on a minute ago."""
    client = signed_in(server, "pavel")
    assert turned_on(client, clock).status_code == 200
    clock.wait(60)
    return client


def turned_on(client: FlaskClient, clock: Clock) -> TestResponse:
    proposal = client.post(FACTOR, data={"do": "begin", "password": PHRASE})
    clock.key = key_in(proposal)
    return client.post(
        FACTOR, data={"do": "confirm", "proposal": proposal_in(proposal), "code": clock.code()}
    )


def key_in(page: TestResponse) -> str:
    return re.search(r'<code class="sign-in__key">([A-Z2-7 ]+)<', page.text)[1].replace(" ", "")


def proposal_in(page: TestResponse) -> str:
    return re.search(r'name="proposal" value="([^"]+)"', page.text)[1]


def recovery_codes(page: TestResponse) -> list[str]:
    return re.findall(r"<li><code>([a-z2-7-]{19})</code></li>", page.text)


def after_password(server: Flask, address: str = "127.0.0.1") -> FlaskClient:
    """A browser in which Pavel's password was given."""
    client = server.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    answer = client.post("/login?next=/about", data={"name": "pavel", "password": PHRASE})
    assert (answer.status_code, answer.location) == (303, "/login/code?next=%2Fabout")
    client.set_cookie("lang", "en")
    return client


def newest(world: SampleProgramme) -> events.EventFacts:
    with world.database.read() as session:
        return next(events.events(session))


def is_in(client: FlaskClient) -> bool:
    return client.get("/account", headers=HTML).status_code == 200


# ---------------------------------------------------------------- turning on and off


def test_a_key_comes_after_the_password_as_a_picture_a_link_and_letters(server, clock) -> None:
    client = signed_in(server, "pavel")
    wrong = client.post(FACTOR, data={"do": "begin", "password": "wrong wrong wrong"})
    assert (wrong.status_code, "proposal" in wrong.text) == (400, False)
    page = client.post(FACTOR, data={"do": "begin", "password": PHRASE})
    key = key_in(page)
    assert len(key) == 32
    assert (
        f"otpauth://totp/Itog%20localhost:pavel?secret={key}&amp;issuer=Itog%20localhost"
        in page.text
    )
    assert "<svg" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert re.search(
        r'name="code"[^>]*autocomplete="one-time-code"\s+inputmode="numeric"', page.text
    )
    assert key not in client.get("/account").text


def test_it_counts_from_one_right_code_on_and_every_other_session_ends(
    server, world, clock
) -> None:
    here, other = (signed_in(server, "pavel") for _each in range(2))
    proposal = here.post(FACTOR, data={"do": "begin", "password": PHRASE})
    clock.key = key_in(proposal)
    data = {"do": "confirm", "proposal": proposal_in(proposal)}
    wrong = here.post(FACTOR, data={**data, "code": f"{int(clock.code()) ^ 1:06}"})
    assert (wrong.status_code, key_in(wrong)) == (400, clock.key), "the same key once more"
    assert "not on yet" in wrong.text
    assert is_in(other)
    page = here.post(FACTOR, data={**data, "code": clock.code()})
    assert len(set(recovery_codes(page))) == 10
    assert (is_in(here), is_in(other)) == (True, False)
    assert not any(code in here.get(FACTOR).text for code in recovery_codes(page))
    assert "10 recovery codes are left" in here.get("/account").text
    event = newest(world)
    assert (event.author, event.action, event.detail) == ("pavel", "second_factor_on", {})
    again = here.post(FACTOR, data={**data, "code": clock.code()})
    assert "on already" in again.text


def test_a_key_proposed_to_another_is_not_taken(server, clock) -> None:
    anna, boris = signed_in(server, "anna"), signed_in(server, "boris")
    proposal = anna.post(FACTOR, data={"do": "begin", "password": PHRASE})
    clock.key = key_in(proposal)
    for text in (proposal_in(proposal), "", "x" * 5000, "é"):
        data = {"do": "confirm", "proposal": text, "code": clock.code()}
        refused = boris.post(FACTOR, data=data)
        assert (refused.status_code, "Begin again" in refused.text) == (400, True)


def test_off_needs_the_password_and_a_code_and_tells_not_which_is_wrong(
    server, world, clock, pavel
) -> None:
    wrong = [("wrong wrong wrong", clock.code()), (PHRASE, "000000"), ("", "")]
    answers = [
        pavel.post(FACTOR, data={"do": "off", "password": password, "code": code})
        for password, code in wrong
    ]
    sentences = {re.search(r'role="alert">([^<]+)<', answer.text)[1] for answer in answers}
    assert ({answer.status_code for answer in answers}, len(sentences)) == ({400}, 1)
    off = pavel.post(FACTOR, data={"do": "off", "password": PHRASE, "code": clock.code()})
    assert (off.location, newest(world).action) == ("/account", "second_factor_off")
    assert is_in(signed_in(server, "pavel"))


def test_new_recovery_codes_replace_the_old(server, world, clock, pavel) -> None:
    data = {"do": "renew", "password": PHRASE, "code": clock.code()}
    codes = recovery_codes(pavel.post(FACTOR, data=data))
    assert (len(codes), newest(world).action) == (10, "recovery_codes_renewed")
    assert not any(code in str(newest(world)) for code in codes)
    assert pavel.post(FACTOR, data=data).status_code == 400, "a code opens once"


def test_guesses_within_a_session_are_slowed_with_those_of_passwords(server, clock, pavel) -> None:
    guess = {"do": "off", "password": PHRASE, "code": "000000"}
    assert [pavel.post(FACTOR, data=guess).status_code for _ in range(11)] == [400] * 10 + [429]
    slowed = pavel.post(FACTOR, data={**guess, "code": clock.code()})
    assert (slowed.status_code, 0 < int(slowed.headers["Retry-After"]) <= 60) == (429, True)


def test_nobody_and_unknown_deeds(server, clock) -> None:
    stranger = server.test_client()
    assert stranger.get(FACTOR, headers=HTML).location.startswith("/login?")
    assert stranger.post(FACTOR, data={"do": "off"}).status_code == 401
    anna = signed_in(server, "anna")
    for deed in ("", "nonsense", "renew", "off", "confirm"):
        assert anna.post(FACTOR, data={"do": deed}).status_code in (200, 400)
    assert not any(each in anna.get(FACTOR).text for each in ("recovery codes are left", "<svg"))


# ---------------------------------------------------------------- signing in


def test_between_password_and_code_there_is_no_session(server, clock, pavel) -> None:
    client = after_password(server)
    assert client.get_cookie(SESSION_COOKIE) is None
    assert not is_in(client)
    page = client.get(f"{CODE}?next=/about")
    assert re.search(
        r'id="code" name="code"[^>]*inputmode="numeric"\s+autocomplete="one-time-code"', page.text
    )
    inside = client.post(f"{CODE}?next=/about", data={"code": clock.code()})
    assert (inside.status_code, inside.location) == (303, "/about")
    assert is_in(client)
    assert client.get_cookie(halfway.COOKIE, path="/login") is None


def test_the_cookie_between_is_this_browsers_alone_signed_and_short(
    server, world, clock, pavel, monkeypatch
) -> None:
    answer = server.test_client().post(
        "/login",
        data={"name": "pavel", "password": PHRASE},
        base_url="https://localhost",
        headers={"Origin": "https://localhost"},
    )
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert {"HttpOnly", "SameSite=Lax", "Secure", "Path=/login", "Max-Age=300"} <= set(
        cookie.split("; ")
    )
    code = clock.code()
    stranger = server.test_client()
    assert stranger.get(CODE).location == "/login?next=%2F"
    for value in ("", "nonsense", "x" * 3000, "é", cookie.partition("=")[2][:-3] + "abc"):
        stranger.set_cookie(halfway.COOKIE, value, path="/login")
        assert stranger.post(CODE, data={"code": code}).status_code == 401
    late = after_password(server)
    monkeypatch.setattr(halfway, "SECONDS", -1)
    over = late.post(f"{CODE}?next=/about", data={"code": code})
    assert (over.status_code, "within five minutes" in over.text) == (401, True)
    assert 'action="/login?next=%2Fabout"' in over.text


@pytest.mark.parametrize("change", [accounts.disable, accounts.end_sessions])
def test_what_ends_sessions_ends_what_is_halfway(server, world, clock, pavel, change) -> None:
    client = after_password(server)
    with world.database.writing("test") as session:
        change(session, "pavel")
    assert client.post(CODE, data={"code": clock.code()}).status_code == 401
    with world.database.writing("test") as session:
        accounts.enable(session, "pavel")


def test_all_that_is_wrong_is_answered_alike(server, clock, pavel) -> None:
    used = clock.code()
    assert after_password(server).post(CODE, data={"code": used}).status_code == 303
    codes = (used, "000000", "", "abcd-efgh-ijkl-mnop", "9" * 5000, "٠٨١٨٠٤")
    client = after_password(server)
    answers = [client.post(CODE, data={"code": code}) for code in codes]
    sentences = {re.search(r'role="alert">([^<]+)<', answer.text)[1] for answer in answers}
    assert ({answer.status_code for answer in answers}, len(sentences)) == ({401}, 1)
    assert not any(code in answer.text for answer in answers for code in codes if code)


def test_a_recovery_code_opens_once_and_the_audit_says_by_what(server, world, clock, pavel) -> None:
    data = {"do": "renew", "password": PHRASE, "code": clock.code()}
    first, *_others = recovery_codes(pavel.post(FACTOR, data=data))
    assert after_password(server).post(CODE, data={"code": first.upper()}).status_code == 303
    assert newest(world).detail == {"address": "127.0.0.1", "recovery": True}
    assert after_password(server).post(CODE, data={"code": first}).status_code == 401
    assert newest(world).detail == {"address": "127.0.0.1", "code_wrong": True}
    assert first not in str(newest(world))
    ada = signed_in(server, "ada")
    page = ada.get("/steward/audit?author=pavel").text
    assert "with a recovery code: yes" in page
    assert "right password, wrong code: yes" in ada.get("/steward/audit?action=sign_in_failed").text


def test_codes_are_slowed_with_passwords_wherever_they_come_from(server, clock, pavel) -> None:
    """Whoever knows the password tries ten at once, then one in ten minutes."""
    statuses = [
        after_password(server, f"192.0.2.{number}").post(CODE, data={"code": "000000"}).status_code
        for number in range(1, 13)
    ]
    assert statuses == [401] * 10 + [429] * 2
    slowed = after_password(server, "198.51.100.1").post(CODE, data={"code": clock.code()})
    assert (slowed.status_code, 500 < int(slowed.headers["Retry-After"]) <= 600) == (429, True)
    usual = after_password(server)
    assert usual.post(CODE, data={"code": clock.code()}).status_code == 303, "a usual address"
    clock.wait(600)
    assert (
        after_password(server, "192.0.2.9").post(CODE, data={"code": clock.code()}).status_code
        == 303
    )


def test_a_right_password_between_does_not_start_the_count_anew(server, clock, pavel) -> None:
    client = server.test_client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.1"

    def tried() -> int:
        answer = client.post("/login", data={"name": "pavel", "password": PHRASE})
        if answer.status_code == 429:
            return 429
        return client.post(CODE, data={"code": "000000"}).status_code

    assert [tried() for _ in range(11)] == [401] * 10 + [429]


def test_a_password_for_one_use_is_changed_behind_the_code(server, world, clock, pavel) -> None:
    with world.database.writing("test") as session:
        accounts.set_password(session, "pavel", "one time and no more", one_time=True)
    client = server.test_client()
    client.post("/login", data={"name": "pavel", "password": "one time and no more"})
    try:
        inside = client.post(f"{CODE}?next=/about", data={"code": clock.code()})
        assert inside.location == "/password?next=%2Fabout"
        assert client.get(FACTOR, headers=HTML).location.startswith("/password?")
    finally:
        with world.database.writing("test") as session:
            accounts.set_password(session, "pavel", PHRASE)


def test_after_another_secret_the_page_says_what_to_do(server, world, clock, pavel) -> None:
    with world.database.writing("test") as session:
        identity = accounts.account_of(session, "pavel").id
        row = session.get(accounts.Account, identity)
        row.factor_key = FactorKeys("another").seal(clock.key)
    client = after_password(server)
    answer = client.post(CODE, data={"code": clock.code()})
    assert (answer.status_code, "ask an administrator to remove" in answer.text) == (401, True)


# ---------------------------------------------------------------- where it is demanded


MUST = policy.Policy(second_factor=frozenset({"publisher", "administrator"}))


def test_whose_role_must_have_one_sets_it_up_before_anything_else(server, world, clock) -> None:
    with Stage(server, world.database).decided(MUST):
        client = server.test_client()
        inside = client.post("/login?next=/steward", data={"name": "pavel", "password": PHRASE})
        assert inside.location == "/account/second-factor?next=%2Fsteward"
        client.set_cookie("lang", "en")
        for address in ("/steward", "/account", "/unsaved", "/steward/audit"):
            assert client.get(address, headers=HTML).location.startswith(f"{FACTOR}?next=")
        refused = client.post("/steward/years/2014/close", headers={"Accept": "application/json"})
        assert (refused.status_code, FACTOR in refused.json["detail"]) == (403, True)
        assert "Stewards' rooms" not in client.get("/").text
        assert "Your role must have a second factor" in client.get(inside.location).text
        page = turned_on(client, clock)
        assert 'href="/account"' in page.text
        assert client.get("/steward", headers=HTML).status_code == 200
        assert is_in(signed_in(server, "anna")), "a steward's role need not"


def test_where_reading_is_closed_it_is_set_up_first_too(server, world, clock) -> None:
    closed = policy.Policy(reading_signed=True, second_factor=MUST.second_factor)
    with Stage(server, world.database).decided(closed):
        client = server.test_client()
        client.post("/login", data={"name": "pavel", "password": PHRASE})
        for address in ("/", "/api/v1/programmes"):
            assert client.get(address, headers=HTML).location.startswith(f"{FACTOR}?next=")
        assert client.get(FACTOR).status_code == 200
        assert turned_on(client, clock).status_code == 200
        clock.wait(60)
        assert client.get("/", headers=HTML).status_code == 200
        assert after_password(server).post(CODE, data={"code": clock.code()}).status_code == 303


def test_who_signs_in_by_a_provider_is_the_providers_matter() -> None:
    def lacks(**columns: Any) -> bool:
        facts = accounts.AccountFacts(1, "anna", 1, False, NOON, "publisher", **columns)
        return MUST.lacks_factor(facts)

    assert lacks()
    assert not lacks(has_password=False, subject="https://id.town.example 7")
    assert lacks(subject="https://id.town.example 7"), "a password opens it too"
    assert not lacks(second_factor=True)


def test_it_is_recommended_to_those_who_publish(server, clock) -> None:
    for name, recommended in (("pavel", True), ("ada", True), ("anna", False), ("vera", False)):
        assert ("is recommended" in signed_in(server, name).get("/account").text) == recommended


def test_an_administrator_removes_it_and_every_session_ends(server, world, clock, pavel) -> None:
    ada = signed_in(server, "ada")
    with world.database.read() as session:
        identity = accounts.account_of(session, "pavel").id
    assert "With a second factor" in ada.get("/steward/users").text
    address = f"/steward/users/{identity}"
    assert "Remove the second factor" in ada.get(address).text
    assert ada.post(f"{address}/second-factor").status_code == 303
    assert not is_in(pavel)
    assert (newest(world).author, newest(world).action) == ("ada", "second_factor_removed")
    assert is_in(signed_in(server, "pavel"))
    again = ada.post(f"{address}/second-factor")
    assert (again.status_code, "has no second factor" in again.text) == (400, True)
