"""``itog webhooks``: a real server is told of each revision, signed, once taken, tried again where it
fails.
"""

import datetime
import hashlib
import hmac
import json
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commands import itog
from commands.common.context import Itog
from data.clock import now
from data.database.database import Database
from data.refusals import Refusal
from data.webhooks import deliveries
from data.webhooks.hosts import WebhookHosts
from data.webhooks.posting import WebhookSender
from indicators.answers import cells
from tests import template_databases
from tests.commands.conftest import filled
from tests.sample_programme import SampleProgramme
from tests.webhook_receiver import Receiver, receiving

SITE = "https://itog.example"
SECRET = "of the server"  # noqa: S105 - a test's
LISTED = "localhost 127.0.0.0/8"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def town(sqlite_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(sqlite_url, filled).over(sqlite_url) as world:
        yield world


Run = Callable[..., Result]


@pytest.fixture
def run(town: SampleProgramme, sqlite_url: str) -> Run:
    def run(*words: str, hosts: str = LISTED) -> Result:
        sender = WebhookSender(WebhookHosts.of(hosts), SITE, SECRET)
        context = Itog(
            lambda: Database(sqlite_url, [cells.refresh]),
            lambda: pytest.fail("only serve makes a server"),
            "en",
            webhook_sender=lambda: sender,
        )
        return CliRunner().invoke(itog, ["webhooks", *words], obj=context)

    return run


def add(run: Run, town: SampleProgramme, address: str) -> str:
    """A webhook called ``crm``; the secret that signs for it."""
    result = run("add", "crm", address, "--programme", town.code)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()[-1]


def states(run: Run) -> list[tuple[int, str, int]]:
    rows = json.loads(run("deliveries", "crm", "--format", "json").stdout)["rows"]
    return [(row["revision"], row["state"], row["attempts"]) for row in rows]


def test_each_revision_is_told_once_signed_and_as_the_page_of_changes_counts_it(
    run: Run, town: SampleProgramme, receiver: Receiver
) -> None:
    secret = add(run, town, receiver.address)
    assert run("send").exit_code == 0
    assert receiver.take() == []  # nothing of what was before
    with town.revision("import"):
        for _each in range(2):
            town.record("consultations", "2014-03-05", "north")
    town.target("visits", "2015", 7)
    newest = town.database.newest()
    assert run("send").exit_code == 0
    (headers, body), _second = receiver.requests
    signed = headers["Itog-Timestamp"].encode() + b"." + body
    expected = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["Itog-Signature"] == f"sha256={expected}"
    first, second = receiver.take()
    query = f"programme={town.code}&since={newest - 2}&until={newest - 1}"
    # visits and the law's share of them: of the town and of its district
    assert first == {
        "programme": town.code,
        "revision": newest - 1,
        "at": first["at"],
        "action": "import",
        "changes": {"numbers": 4, "plans": 0, "indicators": 2},
        "page": f"{SITE}/changes?{query}",
        "rows": f"{SITE}/api/v1/changes?{query}",
    }
    assert second["changes"] == {"numbers": 1, "plans": 1, "indicators": 1}
    assert run("send").exit_code == 0
    assert receiver.take() == []
    assert states(run) == [(newest, "taken", 1), (newest - 1, "taken", 1)]


def test_what_fails_is_tried_again_after_longer_waits_and_given_up_after_a_day(
    run: Run, town: SampleProgramme, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(run, town, receiver.address)
    town.record("consultations", "2014-03-05", "north")
    newest, begun = town.database.newest(), now()
    receiver.statuses = [500, 302, 404, 503, 500]
    minutes = []
    for minute in range(0, 24 * 60 + 1, 5):
        monkeypatch.setattr(deliveries, "now", lambda at=minute: begun + at * MINUTE)
        result = run("send")
        if receiver.take():
            minutes.append(minute)
            assert result.exit_code == 1
            assert "crm: The host localhost" in result.stderr
    assert minutes == [0, 5, 35, 215, 1415]
    assert states(run) == [(newest, "given_up", 5)]


MINUTE = datetime.timedelta(minutes=1)


def test_a_server_that_fails_first_is_told_later_under_the_same_identity(
    run: Run, town: SampleProgramme, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(run, town, receiver.address)
    town.record("consultations", "2014-03-05", "north")
    receiver.statuses = [500]
    assert run("send").exit_code == 1
    assert run("send").exit_code == 0  # not yet due again
    (row,) = json.loads(run("deliveries", "--format", "json").stdout)["rows"]
    assert (row["state"], "status 500" in row["reason"], row["due_at"] is None) == (
        "waiting",
        True,
        False,
    )
    later = now() + 6 * MINUTE
    monkeypatch.setattr(deliveries, "now", lambda: later)
    assert run("send").exit_code == 0
    (first, body), (second, again) = receiver.requests
    assert first["Itog-Delivery"] == second["Itog-Delivery"]
    assert body == again
    assert states(run) == [(town.database.newest(), "taken", 2)]
    (row,) = json.loads(run("deliveries", "--format", "json").stdout)["rows"]
    assert (row["reason"], row["due_at"]) == (None, None)


def test_only_what_the_operator_has_listed_is_called(
    run: Run, town: SampleProgramme, receiver: Receiver
) -> None:
    words = ("--programme", town.code)
    for address, hosts, sentence in (
        ("https://other.example/hook", LISTED, "is not listed for webhooks"),
        ("http://other.example/hook", "other.example", "must be https"),
        ("https://anna:secret@localhost/", LISTED, "will not do"),
        ("https://169.254.169.254/latest", "localhost", "is not listed for webhooks"),
    ):
        result = run("add", "crm", address, *words, hosts=hosts)
        assert (result.exit_code, sentence in result.stderr) == (1, True), result.stderr
    add(run, town, receiver.address)
    # a name that is listed and leads into a network that is not; a host that is listed no more
    for hosts, sentence in (("localhost", "private network"), ("", "is not listed")):
        result = run("test", "crm", hosts=hosts)
        assert (result.exit_code, sentence in result.stderr) == (1, True)
    assert receiver.take() == []
    assert run("test", "crm").exit_code == 0
    (content,) = receiver.take()
    assert content["test"] is True


def test_a_name_is_looked_up_once_so_that_it_cannot_lead_elsewhere_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hosts = WebhookHosts.of("hooks.example 127.0.0.1")
    answers = [["93.184.216.34"], ["10.0.0.1", "93.184.216.34"], ["10.0.0.1"]]

    def lookup(_host: str, port: int, **_options: object) -> list[Any]:
        return [(0, 0, 0, "", (ip, port)) for ip in answers.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    parts = hosts.allowed("https://hooks.example/a")
    assert hosts.place(parts) == ("93.184.216.34", 443)
    assert hosts.place(parts) == ("93.184.216.34", 443)
    with pytest.raises(Refusal, match="private network"):
        hosts.place(parts)


def test_a_certificate_that_does_not_hold_is_told_nothing(
    run: Run, town: SampleProgramme, receiver: Receiver
) -> None:
    add(run, town, receiver.address.replace("http:", "https:"))
    result = run("test", "crm")
    assert (result.exit_code, "does not answer" in result.stderr) == (1, True)
    assert receiver.take() == []


def test_a_paused_webhook_is_told_nothing_and_then_all_that_came_meanwhile(
    run: Run, town: SampleProgramme, receiver: Receiver
) -> None:
    add(run, town, receiver.address)
    town.record("consultations", "2014-03-05", "north")
    receiver.statuses = [500]
    assert run("send").exit_code == 1
    assert run("pause", "crm").exit_code == 0
    assert "is paused already" in run("pause", "crm").stderr
    receiver.take()
    town.record("consultations", "2014-04-05", "north")
    newest = town.database.newest()
    assert run("send").exit_code == 0
    assert receiver.take() == []
    assert run("resume", "crm").exit_code == 0
    assert "is not paused" in run("resume", "crm").stderr
    assert run("send").exit_code == 0
    assert [content["revision"] for content in receiver.take()] == [newest]
    # what failed before waits for its own next attempt
    assert states(run) == [(newest, "taken", 1), (newest - 1, "waiting", 1)]


def test_what_is_removed_is_told_nothing_and_its_name_is_free(
    run: Run, town: SampleProgramme, receiver: Receiver
) -> None:
    secret = add(run, town, receiver.address)
    town.record("consultations", "2014-03-05", "north")
    receiver.statuses = [500]
    assert run("send").exit_code == 1
    receiver.take()
    assert run("remove", "crm").exit_code == 0
    assert run("send").exit_code == 0
    assert "There is no webhook" in run("deliveries", "crm").stderr
    assert add(run, town, receiver.address) != secret
    assert states(run) == []
    again = run("add", "crm", receiver.address, "--programme", town.code)
    assert "already" in again.stderr
    listed = run("list", "--format", "json").stdout
    assert secret not in listed
    assert json.loads(listed)["rows"][0]["name"] == "crm"
    assert receiver.take() == []
