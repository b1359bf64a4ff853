"""Number cards as shapes: a name, a number large enough for the last row, its plan and status."""

import math
from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from dashboard.exports.parts import measure
from dashboard.exports.parts.canvas import Frame, Paragraph, TextRun, rgb, write
from dashboard.figures.theme import GLYPHS, WALL
from dashboard.report import Card

GAP = 0.18
INSIDE = 0.14
STRIPE = 0.09
MOST_ROWS = 3
TALL = 2.2
SMALL = 14
NUMBERS = (44, 40, 36, 32, 28, 24, 20)
WORDS = (24, 20)
LEAST = (24, 20, 18, 16)
"""Sizes of a number whose card's name is too long to be whole beside it."""


def draw(shapes: Any, box: Frame, cards: Sequence[Card], locale: str) -> None:
    """Cards in the number of rows that shows the most of their names, and their numbers the largest,
    left to right.
    """
    layouts = [_layout(box, len(cards), rows) for rows in range(1, MOST_ROWS + 1)]
    places = max(layouts, key=lambda places: _legible(cards, places))
    for card, place in zip(cards, places, strict=True):
        _card(shapes, place, card, locale)


def _layout(box: Frame, number: int, rows: int) -> list[Frame]:
    abreast = math.ceil(number / rows)
    width = (box.width - GAP * (abreast - 1)) / abreast
    height = min(TALL, (box.height - GAP * (rows - 1)) / rows)
    across, down = width + GAP, height + GAP
    places = [divmod(place, abreast) for place in range(number)]
    return [
        Frame(box.left + column * across, box.top + row * down, width, height)
        for row, column in places
    ]


def _legible(cards: Sequence[Card], places: Sequence[Frame]) -> tuple[int, int]:
    """How many letters of their names cards have room for, and how large the smallest number is."""
    letters, sizes = 0, []
    for card, place in zip(cards, places, strict=True):
        (name,), (number, *_unit), *_below = _paragraphs(card, WALL.ink, *_room(place))
        letters += len(name.text)
        sizes.append(number.size)
    return letters, min(sizes)


def _room(place: Frame) -> tuple[float, float]:
    return place.width - STRIPE - 2 * INSIDE, place.height - 2 * INSIDE


def _card(shapes: Any, place: Frame, card: Card, locale: str) -> None:
    colour = WALL.status[card.status] if card.status else WALL.rest
    _shape(shapes, Frame(place.left, place.top, STRIPE, place.height), colour)
    body = _shape(
        shapes, Frame(place.left + STRIPE, place.top, place.width - STRIPE, place.height), "#f3f5f9"
    )
    body.name = card.name
    frame = body.text_frame
    write(frame, _paragraphs(card, colour, *_room(place)), locale)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(
        INSIDE * measure.POINTS
    )


def _shape(shapes: Any, place: Frame, fill: str) -> Any:
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *place.inches)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(fill)
    shape.line.fill.background()
    shape.shadow.inherit = False
    return shape


def _paragraphs(card: Card, colour: str, room: float, height: float) -> list[Paragraph]:
    """Plan, degree and status keep their place; the number is as large as the whole name lets it
    be, or the name gives way to it.
    """
    below = _below(card, colour, room)
    left = height - measure.height(len(below), SMALL)
    for size in NUMBERS if any(map(str.isdigit, card.value)) else WORDS:
        number = _number(card, size)
        name = measure.fitted(card.name, room, left - measure.height(1, size), (20, 18, 16, SMALL))
        if name.text == card.name and _width(number) <= room:
            return [[TextRun(name.text, name.size)], number, *below]
    size = next((size for size in LEAST if _width(_number(card, size)) <= room), SMALL)
    name = measure.fitted(card.name, room, left - measure.height(1, size), (SMALL,))
    return [[TextRun(name.text, name.size)], _number(card, size), *below]


def _width(runs: Paragraph) -> float:
    return sum(measure.width(run.text, run.size, bold=run.bold) for run in runs)


def _number(card: Card, size: int) -> Paragraph:
    beside = ", ".join(part for part in (card.unit, card.year) if part)
    small = [TextRun(f"\u00a0{beside}", max(SMALL, size // 2))] if beside else []
    return [TextRun(card.value, size, bold=True), *small]


def _below(card: Card, colour: str, room: float) -> list[Paragraph]:
    status = (
        f"{GLYPHS[card.status]}\ufe0e {card.status_name}"
        if card.status and card.status_name != card.name
        else ""
    )
    plan = ", ".join(part for part in (card.plan, card.degree) if part)
    runs = [(plan, WALL.muted, False), (status, colour, True)]
    return [
        [TextRun(measure.shortened(text, SMALL, room, 1, bold=bold), SMALL, bold, colour)]
        for text, colour, bold in runs
        if text
    ]
