"""A presentation that may be edited: one slide each, its charts and tables an office's own."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from dashboard.exports.parts import (
    canvas,
    pptx_cards,
    pptx_chart,
    pptx_map,
    pptx_master,
    pptx_table,
    pptx_table_blocks,
    pptx_table_layout,
    saying,
)
from dashboard.exports.parts.pptx_page import SlidePage
from dashboard.exports.parts.pptx_table_measure import TableLayout
from dashboard.report import Card, Chart, Report, ReportTable, Slide

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
CONTINUED = "continued"
"""The kind of a slide that goes on with the table of the one before it."""
Drawing = Callable[[canvas.Frame], TableLayout | None]
"""Draws within a box, and returns how a table was laid: it may have rows left for another slide."""
GAP = 0.15
MAP = 0.54
"""How much of a slide's width a map takes; the bars of its numbers stand beside it."""


def write(report: Report, path: Path) -> None:
    """Every slide of the report in its order; a table that needs more room goes on over slides of
    its own.
    """
    presentation = pptx_master.blank(report)
    pages: list[SlidePage] = []
    for slide in report.slides:
        pages += _pages(presentation, report, slide, opens=not pages)
    for number, page in enumerate(pages, 1):
        page.finish(number, len(pages))
    _properties(presentation, report)
    with path.open("wb") as target:
        presentation.save(target)


def _pages(presentation: Any, report: Report, slide: Slide, *, opens: bool) -> list[SlidePage]:
    """A slide and those that go on with its table, each with its number among them in its title."""
    _ = saying.speaker(report)
    page, laid = _add(presentation, report, slide, opens=opens)
    pages = [page]
    while laid and laid.rest:
        going_on = _continued(slide, laid)
        page, laid = _add(presentation, report, going_on, largest=laid.size)
        pages.append(page)
    for part, page in enumerate(pages if len(pages) > 1 else (), 1):
        title = _("{title} ({part} of {parts})")
        page.retitle(title.format(title=slide.title, part=part, parts=len(pages)))
    return pages


def _add(
    presentation: Any,
    report: Report,
    slide: Slide,
    *,
    opens: bool = False,
    largest: int = pptx_table_layout.SIZES[0],
) -> tuple[SlidePage, TableLayout | None]:
    """One slide, and how its table was laid, in letters no larger than the ``largest``."""
    page = SlidePage.add(presentation, report, slide)
    box = page.around()
    drawings = _drawings(page, slide, largest)
    height = (box.height - GAP * (len(drawings) - 1)) / max(1, len(drawings))
    layouts = [
        drawing(canvas.Frame(box.left, box.top + place * (height + GAP), box.width, height))
        for place, drawing in enumerate(drawings)
    ]
    page.note(_notes(page, opens=opens))
    return page, next(filter(None, layouts), None)


def _continued(slide: Slide, laid: TableLayout) -> Slide:
    """The slide that goes on with a table, under the same title."""
    table = ReportTable(laid.columns, tuple(map(tuple, laid.rest)))
    return replace(slide, kind=CONTINUED, finding="", text="", chart=None, cards=(), table=table)


def _drawings(page: SlidePage, slide: Slide, largest: int) -> list[Drawing]:
    """What a slide shows between its finding and its source."""
    _ = saying.speaker(page.report)
    drawings: list[Drawing] = []
    if slide.missing:
        drawings.append(partial(_explanation_rows, page, slide.missing))
    if slide.chart:
        known = any(value is not None for series in slide.chart.series for value in series.values)
        drawings.append(
            partial(_chart, page, slide.chart)
            if known
            else partial(_explanation_rows, page, _("no data"))
        )
    if slide.table:
        drawings.append(partial(_table, page, slide.table, largest))
    if slide.cards:
        drawings.append(partial(_cards, page, slide.cards))
    return drawings


def _explanation_rows(page: SlidePage, text: str, box: canvas.Frame) -> None:
    page.say(text, box)


def _chart(page: SlidePage, chart: Chart, box: canvas.Frame) -> None:
    if chart.territory:
        width = box.width * MAP
        place = canvas.Frame(box.left, box.top, width - GAP, box.height)
        native = pptx_map.draw(page.shapes, place, chart.figure, page.locale)
        canvas.describe(native, page.summary)
        box = canvas.Frame(box.left + width, box.top, box.width - width, box.height)
    frame = pptx_chart.draw(page.shapes, box, chart, page.report.language)
    canvas.describe(frame, page.summary)
    page.adopt(frame)


def _cards(page: SlidePage, cards: Sequence[Card], box: canvas.Frame) -> None:
    pptx_cards.draw(page.shapes, box, cards, page.locale)


def _table(page: SlidePage, table: ReportTable, largest: int, box: canvas.Frame) -> TableLayout:
    _ = saying.speaker(page.report)

    def more(number: int) -> str:
        return _("more rows on the next slide: {number}").format(number=number)

    words = pptx_table_layout.TableLabels(saying.status_names(page.report, page.slide), more)
    blocks = pptx_table_blocks.blocks(table, box, words, largest, page.above(box))
    for place, laid in blocks:
        shape = pptx_table.draw(page.shapes, place, laid, page.locale)
        canvas.describe(shape, page.summary)
        page.adopt(shape)
    return blocks[-1][1]


def _notes(page: SlidePage, *, opens: bool) -> str:
    """What the speaker says, what the slide has cut, what is made up, and by which definitions; the
    first slide names the version of each.
    """
    versions = saying.every_version(page.report) if opens else saying.versions(page.report)
    parts = (page.slide.notes, *page.cut, page.report.illustrative, versions)
    return "\n\n".join(part for part in parts if part)


def _properties(presentation: Any, report: Report) -> None:
    """What a file manager shows; comments may be longer than python-pptx lets them be."""
    core = presentation.core_properties
    core.title, core.subject = (
        saying.clean(report.title)[:255],
        saying.clean(report.programme_name)[:255],
    )
    core.author, core.keywords = "Itog", report.programme
    core.language = saying.LOCALES[report.language]
    core.created = core.modified = datetime.datetime.fromisoformat(report.on)
    core._element.get_or_add_description().text = saying.clean(saying.description(report))
