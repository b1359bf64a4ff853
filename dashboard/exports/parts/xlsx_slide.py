"""A slide as a sheet: what it says, its numbers as numbers, and a chart of the workbook's own."""

import math
from collections.abc import Sequence
from typing import Any

from dashboard.exports.parts import saying, xlsx_chart
from dashboard.exports.parts.numbers import exact, format_like, number_format, planned_format
from dashboard.exports.parts.xlsx_book import WIDEST, SheetWriter
from dashboard.figures.theme import GLYPHS, WALL
from dashboard.report import Card, Chart, Number, Report, ReportTable, Series, Slide, TableCell

WHISKER = number_format(2)


def write(sheet: SheetWriter, report: Report, slide: Slide) -> None:
    """Title, finding and words above; numbers in the middle; source, marks and notes below."""
    sheet.say(slide.title, bold=True, font_size=16)
    sheet.say(slide.finding, font_size=12, font_color=WALL.accent)
    sheet.say(slide.scope, font_color=WALL.muted)
    sheet.say(slide.text)
    sheet.say(slide.missing, italic=True)
    sheet.row += 1
    if slide.chart:
        _chart(sheet, report, slide.chart)
    if slide.table:
        _table(sheet, report, slide, slide.table)
    if slide.cards:
        _cards(sheet, report, slide.cards)
    marks, looks = saying.marks(report, slide), saying.looks(report, slide)
    for sentence in (
        saying.source(report, slide),
        marks,
        looks,
        report.illustrative,
        slide.notes,
        report.as_of,
    ):
        sheet.say(sentence, font_color=WALL.muted)


def _chart(sheet: SheetWriter, report: Report, chart: Chart) -> None:
    top, whiskers = sheet.row, xlsx_chart.whisker_columns(chart)
    heads = [
        "",
        *(f"{series.name}, {chart.unit}" if chart.unit else series.name for series in chart.series),
        *(head for number in whiskers for head in _whisker_heads(report, chart.series[number])),
    ]
    sheet.heads(heads, right=range(1, len(heads)))
    for place, category in enumerate(chart.categories):
        sheet.text(sheet.row, 0, category)
        for column, series in enumerate(chart.series, 1):
            value = series.values[place]
            if value is not None:
                sheet.number(sheet.row, column, float(value), number_format(chart.decimals))
        for number, column in whiskers.items():
            series = chart.series[number]
            known = series.whiskers[place] if series.intervals[place] is not None else ()
            for beside, length in enumerate(known):
                sheet.number(sheet.row, column + beside, float(length), WHISKER)
        sheet.row += 1
    sheet.widths([["x" * 12, *chart.categories], *([head] for head in heads[1:])], least=12)
    if any(value is not None for series in chart.series for value in series.values):
        xlsx_chart.insert(sheet, chart, top)
        sheet.row = max(sheet.row, top + xlsx_chart.ROWS)
    sheet.row += 1


def _whisker_heads(report: Report, series: Series) -> tuple[str, str]:
    """What the two columns of a series' whiskers are called."""
    _ = saying.speaker(report)
    down, up = _("{name}: down to the interval's end"), _("{name}: up to the interval's end")
    return down.format(name=series.name), up.format(name=series.name)


def _table(sheet: SheetWriter, report: Report, slide: Slide, table: ReportTable) -> None:
    numeric = [
        any(row[column].value is not None for row in table.rows)
        for column in range(len(table.columns))
    ]
    sheet.heads(table.columns, right=[column for column, holds in enumerate(numeric) if holds])
    for row in table.rows:
        for column, cell in enumerate(row):
            _cell(sheet, column, cell, report.language, right=numeric[column])
        if len(row[0].text) > WIDEST:
            sheet.tall(math.ceil(len(row[0].text) / WIDEST))
        sheet.row += 1
    columns = zip(table.columns, *([cell.text for cell in row] for row in table.rows), strict=True)
    sheet.widths(list(columns), least=11)
    sheet.row += 1
    statuses = {cell.status for row in table.rows for cell in row if cell.value is not None}
    names = saying.status_names(report, slide)
    sheet.say(
        "; ".join(
            f"{GLYPHS[code]} {name.lower()}" for code, name in names.items() if code in statuses
        )
    )


def _cell(sheet: SheetWriter, column: int, cell: TableCell, language: str, *, right: bool) -> None:
    """A day, or a number that looks as it was shown, its status before it; else the word."""
    looks: dict[str, Any] = {"font_color": WALL.status[cell.status]} if cell.status else {}
    if cell.day is not None:
        sheet.day(sheet.row, column, cell.day, cell.known_to, language, **looks)
        return
    if cell.value is None:
        place = {"align": "right"} if right else {"indent": 1} if column else {"text_wrap": True}
        sheet.text(sheet.row, column, cell.text, **looks, **place)
        return
    number_format = format_like(cell.text, cell.value, language)
    before = f'"{GLYPHS[cell.status]} "' if cell.status else ""
    sheet.number(sheet.row, column, float(cell.value), f"{before}{number_format}", **looks)


def _cards(sheet: SheetWriter, report: Report, cards: Sequence[Card]) -> None:
    """A row a card, its numbers as they were counted, so that a degree computed anew is the one
    that stands here.
    """
    _ = saying.speaker(report)
    heads = (_("Indicator"), _("Value"), _("Unit"), _("Plan"), _("Degree"), _("Status"))
    sheet.heads(heads, right=(1, 3, 4))
    for card in cards:
        _card(sheet, card, report.language)
    sheet.widths(list(zip(heads, *map(_card_texts, cards), strict=True)), least=12)
    sheet.row += 1


def _card(sheet: SheetWriter, card: Card, language: str) -> None:
    counted = card.counted
    looks = {"font_color": WALL.status[card.status]} if card.status else {}
    bare = card.value.removesuffix(counted.unit)
    plan_format = planned_format(exact(counted.plan or 0), counted.decimals)
    degree_format = format_like(card.degree, counted.degree or 0, language)
    sheet.text(sheet.row, 0, card.heading, text_wrap=True)
    _counted(sheet, 1, counted.value, card.value, format_like(bare, counted.value or 0, language))
    sheet.text(sheet.row, 2, card.unit or counted.unit, indent=1)
    _counted(sheet, 3, counted.plan, "", plan_format)
    _counted(sheet, 4, counted.degree, "", degree_format)
    sheet.text(sheet.row, 5, card.status_name, indent=1, **looks)
    sheet.row += 1


def _card_texts(card: Card) -> tuple[str, ...]:
    """What a row says, by which its columns are made as wide as they must be."""
    unit = card.unit or card.counted.unit
    return card.heading, card.value, unit, card.plan, card.degree, card.status_name


def _counted(
    sheet: SheetWriter, column: int, number: Number | None, word: str, number_format: str
) -> None:
    """A number, or the word that stands where there is none."""
    if number is None:
        sheet.text(sheet.row, column, word, align="right")
    else:
        sheet.number(sheet.row, column, float(number), number_format)
