"""The steps of a draft: begun, saved, proposed, taken back, dropped, published."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.audit.events import note
from data.clock import now
from data.database.database import Database
from data.drafts.reading import (
    DROPPED,
    LONGEST,
    OPEN,
    PROPOSED,
    PUBLISHED,
    Draft,
    as_draft,
    draft,
    newest_row,
)
from data.passports import programme_id
from data.refusals import Conflict, Problem, refuse
from data.tables.drafts import DraftVersion


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
        return as_draft(row, programme)


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
            return as_draft(row, programme)
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
        return as_draft(row, programme)


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
    return as_draft(row, programme)


_STEPS = {
    (OPEN, PROPOSED): "proposed",
    (PROPOSED, OPEN): "taken_back",
    (OPEN, DROPPED): "dropped",
    (DROPPED, OPEN): "reopened",
    (PROPOSED, PUBLISHED): "published",
}


def _writable(session: Session, identity: int, version: int) -> tuple[DraftVersion, str]:
    if newest_row(session, identity)[0].state != OPEN:
        raise Conflict(Problem("draft_read_only", {"id": identity}))
    return _newest_version(session, identity, version)


def _newest_version(session: Session, identity: int, version: int) -> tuple[DraftVersion, str]:
    """The newest version, which must be the one that was read."""
    row, programme = newest_row(session, identity)
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
