"""Where changed numbers are shown: snapshots and decks that keep the old ones, living decks that
follow.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.decks import Deck, decks
from data.tables.snapshots import Snapshot
from indicators.answers.reader import ProgrammeReader
from indicators.answers.snapshots import SnapshotFacts, snapshots

OF_NOTHING = frozenset({"title", "text"})
"""Kinds of slides that show no number."""


@dataclass(frozen=True)
class AffectedMeetings:
    """``bound`` decks show one of the snapshots and stay; ``living`` ones show other numbers, or
    but other words.
    """

    snapshots: tuple[SnapshotFacts, ...]
    bound: tuple[Deck, ...]
    living: tuple[Deck, ...]
    reworded: tuple[Deck, ...] = ()


def meetings_with(
    reader: ProgrammeReader, changed: Iterable[str], reworded: Iterable[str] = ()
) -> AffectedMeetings:
    """Where indicators with other numbers are shown, and those with other words."""
    numbers, words = frozenset(changed), frozenset(reworded)
    # a snapshot holds every indicator that its revision knew, whether it is on a slide or not
    holding = _holding(reader, numbers | words)
    kept = tuple(each for each in snapshots(reader.session, reader.code) if each.id in holding)
    mine = [deck for deck in decks(reader.session) if deck.programme == reader.code]
    living = [deck for deck in mine if deck.snapshot is None]
    return AffectedMeetings(
        kept,
        tuple(deck for deck in mine if deck.snapshot in holding and _shows(deck, numbers | words)),
        tuple(deck for deck in living if _shows(deck, numbers)),
        # whose numbers change is listed once, though its words change with them
        tuple(deck for deck in living if _shows(deck, words) and not _shows(deck, numbers)),
    )


def on_slides(session: Session, programme: str, snapshot: int) -> frozenset[str]:
    """The indicators that a meeting has seen: those that slides of the snapshot's decks are about.

    A slide of the whole programme is about none in particular.
    """
    of_meeting = [
        deck for deck in decks(session) if deck.programme == programme and deck.snapshot == snapshot
    ]
    return frozenset(
        code for deck in of_meeting for slide in deck.slides for code in _named(slide.address)
    )


def _holding(reader: ProgrammeReader, codes: frozenset[str]) -> set[int]:
    """The snapshots whose revision knew any of the indicators."""
    statement = select(Snapshot.id, Snapshot.definitions).where(
        Snapshot.programme_id == reader.programme_id
    )
    return {identity for identity, known in reader.session.execute(statement) if codes & set(known)}


def _shows(deck: Deck, codes: frozenset[str]) -> bool:
    named = [_named(slide.address) for slide in deck.slides if slide.kind not in OF_NOTHING]
    # an address that names no indicator shows the whole programme, and so any of them
    return bool(codes) and any(not indicators or codes & set(indicators) for indicators in named)


def _named(address: str) -> Sequence[str]:
    """The indicators that an address is about; none in particular where it shows the whole
    programme.
    """
    parts = urlsplit(address)
    codes = [
        # several times or with commas, as addresses of pages may have them
        code
        for words in parse_qs(parts.query).get("indicator", [])
        for code in words.split(",")
    ]
    of_page = parts.path.removeprefix("/indicator/")
    return [*codes, *([of_page] if of_page != parts.path else [])]
