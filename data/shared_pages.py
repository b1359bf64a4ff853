"""Pages that the stewards of a programme offer to all its people, in one order; each change of the
list is in the audit trail.
"""

import datetime
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.audit.events import note
from data.clock import now
from data.markup.limits import UNSEEN
from data.passports import programme_id
from data.refusals import NotFound, Problem, refuse
from data.tables.shared_pages import SharedPage

MOST = 50
"""Pages of a list; more nobody looks through."""
LONGEST_TITLE = 200


@dataclass(frozen=True)
class SharedPageFacts:
    """A page of the list; ``at`` is UTC."""

    id: int
    title: str
    address: str
    author: str
    at: datetime.datetime


def shared_pages(session: Session, programme: str) -> tuple[SharedPageFacts, ...]:
    """The list of a programme, in its order."""
    return tuple(
        SharedPageFacts(row.id, row.title, row.address, row.author, row.at)
        for row in _rows(session, programme_id(session, programme))
    )


def share(session: Session, programme: str, title: str, address: str, *, author: str) -> None:
    """Put a page at the end of the list. Refuses no title, one too long, a page that stands there
    already, and more than ``MOST``.
    """
    name = " ".join(UNSEEN.sub("", title).split())
    if not name:
        raise refuse("shared_page_untitled")
    if len(name) > LONGEST_TITLE:
        raise refuse("shared_page_long", longest=LONGEST_TITLE)
    identity = programme_id(session, programme)
    rows = _rows(session, identity)
    if len(rows) >= MOST:
        raise refuse("shared_page_many", most=MOST)
    known = next((row for row in rows if row.address == address), None)
    if known is not None:
        raise refuse("shared_page_twice", title=known.title)
    last = func.coalesce(func.max(SharedPage.position), 0)
    position = session.scalar(select(last).where(SharedPage.programme_id == identity)) or 0
    session.add(
        SharedPage(
            programme_id=identity,
            position=position + 1,
            title=name,
            address=address,
            author=author,
            at=now(),
        )
    )
    note(session, author, "page_shared", name, programme=programme, page=address)


def unshare(session: Session, programme: str, identity: int, *, author: str) -> None:
    """Take a page off the list; refuses one that is not there."""
    row = _row(session, programme, identity)
    note(session, author, "page_unshared", row.title, programme=programme, page=row.address)
    session.delete(row)


def move_up(session: Session, programme: str, identity: int, *, author: str) -> None:
    """Let a page change places with the one before it; the first one stays."""
    row = _row(session, programme, identity)
    rows = _rows(session, row.programme_id)
    at = rows.index(row)
    if at == 0:
        return
    before = rows[at - 1]
    before.position, row.position = row.position, before.position
    note(session, author, "page_moved", row.title, programme=programme, page=row.address)


def _rows(session: Session, programme: int) -> list[SharedPage]:
    listed = select(SharedPage).where(SharedPage.programme_id == programme)
    return list(session.scalars(listed.order_by(SharedPage.position, SharedPage.id)))


def _row(session: Session, programme: str, identity: int) -> SharedPage:
    row = session.get(SharedPage, identity)
    if row is None or row.programme_id != programme_id(session, programme):
        raise NotFound(Problem("shared_page_unknown"))
    return row
