"""Comments as they are read: at one place, in a programme, and those that wait for somebody."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from data.accounts.accounts import AccountFacts
from data.tables.comments import Comment, CommentParticipant, CommentReply
from data.tables.programmes import Programme
from data.topics import Topic, of_topic, topic_of

LISTED = 100


@dataclass(frozen=True)
class CommentReplyFacts:
    """What was replied; ``at`` is UTC."""

    author: str
    text: str
    at: datetime.datetime


@dataclass(frozen=True)
class CommentFacts:
    """All there is to say of a comment; moments are UTC. Open while ``settled_by`` is nobody."""

    id: int
    programme: str
    topic: Topic
    author: str
    text: str
    at: datetime.datetime
    addressees: tuple[str, ...]
    to_stewards: bool
    replies: tuple[CommentReplyFacts, ...]
    settled_by: str | None
    settled_at: datetime.datetime | None


def at_topic(session: Session, programme: str, topic: Topic) -> list[CommentFacts]:
    """The comments at one place, the oldest first."""
    return _facts(session, Programme.code == programme, *of_topic(Comment, topic))


def at_record(
    session: Session, programme: str, kind: str, numbers: Iterable[str]
) -> list[CommentFacts]:
    """The comments at a record, whichever of its numbers it had then."""
    which = (Comment.kind == kind, Comment.number.in_(sorted(set(numbers))))
    return _facts(session, Programme.code == programme, *which)


def open_at_records(
    session: Session, programme_id: int, kind: str, numbers: Sequence[str]
) -> dict[str, int]:
    """How many comments are open at each of these records; those with none are left out."""
    which = (
        Comment.programme_id == programme_id,
        Comment.kind == kind,
        Comment.number.in_(numbers),
        Comment.settled_at.is_(None),
    )
    counts = select(Comment.number, func.count()).where(*which).group_by(Comment.number)
    return dict(session.execute(counts).all())


def in_programme(session: Session, programme: str, *, is_settled: bool) -> list[CommentFacts]:
    """The open comments of a programme, or the settled ones, the newest first."""
    state = Comment.settled_at.is_not(None) if is_settled else Comment.settled_at.is_(None)
    return _facts(session, Programme.code == programme, state)[::-1]


def waiting(session: Session, account: AccountFacts) -> list[CommentFacts]:
    """The comments that wait for somebody, of every programme of theirs, the oldest first."""
    return _facts(session, _waits_for(account))


def waiting_count(session: Session, account: AccountFacts) -> int:
    """How many comments wait for somebody."""
    statement = select(func.count()).select_from(Comment)
    statement = statement.join(Programme, Programme.id == Comment.programme_id)
    return session.scalar(statement.where(_waits_for(account))) or 0


def _waits_for(account: AccountFacts) -> ColumnElement[bool]:
    """Open, of a programme of theirs, concerning them, and last written in by somebody else."""
    concerned = select(CommentParticipant.comment_id).where(
        CommentParticipant.account == account.name
    )
    everywhere = account.programmes is None or account.role == "administrator"
    return and_(
        Comment.settled_at.is_(None),
        Comment.last_author != account.name,
        or_(Comment.id.in_(concerned), Comment.to_stewards if account.may("steward") else false()),
        true() if everywhere else Programme.code.in_(account.programmes or ()),
    )


def _facts(session: Session, *which: ColumnElement[bool]) -> list[CommentFacts]:
    """The newest of what is asked for, the oldest of them first."""
    statement = select(Comment, Programme.code).join(
        Programme, Programme.id == Comment.programme_id
    )
    newest = statement.where(*which).order_by(Comment.id.desc()).limit(LISTED)
    rows = session.execute(newest).all()[::-1]
    ids = [comment.id for comment, _code in rows]
    replies, addressees = _replies(session, ids), _addressees(session, ids)
    return [
        CommentFacts(
            comment.id,
            code,
            topic_of(comment),
            comment.author,
            comment.text,
            comment.written_at,
            tuple(addressees[comment.id]),
            comment.to_stewards,
            tuple(replies[comment.id]),
            comment.settled_by,
            comment.settled_at,
        )
        for comment, code in rows
    ]


def _replies(session: Session, ids: Sequence[int]) -> dict[int, list[CommentReplyFacts]]:
    replies: dict[int, list[CommentReplyFacts]] = defaultdict(list)
    mine = CommentReply.comment_id.in_(ids)
    for row in session.scalars(select(CommentReply).where(mine).order_by(CommentReply.id)):
        replies[row.comment_id].append(CommentReplyFacts(row.author, row.text, row.written_at))
    return replies


def _addressees(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    mine = CommentParticipant.comment_id.in_(ids), CommentParticipant.is_addressed
    for row in session.scalars(select(CommentParticipant).where(*mine)):
        names[row.comment_id].append(row.account)
    return {identity: sorted(names[identity]) for identity in ids}
