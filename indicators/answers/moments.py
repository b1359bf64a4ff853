"""A moment as people name it – a revision, a snapshot, a day – as the revision that held then."""

import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data import clock
from data.refusals import refuse
from data.tables.revisions import Revision
from data.words.whole import whole
from indicators.answers.snapshots import snapshot

LONGEST = 80
"""Characters of somebody's word that a refusal repeats."""


def revision_at(session: Session, programme: str | None, word: str) -> int:
    """The revision of ``57``, ``s3`` or ``2026-03-12`` (the last one of that local day; 0 before the
    first).

    Refuses what is none of them, and a snapshot that there is not or that is another programme's.
    """
    number = whole(word)
    if number is not None:
        return number
    identity = whole(word[1:]) if word.startswith("s") else None
    if identity is not None:
        return _of_snapshot(session, programme, identity)
    return _of_day(session, word)


def day_of(session: Session, programme: str, word: str) -> datetime.date:
    """The day by which a moment judges what is due: a snapshot's own, the day itself, or the local
    one of a revision; of no revision the first day there is.
    """
    number = whole(word)
    if number is None and word.startswith("s"):
        return snapshot(session, int(word[1:])).taken_on
    if number is None:
        return datetime.date.fromisoformat(word)
    at = session.scalar(select(Revision.at).where(Revision.number == number))
    return datetime.date.min if at is None else clock.local_day(at)


def _of_snapshot(session: Session, programme: str | None, identity: int) -> int:
    facts = snapshot(session, identity)
    if programme not in (None, facts.programme):
        raise refuse("snapshot_of_another_programme", id=facts.id, programme=facts.programme)
    return facts.revision


def _of_day(session: Session, word: str) -> int:
    try:
        day = datetime.date.fromisoformat(word)
    except ValueError as error:
        raise refuse("moment_wrong", value=word[:LONGEST]) from error
    until = Revision.at <= clock.day_ends(day)
    return session.scalar(select(func.max(Revision.number)).where(until)) or 0
