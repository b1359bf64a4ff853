import pandas as pd
import pytest

from dashboard.figures.base import Words
from dashboard.figures.theme import DARK, LIGHT, contrast, readable_on
from dashboard.figures.tile_map import region_map, shade_values, tile_map
from tests.figures.frames import cell, checked, words


def tiles(*cells):
    places = [(0.5, 0), (0, 1), (1, 1)]
    rows = [
        {"code": f"d{n}", "label": f"Район {n}", "x": places[n][0], "y": places[n][1]} | cell(content)
        for n, content in enumerate(cells)
    ]
    return pd.DataFrame(rows)


def test_every_district_is_a_clickable_filled_tile():
    figure = checked(tile_map(tiles(1, 2, 3), words=Words()))
    assert [trace["customdata"] for trace in figure["data"]] == [["d0"], ["d1"], ["d2"]]
    assert {trace["hoveron"] for trace in figure["data"]} == {"fills"}


def test_no_data_is_hatched_and_zero_is_coloured():
    zero, empty, _ = checked(tile_map(tiles(0, "no_data", 3), words=Words()))["data"]
    assert zero["fillcolor"] == LIGHT.scale[0]
    assert "fillcolor" not in empty
    assert empty["fillpattern"]["shape"]


def test_name_and_value_stand_in_the_tile():
    written = words(tile_map(tiles(7, "no_data"), words=Words()))
    assert written == ["Район 0", "<b>7</b>", "Район 1<br>нет данных"]


def test_tiles_lie_where_the_frame_says():
    first = tile_map(tiles(1, 2, 3), words=Words())["data"][0]
    assert 0.5 < min(first["x"]) < max(first["x"]) < 1.5
    assert 0 < min(first["y"]) < max(first["y"]) < 1


def test_the_greatest_value_is_the_strongest_colour():
    assert shade_values([1, None, 3], LIGHT) == [LIGHT.scale[0], None, LIGHT.scale[1]]
    assert len(set(shade_values([2, 2], LIGHT))) == 1
    assert shade_values([None], LIGHT) == [None]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_text_is_readable_on_every_shade(theme):
    shades = shade_values(list(range(21)), theme)
    assert min(contrast(readable_on(shade), shade) for shade in shades) >= 4.5


def test_polygons_of_a_map_file_may_have_several_rings():
    island = [(0, 0), (1, 0), (1, 1), (0, 0)]
    mainland = [(2, 0), (4, 0), (4, 2), (2, 2), (2, 0)]
    figure = checked(region_map(tiles(1, 2), {"d0": [island, mainland]}, words=Words()))
    assert [trace["customdata"] for trace in figure["data"]] == [["d0"]]
    assert figure["data"][0]["x"] == [0, 1, 1, 0, None, 2, 4, 4, 2, 2]
    assert figure["layout"]["annotations"][0]["x"] == 3
