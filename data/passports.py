"""Programmes by code, and their passports as of a revision."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from data.refusals import Names, NotFound, Problem, refuse
from data.tables.programmes import Part, Passport, Programme
from data.words.borrowed import language_pair
from data.words.offers import unknown

DEFAULT_PROGRAMME = "khabarovsk-2014-2020"
"""Shown where an address names none."""


def codes(session: Session) -> tuple[str, ...]:
    """The codes of all programmes, in order of arrival."""
    return tuple(session.scalars(select(Programme.code).order_by(Programme.id)))


def home(codes: Sequence[str]) -> str:
    """The programme that is meant where none is named: the city programme that ships, or else the
    first there is.
    """
    if not codes:
        raise refuse("no_programmes")
    return DEFAULT_PROGRAMME if DEFAULT_PROGRAMME in codes else codes[0]


def programme_id(session: Session, code: str) -> int:
    """The identity of a programme; refuses an unknown code and names the known ones."""
    identity = session.scalar(select(Programme.id).where(Programme.code == code))
    if identity is None:
        raise unknown("unknown_programme", "programme", code, _programme_names(session))
    return identity


def _programme_names(session: Session) -> dict[str, Names]:
    """What every programme calls itself today, by its code."""
    statement = (
        select(Programme.code, Passport.texts)
        .outerjoin(Passport, and_(Passport.programme_id == Programme.id, Passport.as_of(None)))
        .order_by(Programme.id)
    )
    return {
        code: (texts or {}).get("short_name") or (texts or {}).get("name") or {}
        for code, texts in session.execute(statement)
    }


def part_names(session: Session, programme: int, revision: int | None = None) -> dict[str, Names]:
    """The parts of a programme by their codes, in order."""
    statement = select(Part).where(Part.programme_id == programme, Part.as_of(revision))
    return {
        row.code: language_pair(row.name_ru, row.name_en)
        for row in session.scalars(statement.order_by(Part.position, Part.code))
    }


def programme_code(session: Session, programme: int) -> str:
    """The code of a programme that is known to be there."""
    return session.scalars(select(Programme.code).where(Programme.id == programme)).one()


def passport(session: Session, programme: int, revision: int | None = None) -> Passport:
    """What the programme said of itself at ``revision``."""
    statement = select(Passport).where(Passport.programme_id == programme, Passport.as_of(revision))
    row = session.scalar(statement)
    if row is None:
        raise NotFound(Problem("programme_not_yet", {"revision": revision}))
    return row
