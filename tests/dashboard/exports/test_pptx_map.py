"""A map in a presentation: outlines, shades and circles of the figure as an office's own shapes."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.exports.parts.canvas import rgb
from dashboard.figures.base import Figure
from dashboard.figures.map_key import MapLabels
from dashboard.figures.theme import WALL
from dashboard.figures.tile_map import region_map, tile_map
from dashboard.report import Series
from tests.dashboard.exports import reports

SQUARE = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
ISLAND = [(2.0, 2.0), (2.5, 2.0), (2.5, 2.5), (2.0, 2.0)]
EAST = [(1.0, 0.0), (3.0, 0.0), (3.0, 1.0), (1.0, 1.0), (1.0, 0.0)]


def row(code: str, value: int | None, **more: Any) -> dict[str, Any]:
    state, text = ("no_data", "нет данных") if value is None else ("value", str(value))
    return {"code": code, "label": f"{code} & <b>", "value": value, "state": state, "text": text,
            "hover": "", **more}  # fmt: skip


ROWS = [row("a", 10, x=0, y=0), row("b", 20, x=1, y=0), row("c", None, x=1, y=1)]
SHADES = MapLabels(unit="%", caption="Цвет: %", range="10 – 20")
CIRCLES = MapLabels(unit="ед.", caption="Площадь круга: ед.", by_size=True, sizes=[(10.0, "10")])
RINGS = {"a": [SQUARE, ISLAND], "b": [EAST], "c": [ISLAND]}


def shapes_of(written: Any, figure: Figure) -> list[Any]:
    chart = reports.chart(
        Series("Факт", (Decimal(20), Decimal(10), None)), lying=True, territory=True
    )
    slide = replace(reports.PLAN_AND_FACT, chart=replace(chart, figure=figure))
    (native,) = Presentation(written(reports.report(slide), "pptx")).slides
    (group,) = [each for each in native.shapes if each.shape_type == MSO_SHAPE_TYPE.GROUP]
    (bars,) = [each for each in native.shapes if each.has_chart]
    assert group.left + group.width <= bars.left, "the numbers stand beside the map"
    assert group.top + group.height <= bars.top + bars.height + 1
    return list(group.shapes)


def outlines(shapes: list[Any]) -> dict[str, Any]:
    return {each.name[0]: each for each in shapes if each.shape_type == MSO_SHAPE_TYPE.FREEFORM}


@pytest.mark.parametrize(
    "figure",
    [
        tile_map(ROWS, labels=SHADES, theme=WALL),
        region_map(ROWS, RINGS, labels=SHADES, theme=WALL, credit="© OSM"),
    ],
    ids=["tiles", "regions"],
)
def test_each_place_is_an_outline_in_its_shade(written: Any, figure: Figure) -> None:
    shapes = shapes_of(written, figure)
    places = outlines(shapes)
    assert list(places) == ["a", "b", "c"]
    assert places["a"].name == "a & <b>", "a name is no markup"
    assert places["a"].fill.fore_color.rgb == rgb(WALL.scale[0]), "the least"
    assert places["b"].fill.fore_color.rgb == rgb(WALL.scale[1]), "the greatest"
    assert places["c"].fill.type == MSO_FILL.PATTERNED, "no data is no shade"
    words = [each.text_frame.text for each in shapes if each.has_text_frame]
    assert {"a & <b>\n10", "Цвет: %", "10 – 20"} <= set(words)
    assert places["a"].left < places["b"].left


def test_an_outline_of_several_rings_is_one_shape(written: Any) -> None:
    figure = region_map(ROWS, RINGS, labels=SHADES, theme=WALL)
    places = outlines(shapes_of(written, figure))
    begins = places["a"]._element.xpath(".//a:moveTo")
    assert len(begins) == 2
    # north is up: the island lies above the square that begins at its foot
    assert places["c"].top + places["c"].height < places["b"].top


def test_counts_are_circles_on_places_of_one_ground(written: Any) -> None:
    shapes = shapes_of(written, tile_map(ROWS, labels=CIRCLES, theme=WALL))
    places = outlines(shapes)
    grounds = {str(places[code].fill.fore_color.rgb) for code in "ab"}
    assert len(grounds) == 1
    circles = [each for each in shapes if each.name.startswith("Oval")]
    on_map, (key,) = circles[:2], circles[2:]
    areas = sorted(each.width**2 for each in on_map)
    assert areas[1] / areas[0] == pytest.approx(2, rel=0.01), "20 is twice 10"
    assert key.width == pytest.approx(min(each.width for each in on_map), rel=0.01)
