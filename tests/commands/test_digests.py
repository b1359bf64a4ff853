"""``itog digests``: what a run has done, and who has subscribed."""

import json

import pytest
from click.testing import CliRunner

import app
from commands import itog
from commands.common.context import Itog
from data.accounts import accounts
from data.database.database import Database
from data.digests import subscriptions
from data.digests.deliveries import DigestRun
from data.digests.subscriptions import DigestWish
from data.refusals import Refusal
from indicators.answers import cells
from tests import template_databases
from tests.commands.conftest import filled


def run(url: str, *words: str, facts: DigestRun | None = None) -> tuple[int, str, str]:
    context = Itog(
        lambda: Database(url, [cells.refresh]),
        lambda: pytest.fail("only serve makes a server"),
        "en",
        send_digests=lambda: facts or DigestRun(),
    )
    result = CliRunner().invoke(itog, ["digests", *words], obj=context)
    return result.exit_code, result.stdout, result.stderr


def test_a_run_says_what_was_sent_and_fails_where_something_was_not(sqlite_url: str) -> None:
    template_databases.from_template(sqlite_url, filled)
    run_facts = DigestRun(sent=3, empty=2, failures={"anna": "451 the disk is full"})
    status, out, err = run(sqlite_url, "send", facts=run_facts)
    assert status == 1
    assert out == "Digests sent: 3; without news: 2; could not be sent: 1.\n"
    assert err == "anna: 451 the disk is full\n"
    assert run(sqlite_url, "send")[0] == 0


def test_who_has_subscribed_is_listed_without_an_address(sqlite_url: str) -> None:
    with template_databases.from_template(sqlite_url, filled).over(sqlite_url) as town:
        with town.database.writing("test") as session:
            account = accounts.add(session, "anna", "correct horse battery")
            wish = DigestWish("anna@city.example", "weekly", 4, (town.code,), "en")
            subscriptions.keep(session, account.id, wish, [town.code])
        _status, out, _err = run(sqlite_url, "list", "--format", "json")
    (row,) = json.loads(out)["rows"]
    assert (row["account"], row["rhythm"], row["weekday"]) == ("anna", "weekly", 4)
    assert (row["programmes"], row["confirmed_at"], row["state"]) == (town.code, None, None)
    assert "city.example" not in out


def test_without_a_server_of_mail_or_listed_hosts_nothing_is_sent() -> None:
    settings = app.Settings.of({"ITOG_DATABASE_URL": "sqlite://"})
    with pytest.raises(Refusal, match="ITOG_SMTP_URL"):
        app.send_digests(settings)
    with pytest.raises(Refusal, match="ITOG_WEBHOOK_HOSTS, ITOG_SITE"):
        app.webhook_sender(settings)
    set_up = {"ITOG_WEBHOOK_HOSTS": "crm.example", "ITOG_SITE": "https://itog.example"}
    secret = {"ITOG_SECRET": "a secret of at least thirty-two signs"}
    sender = app.webhook_sender(app.Settings.of(set_up | secret))
    assert sender.site == "https://itog.example"
    assert sender.hosts.allowed("https://crm.example/hook").hostname == "crm.example"
    assert secret["ITOG_SECRET"] not in repr(sender)
