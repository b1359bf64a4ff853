"""Sent files: each waits until a steward accepts it, which is an ordinary import, or sends it back
with a note, or until its reporter takes it back.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import LargeBinary, Select, func, select
from sqlalchemy.orm import Session

from data.clock import now
from data.database.change import Change
from data.refusals import Conflict, NotFound, Problem, refuse
from data.sending import content as contents
from data.sending.content import SourceVersion
from data.tables.programmes import Programme
from data.tables.revisions import Revision
from data.tables.sending import SentFile

WAITING, ACCEPTED, RETURNED, WITHDRAWN = "waiting", "accepted", "returned", "withdrawn"
MOST_WAITING = 50
"""Files of one reporter that wait at once."""
MOST_MB = 10
LONGEST_NOTE = 2_000
LISTED = 100


@dataclass(frozen=True)
class SentFileFacts:
    """All there is to say of a sent file but its content; moments are UTC.

    ``source`` is the one that it is read by, as long as it waits: what is settled names it in its import.
    """

    id: int
    programme: str
    account_id: int
    author: str
    kind: str
    file_name: str
    covers: str
    districts: tuple[str, ...] | None
    replaces: bool
    rows: int
    note: str
    sent_at: datetime.datetime
    state: str
    settled_by: str | None
    settled_at: datetime.datetime | None
    answer: str | None
    import_id: int | None
    source: SourceVersion | None = None

    @property
    def days(self) -> int:
        """For how many whole days it has waited."""
        return (now() - self.sent_at).days


def send(
    session: Session,
    programme_id: int,
    account_id: int,
    author: str,
    file: bytes,
    source: SourceVersion | None = None,
    **columns: Any,
) -> int:
    """Let a file wait: its number; ``source`` is what it is read by. Refuses where too many of the
    reporter's wait.

    Columns: ``kind``, ``file_name``, ``covers``, ``districts``, ``replaces``, ``rows``, ``note``.
    """
    own = select(SentFile.id).where(SentFile.account_id == account_id, SentFile.state == WAITING)
    if len(session.scalars(own).all()) >= MOST_WAITING:
        raise refuse("sending_many", limit=MOST_WAITING)
    row = SentFile(
        programme_id=programme_id,
        account_id=account_id,
        author=author,
        content=contents.with_source(file, source),
        sent_at=now(),
        state=WAITING,
        **columns,
    )
    session.add(row)
    session.flush()
    return row.id


def waiting(session: Session, programme: str) -> list[SentFileFacts]:
    """What waits in a programme, the oldest first."""
    statement = _listed().where(Programme.code == programme, SentFile.state == WAITING)
    return _facts(session, statement.order_by(SentFile.id))


def settled(session: Session, programme: str) -> list[SentFileFacts]:
    """What waits no longer in a programme, the newest first."""
    statement = _listed().where(Programme.code == programme, SentFile.state != WAITING)
    return _facts(session, statement.order_by(SentFile.id.desc()).limit(LISTED))


def of_reporter(session: Session, programme: str, account_id: int) -> list[SentFileFacts]:
    """What a reporter has sent, the newest first."""
    statement = _listed().where(Programme.code == programme, SentFile.account_id == account_id)
    return _facts(session, statement.order_by(SentFile.id.desc()).limit(LISTED))


def numbered(session: Session, identity: int) -> SentFileFacts:
    """The sent file of a number; refuses an unknown one."""
    listed = _facts(session, _listed().where(SentFile.id == identity))
    if not listed:
        raise NotFound(Problem("sending_unknown", {"number": identity}))
    return listed[0]


def content_of(session: Session, identity: int) -> bytes:
    """The file of one that waits; refuses one that is settled."""
    return contents.file_of(_waiting(session, identity).content or b"")


def give_back(session: Session, identity: int, author: str, answer: str) -> None:
    """Send a file back with a note; refuses one without a note, and one that is settled."""
    if not answer.strip():
        raise refuse("sending_note_missing")
    _settle(_waiting(session, identity), RETURNED, author)
    session.get_one(SentFile, identity).answer = answer.strip()[:LONGEST_NOTE]


def withdraw(session: Session, identity: int, author: str) -> None:
    """Take a file back; refuses one that is settled."""
    _settle(_waiting(session, identity), WITHDRAWN, author)


def accept(change: Change, identity: int, import_id: int) -> dict[str, Any]:
    """Note that a file became an import, in the revision that loads it: who has sent it, for the
    receipt. Refuses one that is settled.
    """
    row = _waiting(change.session, identity)
    _settle(row, ACCEPTED, change.session.get_one(Revision, change.revision).author)
    row.import_id = import_id
    return {"number": row.id, "author": row.author, "at": row.sent_at.isoformat()}


def _waiting(session: Session, identity: int) -> SentFile:
    row = session.get(SentFile, identity)
    if row is None:
        raise NotFound(Problem("sending_unknown", {"number": identity}))
    if row.state != WAITING:
        raise Conflict(Problem("sending_settled", {"name": row.file_name, "by": row.settled_by}))
    return row


def _settle(row: SentFile, state: str, author: str) -> None:
    row.state, row.settled_by, row.settled_at, row.content = state, author, now(), None


def _listed() -> Select[SentFile, str, bytes]:
    # the line of the source alone: a list does not read whole files
    head = func.substr(SentFile.content, 1, contents.LONGEST, type_=LargeBinary)
    listed = select(SentFile, Programme.code, head)
    return listed.join(Programme, Programme.id == SentFile.programme_id)


def _facts(session: Session, statement: Select[SentFile, str, bytes]) -> list[SentFileFacts]:
    same = [
        name
        for name in SentFileFacts.__dataclass_fields__
        if name not in ("programme", "districts", "source")
    ]
    return [
        SentFileFacts(
            programme=code,
            districts=None if row.districts is None else tuple(row.districts),
            source=contents.source_of(head),
            **{name: getattr(row, name) for name in same},
        )
        for row, code, head in session.execute(statement)
    ]
