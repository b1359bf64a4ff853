"""``itog users``: accounts by the command line; a password is never a word of the command."""

import json

import click
import pyotp
import pytest
from click.testing import CliRunner, Result

from commands import itog, users
from commands.common.context import Itog
from data.accounts import accounts, attempts, factor_codes, second_factor, sessions
from data.accounts.factor_codes import FactorKeys
from data.audit import events
from data.database.database import Database
from tests import template_databases
from tests.commands.conftest import runner
from tests.sample_programme import SampleProgramme

PHRASE = "correct horse battery"


@pytest.fixture
def database(database_url: str):
    database = Database(database_url)
    template_databases.upgraded(database)
    yield database
    database.dispose()


def run(database: Database, *words: str, typing: str = "", language: str = "en") -> Result:
    """What a command answers when ``typing`` is its standard input."""
    context = Itog(lambda: Database(database.url), lambda: lambda: None, language)
    return CliRunner().invoke(itog, ["users", *words], obj=context, input=typing)


def opens(database: Database, name: str, password: str) -> bool:
    with database.read() as session:
        return accounts.check(session, name, password) is not None


def test_an_account_is_added_listed_disabled_and_enabled(database: Database) -> None:
    assert (
        "“Анна Петрова” was added"
        in run(database, "add", "Анна Петрова", typing=f"{PHRASE}\r\nmore\n").stdout
    )
    assert opens(database, "Анна Петрова", PHRASE)
    assert (
        "disabled; all its sessions have ended" in run(database, "disable", "анна петрова").stdout
    )
    assert not opens(database, "Анна Петрова", PHRASE)
    (row,) = json.loads(run(database, "list", "--format", "json").stdout)["rows"]
    assert (row["name"], row["disabled"]) == ("Анна Петрова", True)
    assert "enabled" in run(database, "enable", "Анна Петрова").stdout
    assert opens(database, "Анна Петрова", PHRASE)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_no_list_shows_a_hash(database: Database, form: str) -> None:
    run(database, "add", "anna", typing=PHRASE)
    result = run(database, "list", "--format", form)
    assert "anna" in result.stdout
    assert "argon2" not in result.output


def test_a_new_password_replaces_the_old(database: Database) -> None:
    run(database, "add", "anna", typing=PHRASE)
    assert (
        "all its sessions have ended"
        in run(database, "password", "anna", typing="another good one").stdout
    )
    assert not opens(database, "anna", PHRASE)
    assert opens(database, "anna", "another good one")


@pytest.mark.parametrize(
    ("words", "typing", "sentence"),
    [
        (("add", "anna"), "short", "нужно не меньше 10 видимых знаков"),
        (("add", "anna"), "", "нужно не меньше 10 видимых знаков"),
        (("add", " anna"), PHRASE, "без пробелов по краям"),
        (("add", "БОРИС"), PHRASE, "Имя «Борис» уже занято"),
        (("password", "anna"), PHRASE, "Учётной записи «anna» нет. Есть: Борис"),
        (("disable", "anna"), "", "Учётной записи «anna» нет. Есть: Борис"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_remedy(
    database: Database, words: tuple[str, ...], typing: str, sentence: str
) -> None:
    run(database, "add", "Борис", typing=PHRASE)
    result = run(database, *words, typing=typing, language="ru")
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr
    with database.read() as session:
        assert [account.name for account in accounts.listed(session)] == ["Борис"]


def test_a_password_is_no_word_of_the_command(database: Database) -> None:
    assert run(database, "add", "anna", PHRASE).exit_code == 2
    options = [param.name for each in users.command.commands.values() for param in each.params]
    assert "password" not in options


@pytest.mark.parametrize(("again", "status"), [(PHRASE, 0), (PHRASE + "!", 1)])
def test_on_a_terminal_the_password_is_asked_twice_without_echo(
    database: Database, monkeypatch: pytest.MonkeyPatch, again: str, status: int
) -> None:
    prompts: list[dict[str, object]] = []
    answers = iter([PHRASE, again])
    monkeypatch.setattr(users, "on_a_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda _text, **how: prompts.append(how) or next(answers))
    result = run(database, "add", "anna")
    assert [how["hide_input"] for how in prompts] == [True, True]
    assert result.exit_code == status
    assert opens(database, "anna", PHRASE) == (status == 0)
    assert ("The two passwords differ" in result.stderr) == (status == 1)


def test_without_a_database_the_remedy_is_named_before_a_password_is_read(sqlite_url: str) -> None:
    result = runner(sqlite_url)("users", "add", "anna")
    assert result.exit_code == 1
    assert "Run “itog init”" in result.stderr


def account(database: Database, name: str) -> accounts.AccountFacts:
    with database.read() as session:
        return accounts.account_of(session, name)


def noted(database: Database) -> list[tuple[str, str, str]]:
    with database.read() as session:
        return [(event.author, event.action, event.subject) for event in events.events(session)]


def test_the_first_administrator_gets_a_password_for_one_use_on_the_console(
    database: Database,
) -> None:
    result = run(database, "add", "ada", "--role", "administrator", "--one-time")
    password = result.stdout.split(": ")[1].split()[0]
    assert "shown once" in result.stdout
    assert opens(database, "ada", password)
    assert (account(database, "ada").role, account(database, "ada").one_time) == (
        "administrator",
        True,
    )
    assert noted(database) == [("console", "account_added", "ada")]


def test_a_role_may_be_for_some_programmes(sqlite_url: str) -> None:
    with SampleProgramme(sqlite_url, code="town", create=template_databases.upgraded) as world:
        database = world.database
        run(database, "add", "anna", "--role", "steward", "--programme", "town", typing=PHRASE)
        assert account(database, "anna").programmes == ("town",)
        assert (
            "role publisher, programmes: all" in run(database, "role", "anna", "publisher").stdout
        )
        assert account(database, "anna").programmes is None
        refused = run(database, "role", "anna", "publisher", "--programme", "nowhere")
        assert (refused.exit_code, account(database, "anna").programmes) == (1, None)
        assert [action for _author, action, _subject in noted(database)] == [
            "role_given",
            "account_added",
        ]


def test_the_last_administrator_is_kept(database: Database) -> None:
    run(database, "add", "ada", "--role", "administrator", typing=PHRASE)
    for words in (("role", "ada", "viewer"), ("disable", "ada")):
        result = run(database, *words)
        assert result.exit_code == 1
        assert "last administrator" in result.stderr


def test_a_slowed_name_is_listed_so_and_let_try_again(database: Database) -> None:
    run(database, "add", "anna", typing=PHRASE)
    with database.writing("test") as session:
        for number in range(31):
            attempts.count_failure(session, "anna", f"192.0.2.{number}")
    (row,) = json.loads(run(database, "list", "--format", "json").stdout)["rows"]
    assert row["locked_until"] is not None
    assert "may try to sign in again" in run(database, "unlock", "anna").stdout
    assert opens(database, "anna", PHRASE)


def test_a_subject_of_a_provider_is_bound_once_and_needs_its_issuer(database: Database) -> None:
    issuer = ("--issuer", "https://id.town.example")
    assert "not known whose subject" in run(database, "add", "anna", "--subject", "a1").stderr
    assert run(database, "add", "anna", "--subject", "a1", *issuer).exit_code == 0
    assert account(database, "anna").subject == "https://id.town.example a1"
    assert (
        "bound to the account “anna”"
        in run(database, "add", "boris", "--subject", "a1", *issuer).stderr
    )
    assert not opens(database, "anna", "")


def test_a_second_factor_is_listed_and_removed_for_a_lost_telephone(database: Database) -> None:
    run(database, "add", "anna", typing=PHRASE)
    assert "there is no second factor" in run(database, "second-factor", "anna").stdout
    refused = run(database, "second-factor", "anna", "--remove")
    assert (refused.exit_code, "nothing was changed" in refused.output) == (1, True)
    key = factor_codes.new_key()
    with database.writing("test") as session:
        anna = account(database, "anna").id
        factor_codes.turn_on(session, anna, FactorKeys("secret"), key, pyotp.TOTP(key).now())
        sessions.begin(session, anna)
    (row,) = json.loads(run(database, "list", "--format", "json").stdout)["rows"]
    assert row["second_factor"] is True
    assert key not in str(row)
    assert "the second factor is on" in run(database, "second-factor", "ANNA").stdout
    removed = run(database, "second-factor", "anna", "--remove", language="ru").stdout
    assert "Второй фактор «anna» снят" in removed
    with database.read() as session:
        assert not accounts.account_of(session, "anna").second_factor
        assert sessions.sessions_of(session, anna) == []
        assert second_factor.recovery_codes_left(session, anna) == 0
        event = next(events.events(session))
    assert (event.author, event.action, event.detail) == ("console", "second_factor_removed", {})
