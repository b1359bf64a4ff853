"""The meeting before a day: when it was, what it looked at, what its slides showed."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.decks import Deck, decks
from indicators.answers.moments import revision_at
from indicators.answers.snapshots import snapshots
from indicators.decisions.decisions import decisions

OF_INDICATOR = "/indicator/"
"""How the address of a slide of one indicator begins."""


@dataclass(frozen=True)
class Meeting:
    """A meeting of ``held_on`` that looked at ``revision`` – its snapshot's, or the last one of its
    day; 0 before the first. ``indicators`` are those that its slides showed.
    """

    held_on: datetime.date
    snapshot: int | None
    revision: int
    indicators: frozenset[str] = frozenset()


def previous_meeting(session: Session, programme: str, before: datetime.date) -> Meeting | None:
    """The last meeting before a day: of a deck or of a decision; else a snapshot stands for one.

    Of a day's meetings one with a snapshot tells best what it looked at.
    """
    own = [deck for deck in decks(session) if deck.programme == programme]
    known = [each for each in _meetings(session, programme, own) if each[0] < before]
    if not known:
        return None
    held_on, snapshot = max(known, key=lambda each: (each[0], each[1] or 0))
    word = held_on.isoformat() if snapshot is None else f"s{snapshot}"
    indicators = frozenset(_indicators(deck for deck in own if deck.held_on == held_on))
    return Meeting(held_on, snapshot, revision_at(session, programme, word), indicators)


def _meetings(
    session: Session, programme: str, own: Iterable[Deck]
) -> Iterator[tuple[datetime.date, int | None]]:
    """Days of meetings with their snapshots; snapshots alone where nobody has said of any."""
    of_decks = [(deck.held_on, deck.snapshot) for deck in own]
    of_decisions = [(each.held_on, each.snapshot) for each in decisions(session, programme)]
    known = [(day, snapshot) for day, snapshot in (*of_decks, *of_decisions) if day is not None]
    yield from known or ((each.taken_on, each.id) for each in snapshots(session, programme))


def _indicators(own: Iterable[Deck]) -> Iterator[str]:
    for deck in own:
        for slide in deck.slides:
            if slide.address.startswith(OF_INDICATOR):
                yield slide.address.removeprefix(OF_INDICATOR).partition("?")[0]
