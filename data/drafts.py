"""Drafts of definitions: saved as one types; nobody overwrites what another has written meanwhile."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.audit.events import note
from data.clock import now
from data.database.database import Database
from data.passports import programme_id
from data.refusals import Conflict, NotFound, Problem, refuse
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
    statement = _versions().join(
        last, (last.c.draft == DraftVersion.draft) & (last.c.version == DraftVersion.version)
    )
    if programme is not None:
        statement = statement.where(Programme.code == programme)
    rows = session.execute(
        statement.where(DraftVersion.state.in_(states)).order_by(DraftVersion.at.desc())
    )
    return tuple(_draft(*row) for row in rows)


def draft(session: Session, identity: int) -> Draft:
    """One draft; refuses an unknown one."""
    return _draft(*_newest(session, identity))


def history(session: Session, identity: int) -> tuple[Draft, ...]:
    """What each author in turn left of a draft, newest first."""
    statement = (
        _versions().where(DraftVersion.draft == identity).order_by(DraftVersion.version.desc())
    )
    return tuple(_draft(*row) for row in session.execute(statement))


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


def begin(
    database: Database, programme: str, code: str, text: str, *, author: str, based_on: int | None
) -> Draft:
    """A new draft of a definition."""
    with database.writing(f"draft «{code}»") as session:
        identity = (session.scalar(select(func.max(DraftVersion.draft))) or 0) + 1
        row = DraftVersion(
            draft=identity,
            version=1,
            programme_id=programme_id(session, programme),
            code=code,
            based_on=based_on,
            state=OPEN,
            text=_fitting(text),
            reason="",
            act="",
            author=author,
            at=now(),
        )
        session.add(row)
        session.flush()
        note(session, author, "draft_begun", _subject(row), programme=programme)
        return _draft(row, programme)


def save(
    database: Database,
    identity: int,
    version: int,
    text: str,
    *,
    author: str,
    code: str | None = None,
) -> Draft:
    """Save what was written over ``version``; refuses when somebody has saved since, and says who.

    One author's saves in a row are one version of the history, whose number still grows with each.
    """
    with database.writing(f"draft №{identity}") as session:
        row, programme = _writable(session, identity, version)
        if row.text == text and code in (None, row.code):
            return _draft(row, programme)
        content = {"text": _fitting(text), "code": code or row.code}
        if row.author == author:
            _set(row, version=row.version + 1, at=now(), **content)
        else:
            row = _next(session, row, author, **content)
            note(
                session,
                author,
                "draft_saved",
                _subject(row),
                programme=programme,
                version=row.version,
            )
        session.flush()
        return _draft(row, programme)


def propose(
    database: Database, identity: int, version: int, *, author: str, reason: str, act: str
) -> Draft:
    """Offer a draft for publication, with a reason and the act behind it; from now on it is read
    only.
    """
    if not reason.strip():
        raise refuse("reason_missing")
    return _step(
        database, identity, version, author, OPEN, PROPOSED, reason=reason.strip(), act=act.strip()
    )


def take_back(
    database: Database, identity: int, version: int, *, author: str, reason: str = ""
) -> Draft:
    """Let a proposed draft be written on again; refuses to give another's back without saying why."""
    with database.read() as session:
        newest = draft(session, identity)
    if newest.state == PROPOSED and newest.author != author and not reason.strip():
        raise refuse("reason_missing")
    reasons = {"reason": reason.strip()} if reason.strip() else {}
    return _step(database, identity, version, author, PROPOSED, OPEN, **reasons)


def drop(database: Database, identity: int, version: int, *, author: str) -> Draft:
    """Put an open draft aside; its text is kept."""
    return _step(database, identity, version, author, OPEN, DROPPED)


def reopen(database: Database, identity: int, version: int, *, author: str) -> Draft:
    """Go on with a draft that was put aside."""
    return _step(database, identity, version, author, DROPPED, OPEN)


def published(
    session: Session, identity: int, version: int, *, author: str, revision: int
) -> Draft:
    """Say, in the transaction that publishes, that a proposed draft is published."""
    row, programme = _newest_version(session, identity, version)
    return _move(session, row, programme, author, PROPOSED, PUBLISHED, revision=revision)


def _step(
    database: Database,
    identity: int,
    version: int,
    author: str,
    before: str,
    after: str,
    **fields: str,
) -> Draft:
    with database.writing(f"draft №{identity}") as session:
        row, programme = _newest_version(session, identity, version)
        return _move(session, row, programme, author, before, after, **fields)


def _move(
    session: Session,
    row: DraftVersion,
    programme: str,
    author: str,
    before: str,
    after: str,
    **fields: Any,
) -> Draft:
    if row.state != before:
        raise Conflict(Problem("draft_in_another_state", {"id": row.draft, "rule": row.state}))
    kept = {name: words for name, words in fields.items() if name in ("reason", "act")}
    row = _next(session, row, author, state=after, **kept)
    session.flush()
    note(
        session,
        author,
        f"draft_{_STEPS[before, after]}",
        _subject(row),
        programme=programme,
        **fields,
    )
    return _draft(row, programme)


_STEPS = {
    (OPEN, PROPOSED): "proposed",
    (PROPOSED, OPEN): "taken_back",
    (OPEN, DROPPED): "dropped",
    (DROPPED, OPEN): "reopened",
    (PROPOSED, PUBLISHED): "published",
}


def _writable(session: Session, identity: int, version: int) -> tuple[DraftVersion, str]:
    if _newest(session, identity)[0].state != OPEN:
        raise Conflict(Problem("draft_read_only", {"id": identity}))
    return _newest_version(session, identity, version)


def _newest_version(session: Session, identity: int, version: int) -> tuple[DraftVersion, str]:
    """The newest version, which must be the one that was read."""
    row, programme = _newest(session, identity)
    if row.version != version:
        identity_facts = {"id": identity, "author": row.author, "at": row.at}
        raise Conflict(Problem("draft_changed", identity_facts))
    return row, programme


def _next(session: Session, row: DraftVersion, author: str, **fields: Any) -> DraftVersion:
    names = [column.key for column in DraftVersion.__table__.columns if column.key != "id"]
    kept = {name: getattr(row, name) for name in names}
    new = DraftVersion(
        **{**kept, "version": row.version + 1, "author": author, "at": now(), **fields}
    )
    session.add(new)
    return new


def _set(row: DraftVersion, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)


def _fitting(text: str) -> str:
    if len(text) > LONGEST:
        raise refuse("draft_too_long", longest=LONGEST)
    return text


def _subject(row: DraftVersion) -> str:
    return f"{row.code} №{row.draft}"


def _versions() -> Any:
    return select(DraftVersion, Programme.code).join(
        Programme, Programme.id == DraftVersion.programme_id
    )


def _newest(session: Session, identity: int) -> tuple[DraftVersion, str]:
    statement = (
        _versions()
        .where(DraftVersion.draft == identity)
        .order_by(DraftVersion.version.desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    if row is None:
        raise NotFound(Problem("unknown_draft", {"id": identity}))
    return row[0], row[1]


def _draft(row: DraftVersion, programme: str) -> Draft:
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
