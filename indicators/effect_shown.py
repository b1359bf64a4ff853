"""Where changed numbers are shown: snapshots and decks that keep the old ones, living decks that follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import select

from data.decks import Deck, decks
from data.tables.snapshots import Snapshot
from indicators.reader import Reader
from indicators.snapshots import SnapshotFacts, snapshots

OF_NOTHING = frozenset({"title", "text"})
"""Kinds of slides that show no number."""


@dataclass(frozen=True)
class Shown:
    """``bound`` decks show one of the snapshots and stay; ``living`` ones will change."""

    snapshots: tuple[SnapshotFacts, ...]
    bound: tuple[Deck, ...]
    living: tuple[Deck, ...]


def shown_in(reader: Reader, codes: Iterable[str]) -> Shown:
    """Where any of the indicators is shown."""
    wanted = frozenset(codes)
    holding = _holding(reader, wanted)
    kept = tuple(each for each in snapshots(reader.session, reader.code) if each.id in holding)
    showing = [deck for deck in decks(reader.session) if deck.programme == reader.code and _shows(deck, wanted)]
    return Shown(
        kept,
        tuple(deck for deck in showing if deck.snapshot in holding),
        tuple(deck for deck in showing if deck.snapshot is None),
    )


def _holding(reader: Reader, codes: frozenset[str]) -> set[int]:
    """The snapshots whose revision knew any of the indicators."""
    asked = select(Snapshot.id, Snapshot.definitions).where(Snapshot.programme_id == reader.programme_id)
    return {identity for identity, known in reader.session.execute(asked) if codes & set(known)}


def _shows(deck: Deck, codes: frozenset[str]) -> bool:
    named = [_named(slide.address) for slide in deck.slides if slide.kind not in OF_NOTHING]
    return any(not indicators or codes & set(indicators) for indicators in named)


def _named(address: str) -> Sequence[str]:
    """The indicators that an address is about; none in particular where it shows the whole programme."""
    parts = urlsplit(address)
    asked = [code for words in parse_qs(parts.query).get("indicator", []) for code in words.split(",")]
    of_page = parts.path.removeprefix("/indicator/")
    return [*asked, *([of_page] if of_page != parts.path else [])]
