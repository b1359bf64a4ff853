"""Writing to colleagues at a record or a number: a comment, what is replied, that it is settled."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.accounts import accounts
from data.clock import now
from data.passports import programme_id
from data.refusals import NotFound, Problem, refuse
from data.tables.comments import Comment, CommentParticipant, CommentReply
from data.topics import Topic, of_topic

LONGEST_TEXT = 2_000
MOST = 100
"""Open comments at one record or number, and replies to one of them."""
MOST_ADDRESSEES = 20


def add(
    session: Session,
    programme: str,
    topic: Topic,
    author: str,
    text: str,
    addressees: Sequence[str],
    *,
    to_stewards: bool,
) -> int:
    """Write a comment: its number.

    Refuses no text and one too long, a comment for nobody, for too many, for an account that there
    is not or that is not of the programme, and more open comments than are read at one place.
    """
    text, identity = _checked(text), programme_id(session, programme)
    if not addressees and not to_stewards:
        raise refuse("comment_for_nobody")
    if len(addressees) > MOST_ADDRESSEES:
        raise refuse("comment_for_many", limit=MOST_ADDRESSEES)
    names = {_reader_of(session, programme, name) for name in addressees}
    _refuse_too_many(session, identity, topic)
    comment = Comment(
        programme_id=identity,
        **vars(topic),
        author=author,
        text=text,
        written_at=now(),
        to_stewards=to_stewards,
        last_author=author,
    )
    session.add(comment)
    session.flush()
    for name in {author, *names}:
        participant = CommentParticipant(comment_id=comment.id, account=name)
        participant.is_addressed = name in names
        session.add(participant)
    return comment.id


def _refuse_too_many(session: Session, identity: int, topic: Topic) -> None:
    """Refuse one more open comment than are read at one place."""
    here = (Comment.programme_id == identity, Comment.settled_at.is_(None))
    open_comments = select(func.count()).where(*here, *of_topic(Comment, topic))
    if (session.scalar(open_comments) or 0) >= MOST:
        raise refuse("comment_many", limit=MOST)


def reply(session: Session, identity: int, author: str, text: str) -> None:
    """Write under a comment, which is open again if it was settled; its author takes part in it from
    now on.
    """
    comment, text = comment_row(session, identity), _checked(text)
    there = select(func.count()).where(CommentReply.comment_id == identity)
    if (session.scalar(there) or 0) >= MOST:
        raise refuse("comment_many", limit=MOST)
    session.add(CommentReply(comment_id=identity, author=author, text=text, written_at=now()))
    comment.last_author, comment.settled_by, comment.settled_at = author, None, None
    if session.get(CommentParticipant, (identity, author)) is None:
        session.add(CommentParticipant(comment_id=identity, account=author, is_addressed=False))


def settle(session: Session, identity: int, author: str) -> None:
    """Say that a comment is settled; one that is stays as it is."""
    comment = comment_row(session, identity)
    if comment.settled_at is None:
        comment.settled_by, comment.settled_at = author, now()


def comment_row(session: Session, identity: int) -> Comment:
    """The comment of a number; refuses an unknown one."""
    comment = session.get(Comment, identity)
    if comment is None:
        raise NotFound(Problem("comment_unknown", {"number": identity}))
    return comment


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not text:
        raise refuse("comment_empty")
    if len(text) > LONGEST_TEXT:
        raise refuse("comment_long", limit=LONGEST_TEXT, length=len(text))
    return text


def _reader_of(session: Session, programme: str, name: str) -> str:
    """The name of an account as it is kept; refuses one that could not read the comment."""
    account = accounts.account_of(session, name)
    if account.disabled or not account.may("viewer", programme):
        raise refuse("comment_addressee_elsewhere", name=account.name, programme=programme)
    return account.name
