"""Every text from outside is refused by its length before anything is done with it."""

import unicodedata
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.http import validation
from dashboard.http.file_names import cleaned
from data.accounts import accounts, subjects
from data.refusals import Refusal
from data.words import matching
from data.words.names import LONGEST_NAME

MARKS = "a" + "\u0316\u0301" * 30_000
"""Composing it sorts its marks, which takes time by the square of their number."""

LONG = ("a" * 300, "я" * 300, "." * 300, "a" * 3000)
TEXT = {"Accept-Language": "en"}


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of the texts that were composed."""
    lengths: list[int] = []
    normalize = unicodedata.normalize

    def remember(form: Any, text: str) -> str:
        lengths.append(len(text))
        return normalize(form, text[:5000])

    monkeypatch.setattr(unicodedata, "normalize", remember)
    return lengths


@pytest.mark.parametrize(
    "form", [{"name": MARKS}, {"password": MARKS}, {"name": MARKS, "password": MARKS}]
)
def test_a_long_name_or_password_is_refused_and_never_composed(
    client: FlaskClient, composed: list[int], form
) -> None:
    answer = client.post("/login", data=form, headers=TEXT, content_type="multipart/form-data")
    assert answer.status_code in (400, 413)
    assert max(composed, default=0) <= accounts.LONGEST_TYPED


@pytest.mark.parametrize(("name", "password"), [("n" * 401, "p"), ("n", "p" * 1001)])
@pytest.mark.parametrize(
    ("language", "words"), [("ru", "Имя длиннее 400 знаков"), ("en", "longer than 400 characters")]
)
def test_it_is_said_how_long_they_may_be(
    client: FlaskClient, name, password, language, words
) -> None:
    answer = client.post(
        "/login", data={"name": name, "password": password}, headers={"X-Lang": language}
    )
    assert answer.status_code == 400
    assert words in answer.text
    assert "n" * 401 not in answer.text


def test_nothing_long_is_composed_wherever_it_comes_from(composed: list[int]) -> None:
    accounts.same_name(MARKS)
    accounts.could_be(MARKS, MARKS)
    matching.match_key(MARKS)
    assert cleaned(f"{MARKS}.xlsx").endswith(".xlsx")
    assert max(composed, default=0) <= 1000


def test_no_account_gets_a_long_name_password_or_subject(town, composed: list[int]) -> None:
    with town.database.read() as session:
        for add in (
            lambda: accounts.add(session, MARKS, "correct horse battery"),
            lambda: accounts.add(session, "newcomer", MARKS),
        ):
            with pytest.raises(Refusal):
                add()
        assert len(subjects.name_like(session, MARKS)) <= LONGEST_NAME
    assert max(composed) <= 1000


@pytest.mark.parametrize(
    "name", ["Accept-Language", "X-Lang", "If-None-Match", "Authorization", "Cookie", "User-Agent"]
)
def test_a_long_header_is_refused_before_it_is_parsed(server: Flask, name: str) -> None:
    answer = server.test_client(use_cookies=False).get(
        "/api/v1/programmes", headers={name: "a;" * 10_000}
    )
    assert answer.status_code == 400
    assert name in answer.text


@pytest.mark.parametrize(
    "address",
    ["/?programme=", "/login?next=", "/steward/audit?words=", "/api/v1/values?programme="],
)
def test_a_long_address_is_refused(client: FlaskClient, address: str) -> None:
    answer = client.get(address + "a" * validation.LONGEST_HEADER, headers=TEXT)
    assert (answer.status_code, "is longer than" in answer.text) == (400, True)


def test_a_form_of_countless_fields_is_refused(client: FlaskClient) -> None:
    form = {"content_type": "application/x-www-form-urlencoded", "headers": {"X-Lang": "en"}}
    sent = {"method": "POST", "data": "a&" * validation.MOST_FIELDS, **form}
    with client.application.test_request_context("/x", **sent) as context, pytest.raises(Refusal):
        _ = context.request.form


@pytest.mark.parametrize("text", LONG, ids=["letters", "Cyrillic", "points", "3000"])
def test_no_part_of_an_address_is_too_long_for_it(server: Flask, text: str) -> None:
    """Of every address of the server: what a part names is not there, and that is said."""
    client = server.test_client()
    for rule in server.url_map.iter_rules():
        texts = {name: text for name in rule.arguments if f"<int:{name}>" not in rule.rule}
        arguments = {
            **texts,
            **{name: 10**9 for name in rule.arguments if f"<int:{name}>" in rule.rule},
        }
        if rule.arguments:
            for method in (rule.methods or set()) & {"GET", "POST"}:
                address = server.url_map.bind("localhost").build(
                    rule.endpoint, arguments, method=method
                )
                with client.open(address, method=method) as answer:
                    assert answer.status_code < 500, (method, rule.rule)


@pytest.mark.parametrize(
    "token", ["a" * 300, "я" * 300, "0" * 31, "0" * 33, "A" * 32, "..", "%2e%2e", "a" * 3000]
)
@pytest.mark.parametrize("rest", ["", "/file"])
def test_a_job_of_an_impossible_name_is_not_there(
    client: FlaskClient, token: str, rest: str
) -> None:
    answer = client.get(f"/jobs/{token}{rest}", headers=TEXT)
    assert answer.status_code == 404
