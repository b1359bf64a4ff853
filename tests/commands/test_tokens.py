"""``itog tokens``: what a program opens with is printed once, and kept as a hash."""

import datetime
import json
import re

import pytest
from sqlalchemy import select, update

from data.accounts import tokens
from data.audit import events
from data.clock import today
from data.database.database import Database
from data.refusals import Unauthenticated
from data.tables.tokens import ApiToken
from tests import template_databases
from tests.commands.conftest import Run, filled, runner
from tests.sample_programme import SampleProgramme

TOKEN = re.compile(r"itog_[\w-]{43}")


def token_of(run: Run, *words: str) -> str:
    """The token that the command prints."""
    (token,) = TOKEN.findall(run("tokens", "make", *words).stdout)
    return token


def rule_of(database: Database, token: str) -> str:
    with database.read() as session, pytest.raises(Unauthenticated) as refusal:
        tokens.opened_by(session, token)
    return refusal.value.problems[0].rule


def test_a_token_is_made_listed_and_revoked(town: SampleProgramme, run: Run) -> None:
    token = token_of(run, "crm", "--programme", "town")
    with town.database.read() as session:
        facts = tokens.opened_by(session, token)
        kept = session.scalars(select(ApiToken.hash)).one()
        (event,) = list(events.events(session))
    assert (facts.name, facts.role, facts.programme) == ("crm", "steward", "town")
    assert facts.ends_on == today() + datetime.timedelta(365)
    assert token not in kept
    assert len(kept) == 64
    assert (event.action, event.subject) == ("token_added", "crm")
    assert token not in json.dumps(event.detail)
    listing = run("tokens", "list", "--format", "json").stdout
    (row,) = json.loads(listing)["rows"]
    assert (row["name"], row["state"], row["used_at"]) == ("crm", "valid", None)
    assert token not in listing
    assert kept not in listing
    assert "is revoked" in run("tokens", "revoke", "crm").stdout
    assert rule_of(town.database, token) == "token_revoked"
    assert (
        json.loads(run("tokens", "list", "--format", "json").stdout)["rows"][0]["state"]
        == "revoked"
    )


def test_a_token_opens_until_the_end_of_its_last_day(town: SampleProgramme, run: Run) -> None:
    token = token_of(run, "crm", "--until", today().isoformat())
    with town.database.read() as session:
        assert tokens.opened_by(session, token).state == "valid"
    with town.database.writing("test") as session:
        session.execute(update(ApiToken).values(ends_on=today() - datetime.timedelta(1)))
    assert rule_of(town.database, token) == "token_ended"
    assert rule_of(town.database, f"{token}x") == "token_unknown"
    assert rule_of(town.database, "x" * 10_000) == "token_unknown"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("make", "crm"), "Токен «crm» уже есть"),
        (("make", " "), "Имя токена « » не подходит"),
        (("make", "other", "--programme", "twon"), "town"),
        (("make", "other", "--until", "2014-01-01"), "Последний день токена 2014-01-01"),
        (("make", "other", "--until", "2999-01-01"), "Последний день токена 2999-01-01"),
        (("revoke", "crn"), "Токена «crn» нет. Есть: crm"),
    ],
)
def test_what_cannot_be_is_refused(standing_tokens: str, words, sentence: str) -> None:
    result = runner(standing_tokens, "ru")("tokens", *words)
    assert result.exit_code == 1
    assert sentence in result.stderr


@pytest.fixture(scope="module")
def standing_tokens(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a town in which there is one token."""
    url = f"sqlite:///{tmp_path_factory.mktemp('tokens') / 'itog.db'}"
    template_databases.from_template(url, filled)
    token_of(runner(url), "crm")
    return url
