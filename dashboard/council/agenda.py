"""The agenda of a meeting, read off its deck: sections, and the slides that stand in none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from data.decks import SlideText
from data.words.whole import whole

AGENDA = "agenda"
UNLISTED = ("title", AGENDA)
"""Kinds of slides that are nothing to speak about."""


@dataclass(frozen=True)
class AgendaItem:
    """A section or a slide with the numbers of its first and last slide; ``minutes`` is nothing
    where nobody has said how long it takes.
    """

    title: str
    first: int
    last: int
    speakers: tuple[str, ...] = ()
    minutes: int | None = None
    is_section: bool = False


def agenda_items(slides: Sequence[SlideText], titles: Sequence[str]) -> tuple[AgendaItem, ...]:
    """What is spoken about, in order: a section goes on until the next one begins.

    ``titles`` are those of the slides as they are shown.
    """
    return tuple(_joined(_single_items(slides, titles)))


def minutes_of(slide: SlideText) -> int | None:
    """How long a slide takes; nothing where nobody has said."""
    return whole(slide.minutes)


def _single_items(slides: Sequence[SlideText], titles: Sequence[str]) -> Iterator[AgendaItem]:
    section = ""
    for number, (slide, title) in enumerate(zip(slides, titles, strict=True), 1):
        section = slide.section or section
        speakers = (slide.speaker,) if slide.speaker else ()
        item = AgendaItem(section or title, number, number, speakers, minutes_of(slide))
        if slide.kind not in UNLISTED:
            yield replace(item, is_section=bool(section))


def _joined(items: Iterable[AgendaItem]) -> Iterator[AgendaItem]:
    """Neighbours of one section as one item."""
    before: AgendaItem | None = None
    for item in items:
        if before and item.is_section and before.is_section and item.title == before.title:
            before = _together(before, item)
            continue
        if before:
            yield before
        before = item
    if before:
        yield before


def _together(before: AgendaItem, item: AgendaItem) -> AgendaItem:
    known = [each.minutes for each in (before, item) if each.minutes is not None]
    speakers = tuple(dict.fromkeys((*before.speakers, *item.speakers)))
    minutes = sum(known) if known else None
    return replace(before, last=item.last, speakers=speakers, minutes=minutes)
