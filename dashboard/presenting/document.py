"""From a report to the one document of a meeting."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template
from markupsafe import Markup

from dashboard.figures.theme import GLYPHS
from dashboard.presenting import behind, wording
from dashboard.presenting.crowded import Rows, is_crowded, signed
from dashboard.presenting.files import Files
from dashboard.report import Report, ReportTable, Slide, TableCell
from dashboard.text import labels
from dashboard.text.language import _, ngettext
from indicators.answers.achievement import STATUSES

UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a script element, or a line of a script; JSON says it otherwise."""

TEXT_PRESENTATION = "\ufe0e"
"""Follows a status's shape on the axis of a chart."""


@dataclass(frozen=True)
class NumberedSlide:
    """A slide with what the document adds: its number, its table's rows, and the keys to shapes,
    signs and marks; ``drawing`` is its chart where no script draws it.
    """

    number: int
    slide: Slide
    statuses: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...]
    rows: Rows
    signs: Mapping[str, str]
    crowded: bool
    numeric: tuple[bool, ...]
    illustrative: str
    drawing: str = ""


def document(report: Report, files: Files) -> str:
    """The whole meeting; needs the application's context, and the report's language to be the
    request's.
    """
    return render_template(
        "present.html",
        report=report,
        slides=numbered_slides(report),
        files=files,
        glyphs=glyphs(),
        has_number=has_number,
        meeting=embedded(_meeting(report)),
    )


def numbered_slides(report: Report) -> list[NumberedSlide]:
    """What the template of a slide shows, for each."""
    return [_numbered_slide(report, number, slide) for number, slide in enumerate(report.slides, 1)]


def glyphs() -> Mapping[str, str]:
    """The shape of each status as text."""
    return {status: f"{glyph}{TEXT_PRESENTATION}" for status, glyph in GLYPHS.items()}


def embedded(value: Any) -> Markup:
    """JSON that nothing can break out of inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(UNSAFE))  # noqa: S704 - no sign of markup is left


def _numbered_slide(report: Report, number: int, slide: Slide) -> NumberedSlide:
    statuses = _statuses(slide)
    crowded = slide.table is not None and is_crowded(slide.table)
    rows = slide.table.rows if slide.table else ()
    marked, signs = signed(rows) if crowded else (rows, {})
    return NumberedSlide(
        number=number,
        slide=slide,
        statuses=tuple(
            (status, slide.statuses.get(status) or labels.status_name(status))
            for status in STATUSES
            if status in statuses
        ),
        marks=tuple(report.marks[mark] for mark in marks_to_explain(report, slide)),
        rows=marked,
        signs=signs,
        crowded=crowded,
        numeric=numeric(slide.table) if slide.table else (),
        illustrative=_illustrative(report, slide),
    )


def marks_to_explain(report: Report, slide: Slide) -> Sequence[str]:
    """The marks to explain; that a whole programme is made up is said in the corner, and in full on
    the first slide.
    """
    return [mark for mark in slide.marks if mark != "illustrative" or not report.illustrative]


def _illustrative(report: Report, slide: Slide) -> str:
    """The word in the corner of every slide where the programme, or the slide itself, shows what
    was made up.
    """
    is_illustrative = report.illustrative or "illustrative" in slide.marks
    return _("Illustrative data") if is_illustrative else ""


def _statuses(slide: Slide) -> set[str]:
    """The statuses whose shapes stand without their word: in cells of numbers, and on the axes of
    charts.
    """
    cells: Sequence[TableCell] = (
        [cell for row in slide.table.rows for cell in row] if slide.table else []
    )
    codes = {cell.status for cell in cells if cell.status and cell.value is not None}
    drawn = json.dumps(slide.chart.figure["layout"], ensure_ascii=False) if slide.chart else ""
    return codes | {
        status for status, glyph in GLYPHS.items() if f"{glyph}{TEXT_PRESENTATION}" in drawn
    }


def numeric(table: ReportTable) -> tuple[bool, ...]:
    """Which columns hold numbers, and therefore stand at the right."""
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.columns)
    return tuple(any(cell.value is not None for cell in column) for column in columns)


def _meeting(report: Report) -> dict[str, Any]:
    return {
        "language": report.language,
        "words": wording.spoken(),
        "slides": [_of_slide(report, slide) for slide in report.slides],
    }


def _of_slide(report: Report, slide: Slide) -> dict[str, Any]:
    return {
        "title": slide.title,
        "sentence": slide.finding or slide.missing or slide.text,
        "spoken": _spoken(slide),
        "notes": "\n\n".join(part for part in (slide.notes, _long(slide)) if part),
        "figure": slide.chart.figure if slide.chart else None,
        "first": bool(slide.chart and slide.chart.lying),
        "bars": [behind.bar(bar) for bar in slide.bars],
    }


def _spoken(slide: Slide) -> str:
    """Who speaks and for how long, where somebody has said it."""
    minutes = slide.minutes and ngettext("{number} minute", "{number} minutes", slide.minutes)
    return ", ".join(part for part in (slide.speaker, minutes) if part)


def _long(slide: Slide) -> str:
    """Text that the wall may cut short stands in the speaker's notes too."""
    return slide.text if slide.kind not in ("text", "title") else ""


def has_number(text: str) -> bool:
    """Whether a card shows a number, and not the word of its absence."""
    return any(sign.isdigit() for sign in text)
