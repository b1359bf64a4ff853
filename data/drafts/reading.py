"""Drafts as they were saved last, and who left what of them."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.refusals import NotFound, Problem
from data.tables.drafts import DraftVersion
from data.tables.programmes import Programme

OPEN, PROPOSED, PUBLISHED, DROPPED = "open", "proposed", "published", "dropped"
LIVING = (OPEN, PROPOSED)
LONGEST = 100_000
"""Characters of a draft; a definition has some hundred."""


@dataclass(frozen=True)
class Draft:
    """A draft as it was saved last.

    ``based_on`` is the published version it began with; ``at`` is UTC.
    """

    id: int
    version: int
    programme: str
    code: str
    based_on: int | None
    state: str
    text: str
    reason: str
    act: str
    author: str
    at: datetime.datetime


@dataclass(frozen=True)
class SentBack:
    """A draft that was proposed and is to be written on: whose proposal it was, who gave it back,
    when (UTC), and why.
    """

    draft: Draft
    proposer: str
    by: str
    at: datetime.datetime
    reason: str


def drafts(
    session: Session, programme: str | None = None, states: Collection[str] = LIVING
) -> tuple[Draft, ...]:
    """The drafts in some states, the one touched last first."""
    newest = select(DraftVersion.draft, func.max(DraftVersion.version).label("version")).group_by(
        DraftVersion.draft
    )
    last = newest.subquery()
    statement = versions().join(
        last, (last.c.draft == DraftVersion.draft) & (last.c.version == DraftVersion.version)
    )
    if programme is not None:
        statement = statement.where(Programme.code == programme)
    rows = session.execute(
        statement.where(DraftVersion.state.in_(states)).order_by(DraftVersion.at.desc())
    )
    return tuple(as_draft(*row) for row in rows)


def draft(session: Session, identity: int) -> Draft:
    """One draft; refuses an unknown one."""
    return as_draft(*newest_row(session, identity))


def history(session: Session, identity: int) -> tuple[Draft, ...]:
    """What each author in turn left of a draft, newest first."""
    statement = (
        versions().where(DraftVersion.draft == identity).order_by(DraftVersion.version.desc())
    )
    return tuple(as_draft(*row) for row in session.execute(statement))


def sent_back(session: Session, author: str, programme: str | None = None) -> tuple[SentBack, ...]:
    """The drafts that ``author`` proposed and somebody else gave back, until they are proposed
    again.
    """
    given_back = (_sent_back(session, each) for each in drafts(session, programme, (OPEN,)))
    return tuple(each for each in given_back if each is not None and each.proposer == author)


def sent_back_of(session: Session, identity: int) -> SentBack | None:
    """Why a draft that is being written on came back, if somebody gave it back."""
    newest = draft(session, identity)
    return _sent_back(session, newest) if newest.state == OPEN else None


def _sent_back(session: Session, newest: Draft) -> SentBack | None:
    later: Draft | None = None
    for version in history(session, newest.id):
        if version.state == PROPOSED:
            # who takes their own proposal back knows why
            if later is None or version.author == later.author:
                return None
            return SentBack(newest, version.author, later.author, later.at, later.reason)
        later = version
    return None


def versions() -> Any:
    return select(DraftVersion, Programme.code).join(
        Programme, Programme.id == DraftVersion.programme_id
    )


def newest_row(session: Session, identity: int) -> tuple[DraftVersion, str]:
    statement = (
        versions()
        .where(DraftVersion.draft == identity)
        .order_by(DraftVersion.version.desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    if row is None:
        raise NotFound(Problem("unknown_draft", {"id": identity}))
    return row[0], row[1]


def as_draft(row: DraftVersion, programme: str) -> Draft:
    return Draft(
        row.draft,
        row.version,
        programme,
        row.code,
        row.based_on,
        row.state,
        row.text,
        row.reason,
        row.act,
        row.author,
        row.at,
    )
