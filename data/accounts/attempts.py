"""How often somebody may try to sign in: counted by name and by address, in the database, so for
all workers together.

A count is one row with the moment ``until`` which what was tried counts. Each failure moves it on
by a step; while it lies further ahead than a burst of steps, the next attempt has to wait. So
nobody is locked out: whoever keeps trying is slowed to one attempt a step. Names are counted
whether or not an account has them, and a name that has signed in from an address of late is not
kept waiting there by what others try elsewhere.
"""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from data.accounts.accounts import same_name
from data.audit import events
from data.clock import now
from data.tables.signing import SignInCount

Key = tuple[str, str, str]
"""Kind, name and place of a count; what does not matter is empty."""


@dataclass(frozen=True)
class Pace:
    """``burst`` attempts at once, then one in ``seconds``."""

    burst: int
    seconds: int


PAIR, ADDRESS, NAME, CODE, PASSWORD, WRITTEN, FAMILIAR = (
    "pair",
    "address",
    "name",
    "code",
    "password",
    "written",
    "familiar",
)
PACES = {
    PAIR: Pace(10, 60),  # one name from one address
    ADDRESS: Pace(30, 30),  # whatever names from one address
    NAME: Pace(30, 30),  # one name from addresses that are new to it
    CODE: Pace(10, 600),  # codes after the right password: three of a million are right
    PASSWORD: Pace(10, 60),  # the password until now, asked for within a session
    WRITTEN: Pace(100, 60),  # failures that the audit trail keeps
}
REMEMBERED = datetime.timedelta(days=60)
"""How long an address stays familiar to a name that has signed in from it."""

MOST_FAMILIAR = 20
MOST = 20_000
"""Rows that are kept of all counts: whoever invents names does not fill the disk."""

FARTHEST = datetime.timedelta(hours=2)
"""How far ahead a count may be, however many try at once: what is farther was counted before the
clock was set back, and would lock somebody out until then.
"""

NETWORK_BITS = 64
"""What a household or a machine has of IPv6: it may choose its address within."""


def wait(session: Session, name: str, address: str | None) -> int:
    """How many seconds an attempt under a name from an address has to wait; 0 when it may be made."""
    return max(_wait(session, key) for key in _keys(session, name, address))


def wait_for_code(session: Session, name: str, address: str | None) -> int:
    """The same for a code, which is asked for after the right password."""
    return max(_wait(session, key) for key in _code_keys(session, name, address))


def count_failure(session: Session, name: str, address: str | None) -> None:
    """Count a wrong name or password."""
    _sweep(session)
    for key in _keys(session, name, address):
        _step(session, key)


def count_code(session: Session, name: str, address: str | None) -> None:
    """Count a wrong code: for all that a wrong password counts for, and for codes alone."""
    _sweep(session)
    for key in _code_keys(session, name, address):
        _step(session, key)


def remember(session: Session, name: str, address: str | None) -> None:
    """Who is let in starts the count of the name there anew, and makes the address familiar to the
    name.
    """
    hashed, place = _hashed(name), counted_place(address)
    _forget(session, [(PAIR, hashed, place), (CODE, hashed, place)])
    session.merge(
        SignInCount(kind=FAMILIAR, name=hashed, place=place, until=now() + REMEMBERED, unwritten=0)
    )
    session.flush()
    places = select(SignInCount).where(SignInCount.kind == FAMILIAR, SignInCount.name == hashed)
    for old in session.scalars(places.order_by(SignInCount.until.desc()).offset(MOST_FAMILIAR)):
        session.delete(old)


def slowed_until(session: Session, name: str) -> datetime.datetime | None:
    """Until when a name has to wait at addresses that are new to it."""
    seconds = _wait(session, (NAME, _hashed(name), ""))
    return now() + datetime.timedelta(seconds=seconds) if seconds else None


def let_try(session: Session, name: str) -> None:
    """Forget what was tried under a name, wherever."""
    kinds = (PAIR, NAME, CODE, PASSWORD)
    session.execute(
        delete(SignInCount).where(SignInCount.kind.in_(kinds), SignInCount.name == _hashed(name))
    )


def wait_for_password(session: Session, name: str) -> int:
    """How many seconds the form that asks for the password until now has to wait."""
    return _wait(session, (PASSWORD, _hashed(name), ""))


def count_password(session: Session, name: str) -> None:
    """Count a wrong password until now."""
    _step(session, (PASSWORD, _hashed(name), ""))


def forget_password(session: Session, name: str) -> None:
    """The password until now was right."""
    _forget(session, [(PASSWORD, _hashed(name), "")])


def write_down(session: Session, subject: str, /, **detail: Any) -> None:
    """Note a failure in the audit trail; of a flood only some, each with how many before it were
    not written.
    """
    key = (WRITTEN, "", "")
    if _wait(session, key):
        row = _row(session, key)
        row.unwritten += 1
        return
    _step(session, key)
    row = _row(session, key)
    unwritten, row.unwritten = row.unwritten, 0
    detail |= {"unwritten": unwritten} if unwritten else {}
    events.note(session, events.NOBODY, "sign_in_failed", subject, **detail)


def _keys(session: Session, name: str, address: str | None) -> list[Key]:
    """What an attempt counts for."""
    hashed, place = _hashed(name), counted_place(address)
    pair = (PAIR, hashed, place)
    known = session.get(SignInCount, (FAMILIAR, hashed, place))
    return (
        [pair]
        if known and known.until > now()
        else [pair, (ADDRESS, "", place), (NAME, hashed, "")]
    )


def _code_keys(session: Session, name: str, address: str | None) -> list[Key]:
    """What a code counts for: whoever knows the password elsewhere keeps nobody waiting at a usual
    address.
    """
    keys = _keys(session, name, address)
    is_familiar = len(keys) == 1
    return [*keys, (CODE, _hashed(name), counted_place(address) if is_familiar else "")]


def _wait(session: Session, key: Key) -> int:
    row, pace = session.get(SignInCount, key), PACES[key[0]]
    ahead = (_count(row) - now()).total_seconds() if row else 0.0
    return max(0, ceil(ahead - (pace.burst - 1) * pace.seconds))


def _step(session: Session, key: Key) -> None:
    row = _row(session, key)
    row.until = max(_count(row), now()) + datetime.timedelta(seconds=PACES[key[0]].seconds)
    session.flush()


def _count(row: SignInCount) -> datetime.datetime:
    """The moment that is the count."""
    return row.until if row.until - now() <= FARTHEST else now()


def _row(session: Session, key: Key) -> SignInCount:
    kind, name, place = key
    row = session.get(SignInCount, key)
    if row is None:
        row = SignInCount(kind=kind, name=name, place=place, until=now(), unwritten=0)
        session.add(row)
    return row


def _forget(session: Session, keys: Iterable[Key]) -> None:
    for key in keys:
        row = session.get(SignInCount, key)
        if row is not None:
            session.delete(row)
    session.flush()


def _sweep(session: Session) -> None:
    """Rows that count no more go; of too many those go that would go first."""
    passing = SignInCount.kind.not_in((FAMILIAR, WRITTEN))
    session.execute(
        delete(SignInCount).where(SignInCount.until < now(), SignInCount.kind != WRITTEN)
    )
    surplus = (
        session.scalar(select(func.count()).select_from(SignInCount).where(passing)) or 0
    ) - MOST
    if surplus > 0:
        last = (
            select(SignInCount.until)
            .where(passing)
            .order_by(SignInCount.until)
            .offset(surplus)
            .limit(1)
        )
        session.execute(
            delete(SignInCount).where(passing, SignInCount.until <= last.scalar_subquery())
        )


def _hashed(name: str) -> str:
    return hashlib.sha256(same_name(name).encode(errors="replace")).hexdigest()


def counted_place(address: str | None) -> str:
    """An address as its tries are counted: of IPv6 its network; what a proxy calls one is bounded."""
    try:
        known = ip_address(address or "")
    except ValueError:
        return (address or "")[:64]
    return (
        str(ip_network((known, NETWORK_BITS), strict=False))
        if isinstance(known, IPv6Address)
        else str(known)
    )
