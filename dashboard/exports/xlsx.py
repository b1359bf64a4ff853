"""A workbook of the numbers: a sheet a slide, the definitions, and the records behind the bars."""

import datetime
import math
from collections.abc import Sequence
from pathlib import Path

from dashboard.council.report import Bar, Report
from dashboard.exports.parts import saying, xlsx_slide
from dashboard.exports.parts.xlsx_book import Book, Sheet, sheet_names
from dashboard.figures.theme import WALL

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BEFORE = 4
"""Columns of the records that say which bar they are of."""


def write(report: Report, path: Path) -> None:
    """Summary, slides, definitions, records."""
    _ = saying.speaker(report)
    slides = [f"{number} {slide.title}" for number, slide in enumerate(report.slides, 1)]
    last = (_("Definitions"), _("Records behind the bars"))
    summary, *slide_names, definitions, records = sheet_names([_("Summary"), *slides, *last])
    book = Book(str(path))
    _properties(book, report)
    _summary(book.sheet(summary), report, slide_names)
    for name, slide in zip(slide_names, report.slides, strict=True):
        xlsx_slide.write(book.sheet(name), report, slide)
    _definitions(book.sheet(definitions), report)
    _records(book.sheet(records), report)
    book.workbook.close()


def _summary(sheet: Sheet, report: Report, names: Sequence[str]) -> None:
    """What this is, as of when, how it can be checked, and where to look."""
    _ = saying.speaker(report)
    sheet.across = 2
    sheet.say(report.title, bold=True, font_size=16)
    facts = (
        (_("Programme"), report.programme_name),
        (_("As of"), report.as_of),
        (_("Revision"), str(report.revision)),
        (_("Snapshot"), "" if report.snapshot is None else str(report.snapshot)),
        (_("Checksum"), report.checksum),
    )
    for name, said in facts:
        if said:
            sheet.text(sheet.row, 0, name, font_color=WALL.muted)
            sheet.text(sheet.row, 1, said)
            sheet.row += 1
    sheet.say(report.illustrative, bold=True, font_color=WALL.status["at_risk"])
    sheet.row += 1
    sheet.heads((_("No."), _("Slide"), _("Finding")))
    for number, (name, slide) in enumerate(zip(names, report.slides, strict=True), 1):
        sheet.number(sheet.row, 0, number, "0", align="left")
        sheet.link(sheet.row, 1, name, slide.title)
        said = slide.finding or slide.missing
        sheet.text(sheet.row, 2, said, text_wrap=True)
        sheet.tall(max(math.ceil(len(slide.title) / 55), math.ceil(len(said) / 85), 1))
        sheet.row += 1
    for column, width in enumerate((20, 60, 90)):
        sheet.made.set_column(column, column, width)


def _definitions(sheet: Sheet, report: Report) -> None:
    """How every number was made: the texts as they can be loaded again."""
    _ = saying.speaker(report)
    sheet.heads((_("File"), _("Versions"), _("Definition")))
    for name, text in report.definitions.items():
        sheet.text(sheet.row, 0, name)
        sheet.text(sheet.row, 1, saying.listed(report.versions.get(Path(name).stem, ())))
        sheet.text(sheet.row, 2, text, text_wrap=True, font_size=9)
        sheet.tall(text.count("\n") + 1, 9)
        sheet.row += 1
    for column, width in enumerate((36, 12, 110)):
        sheet.made.set_column(column, column, width)
    sheet.made.freeze_panes(1, 0)


def _records(sheet: Sheet, report: Report) -> None:
    """The first records of every bar under one head, so that they can be sorted and filtered."""
    _ = saying.speaker(report)
    bars = [(number, bar) for number, slide in enumerate(report.slides, 1) for bar in slide.bars]
    fields = list(dict.fromkeys(name for _number, bar in bars for name in bar.columns))
    heads = [_("Slide"), _("Bar"), _("Value"), _("Records in all"), *fields]
    sheet.heads(heads)
    for number, bar in bars:
        _bar(sheet, number, bar, fields, _("the first {shown} of {total}; the rest need the connection"))
    sheet.made.freeze_panes(1, 0)
    sheet.made.set_column(0, len(heads) - 1, 18)
    if sheet.row > 1:
        sheet.made.autofilter(0, 0, sheet.row - 1, len(heads) - 1)


def _bar(sheet: Sheet, number: int, bar: Bar, fields: Sequence[str], first_of: str) -> None:
    places = [BEFORE + fields.index(name) for name in bar.columns]
    for row in bar.rows:
        _begin(sheet, number, bar)
        for place, text in zip(places, row, strict=True):
            sheet.text(sheet.row, place, text)
        sheet.row += 1
    if bar.total > len(bar.rows):
        _begin(sheet, number, bar)
        said = first_of.format(shown=len(bar.rows), total=bar.total)
        sheet.text(sheet.row, BEFORE, said, italic=True, font_color=WALL.muted)
        sheet.row += 1


def _begin(sheet: Sheet, number: int, bar: Bar) -> None:
    """What each row says before its record."""
    sheet.number(sheet.row, 0, number, "0")
    sheet.text(sheet.row, 1, bar.label)
    sheet.text(sheet.row, 2, bar.value)
    sheet.number(sheet.row, 3, bar.total, "#,##0")


def _properties(book: Book, report: Report) -> None:
    book.workbook.set_properties(
        {
            "title": saying.clean(report.title),
            "subject": saying.clean(report.programme_name),
            "author": "Itog",
            "keywords": report.programme,
            "comments": saying.clean(saying.description(report)),
            "created": datetime.datetime.fromisoformat(report.on),
        }
    )
