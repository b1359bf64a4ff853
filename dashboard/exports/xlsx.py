"""A workbook of the numbers: a sheet a slide, the definitions, and the records behind the bars."""

import datetime
import math
from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from dashboard.exports.parts import saying, xlsx_records, xlsx_slide
from dashboard.exports.parts.xlsx_book import Book, SheetWriter, sheet_names
from dashboard.figures.theme import WALL
from dashboard.report import Report

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    xlsx_records.write(book.sheet(records), report)
    try:
        book.workbook.close()
    except FileCreateError as error:  # the library's own name for what the system objects to
        raise OSError(*error.args[0].args) from error


def _summary(sheet: SheetWriter, report: Report, names: Sequence[str]) -> None:
    """What this is, as of when, how it can be checked, and where to look."""
    _ = saying.speaker(report)
    sheet.across = 2
    sheet.say(report.title, bold=True, font_size=16)
    facts = (
        (_("Programme"), report.programme_name),
        (_("As of"), report.as_of),
        (_("Revision"), report.revision),
        (_("Snapshot"), report.snapshot),
        (_("Checksum"), report.checksum),
    )
    for name, text in facts:
        if text:
            sheet.text(sheet.row, 0, name, font_color=WALL.muted)
            if isinstance(text, int):
                sheet.whole(sheet.row, 1, text)
            else:
                sheet.text(sheet.row, 1, text)
            sheet.row += 1
    sheet.say(report.illustrative, bold=True, font_color=WALL.status["at_risk"])
    sheet.row += 1
    sheet.heads((_("No."), _("Slide"), _("Finding")))
    for number, (name, slide) in enumerate(zip(names, report.slides, strict=True), 1):
        sheet.whole(sheet.row, 0, number)
        sheet.link(sheet.row, 1, name, slide.title)
        text = slide.finding or slide.missing
        sheet.text(sheet.row, 2, text, text_wrap=True)
        sheet.tall(max(math.ceil(len(slide.title) / 55), math.ceil(len(text) / 85), 1))
        sheet.row += 1
    for column, width in enumerate((20, 60, 90)):
        sheet.worksheet.set_column(column, column, width)


def _definitions(sheet: SheetWriter, report: Report) -> None:
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
        sheet.worksheet.set_column(column, column, width)
    sheet.worksheet.freeze_panes(1, 0)


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
