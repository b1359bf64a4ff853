"""Programmes by code, and their passports as of a revision."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.refusals import NotFound, Problem, refuse
from data.tables.programmes import Passport, Programme

DEFAULT_PROGRAMME = "khabarovsk-2014-2020"
"""Shown where an address names none."""


def codes(session: Session) -> list[str]:
    """The codes of all programmes, in order of arrival."""
    return list(session.scalars(select(Programme.code).order_by(Programme.id)))


def home(codes: Sequence[str]) -> str:
    """The programme that is meant where none is named: the city programme that ships, or else the
    first there is.
    """
    if not codes:
        raise refuse("no_programmes")
    return DEFAULT_PROGRAMME if DEFAULT_PROGRAMME in codes else codes[0]


def programme_id(session: Session, code: str) -> int:
    """The identity of a programme; refuses an unknown code and names the known ones."""
    found = session.scalar(select(Programme.id).where(Programme.code == code))
    if found is None:
        raise NotFound(
            Problem(
                "unknown_programme", {"programme": code, "known": ", ".join(codes(session)) or "–"}
            )
        )
    return found


def programme_code(session: Session, programme: int) -> str:
    """The code of a programme that is known to be there."""
    return session.scalars(select(Programme.code).where(Programme.id == programme)).one()


def passport(session: Session, programme: int, revision: int | None = None) -> Passport:
    """What the programme said of itself at ``revision``."""
    statement = select(Passport).where(Passport.programme_id == programme, Passport.as_of(revision))
    found = session.scalar(statement)
    if found is None:
        raise NotFound(Problem("programme_not_yet", {"revision": revision}))
    return found
