"""An empty presentation in the wall's colours, and text on its slides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
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
LAYOUT = "Title Only"


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


def blank(locale: str) -> Any:
    """A wide presentation with one layout, in the wall's colours and Arial, its text marked with
    its language.
    """
    presentation = Presentation()
    wider = Inches(WIDE) / presentation.slide_width
    presentation.slide_width, presentation.slide_height = Inches(WIDE), Inches(HIGH)
    for layout in [layout for layout in presentation.slide_layouts if layout.name != LAYOUT]:
        presentation.slide_layouts.remove(layout)
    for shape in [*presentation.slide_master.shapes, *presentation.slide_layouts[0].shapes]:
        shape.left, shape.width = int(shape.left * wider), int(shape.width * wider)
    theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _coloured(theme.blob)
    for element in presentation.slide_master._element.iter(qn("a:defRPr")):
        element.set("lang", locale)
    return presentation


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


def but(run: TextRun, text: str) -> TextRun:
    """Other letters of the same look."""
    return replace(run, text=text)


def _run(paragraph: Any, run: TextRun, locale: str) -> None:
    text_run = paragraph.add_run()
    text_run.text = clean(run.text)
    text_run.font.size, text_run.font.bold = Pt(run.size), run.bold
    text_run.font.color.rgb = rgb(run.colour)
    text_run._r.get_or_add_rPr().set("lang", locale)


def _coloured(theme: bytes) -> bytes:
    """The theme with our colours and font, so that what is added by hand later looks the same."""
    root = parse_xml(theme)
    colours = {
        "dk1": WALL.ink,
        "lt1": WALL.card,
        "dk2": WALL.muted,
        "lt2": WALL.line,
        "hlink": WALL.accent,
    }
    colours |= {f"accent{number}": colour for number, colour in enumerate(WALL.series[:6], 1)}
    for name, colour in colours.items():
        (place,) = root.iter(qn(f"a:{name}"))
        place.clear()
        place.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{rgb(colour)}"/>'))
    for part in ("a:majorFont", "a:minorFont"):
        (font,) = root.iter(qn(part))
        font.find(qn("a:latin")).set("typeface", FONT)
    return serialize_part_xml(root)
