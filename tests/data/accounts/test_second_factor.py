"""The second factor: codes as RFC 6238 has them, each once, keys that a copy of the database does
not give.
"""

import datetime

import pyotp
import pytest
from sqlalchemy import select

from data.accounts import accounts, factor_codes, second_factor
from data.accounts.factor_codes import FactorKeys, accept, turn_on
from data.database.database import Database
from data.refusals import Refusal
from data.tables.accounts import Account
from data.tables.signing import RecoveryCode

PHRASE = "correct horse battery"
NOON = datetime.datetime.fromisoformat("2026-05-05T12:00:10")
KEYS = FactorKeys("the server's secret")
OTHER = FactorKeys("the secret of another server")
KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""That of appendix B of RFC 6238."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    clock = Clock()
    monkeypatch.setattr(factor_codes, "now", lambda: clock.moment)
    return clock


class Clock:
    """A clock that stands until it is moved."""

    moment = NOON

    def code(self, seconds: int = 0, key: str = KEY) -> str:
        """What a telephone shows whose clock is wrong by so much."""
        at = self.moment.replace(tzinfo=datetime.UTC) + datetime.timedelta(seconds=seconds)
        return pyotp.TOTP(key).at(at)

    def wait(self, seconds: int) -> None:
        self.moment += datetime.timedelta(seconds=seconds)


@pytest.fixture
def anna(database: Database, clock: Clock) -> int:
    """Anna's account, with a second factor whose first code was of an hour ago."""
    with database.writing("test") as session:
        anna = accounts.add(session, "anna", PHRASE)
        turn_on(session, anna.id, KEYS, KEY, clock.code())
    clock.wait(3600)
    return anna.id


def means(database: Database, identity: int, code: str, keys: FactorKeys = KEYS) -> str:
    with database.writing("test") as session:
        return accept(session, identity, keys, code)


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")]
)
def test_codes_are_those_of_the_standard(
    database: Database, clock: Clock, seconds: int, code: str
) -> None:
    """Appendix B of RFC 6238, SHA-1, its last six digits."""
    clock.moment = datetime.datetime.fromisoformat("1970-01-01") + datetime.timedelta(
        seconds=seconds
    )
    with database.writing("test") as session:
        boris = accounts.add(session, "boris", PHRASE)
        with pytest.raises(Refusal, match="not on yet"):
            turn_on(session, boris.id, KEYS, KEY, f"{int(code) ^ 1:06}")
        assert not accounts.numbered(session, boris.id).second_factor
        assert len(turn_on(session, boris.id, KEYS, KEY, code)) == 10
        assert accounts.numbered(session, boris.id).second_factor
        with pytest.raises(Refusal, match="on already"):
            turn_on(session, boris.id, KEYS, KEY, code)


def test_a_code_opens_once_and_none_of_before_it(
    database: Database, clock: Clock, anna: int
) -> None:
    code, before = clock.code(), clock.code(-30)
    assert means(database, anna, f" {code[:3]} {code[3:]} ") == "telephone"
    assert [means(database, anna, each) for each in (code, before)] == ["", ""]
    clock.wait(30)
    assert means(database, anna, code) == ""
    assert means(database, anna, clock.code()) == "telephone"


def test_the_code_that_turned_it_on_opens_nothing(database: Database, clock: Clock) -> None:
    with database.writing("test") as session:
        boris = accounts.add(session, "boris", PHRASE)
        turn_on(session, boris.id, KEYS, KEY, clock.code())
    assert means(database, boris.id, clock.code()) == ""


@pytest.mark.parametrize(
    ("seconds", "opens"), [(-60, ""), (-30, "telephone"), (30, "telephone"), (60, "")]
)
def test_a_clock_may_be_wrong_by_one_step(
    database: Database, clock: Clock, anna: int, seconds: int, opens: str
) -> None:
    assert means(database, anna, clock.code(seconds)) == opens


def test_two_workers_do_not_take_one_code(database: Database, clock: Clock, anna: int) -> None:
    """What was used is in the database, not in the memory of one process."""
    other = Database(database.url)
    assert [means(each, anna, clock.code()) for each in (database, other)] == ["telephone", ""]
    other.dispose()


@pytest.mark.parametrize(
    "code",
    [
        "",
        " ",
        "0",
        "12345",
        "1234567",
        "٠٨١٨٠٤",
        "-1",
        "1e5",
        "' OR 1=1 --",
        "\0",
        "\ud800",
        "9" * 9000,
    ],
)
def test_what_is_no_code_opens_nothing(
    database: Database, clock: Clock, anna: int, code: str
) -> None:
    assert means(database, anna, code) == ""


def test_a_code_of_another_account_opens_nothing(
    database: Database, clock: Clock, anna: int
) -> None:
    with database.writing("test") as session:
        boris = accounts.add(session, "boris", PHRASE).id
        key = factor_codes.new_key()
        codes = turn_on(session, boris, KEYS, key, clock.code(key=key))
    assert [means(database, anna, each) for each in (clock.code(key=key), codes[0])] == ["", ""]
    assert means(database, boris, codes[0]) == "recovery"


def test_an_account_without_a_second_factor_has_no_code(database: Database, clock: Clock) -> None:
    with database.writing("test") as session:
        boris = accounts.add(session, "boris", PHRASE).id
    assert means(database, boris, clock.code()) == ""


def test_a_recovery_code_opens_once_however_it_is_typed(
    database: Database, clock: Clock, anna: int
) -> None:
    with database.writing("test") as session:
        first, second, *others = second_factor.renew_recovery_codes(session, anna)
    assert len({first, second, *others}) == 10
    assert [means(database, anna, each) for each in (first, first)] == ["recovery", ""]
    assert (
        means(database, anna, second.upper().replace("-", " ").replace("O", "0").replace("L", "1"))
        == "recovery"
    )
    with database.writing("test") as session:
        assert second_factor.recovery_codes_left(session, anna) == 8
        second_factor.renew_recovery_codes(session, anna)
    assert means(database, anna, others[0]) == ""


def test_a_copy_of_the_database_gives_neither_key_nor_codes(
    database: Database, clock: Clock, anna: int
) -> None:
    with database.writing("test") as session:
        codes = second_factor.renew_recovery_codes(session, anna)
        sealed = session.scalar(select(Account.factor_key).where(Account.id == anna)) or ""
        kept = f"{sealed} {session.scalars(select(RecoveryCode.hash)).all()}"
        facts = repr(accounts.listed(session))
    assert KEY not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    assert sealed not in facts
    assert KEYS.secret not in repr(KEYS)
    assert KEYS.open(sealed) == KEY
    assert KEYS.seal(KEY) != sealed


def test_under_another_secret_the_sentence_says_what_to_do_and_recovery_codes_open(
    database: Database, clock: Clock, anna: int
) -> None:
    with database.writing("test") as session:
        codes = second_factor.renew_recovery_codes(session, anna)
    with pytest.raises(Refusal) as refused:
        means(database, anna, clock.code(), OTHER)
    assert "ask an administrator to remove the second factor" in refused.value.text("en")
    assert "код восстановления" in refused.value.text("ru")
    assert means(database, anna, codes[0], OTHER) == "recovery"


def test_turned_off_the_password_alone_opens_and_no_code_is_left(
    database: Database, clock: Clock, anna: int
) -> None:
    with database.writing("test") as session:
        epoch = accounts.numbered(session, anna).epoch
        assert not second_factor.turn_off(session, "ANNA").second_factor
        assert accounts.numbered(session, anna).epoch == epoch
        assert second_factor.recovery_codes_left(session, anna) == 0
        with pytest.raises(Refusal, match="has no second factor"):
            second_factor.remove(session, "anna")
        turn_on(session, anna, KEYS, KEY, clock.code())
        assert second_factor.remove(session, "anna").epoch == epoch + 1


def test_a_proposed_key_is_one_accounts_and_for_half_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proposal = KEYS.propose(7, KEY)
    assert KEY not in proposal
    assert KEYS.proposed(7, proposal) == KEY
    monkeypatch.setattr(factor_codes, "PROPOSAL_SECONDS", -1)
    for identity, text in ((7, proposal), (8, proposal), (7, ""), (7, "x" * 9000), (7, "é")):
        with pytest.raises(Refusal, match="not confirmed within half an hour"):
            KEYS.proposed(identity, text)
    monkeypatch.undo()
    for keys, identity in ((KEYS, 8), (OTHER, 7)):
        with pytest.raises(Refusal, match="not confirmed within half an hour"):
            keys.proposed(identity, proposal)
