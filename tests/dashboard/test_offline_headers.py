"""What a browser may keep for when there is no network: what everybody may read, and nothing else."""

import re

import pytest
from flask.testing import FlaskClient

from dashboard.accounts import policy
from dashboard.http.context import SESSION_COOKIE
from dashboard.offline import HEADER

BODY = re.compile("<body[^>]*>")


def is_registered(page: str) -> bool:
    """Whether a document lets its page register the script."""
    body = BODY.search(page)
    assert body is not None
    return "data-offline" in body[0]


def test_the_script_is_served_at_the_root_whose_pages_it_is_for(client: FlaskClient) -> None:
    answer = client.get("/service-worker.js")
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "service-worker" not in client.get("/").text, "it is no script of the pages themselves"


def test_a_page_that_anybody_may_read_is_kept(client: FlaskClient) -> None:
    answer = client.get("/?lang=en")
    assert answer.headers[HEADER] == "keep"
    assert is_registered(answer.text)
    assert not re.search("private|no-store", answer.headers["Cache-Control"])
    assert not any(SESSION_COOKIE in cookie for cookie in answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("address", ["/nowhere", "/?years=1", "/login", "/looks", "/?view=text"])
def test_refusals_and_forms_are_not_kept(client: FlaskClient, address: str) -> None:
    assert HEADER not in client.get(address).headers


@pytest.mark.parametrize("address", ["/", "/nowhere", "/looks"])
def test_with_a_session_all_is_forgotten(client: FlaskClient, address: str) -> None:
    client.set_cookie(SESSION_COOKIE, "of-somebody")
    answer = client.get(address)
    assert answer.headers[HEADER] == "forget"
    assert not is_registered(answer.text)


def test_where_reading_asks_for_a_sign_in_nothing_is_kept(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = policy.Policy(reading_signed=True)
    monkeypatch.setitem(client.application.extensions, policy.EXTENSION, signed)
    answer = client.get("/login")
    assert (answer.status_code, answer.headers[HEADER]) == (200, "forget")
    # so that a browser that has the script gets a newer one
    assert client.get("/service-worker.js").status_code == 200
