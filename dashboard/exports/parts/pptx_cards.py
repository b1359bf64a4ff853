"""Number cards as shapes: a name, a number large enough for the last row, its plan and status."""

from collections.abc import Iterator, Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from dashboard.exports.parts import measure
from dashboard.exports.parts.canvas import Frame, Paragraph, TextRun, rgb, write
from dashboard.figures.theme import GLYPHS, WALL
from dashboard.report import Card

GAP = 0.18
INSIDE = 0.16
STRIPE = 0.08
MOST_ROWS = 3
TALL = 3.4
SMALL = 14
NAMES = (28, 24, 20, 18, 16, SMALL)
NUMBERS = (72, 66, 60, 54, 48, 44, 40, 36, 32, 28, 24, 20)
WORDS = (28, 24, 20)
LARGEST = NAMES[0], NUMBERS[0]
LEAST = (24, 20, 18, 16)
"""Sizes of a number whose card's name is too long to be whole beside it."""
OF_NUMBER = 0.36
"""The least that a name may be of its number's size: one is read after the other."""
SHARES = 0.3


def draw(shapes: Any, box: Frame, cards: Sequence[Card], locale: str) -> None:
    """Cards in the number of rows that shows the most of their names, and their numbers the largest,
    left to right; counts of statuses in one row under their shares.
    """
    if all(map(_alone, cards)):
        _shares(shapes, Frame(box.left, box.top, box.width, SHARES), cards)
        box = Frame(box.left, box.top + SHARES + GAP, box.width, box.height - SHARES - GAP)
        places = _layout(box, len(cards), 1)
    else:
        layouts = [_layout(box, len(cards), rows) for rows in range(1, MOST_ROWS + 1)]
        places = max(layouts, key=lambda places: _legible(cards, places))
    largest = _alike(cards, places)
    for card, place in zip(cards, places, strict=True):
        _card(shapes, place, card, locale, largest)


def _alone(card: Card) -> bool:
    """Whether a card is the count of a status, which is all its name says."""
    return card.status is not None and card.name == card.status_name


def _shares(shapes: Any, box: Frame, cards: Sequence[Card]) -> None:
    """The parts of the whole, as wide as they are many."""
    counts = [(card, float(card.counted.value)) for card in cards if card.counted.value]
    room = box.width - GAP / 3 * (len(counts) - 1)
    total, left = sum(count for _card, count in counts), box.left
    for card, count in counts:
        width = room * count / total
        _shape(shapes, Frame(left, box.top, width, box.height), _colour(card))
        left += width + GAP / 3


def _layout(box: Frame, number: int, rows: int) -> list[Frame]:
    """Places in rows, each of which fills the box: those of a shorter one are wider."""
    height = min(TALL, (box.height - GAP * (rows - 1)) / rows)
    abreast, longer = divmod(number, rows)
    tops = [(box.top + row * (height + GAP), abreast + (row < longer)) for row in range(rows)]
    return [place for top, count in tops for place in _row(box, top, height, count)]


def _row(box: Frame, top: float, height: float, count: int) -> Iterator[Frame]:
    width = (box.width - GAP * (count - 1)) / max(1, count)
    for column in range(count):
        yield Frame(box.left + column * (width + GAP), top, width, height)


def _legible(cards: Sequence[Card], places: Sequence[Frame]) -> tuple[int, int]:
    """How many letters of their names cards have room for, and how large the smallest number is."""
    letters, sizes = 0, []
    for card, place in zip(cards, places, strict=True):
        (name,), (number, *_unit), *_below = _paragraphs(card, WALL.ink, *_room(place))
        letters += len(name.text)
        sizes.append(number.size)
    return letters, min(sizes)


def _alike(cards: Sequence[Card], places: Sequence[Frame]) -> tuple[int, int]:
    """The sizes that most of the cards' names and numbers can have: what stands side by side is to
    look alike.
    """
    if all(map(_alone, cards)):
        return LARGEST
    sizes = [
        (name.size, number.size)
        for card, place in zip(cards, places, strict=True)
        for (name,), (number, *_unit), *_below in [_paragraphs(card, WALL.ink, *_room(place))]
    ]
    names, numbers = map(sorted, zip(*sizes, strict=True))
    few = len(cards) // 4  # one long name is not to make all the numbers small
    return names[few], numbers[few]


def _room(place: Frame) -> tuple[float, float]:
    return place.width - 2 * INSIDE, place.height - STRIPE - 2 * INSIDE


def _card(shapes: Any, place: Frame, card: Card, locale: str, largest: tuple[int, int]) -> None:
    body = _shape(
        shapes,
        Frame(place.left, place.top + STRIPE, place.width, place.height - STRIPE),
        WALL.card,
        line=WALL.line,
    )
    _shape(shapes, Frame(place.left, place.top, place.width, STRIPE), _colour(card))
    body.name = card.name
    frame, alone = body.text_frame, _alone(card)
    paragraphs = _paragraphs(card, _colour(card), *_room(place), largest)
    write(frame, paragraphs, locale, align="centre" if alone else "left")
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if alone else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(
        INSIDE * measure.POINTS
    )


def _colour(card: Card) -> str:
    return WALL.status[card.status] if card.status else WALL.rest


def _shape(shapes: Any, place: Frame, fill: str, *, line: str = "") -> Any:
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *place.inches)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(fill)
    if line:
        shape.line.color.rgb, shape.line.width = rgb(line), Pt(1)
    else:
        shape.line.fill.background()
    shape.shadow.inherit = False
    return shape


def _paragraphs(
    card: Card, colour: str, room: float, height: float, largest: tuple[int, int] = LARGEST
) -> list[Paragraph]:
    """Plan, degree and status keep their place; the number is as large as the whole name lets it
    be, or the name gives way to it. Name and number are no larger than the ``largest``.
    """
    if _alone(card):
        return _count(card, colour, room)
    below = _below(card, colour, room, _beside(height))
    left = height - sum(measure.height(1, run.size) for (run,) in below)
    most_name, most = largest
    known = NUMBERS if any(map(str.isdigit, card.value)) else WORDS
    for size in (size for size in known if size <= most):
        number = _number(card, size)
        names = [each for each in NAMES if most_name >= each >= size * OF_NUMBER]
        name = measure.fitted(card.name, room, left - measure.height(1, size), names)
        if name.text == card.name and _width(number) <= room:
            return [[TextRun(name.text, name.size)], number, *below]
    least = (size for size in LEAST if size <= most)
    size = next((size for size in least if _width(_number(card, size)) <= room), SMALL)
    name = measure.fitted(card.name, room, left - measure.height(1, size), (SMALL,))
    return [[TextRun(name.text, name.size)], _number(card, size), *below]


def _count(card: Card, colour: str, room: float) -> list[Paragraph]:
    """The count of a status: the number, its shape, its word."""
    number = TextRun(card.value, NUMBERS[0], bold=True, colour=colour)
    glyph = TextRun(f"{GLYPHS[card.status or '']}\ufe0e", NAMES[0], bold=True, colour=colour)
    word = measure.fitted(card.name, room, measure.height(3, NAMES[2]), NAMES[2:], bold=True)
    return [[number], [glyph], [TextRun(word.text, word.size, bold=True, colour=colour)]]


def _beside(height: float) -> int:
    """The size of plan and status: larger where a card is tall."""
    return next((size for size, least in ((20, 2.6), (16, 1.8)) if height >= least), SMALL)


def _width(runs: Paragraph) -> float:
    return sum(measure.width(run.text, run.size, bold=run.bold) for run in runs)


def _number(card: Card, size: int) -> Paragraph:
    beside = ", ".join(part for part in (card.unit, card.year) if part)
    small = [TextRun(f"\u00a0{beside}", max(SMALL, size // 2))] if beside else []
    return [TextRun(card.value, size, bold=True), *small]


def _below(card: Card, colour: str, room: float, size: int) -> list[Paragraph]:
    status = f"{GLYPHS[card.status]}\ufe0e {card.status_name}" if card.status else ""
    plan = ", ".join(part for part in (card.plan, card.degree) if part)
    runs = [(plan, WALL.muted, False), (status, colour, True)]
    return [
        [TextRun(measure.shortened(text, size, room, 1, bold=bold), size, bold, colour)]
        for text, colour, bold in runs
        if text
    ]
