"""A deck as its form sends it: slides in order, one thing to do, and the version that was being
changed.
"""

from collections.abc import Mapping
from datetime import date
from itertools import count

from dashboard.council.agenda import minutes_of
from dashboard.council.kinds import kind
from dashboard.text.language import _
from data.decks import Deck, SlideText
from data.refusals import refuse
from data.words.whole import whole

MOST_SLIDES = 100
MOST_CHARACTERS = 20_000
"""In one field of a slide: more than anybody reads out."""

MOST_MINUTES = 600

FIELDS = ("kind", "address", "title", "notes", "text", "section", "speaker", "minutes")


def deck_from_form(deck: Deck, form: Mapping[str, str]) -> Deck:
    """The deck with what was typed."""
    return deck.but(
        title=form.get("title", deck.title),
        snapshot=_snapshot(form.get("snapshot", "")),
        held_on=_day(form["held_on"]) if "held_on" in form else deck.held_on,
        slides=tuple(_slides(form)),
        version=deck.version if "version" not in form else whole(form["version"]) or 0,
    )


def apply_action(deck: Deck, what: str, indicator: str) -> Deck:
    """The deck after a button: ``up-3``, ``down-3``, ``remove-3``, ``add-text``; anything else
    leaves it.

    ``indicator`` is the address that a new slide of one indicator begins with.
    """
    act, _dash, which = what.partition("-")
    if act == "add":
        address = indicator if kind(which).OF_INDICATOR else "/"
        return deck.but(slides=(*deck.slides, SlideText(which, address)))
    if act not in ("up", "down", "remove"):
        return deck
    at = whole(which)
    if at is None or at >= len(deck.slides):
        raise refuse("slide_unknown", deck=deck.title, number=which[:20], count=len(deck.slides))
    return deck.but(slides=_moved(list(deck.slides), act, at))


def check_words(deck: Deck) -> None:
    """Refuse more slides, longer words or other minutes than a meeting can have."""
    if len(deck.slides) > MOST_SLIDES:
        raise refuse("slides_too_many", deck=deck.title, count=len(deck.slides), most=MOST_SLIDES)
    for number, slide in enumerate(deck.slides, 1):
        length = max(map(len, slide.document().values()), default=0)
        if length > MOST_CHARACTERS:
            most = {"length": length, "most": MOST_CHARACTERS}
            raise refuse("slide_text_too_long", deck=deck.title, number=number, **most)
        if slide.minutes and not 1 <= (minutes_of(slide) or 0) <= MOST_MINUTES:
            limits = {"number": number, "value": slide.minutes, "most": MOST_MINUTES}
            raise refuse("slide_minutes_wrong", **limits)


def anchor(what: str, deck: Deck) -> str:
    """Where the page of the deck is read on after a button: at the slide that it was about."""
    act, _dash, which = what.partition("-")
    last = len(deck.slides) - 1
    places = {"add": last, "up": (whole(which) or 0) - 1, "down": (whole(which) or 0) + 1}
    return f"#slide-{max(0, min(last, places[act]))}" if act in places else ""


def _moved(slides: list[SlideText], act: str, at: int) -> tuple[SlideText, ...]:
    slide = slides.pop(at)
    if act != "remove":
        slides.insert(max(at - 1, 0) if act == "up" else at + 1, slide)
    return tuple(slides)


def _slides(form: Mapping[str, str]) -> list[SlideText]:
    slides: list[SlideText] = []
    for number in count():
        if f"{number}-kind" not in form:
            return slides
        slides.append(SlideText(**{name: _text(form, f"{number}-{name}") for name in FIELDS}))
    return slides


def _text(form: Mapping[str, str], name: str) -> str:
    """What was typed; a browser ends the lines of a form in one way and those of a script in
    another.
    """
    return form.get(name, "").replace("\r\n", "\n")


def _day(text: str) -> date | None:
    """The day of the meeting as a form sends it; nothing for no text."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise refuse("day_wrong", parameter=_("Day of the meeting"), value=text[:40]) from error


def _snapshot(word: str) -> int | None:
    number = whole(word)
    if word and number is None:
        raise refuse("number_wrong", parameter="snapshot", value=word[:80])
    return number
