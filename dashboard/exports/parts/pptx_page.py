"""One slide: its title and finding above, what the numbers need to be believed below, and the room
between.
"""

from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR

from dashboard.exports.parts import measure, saying
from dashboard.exports.parts.canvas import (
    HIGH,
    ROOM,
    SIDE,
    Frame,
    Paragraph,
    TextRun,
    rgb,
    text_box,
    write,
)
from dashboard.figures.theme import WALL
from dashboard.report import Report, Slide

SMALL = 14
TOP = 0.35
BOTTOM = 0.3
GAP = 0.12
RULE = 0.012
OPENING = "title"
"""The kind of slide that a deck opens with: a title as large as a poster's."""


@dataclass(frozen=True)
class SlidePage:
    """A slide being made."""

    pptx_slide: Any
    report: Report
    slide: Slide
    number: int

    @classmethod
    def add(cls, presentation: Any, report: Report, slide: Slide, number: int) -> "SlidePage":
        return cls(
            presentation.slides.add_slide(presentation.slide_layouts[0]), report, slide, number
        )

    @property
    def shapes(self) -> Any:
        return self.pptx_slide.shapes

    @property
    def locale(self) -> str:
        return saying.LOCALES[self.report.language]

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
        opening = self.slide.kind == OPENING
        top = self._title(1.6 if opening else TOP, opening=opening)
        top = self._text(
            top, self.slide.finding, (28, 24, 20) if opening else (20, 18, 16), 1.0, WALL.accent
        )
        alone = not (self.slide.chart or self.slide.table or self.slide.cards or self.slide.missing)
        most = bottom - top - GAP if alone else 1.0
        top = self._text(
            top, self.slide.text, (28, 24, 20, 18, 16) if alone else (18, 16), most, WALL.ink
        )
        return Frame(SIDE, top + GAP, ROOM, bottom - top - 2 * GAP)

    def say(self, text: str, box: Frame) -> None:
        """A sentence where a picture would be: why there is nothing to show."""
        fitted = measure.fitted(text, box.width, box.height, (28, 24, 20, 18, 16))
        shape = text_box(
            self.shapes, box, [[TextRun(fitted.text, fitted.size, colour=WALL.muted)]], self.locale
        )
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE

    def note(self, text: str) -> None:
        """The speaker's notes."""
        self.pptx_slide.notes_slide.notes_text_frame.text = saying.clean(text)

    def _title(self, top: float, *, opening: bool) -> float:
        sizes, most = ((44, 40, 36, 32, 28), 2.4) if opening else ((32, 28, 24, 20), 1.02)
        fitted = measure.fitted(self.slide.title, ROOM, most, sizes, bold=True)
        shape = self.shapes.title
        shape.left, shape.top, shape.width, shape.height = Frame(
            SIDE, top, ROOM, fitted.height
        ).inches
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        write(shape.text_frame, [[TextRun(fitted.text, fitted.size, bold=True)]], self.locale)
        return top + fitted.height

    def _text(
        self, top: float, text: str, sizes: tuple[int, ...], most: float, colour: str
    ) -> float:
        """A text under the others; returns where it ends."""
        if not text.strip():
            return top
        fitted = measure.fitted(saying.clean(text.strip()), ROOM, most - GAP, sizes)
        paragraphs = [
            [TextRun(line, fitted.size, colour=colour)] for line in fitted.text.split("\n")
        ]
        text_box(self.shapes, Frame(SIDE, top + GAP, ROOM, fitted.height), paragraphs, self.locale)
        return top + GAP + fitted.height

    def _below(self) -> float:
        """Source, marks, the programme's warning and the footer; returns where they begin."""
        line = measure.height(1, SMALL)
        top = HIGH - BOTTOM - 2 * line
        self._footer(top, line)
        explanations = self._explanations()
        if not explanations:
            return top - GAP
        height = sum(
            measure.height(measure.lines(run.text, SMALL, ROOM, bold=run.bold), SMALL)
            for (run,) in explanations
        )
        text_box(
            self.shapes, Frame(SIDE, top - GAP - height, ROOM, height), explanations, self.locale
        )
        return top - GAP - height

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
        marks = f"{saying.marks(self.report, self.slide)} {saying.looks(self.report, self.slide)}".strip()
        return [(saying.source(self.report, self.slide), 2), (marks, 4)]

    def _explanations(self) -> list[Paragraph]:
        source, marks = (
            measure.shortened(text, SMALL, ROOM, lines) for text, lines in self._explained()
        )
        warning = self.report.illustrative
        sentences = [
            (source, WALL.muted, False),
            (marks, WALL.muted, False),
            (warning, WALL.status["at_risk"], True),
        ]
        return [[TextRun(text, SMALL, bold, colour)] for text, colour, bold in sentences if text]

    def _footer(self, top: float, line: float) -> None:
        """Whose numbers and as of when; on the right the page and the checksum, which is never cut."""
        self._rule(top - GAP / 2)
        right = [saying.page(self.report, self.number), saying.checksum(self.report)]
        width = max(measure.width(text, SMALL) for text in right) + GAP
        left = [
            measure.shortened(text, SMALL, ROOM - width - GAP, 1)
            for text in (self.report.short_name or self.report.programme_name, self.report.as_of)
        ]
        for texts, place, align in ((left, Frame(SIDE, top, ROOM - width, 2 * line), "left"),
                                   (right, Frame(SIDE + ROOM - width, top, width, 2 * line), "right")):  # fmt: skip
            paragraphs = [[TextRun(text, SMALL, colour=WALL.muted)] for text in texts if text]
            text_box(self.shapes, place, paragraphs, self.locale, align=align)

    def _rule(self, top: float) -> None:
        rule = self.shapes.add_shape(MSO_SHAPE.RECTANGLE, *Frame(SIDE, top, ROOM, RULE).inches)
        rule.fill.solid()
        rule.fill.fore_color.rgb = rgb(WALL.muted)
        rule.line.fill.background()
        rule.shadow.inherit = False
