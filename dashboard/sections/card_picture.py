"""A page's card as a picture, drawn without a browser: the size and the type that networks show."""

import io
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from flask import Response, request
from PIL import Image, ImageDraw, ImageFont

from dashboard.figures.theme import LIGHT
from dashboard.request_reading import read_page_request
from dashboard.sections.page_card import PageCard, card_of
from dashboard.text.language import _

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 72
FONTS = Path(__file__).parents[2] / "assets" / "fonts"
PARTS = ("latin", "cyrillic", "latin-ext")
"""The files of the one typeface, of which each has some signs; the first has the most."""
ROOM = WIDTH - 2 * MARGIN
LONGEST_TEXT = 500
"""Signs of a text that are looked at: of more nobody would see the end."""
NO_SIGN = "\uffff"
LINE = 1.25
HOUR = 3600

Style = tuple[int, str, str]
"""Size in pixels, weight and colour."""
TITLE: Style = (46, "SemiBold", LIGHT.ink)
NUMBER: Style = (104, "Bold", LIGHT.accent)
HEADLINE: Style = (60, "SemiBold", LIGHT.accent)
FACTS: Style = (38, "Medium", LIGHT.ink)
NOTES: Style = (28, "Regular", LIGHT.muted)
LONGEST_NUMBER = 20
"""Signs of a number that stands in one line; more of them are a sentence."""


def view() -> Response:
    """The picture of the page that ``url`` names; refuses what no page understands."""
    card = card_of(read_page_request(request.args.get("url", "/")))
    response = Response(picture(card), mimetype="image/png")
    response.vary.update(("Accept-Language", "Cookie"))
    response.cache_control.max_age = HOUR
    # whoever shows a link shows it on a page of its own
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.add_etag()
    response.make_conditional(request)
    return response


def picture(card: PageCard) -> bytes:
    """A card as a PNG."""
    image = Image.new("RGB", SIZE, LIGHT.card)
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((0, 0, WIDTH, 14), fill=LIGHT.accent)
    top = _write(drawing, MARGIN - 8, _lines(card.title, TITLE, 3), TITLE)
    number = NUMBER if len(card.number) <= LONGEST_NUMBER else HEADLINE
    top = _write(drawing, top + 28, _lines(card.number, number, 3), number)
    _write(drawing, top + 16, _lines(card.facts, FACTS, 2), FACTS)
    foot = _lines(f"{_('Itog')} · {card.notes}", NOTES, 2)
    _write(drawing, HEIGHT - MARGIN + 16 - _height(foot, NOTES), foot, NOTES)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _lines(text: str, style: Style, most: int) -> Sequence[str]:
    """The words in lines that fit; what there is no room for is left out, and seen to be."""
    lines = [""]
    for word in text[:LONGEST_TEXT].split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if _length(longer, style) <= ROOM or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    whole = len(lines) <= most and len(text) <= LONGEST_TEXT
    listed = lines if whole else [*lines[: most - 1], f"{lines[min(most, len(lines)) - 1]} …"]
    return [_within(line, style) for line in listed]


def _within(line: str, style: Style) -> str:
    """A line as far as it has room; only one word may be too long for it."""
    while _length(line, style) > ROOM:
        line = f"{line[: len(line) * 9 // 10 - 1]}…"
    return line


def _height(lines: Sequence[str], style: Style) -> int:
    return round(len(lines) * style[0] * LINE)


def _write(drawing: ImageDraw.ImageDraw, top: int, lines: Sequence[str], style: Style) -> int:
    """Write lines from a height on; where the next may begin."""
    if not any(lines):
        return top
    size, weight, colour = style
    for index, line in enumerate(lines):
        left, base = float(MARGIN), top + round((index + 0.85) * size * LINE)
        for part, text in _parts(line):
            font = _font(part, size, weight)
            drawing.text((left, base), text, fill=colour, font=font, anchor="ls")
            left += font.getlength(text)
    return top + _height(lines, style)


def _length(text: str, style: Style) -> float:
    size, weight, _colour = style
    return sum(_font(part, size, weight).getlength(piece) for part, piece in _parts(text))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """A text in pieces, each with the file of the typeface that has its signs."""
    for part, signs in groupby(text, _part_of):
        yield part, "".join(signs)


@cache
def _part_of(sign: str) -> str:
    known = (part for part in PARTS if sign.isspace() or _has(part, sign))
    return next(known, PARTS[0])


def _has(part: str, sign: str) -> bool:
    font = _font(part, NOTES[0], NOTES[1])
    return bytes(font.getmask(sign)) != bytes(font.getmask(NO_SIGN))


@cache
def _font(part: str, size: int, weight: str) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONTS / f"golos-text-{part}.woff2", size)
    font.set_variation_by_name(weight)
    return font
