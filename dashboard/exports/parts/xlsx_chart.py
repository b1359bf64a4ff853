"""A chart over the numbers of its sheet."""

from typing import Any

from xlsxwriter.utility import xl_range_formula

from dashboard.exports.parts.axis import HARDLY, LEVEL, step
from dashboard.exports.parts.looks import Look, alike, looks
from dashboard.exports.parts.numbers import number_format
from dashboard.exports.parts.saying import clean
from dashboard.exports.parts.xlsx_book import SheetWriter
from dashboard.figures.theme import LIGHT, WALL
from dashboard.report import Chart, Series

ROWS = 23
"""How many rows of a sheet a chart covers."""
SIZE = {"width": 860, "height": 430}
LABELLED = 24
"""Bars that still have room for their numbers; marks would lie over them, and the numbers stand
beside anyway.
"""
FONT_SIZE = 11
FONT = {"name": "Arial", "size": FONT_SIZE, "color": WALL.ink}
WIDTH = 7.5
"""Inches that the names of a chart have."""
DASHES = ("solid", "dash", "square_dot", "long_dash")


def insert(sheet: SheetWriter, chart: Chart, top: int) -> None:
    """Put the chart beside the table that begins in row ``top``."""
    lines = [
        number
        for number, series in enumerate(chart.series)
        if series.shape != "bar" and not _lies(chart)
    ]
    bars = [number for number in range(len(chart.series)) if number not in lines]
    kinds = (("bar" if _lies(chart) else "column", bars), ("line", lines))
    charts = [_of_kind(sheet, chart, top, kind, numbers) for kind, numbers in kinds if numbers]
    first = charts[0]
    for second in charts[1:]:
        first.combine(second)
    _axes(first, chart)
    first.set_title({"none": True})
    first.set_legend({"position": "top", "font": FONT} if len(chart.series) > 1 else {"none": True})
    first.show_blanks_as("gap")
    first.set_size(SIZE)
    beside = len(chart.series) + 2 * len(whisker_columns(chart)) + 2
    sheet.worksheet.insert_chart(top, beside, first, {"description": sheet.name})


def _lies(chart: Chart) -> bool:
    return chart.lying and any(series.shape == "bar" for series in chart.series)


def _of_kind(sheet: SheetWriter, chart: Chart, top: int, kind: str, numbers: list[int]) -> Any:
    stacked = {"subtype": "stacked"} if chart.stacked and kind == "column" else {}
    native = sheet.book.workbook.add_chart({"type": kind, **stacked})
    last = top + len(chart.categories)
    for number in numbers:
        column = number + 1
        native.add_series(
            {
                "name": [sheet.name, top, column],
                "categories": [sheet.name, top + 1, 0, last, 0],
                "values": [sheet.name, top + 1, column, last, column],
                **(_line(chart, number) if kind == "line" else _bar(chart, number)),
                **_whiskers(sheet, chart, top, number),
            }
        )
    return native


def _bar(chart: Chart, number: int) -> dict[str, Any]:
    look: dict[str, Any] = {"fill": {"color": _colour(number)}, "gap": 60}
    look |= _looks(chart, number)
    marked = any(series.shape != "bar" for series in chart.series)
    if len(chart.categories) <= LABELLED and not marked:
        font = {**FONT, "bold": True}
        look["data_labels"] = {
            "value": True,
            "num_format": number_format(chart.decimals),
            "font": font,
            **_at_feet(chart.series[number], font),
        }
    return look


def _at_feet(series: Series, font: dict[str, Any]) -> dict[str, Any]:
    """Numbers where no whisker crosses them, white on bars that are dark."""
    if not series.whiskers:
        return {}
    known = looks(series)
    dark = [place not in known or not known[place].light for place in range(len(series.values))]
    fonts = [{"font": {**font, "color": WALL.card if each else WALL.ink}} for each in dark]
    return {"position": "inside_base", "custom": fonts}


def whisker_columns(chart: Chart) -> dict[int, int]:
    """The columns where the whiskers of each series that has any stand, those below and, beside
    them, those above: LibreOffice reads no lengths that are not in cells.
    """
    known = [number for number, series in enumerate(chart.series) if series.whiskers]
    return {number: len(chart.series) + 1 + 2 * place for place, number in enumerate(known)}


def _whiskers(sheet: SheetWriter, chart: Chart, top: int, number: int) -> dict[str, Any]:
    """Between which numbers the true ones lie; nothing of a series without intervals."""
    column = whisker_columns(chart).get(number)
    if column is None:
        return {}
    below, above = (
        "=" + xl_range_formula(sheet.name, top + 1, at, top + len(chart.categories), at)
        for at in (column, column + 1)
    )
    line = {"color": WALL.ink, "width": 1.5}
    bars = {"type": "custom", "minus_values": below, "plus_values": above, "line": line}
    return {"y_error_bars": bars}


def _looks(chart: Chart, number: int) -> dict[str, Any]:
    """What is not plain of the bars: of all of them, or of some."""
    common, known = alike(chart.series[number]), looks(chart.series[number])
    if common:
        return _painted(common)
    painted = [
        _painted(known[place]) if place in known else None for place in range(len(chart.categories))
    ]
    return {"points": painted} if known else {}


def _painted(look: Look) -> dict[str, Any]:
    """A bar that is not plain, as on the screen."""
    outline = {"color": WALL.accent, "width": look.outline} if look.outline else {"none": True}
    outlined = {"border": outline}
    if look.hatched:
        pattern = {
            "pattern": "wide_upward_diagonal",
            "fg_color": WALL.card,
            "bg_color": look.colour,
        }
        return {"pattern": pattern, **outlined}
    return {"fill": {"color": look.colour}, **outlined}


def _line(chart: Chart, number: int) -> dict[str, Any]:
    if chart.series[number].shape == "mark":
        fill = {"fill": {"color": LIGHT.series[1]}, "border": {"color": WALL.ink}}
        return {"line": {"none": True}, "marker": {"type": "diamond", "size": 10, **fill}}
    colour = _colour(number)
    filled = {"fill": {"color": colour}, "border": {"color": colour}}
    dash = DASHES[number % len(DASHES)]
    return {
        "line": {"color": colour, "width": 2.5, "dash_type": dash},
        "marker": {"type": "circle", "size": 6, **filled},
    }


def _axes(native: Any, chart: Chart) -> None:
    """A lying chart begins with the first row at its top, its values at the bottom; there x is the
    axis of values.
    """
    every = 1 if _lies(chart) else step(chart.categories, FONT_SIZE, WIDTH)
    level = {**FONT, "rotation": LEVEL}
    names: dict[str, Any] = {"num_font": level, "label_position": "low", "reverse": _lies(chart)}
    names["interval_unit"] = every
    names["major_gridlines"] = {"visible": False}
    values: dict[str, Any] = {
        "num_font": FONT,
        "num_format": "#,##0.##",
        "major_gridlines": {"visible": True},
    }
    values["major_gridlines"]["line"] = {"color": WALL.line}
    values |= {"name_font": {**FONT, "bold": False}, "line": {"none": True}}
    if all(value >= 0 for series in chart.series for value in series.values if value is not None):
        values["min"] = 0
    if _lies(chart):
        names["crossing"] = "max"
    native.set_x_axis(values if _lies(chart) else names)
    native.set_y_axis(names if _lies(chart) else values)
    # past the option, which takes a unit like «Sheet!A1» for a reference
    (native.x_axis if _lies(chart) else native.y_axis)["title"].name = clean(chart.unit)
    if every > 1:
        native.x_axis["num_font"]["rotation"] = HARDLY  # its own option knows whole degrees only


def _colour(number: int) -> str:
    return WALL.accent if number == 0 else WALL.series[number % len(WALL.series)]
