"""A presentation that may be edited: one slide each, its charts and tables an office's own."""

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from dashboard.council.report import Chart, Report, Slide, Table
from dashboard.exports.parts import canvas, pptx_cards, pptx_chart, pptx_table, saying
from dashboard.exports.parts.pptx_page import Page

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
Drawing = Callable[[canvas.Box], None]
GAP = 0.15


def write(report: Report, path: Path) -> None:
    """Every slide of the report, in its order."""
    presentation = canvas.blank(saying.LOCALES[report.language])
    for number, slide in enumerate(report.slides, 1):
        page = Page.add(presentation, report, slide, number)
        box = page.around()
        drawings = _drawings(page, slide)
        height = (box.height - GAP * (len(drawings) - 1)) / max(1, len(drawings))
        for place, drawing in enumerate(drawings):
            drawing(canvas.Box(box.left, box.top + place * (height + GAP), box.width, height))
        page.note(_notes(report, slide, number))
    _properties(presentation, report)
    with path.open("wb") as target:
        presentation.save(target)


def _drawings(page: Page, slide: Slide) -> list[Drawing]:
    """What a slide shows between its finding and its source."""
    _ = saying.speaker(page.report)
    drawings: list[Drawing] = []
    if slide.missing:
        drawings.append(partial(page.say, slide.missing))
    if slide.chart:
        known = any(value is not None for series in slide.chart.series for value in series.values)
        drawings.append(partial(_chart, page, slide.chart) if known else partial(page.say, _("no data")))
    if slide.table:
        drawings.append(partial(_table, page, slide.table))
    if slide.cards:
        drawings.append(lambda box: pptx_cards.draw(page.shapes, box, slide.cards, page.locale))
    return drawings


def _chart(page: Page, chart: Chart, box: canvas.Box) -> None:
    canvas.describe(pptx_chart.draw(page.shapes, box, chart), page.summary)


def _table(page: Page, table: Table, box: canvas.Box) -> None:
    _ = saying.speaker(page.report)

    def more(number: int) -> str:
        return _("… and {number} more in the workbook").format(number=number)

    words = pptx_table.TableWords(saying.status_names(page.report, page.slide), more)
    canvas.describe(pptx_table.draw(page.shapes, box, table, page.locale, words), page.summary)


def _notes(report: Report, slide: Slide, number: int) -> str:
    """What the speaker says, and by which definitions; the first slide names the version of each."""
    versions = saying.every_version(report) if number == 1 else saying.versions(report)
    return "\n\n".join(part for part in (slide.notes, versions) if part)


def _properties(presentation: Any, report: Report) -> None:
    """What a file manager shows; comments may be longer than python-pptx lets them be."""
    core = presentation.core_properties
    core.title, core.subject = saying.clean(report.title)[:255], saying.clean(report.programme_name)[:255]
    core.author, core.keywords = "Itog", report.programme
    core.language = saying.LOCALES[report.language]
    core.created = core.modified = datetime.datetime.fromisoformat(report.on)
    core._element.get_or_add_description().text = saying.clean(saying.description(report))
