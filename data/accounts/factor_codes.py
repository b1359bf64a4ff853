"""Codes that a telephone makes of a key and the clock, as RFC 6238 has them.

The key is kept encrypted under the server's secret, so that a copy of the database alone makes no
codes. A code opens once: the step of the clock that it is of is kept, and only later ones open.
"""

import base64
import datetime
from dataclasses import dataclass, field
from hmac import compare_digest

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyotp import TOTP, random_base32
from sqlalchemy.orm import Session

from data.accounts.second_factor import (
    LONGEST_CODE,
    renew_recovery_codes,
    use_recovery_code,
)
from data.clock import now
from data.refusals import refuse
from data.tables.accounts import Account

ISSUER = "Itog"
STEP_SECONDS = 30
TOLERATED_STEPS = (-1, 0, 1)
"""By how many steps a telephone's clock may be wrong."""

PROPOSAL_SECONDS = 30 * 60
"""How long a key waits for the first code that confirms it."""

PURPOSE = b"itog: keys of second factors"


@dataclass(frozen=True)
class FactorKeys:
    """What encrypts the keys of second factors under the server's ``secret``."""

    secret: str = field(repr=False)

    def seal(self, key: str) -> str:
        """A key as it is kept."""
        return self._cipher().encrypt(key.encode()).decode()

    def open(self, sealed: str) -> str:
        """The key; refuses what another secret of the server has encrypted."""
        try:
            return self._cipher().decrypt(sealed).decode()
        except InvalidToken as error:
            raise refuse("second_factor_unreadable") from error

    def propose(self, identity: int, key: str) -> str:
        """A key of an account that no code has confirmed yet, as its form carries it."""
        return self.seal(f"{identity} {key}")

    def proposed(self, identity: int, proposal: str) -> str:
        """The key of a proposal; refuses one that is forged, another account's or too old."""
        try:
            sealed = proposal.encode(errors="replace")
            plain = self._cipher().decrypt(sealed, ttl=PROPOSAL_SECONDS).decode()
        except InvalidToken as error:
            raise refuse("second_factor_proposal_over") from error
        owner, _space, key = plain.partition(" ")
        if owner != str(identity):
            raise refuse("second_factor_proposal_over")
        return key

    def _cipher(self) -> Fernet:
        derived = HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(self.secret.encode())
        return Fernet(base64.urlsafe_b64encode(derived))


def new_key() -> str:
    """A key for a telephone: 160 bits in letters and digits that people can type."""
    return random_base32()


def address_of(key: str, name: str, host: str) -> str:
    """What a QR code tells the telephone: ``otpauth://…`` with the key, whose and of which server."""
    return TOTP(key).provisioning_uri(name=name, issuer_name=f"{ISSUER} {host}".strip())


def turn_on(session: Session, identity: int, keys: FactorKeys, key: str, code: str) -> list[str]:
    """Ask for a second factor from now on: the recovery codes, to be shown once.

    Refuses an account that has a second factor, and a code that the key does not make now.
    """
    account, step = session.get_one(Account, identity), _step_of(key, code)
    if account.factor_key is not None:
        raise refuse("second_factor_is_on")
    if step is None:
        raise refuse("second_factor_not_confirmed")
    account.factor_key, account.factor_step = keys.seal(key), step
    return renew_recovery_codes(session, identity)


def accept(session: Session, identity: int, keys: FactorKeys, code: str) -> str:
    """By what a code opens, and it opens no more: ``telephone`` or ``recovery``; empty for a wrong
    one.

    Refuses where the account's key was encrypted by another secret of the server, if it is no
    recovery code.
    """
    if use_recovery_code(session, identity, code):
        return "recovery"
    account = session.get_one(Account, identity)
    step = _step_of(keys.open(account.factor_key), code) if account.factor_key else None
    # under the writers' lock: of two workers with one code, the later finds it used
    if step is None or step <= (account.factor_step or 0):
        return ""
    account.factor_step = step
    return "telephone"


def _step_of(key: str, code: str) -> int | None:
    """The step of the clock that a code is of; all that are tolerated are compared."""
    digits, current = "".join(code[:LONGEST_CODE].split()).encode(errors="replace"), _current_step()
    steps = (current + tolerated for tolerated in TOLERATED_STEPS)
    return max((step for step in steps if _is_of_step(key, step, digits)), default=None)


def _is_of_step(key: str, step: int, digits: bytes) -> bool:
    return compare_digest(TOTP(key).generate_otp(step).encode(), digits)


def _current_step() -> int:
    return int(now().replace(tzinfo=datetime.UTC).timestamp()) // STEP_SECONDS
