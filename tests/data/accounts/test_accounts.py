"""Accounts: names unique whatever their case, passwords of some length, sessions that end when they
must.
"""

import pytest
from sqlalchemy import select

from data.accounts import accounts, sessions
from data.database.database import Database, newest_revision
from data.refusals import NotFound, Refusal
from data.tables.accounts import Account
from data.tables.signing import AccountSession

PHRASE = "верный конь, батарейка"


@pytest.fixture
def anna(database: Database) -> accounts.AccountFacts:
    with database.writing("test") as session:
        return accounts.add(session, "Анна", PHRASE)


def checked(database: Database, name: str, password: str) -> accounts.AccountFacts | None:
    with database.read() as session:
        return accounts.check(session, name, password)


def account_of_session(
    database: Database, account: accounts.AccountFacts
) -> accounts.AccountFacts | None:
    with database.writing("test") as session:
        token = sessions.begin(session, account.id)
        facts = sessions.session_of(session, account.id, account.epoch, token)
        return facts.account if facts else None


@pytest.mark.usefixtures("anna")
def test_a_password_is_kept_as_argon2id_only_and_no_revision_is_made(database: Database) -> None:
    with database.read() as session:
        kept = session.scalars(select(Account)).one()
        assert kept.password_hash.startswith("$argon2id$")
        assert newest_revision(session) == 0
        assert PHRASE not in repr(kept) + repr(accounts.listed(session))
        assert "argon2" not in repr(accounts.listed(session))


def test_a_name_and_its_password_open_the_account_whatever_the_case_of_the_name(
    database: Database, anna: accounts.AccountFacts
) -> None:
    assert checked(database, "Анна", PHRASE) == anna
    assert checked(database, "АННА", PHRASE) == anna
    assert checked(database, "Анна", PHRASE.upper()) is None
    assert checked(database, "Анна", "") is None
    assert checked(database, "Пётр", PHRASE) is None


def test_a_letter_composed_in_two_ways_is_one_letter(database: Database) -> None:
    with database.writing("test") as session:
        accounts.add(session, "Андре\u0438\u0306", "песня о йоде и мёде")
    assert checked(database, "Андрей", "песня о и\u0306оде и ме\u0308де") is not None


@pytest.mark.usefixtures("real_hashes", "anna")
def test_an_unknown_name_costs_as_much_as_a_known_one(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify, hashes = accounts.HASHES.verify, []
    monkeypatch.setattr(
        accounts.HASHES,
        "verify",
        lambda password, kept: hashes.append(kept) or verify(password, kept),
    )
    checked(database, "Пётр", PHRASE)
    checked(database, "Анна", "wrong")
    assert [kept.split("$")[1:4] for kept in hashes] == [accounts.NOBODY.split("$")[1:4]] * 2
    assert not accounts.HASHES.current_hasher.check_needs_rehash(accounts.NOBODY), (
        "the parameters of today"
    )


@pytest.mark.parametrize(
    "password", ["", "123456789", "         ", "ten letters\n", "ten letters\0", "\udcd0" * 10]
)
def test_a_password_that_is_short_or_cannot_be_typed_is_refused(
    database: Database, password: str
) -> None:
    with (
        pytest.raises(Refusal, match="at least 10 visible characters"),
        database.writing("test") as session,
    ):
        accounts.add(session, "Анна", password)
    with database.read() as session:
        assert accounts.listed(session) == ()


@pytest.mark.parametrize("name", ["", " Анна", "Анна ", "Анна\n", "a\u202eb", "a\0b", "я" * 101])
def test_a_name_that_cannot_be_one_is_refused(database: Database, name: str) -> None:
    with (
        pytest.raises(Refusal, match="1 to 100 visible characters"),
        database.writing("test") as session,
    ):
        accounts.add(session, name, PHRASE)


@pytest.mark.parametrize("name", ["Анна", "анна", "АННА"])
@pytest.mark.usefixtures("anna")
def test_a_name_is_taken_whatever_its_case(database: Database, name: str) -> None:
    with pytest.raises(Refusal, match="“Анна” is taken"), database.writing("test") as session:
        accounts.add(session, name, PHRASE)


@pytest.mark.usefixtures("anna")
def test_an_unknown_name_is_refused_and_the_known_are_named(database: Database) -> None:
    for change in (accounts.disable, accounts.enable, accounts.account_of):
        with pytest.raises(NotFound, match="There are: Анна"), database.writing("test") as session:
            change(session, "Пётр")


def test_a_new_password_ends_every_session_and_a_refused_one_none(
    database: Database, anna: accounts.AccountFacts
) -> None:
    with pytest.raises(Refusal), database.writing("test") as session:
        accounts.set_password(session, "Анна", "short")
    assert account_of_session(database, anna) == anna
    with database.writing("test") as session:
        accounts.set_password(session, "анна", "a new password")
    assert account_of_session(database, anna) is None
    assert checked(database, "Анна", PHRASE) is None
    assert checked(database, "Анна", "a new password") is not None


def test_a_disabled_account_lets_nobody_in_and_its_sessions_do_not_come_back(
    database: Database, anna: accounts.AccountFacts
) -> None:
    with database.writing("test") as session:
        assert accounts.disable(session, "Анна").disabled
    assert account_of_session(database, anna) is None
    assert checked(database, "Анна", PHRASE) is None
    with database.writing("test") as session:
        accounts.enable(session, "Анна")
    assert account_of_session(database, anna) is None
    assert checked(database, "Анна", PHRASE) is not None


def test_of_countless_sessions_the_newest_go_on(
    database: Database, anna: accounts.AccountFacts
) -> None:
    with database.writing("test") as session:
        tokens = [sessions.begin(session, anna.id) for _time in range(sessions.MOST + 3)]
        kept = session.query(AccountSession).count()
        assert kept == sessions.MOST
        newest = sessions.session_of(session, anna.id, anna.epoch, tokens[-1])
        assert newest is not None
        assert newest.account == anna


def test_a_session_is_of_its_own_account_and_ends_by_itself(
    database: Database, anna: accounts.AccountFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.writing("test") as session:
        boris = accounts.add(session, "Борис", PHRASE)
        token = sessions.begin(session, anna.id)
        assert sessions.session_of(session, boris.id, boris.epoch, token) is None
        assert sessions.session_of(session, anna.id, anna.epoch, "") is None
        later = sessions.now() + sessions.LIFETIME
        monkeypatch.setattr(sessions, "now", lambda: later)
        assert sessions.session_of(session, anna.id, anna.epoch, token) is None
        sessions.begin(session, boris.id)
        assert [row.account_id for row in session.scalars(select(AccountSession))] == [boris.id]
