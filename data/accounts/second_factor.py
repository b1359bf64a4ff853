"""The second factor of an account besides its codes: that there is one, and the recovery codes for
when the telephone is lost.

Recovery codes have 80 random bits each and are kept as hashes. They hold whatever the server's
secret is; codes of a telephone are in ``factor_codes.py``.
"""

import base64
import hashlib
import secrets

from sqlalchemy import CursorResult, delete, func, select
from sqlalchemy.orm import Session

from data.accounts.accounts import AccountFacts, account_of, end_sessions
from data.refusals import refuse
from data.tables.accounts import Account
from data.tables.signing import RecoveryCode

RECOVERY_CODES = 10
RECOVERY_BYTES = 10
LONGEST_CODE = 60
LOOKALIKES = str.maketrans("01", "ol")
"""Codes have neither digit; people read them."""


def turn_off(session: Session, name: str) -> AccountFacts:
    """Ask for the password alone from now on; refuses an account that has no second factor."""
    facts = account_of(session, name)
    if not facts.second_factor:
        raise refuse("second_factor_is_off", name=facts.name)
    account = session.get_one(Account, facts.id)
    account.factor_key, account.factor_step = None, None
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == facts.id))
    return account_of(session, name)


def remove(session: Session, name: str) -> AccountFacts:
    """The same for somebody else, whose telephone is lost: what is signed in there ends."""
    turn_off(session, name)
    return end_sessions(session, name)


def renew_recovery_codes(session: Session, identity: int) -> list[str]:
    """Ten other recovery codes, to be shown once; those of before open nothing."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == identity))
    codes = [_recovery_code() for _number in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(account_id=identity, hash=_hashed(code)) for code in codes)
    session.flush()
    return codes


def recovery_codes_left(session: Session, identity: int) -> int:
    """How many have not been used."""
    own = select(func.count()).where(RecoveryCode.account_id == identity)
    return session.scalar(own.select_from(RecoveryCode)) or 0


def use_recovery_code(session: Session, identity: int, code: str) -> bool:
    """Whether it was a recovery code of the account; it is none any longer."""
    own = RecoveryCode.account_id == identity, RecoveryCode.hash == _hashed(code)
    result = session.execute(delete(RecoveryCode).where(*own))
    assert isinstance(result, CursorResult)  # noqa: S101 - what a delete gives
    return result.rowcount == 1


def _recovery_code() -> str:
    """Sixteen letters and digits in fours."""
    letters = base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _hashed(code: str) -> str:
    """Whatever the case of its letters and wherever it is divided."""
    letters = "".join(sign for sign in code[:LONGEST_CODE].lower() if sign.isalnum())
    return hashlib.sha256(letters.translate(LOOKALIKES).encode(errors="replace")).hexdigest()
