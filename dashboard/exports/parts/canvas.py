"""Places on a slide, text in them, and the colours of its theme."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Inches, Pt

from dashboard.exports.parts.saying import clean
from dashboard.figures.theme import WALL

WIDE, HIGH = 13.333, 7.5
SIDE = 0.6
ROOM = WIDE - 2 * SIDE
FONT = "Arial"
"""Golos Text is on no machine but ours, and a presentation cannot name a second choice.

Windows and macOS have Arial, and LibreOffice puts Liberation Sans in its place, whose letters are
exactly as wide: what fits here, fits there.
"""
THEMED = {
    WALL.ink: MSO_THEME_COLOR.TEXT_1,
    WALL.card: MSO_THEME_COLOR.BACKGROUND_1,
    WALL.muted: MSO_THEME_COLOR.TEXT_2,
    WALL.line: MSO_THEME_COLOR.BACKGROUND_2,
    WALL.accent: MSO_THEME_COLOR.ACCENT_1,
}
"""The colours of letters that a presentation's theme has: who changes the theme changes them."""


@dataclass(frozen=True)
class Frame:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def inches(self) -> tuple[Inches, Inches, Inches, Inches]:
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


@dataclass(frozen=True)
class TextRun:
    """Letters of one look."""

    text: str
    size: int
    bold: bool = False
    colour: str = WALL.ink


Paragraph = Sequence[TextRun]


def write(
    frame: Any, paragraphs: Iterable[Paragraph], locale: str, *, align: str = "left", gap: int = 0
) -> None:
    """Put paragraphs into a text frame, without margins and as large as they were measured; an office
    whose letters are wider makes them smaller.
    """
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = {
            "left": PP_ALIGN.LEFT,
            "right": PP_ALIGN.RIGHT,
            "centre": PP_ALIGN.CENTER,
        }[align]
        paragraph.space_before = Pt(gap if number else 0)
        for run in runs:
            _run(paragraph, run, locale)


def text_box(
    shapes: Any, box: Frame, paragraphs: Iterable[Paragraph], locale: str, **looks: Any
) -> Any:
    """A text of its own on a slide."""
    shape = shapes.add_textbox(*box.inches)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    write(shape.text_frame, paragraphs, locale, **looks)
    return shape


def describe(shape: Any, text: str) -> None:
    """Say in words what a chart or table shows, for those who cannot see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(text))


def rgb(colour: str) -> RGBColor:
    """A colour of the theme as an office writes it."""
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))


def paint(native: Any, colour: str) -> None:
    """Give a native colour one of the theme's, or a colour that no theme has."""
    if colour in THEMED:
        native.theme_color = THEMED[colour]
    else:
        native.rgb = rgb(colour)


def but(run: TextRun, text: str) -> TextRun:
    """Other letters of the same look."""
    return replace(run, text=text)


def _run(paragraph: Any, run: TextRun, locale: str) -> None:
    text_run = paragraph.add_run()
    text_run.text = clean(run.text)
    text_run.font.size, text_run.font.bold = Pt(run.size), run.bold
    paint(text_run.font.color, run.colour)
    text_run._r.get_or_add_rPr().set("lang", locale)
