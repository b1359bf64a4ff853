"""``/steward/webhooks``: an administrator adds, tries, pauses and ends; nobody else, and nowhere but where
the operator lets.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.steward.webhooks import screen
from data.refusals import Problem
from data.webhooks import deliveries, webhooks
from data.webhooks.hosts import WebhookHosts
from data.webhooks.posting import WebhookSender, no_webhooks
from data.webhooks.webhooks import WebhookFacts
from tests.dashboard.stewarding_world import administered, signed_in, text_of
from tests.sample_programme import SampleProgramme
from tests.webhook_receiver import Receiver, receiving

ADDRESS = "/steward/webhooks"
SENDER = WebhookSender(WebhookHosts.of("localhost 127.0.0.0/8"), "https://itog.example", "secret")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SampleProgramme]:
    with administered(tmp_path) as world:
        yield world


@pytest.fixture
def server(serving: Any, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server
        screen.allow(server, no_webhooks)


@pytest.fixture
def ada(server: Flask) -> FlaskClient:
    screen.allow(server, lambda: SENDER)
    return signed_in(server, "ada")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def listed(world: SampleProgramme) -> list[WebhookFacts]:
    with world.database.read() as session:
        return webhooks.listed(session)


def add(browser: FlaskClient, address: str, name: str = "crm") -> Any:
    return browser.post(ADDRESS, data={"name": name, "address": address})


def test_the_secret_is_shown_once_and_signs_what_is_told(ada, world, receiver):
    page = add(ada, receiver.address)
    (webhook,) = listed(world)
    secret = re.search(r'<code class="users__password">([^<]+)<', page.text)[1]
    assert secret == SENDER.secret_of(webhook.key)
    assert page.headers["Cache-Control"] == "no-store"
    again = ada.get(ADDRESS)
    assert secret not in again.text
    assert "crm" in again.text
    tested = ada.post(f"{ADDRESS}/{webhook.id}", data={"do": "test"})
    assert "has taken the test" in text_of(tested.text)
    assert [content["test"] for content in receiver.take()] == [True]


def test_it_is_paused_goes_on_and_ends_and_the_audit_trail_has_it(ada, world, receiver):
    add(ada, receiver.address)
    (webhook,) = listed(world)
    for deed, sentence in (
        ("pause", "Paused since"),
        ("resume", "Pause the webhook"),
        ("end", "No program is told"),
    ):
        assert ada.post(f"{ADDRESS}/{webhook.id}", data={"do": deed}).status_code == 303
        assert sentence in text_of(ada.get(ADDRESS).text)
    assert listed(world) == []
    gone = ada.post(f"{ADDRESS}/{webhook.id}", data={"do": "pause"})
    assert (gone.status_code, "no such webhook" in text_of(gone.text)) == (404, True)
    audit = text_of(ada.get("/steward/audit").text)
    for action in ("Webhook added", "Webhook paused", "Webhook resumed", "Webhook removed"):
        assert action in audit


def test_the_last_deliveries_say_why_they_failed_in_the_language_of_the_page(ada, world, receiver):
    add(ada, receiver.address)
    world.record("consultations", "2014-03-05", "north")
    problem = Problem("webhook_status_wrong", {"host": "localhost", "status": 500})
    with world.database.writing("test") as session:
        deliveries.enqueue(session)
        (identity,) = deliveries.pending(session)
        deliveries.claim(session, identity)
        deliveries.fail(session, identity, problem)
    assert "has not taken it, status 500" in text_of(ada.get(ADDRESS).text)
    assert "сообщение не принял, состояние 500" in text_of(ada.get(f"{ADDRESS}?lang=ru").text)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("https://elsewhere.example/hook", "is not listed for webhooks"),
        ("http://10.0.0.1/hook", "will not do"),
        ("javascript:alert(1)", "will not do"),
        ("", "will not do"),
    ],
)
def test_only_hosts_that_the_operator_has_listed_are_taken(ada, world, address, sentence):
    refused = add(ada, address)
    assert refused.status_code == 400
    assert sentence in text_of(refused.text)
    assert 'value="crm"' in refused.text
    assert listed(world) == []


def test_a_test_that_is_not_taken_says_so(ada, world, receiver):
    add(ada, receiver.address)
    receiver.statuses = [503]
    refused = ada.post(f"{ADDRESS}/{listed(world)[0].id}", data={"do": "test"})
    assert (refused.status_code, "status 503" in text_of(refused.text)) == (400, True)


def test_where_none_is_set_up_the_page_says_how(server: Flask, world):
    ada = signed_in(server, "ada")
    assert "ITOG_WEBHOOK_HOSTS" in text_of(ada.get(ADDRESS).text)
    refused = add(ada, "https://crm.example/")
    assert (refused.status_code, listed(world)) == (400, [])


def test_who_is_no_administrator_sees_and_changes_nothing(server: Flask, ada, world, receiver):
    add(ada, receiver.address)
    (webhook,) = listed(world)
    for name in ("vera", "anna", "pavel"):
        browser = signed_in(server, name)
        assert browser.get(ADDRESS).status_code == 403
        assert add(browser, receiver.address, "mine").status_code == 403
        ending = browser.post(f"{ADDRESS}/{webhook.id}", data={"do": "end"})
        assert ending.status_code == 403
    assert listed(world) == [webhook]
