"""Pictures of a deck's slides for its editor: each is made once, and once more when its words or its numbers change."""

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass, replace

from dashboard.council import making
from dashboard.council.agenda import AGENDA, agenda_items
from dashboard.http import context
from dashboard.http.compression import CompressedFile, packed
from dashboard.presenting.picture import picture as drawn
from data import clock
from data.decks import Deck, SlideText

HEADERS = {
    "Content-Type": "image/svg+xml; charset=utf-8",
    "Cache-Control": "private, max-age=86400, immutable",
}
"""Another picture has another name, so that a browser may keep each."""


@dataclass(frozen=True)
class SlidePicture:
    """A slide as a file, and its title."""

    title: str
    file: CompressedFile


def names(deck: Deck) -> list[str]:
    """What each slide's picture is called: another name as soon as it would be another picture."""
    return [_name(deck, slide) for slide in deck.slides]


def picture(deck: Deck, name: str) -> SlidePicture | None:
    """The picture of that name; nothing where no slide of the deck has it any more."""
    slides = (slide for slide in deck.slides if _name(deck, slide) == name)
    slide = next(slides, None)
    return None if slide is None else _picture(deck, slide)


def titles(deck: Deck) -> list[str]:
    """What each slide is called where nobody types a title."""
    return [_picture(deck, replace(slide, title="")).title for slide in deck.slides]


def _picture(deck: Deck, slide: SlideText) -> SlidePicture:
    kept: SlidePicture = context.drawn().once(_key(deck, slide), lambda: _drawn_slide(deck, slide))
    return kept


def _drawn_slide(deck: Deck, slide: SlideText) -> SlidePicture:
    agenda = agenda_items(deck.slides, _titles_as_shown(deck)) if slide.kind == AGENDA else ()
    report = making.report(deck.but(slides=(slide,)), agenda=agenda)
    return SlidePicture(report.slides[0].title, packed(drawn(report).encode(), HEADERS))


def _titles_as_shown(deck: Deck) -> list[str]:
    """The titles of a deck's slides; the agenda, which lists the others, needs none."""
    return [
        "" if slide.kind == AGENDA else slide.title or _picture(deck, slide).title
        for slide in deck.slides
    ]


def _name(deck: Deck, slide: SlideText) -> str:
    return hashlib.sha256(repr(_key(deck, slide)).encode()).hexdigest()[:24]


def _key(deck: Deck, slide: SlideText) -> Hashable:
    """Everything that a picture is of; what the speaker says is not on it.

    The agenda's is of all the slides.
    """
    slides = deck.slides if slide.kind == AGENDA else (slide,)
    visible = tuple(replace(each, notes="") for each in slides)
    of_deck = (deck.code, deck.programme, deck.title, deck.held_on, deck.snapshot)
    now = (context.asker().revision(), clock.today(), context.language())
    return ("picture", replace(slide, notes=""), visible, of_deck, now)
