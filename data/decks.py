"""Decks of slides: every saved version is kept, and nobody overwrites what another has saved
meanwhile.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.audit import events
from data.clock import now
from data.database.database import Database
from data.passports import programme_id
from data.refusals import LANGUAGES, refuse
from data.tables.decks import DeckVersion
from data.tables.programmes import Programme
from data.words.offers import unknown
from data.words.titles import titled

ONE_SITTING = datetime.timedelta(minutes=10)
"""What an author saves again within it is the same work."""


@dataclass(frozen=True)
class SlideText:
    """What somebody chose for a slide: its kind, the address it shows, and their own words; the
    section of the agenda that begins with it, who speaks and for how many minutes.
    """

    kind: str
    address: str = "/"
    title: str = ""
    notes: str = ""
    text: str = ""
    section: str = ""
    speaker: str = ""
    minutes: str = ""

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "SlideText":
        known = {
            name: str(document[name]) for name in cls.__dataclass_fields__ if document.get(name)
        }
        return cls(**{"kind": "", **known})

    def document(self) -> dict[str, str]:
        """Only what was said."""
        return {name: value for name in self.__dataclass_fields__ if (value := getattr(self, name))}


@dataclass(frozen=True)
class Deck:
    """A deck as it was saved; ``version`` 0 is one that never was.

    Without a snapshot it shows living data.

    ``held_on`` is the day of the meeting, where somebody has said it.
    """

    code: str
    programme: str
    title: str
    slides: tuple[SlideText, ...]
    snapshot: int | None = None
    version: int = 0
    author: str = ""
    at: datetime.datetime | None = None
    held_on: datetime.date | None = None

    def but(self, **changes: Any) -> "Deck":
        """The same deck with some parts changed."""
        return replace(self, **changes)


def decks(session: Session) -> tuple[Deck, ...]:
    """Every deck that was not removed, by title."""
    newest = select(DeckVersion.code, func.max(DeckVersion.version).label("version")).group_by(
        DeckVersion.code
    )
    last = newest.subquery()
    statement = _versions().join(
        last, (last.c.code == DeckVersion.code) & (last.c.version == DeckVersion.version)
    )
    rows = session.execute(statement.where(DeckVersion.removed.is_(False)))
    return tuple(
        sorted((_deck(row, code) for row, code in rows), key=lambda deck: deck.title.casefold())
    )


def deck(session: Session, code: str) -> Deck:
    """A deck; refuses an unknown or removed one and names the known ones."""
    newest = _newest(session, code)
    if newest is None or newest[0].removed:
        titles = {each.code: dict.fromkeys(LANGUAGES, each.title) for each in decks(session)}
        raise unknown("unknown_deck", "deck", code, titles)
    return _deck(*newest)


def history(session: Session, code: str) -> tuple[Deck, ...]:
    """Every version of a deck, newest first."""
    rows = session.execute(
        _versions().where(DeckVersion.code == code).order_by(DeckVersion.version.desc())
    )
    return tuple(_deck(row, programme) for row, programme in rows)


def save(
    database: Database,
    changed: Deck,
    *,
    author: str,
    removed: bool = False,
    as_typed: bool = False,
) -> Deck:
    """Add a version after the one that was changed; refuses when somebody else has saved since, and
    names them.

    The audit log has one line of what is saved ``as_typed`` by one author within ``ONE_SITTING``.
    """
    title = titled(changed.title)
    with database.writing(f"deck «{title}»") as session:
        code = changed.code or _new_code(session)
        newest = _newest(session, code)
        version = newest[0].version if newest else 0
        if newest is not None and version != changed.version:
            before = newest[0]
            raise refuse("deck_changed", title=before.title, author=before.author, at=before.at)
        row = DeckVersion(
            code=code,
            version=version + 1,
            programme_id=programme_id(session, changed.programme),
            title=title,
            snapshot_id=changed.snapshot,
            held_on=changed.held_on,
            slides=[slide.document() for slide in changed.slides],
            author=author,
            at=now(),
            removed=removed,
        )
        session.add(row)
        if not (as_typed and newest and _goes_on(newest[0], author, row.at)):
            deed = "deck_removed" if removed else "deck_saved"
            events.note(session, author, deed, title, deck=code, programme=changed.programme)
        session.flush()
        return _deck(row, changed.programme)


def _goes_on(before: DeckVersion, author: str, at: datetime.datetime) -> bool:
    """Whether an author saves again what they saved a moment ago."""
    return before.author == author and at - before.at < ONE_SITTING


def _versions() -> Any:
    return select(DeckVersion, Programme.code).join(
        Programme, Programme.id == DeckVersion.programme_id
    )


def _newest(session: Session, code: str) -> tuple[DeckVersion, str] | None:
    statement = (
        _versions().where(DeckVersion.code == code).order_by(DeckVersion.version.desc()).limit(1)
    )
    row: Sequence[Any] | None = session.execute(statement).first()
    return (row[0], row[1]) if row else None


def _new_code(session: Session) -> str:
    """Short, so that it can be typed from a wall."""
    taken = set(session.scalars(select(DeckVersion.code).distinct()))
    return next(
        code for number in range(1, len(taken) + 2) if (code := f"deck-{number}") not in taken
    )


def _deck(row: DeckVersion, programme: str) -> Deck:
    slides = tuple(SlideText.of(document) for document in row.slides)
    saved = (row.version, row.author, row.at)
    return Deck(
        row.code, programme, row.title, slides, row.snapshot_id, *saved, held_on=row.held_on
    )
