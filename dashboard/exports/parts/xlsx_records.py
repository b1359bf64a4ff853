"""The records behind the bars as one sheet: amounts, counts and days to be summed, sorted and
filtered.
"""

from collections.abc import Sequence
from decimal import Decimal

from dashboard.exports.parts import saying
from dashboard.exports.parts.numbers import format_like, number_format
from dashboard.exports.parts.xlsx_book import SheetWriter
from dashboard.figures.theme import WALL
from dashboard.report import Bar, RecordField, Report
from dashboard.text.digits import all_digits

BEFORE = 4
"""Columns that say which bar a record is of."""


def write(sheet: SheetWriter, report: Report) -> None:
    """The first records of every bar under one head."""
    _ = saying.speaker(report)
    bars = [(number, bar) for number, slide in enumerate(report.slides, 1) for bar in slide.bars]
    fields = list(dict.fromkeys(name for _number, bar in bars for name in bar.columns))
    formats = {name: _format([bar for _number, bar in bars], name) for name in fields}
    heads = [_("Slide"), _("Bar"), _("Value"), _("Records in all"), *fields]
    sheet.heads(
        heads,
        right=[0, 2, 3, *(place for place, name in enumerate(fields, BEFORE) if formats[name])],
    )
    for number, bar in bars:
        _bar(sheet, report, number, bar, formats)
    sheet.worksheet.freeze_panes(1, 0)
    sheet.worksheet.set_column(0, len(heads) - 1, 18)
    if sheet.row > 1:
        sheet.worksheet.autofilter(0, 0, sheet.row - 1, len(heads) - 1)


def _format(bars: Sequence[Bar], name: str) -> str:
    """One format for all numbers of a column: kopecks where any of them may have some; nothing for
    texts.
    """
    known = [
        row[bar.columns.index(name)] for bar in bars if name in bar.columns for row in bar.rows
    ]
    if not any(field.number is not None or field.day is not None for field in known):
        return ""
    return number_format(2 if any(isinstance(field.number, Decimal) for field in known) else 0)


def _bar(
    sheet: SheetWriter, report: Report, number: int, bar: Bar, formats: dict[str, str]
) -> None:
    _ = saying.speaker(report)
    places = [BEFORE + list(formats).index(name) for name in bar.columns]
    for row in bar.rows:
        _begin(sheet, report, number, bar)
        for place, name, field in zip(places, bar.columns, row, strict=True):
            _field(sheet, place, field, formats[name], report.language)
        sheet.row += 1
    if bar.total > len(bar.rows):
        _begin(sheet, report, number, bar)
        first_of = _("the first {shown} of {total}; the rest need the connection")
        sentence = first_of.format(
            shown=all_digits(len(bar.rows), report.language),
            total=all_digits(bar.total, report.language),
        )
        sheet.text(sheet.row, BEFORE, sentence, italic=True, font_color=WALL.muted)
        sheet.row += 1


def _begin(sheet: SheetWriter, report: Report, number: int, bar: Bar) -> None:
    """What each row says before its record."""
    sheet.number(sheet.row, 0, number, "0")
    sheet.text(sheet.row, 1, bar.label)
    if bar.number is None:
        sheet.text(sheet.row, 2, bar.value)
    else:
        sheet.number(
            sheet.row, 2, float(bar.number), format_like(bar.value, bar.number, report.language)
        )
    sheet.number(sheet.row, 3, bar.total, "#,##0")


def _field(
    sheet: SheetWriter, place: int, field: RecordField, number_format: str, language: str
) -> None:
    """What a record does not say stays an empty cell, which no sum and no filter takes for a text."""
    if field.number is not None:
        sheet.number(sheet.row, place, float(field.number), number_format)
    elif field.day is not None:
        sheet.day(sheet.row, place, field.day, field.known_to, language)
    elif field.text:
        sheet.text(sheet.row, place, field.text, indent=1)
