"""One slide: its title and finding above, what the numbers need to be believed below, and the room
between.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from dashboard.exports.parts import measure, pptx_master, saying
from dashboard.exports.parts.canvas import (
    ROOM,
    SIDE,
    WIDE,
    Frame,
    Paragraph,
    TextRun,
    paint,
    rgb,
    text_box,
    write,
)
from dashboard.exports.parts.pptx_layouts import (
    CONTENT,
    COVER_TOP,
    FINDING,
    FOOT,
    GAP,
    ILLUSTRATIVE_GROUND,
    ILLUSTRATIVE_INK,
    SMALL,
    SOURCE,
    TOP,
    WARNING,
    footers,
)
from dashboard.figures.theme import WALL
from dashboard.presenting.document import marks_to_explain
from dashboard.report import Report, Slide

OPENING = "title"
"""The kind of slide that a deck opens with: a title as large as a poster's."""
TITLES, POSTERS = (32, 28, 24, 20), (44, 40, 36, 32, 28)
TEXTS = (36, 32, 28, 24, 20, 18, 16)
"""Sizes of a text that has the slide for itself."""
PILL = 0.34
STRIPE = "#f4f6fa"


@dataclass(frozen=True)
class SlidePage:
    """A slide being made."""

    pptx_slide: Any
    report: Report
    slide: Slide

    @classmethod
    def add(cls, presentation: Any, report: Report, slide: Slide) -> "SlidePage":
        layout = pptx_master.COVER if slide.kind == OPENING else pptx_master.CONTENT
        native = presentation.slides.add_slide(presentation.slide_layouts[layout])
        return cls(native, report, slide)

    @property
    def shapes(self) -> Any:
        return self.pptx_slide.shapes

    @property
    def locale(self) -> str:
        return saying.LOCALES[self.report.language]

    @property
    def opening(self) -> bool:
        return self.slide.kind == OPENING

    @property
    def summary(self) -> str:
        """The slide in words, for those who cannot see its picture."""
        return (
            ". ".join(part.rstrip(".") for part in (self.slide.title, self.slide.finding) if part)
            + "."
        )

    def around(self) -> Frame:
        """Write everything around the picture and return the room that is left for it."""
        bottom = self._below()
        colours = (WALL.line, WALL.card) if self.opening else (WALL.accent, WALL.ink)
        top = self._title(COVER_TOP if self.opening else TOP, ROOM - self._illustrative())
        findings = (28, 24, 20) if self.opening else (22, 20, 18, 16)
        top = self._text(FINDING, top, self.slide.finding, findings, 1.0, colours[0])
        top = self._text(None, top, self.slide.scope, (16, 14), 0.6, WALL.muted)
        top = self._own_text(top, bottom, colours[1])
        return Frame(SIDE, top + GAP, ROOM, bottom - top - 2 * GAP)

    def _own_text(self, top: float, bottom: float, colour: str) -> float:
        """The slide's own text, in all the room where nothing else is; returns where it ends."""
        slide, text = self.slide, self.slide.text
        if slide.chart or slide.table or slide.cards or slide.missing:
            return self._text(None, top, text, (18, 16), 1.0, colour)
        sizes = TEXTS[3:] if self.opening else TEXTS
        return self._text(CONTENT, top, text, sizes, bottom - top - GAP, colour)

    def above(self, box: Frame) -> float:
        """What finding and text take between the title and a box, in inches."""
        title = self.shapes.title
        return max(0.0, box.top - GAP - float(title.top.inches + title.height.inches))

    def say(self, text: str, box: Frame) -> None:
        """A sentence where a picture would be, in a calm frame: why there is nothing to show."""
        fitted = measure.fitted(text, box.width - 1, box.height - 0.4, (32, 28, 24, 20, 18, 16))
        paragraphs = [[TextRun(fitted.text, fitted.size, colour=WALL.muted)]]
        shape = self._write(CONTENT, box, paragraphs, align="centre")
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(STRIPE)
        paint(shape.line.color, WALL.muted)
        shape.line.width, shape.line.dash_style = Pt(1.5), MSO_LINE.DASH

    def adopt(self, frame: Any) -> None:
        """Put a chart or a table into the place that the layout has for it, if that is still empty."""
        holder = self._holder(CONTENT)
        if holder is not None and not holder.text_frame.text:
            holder._element.getparent().remove(holder._element)
            place = parse_xml(f'<p:ph {nsdecls("p")} idx="{CONTENT}"/>')
            frame._element.xpath("./p:nvGraphicFramePr/p:nvPr")[0].append(place)

    def note(self, text: str) -> None:
        """The speaker's notes."""
        self.pptx_slide.notes_slide.notes_text_frame.text = saying.clean(text)

    def retitle(self, title: str) -> None:
        """Another title in the place of the first: the part of a table that goes on."""
        shape = self.shapes.title
        room, most = shape.width.inches, shape.height.inches + measure.HAIR
        fitted = measure.fitted(title, room, most, TITLES, bold=True)
        shape.text_frame.clear()
        write(shape.text_frame, [[TextRun(fitted.text, fitted.size, bold=True)]], self.locale)

    def finish(self, page: int, pages: int) -> None:
        """Write the footer, which knows how many slides there are, and leave no place empty."""
        for holder in list(self.pptx_slide.placeholders):
            if holder.has_text_frame and not holder.text_frame.text:
                holder._element.getparent().remove(holder._element)
        last = max(shape.shape_id for shape in self.shapes)
        for number, place in enumerate(footers(), last + 1):
            lines = pptx_master.footer(self.report, place, page, pages)
            footer = pptx_master.placeholder(place, number, lines, own=False)
            self.shapes._spTree.append(footer)

    def _title(self, top: float, room: float) -> float:
        sizes, most = (POSTERS, 2.4) if self.opening else (TITLES, 1.02)
        fitted = measure.fitted(self.slide.title, room, most, sizes, bold=True)
        colour = WALL.card if self.opening else WALL.ink
        shape = self.shapes.title
        shape.left, shape.top, shape.width, shape.height = Frame(
            SIDE, top, room, fitted.height
        ).inches
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        run = TextRun(fitted.text, fitted.size, bold=True, colour=colour)
        write(shape.text_frame, [[run]], self.locale)
        return top + fitted.height

    def _text(
        self,
        index: int | None,
        top: float,
        text: str,
        sizes: Sequence[int],
        most: float,
        colour: str,
    ) -> float:
        """A text under the others; returns where it ends."""
        if not text.strip():
            return top
        fitted = measure.fitted(saying.clean(text.strip()), ROOM, most - GAP, sizes)
        paragraphs = [
            [TextRun(line, fitted.size, colour=colour)] for line in fitted.text.split("\n")
        ]
        self._write(index, Frame(SIDE, top + GAP, ROOM, fitted.height), paragraphs)
        return top + GAP + fitted.height

    def _write(
        self, index: int | None, box: Frame, paragraphs: Sequence[Paragraph], *, align: str = "left"
    ) -> Any:
        """Words in a place of the layout, or in a box of their own where it has none left."""
        holder = None if index is None else self._holder(index)
        if holder is None:
            return text_box(self.shapes, box, paragraphs, self.locale, align=align)
        holder.left, holder.top, holder.width, holder.height = box.inches
        write(holder.text_frame, paragraphs, self.locale, align=align)
        return holder

    def _holder(self, index: int) -> Any:
        known = (each for each in self.pptx_slide.placeholders if each.has_text_frame)
        return next((each for each in known if each.placeholder_format.idx == index), None)

    def _below(self) -> float:
        """Source, marks and the programme's warning; returns where they begin."""
        top = FOOT - GAP
        explanations = self._explanations()
        if not explanations:
            return top
        height = sum(
            measure.height(measure.lines(run.text, SMALL, ROOM, bold=run.bold), SMALL)
            for (run,) in explanations
        )
        self._write(SOURCE, Frame(SIDE, top - height, ROOM, height), explanations)
        return top - height

    @property
    def cut(self) -> list[str]:
        """Sources and marks in full where the slide has room for their beginning alone: they go to
        the notes.
        """
        return [
            text
            for text, lines in self._explained()
            if measure.shortened(text, SMALL, ROOM, lines) != text
        ]

    def _explained(self) -> list[tuple[str, int]]:
        """The sources, the marks with their meaning, and the most lines of each."""
        slide = replace(self.slide, marks=tuple(marks_to_explain(self.report, self.slide)))
        marks = f"{saying.marks(self.report, slide)} {saying.looks(self.report, slide)}".strip()
        return [(saying.source(self.report, slide), 2), (marks, 4)]

    def _explanations(self) -> list[Paragraph]:
        texts = [measure.shortened(text, SMALL, ROOM, most) for text, most in self._explained()]
        runs = [TextRun(text, SMALL, colour=WALL.muted) for text in texts]
        if self.opening:
            runs.append(TextRun(self.report.illustrative, SMALL, bold=True, colour=WARNING))
        return [[run] for run in runs if run.text]

    def _illustrative(self) -> float:
        """The word in the corner for what is made up; returns how much of the title's room it takes."""
        text = saying.illustrative_words(self.report, self.slide)
        if not text:
            return 0.0
        width = measure.width(text, SMALL, bold=True) * 1.1 + PILL
        place = Frame(WIDE - SIDE - width, TOP + 0.08, width, PILL)
        shape = self.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *place.inches)
        shape.adjustments[0] = 0.5
        shape.fill.solid()
        shape.fill.fore_color.rgb, shape.line.color.rgb = (
            rgb(ILLUSTRATIVE_GROUND),
            rgb(ILLUSTRATIVE_INK),
        )
        shape.shadow.inherit = False
        run = TextRun(text, SMALL, bold=True, colour=ILLUSTRATIVE_INK)
        write(shape.text_frame, [[run]], self.locale, align="centre")
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        return width + 2 * GAP
