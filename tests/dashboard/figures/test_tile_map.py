import pytest

from dashboard.figures.base import ChartLabels
from dashboard.figures.inside import spot
from dashboard.figures.theme import DARK, LIGHT, contrast, readable_on
from dashboard.figures.tile_map import region_map, shade_values, tile_map
from tests.dashboard.figures.frames import cell, checked, with_column


def tiles(*cells):
    places = [(0.5, 0), (0, 1), (1, 1)]
    return [
        {"code": f"d{n}", "label": f"Район {n}", "x": places[n][0], "y": places[n][1]}
        | cell(content)
        for n, content in enumerate(cells)
    ]


def polygons(figure):
    return [trace for trace in figure["data"] if trace.get("fill")]


def names(figure, width):
    return next(trace for trace in figure["data"] if trace.get("uid") == width)


def test_every_district_is_a_clickable_filled_tile():
    figure = checked(tile_map(tiles(1, 2, 3), labels=ChartLabels()))
    assert [trace["customdata"] for trace in polygons(figure)] == [["d0"], ["d1"], ["d2"]]
    assert {trace["hoveron"] for trace in polygons(figure)} == {"fills"}


def test_no_data_is_hatched_and_zero_is_coloured():
    zero, empty, _ = polygons(checked(tile_map(tiles(0, "no_data", 3), labels=ChartLabels())))
    assert zero["fillcolor"] == LIGHT.scale[0]
    assert "fillcolor" not in empty
    assert empty["fillpattern"]["shape"]


def test_name_and_value_stand_in_the_tile():
    written = names(tile_map(tiles(7, "no_data"), labels=ChartLabels()), "wide")["text"]
    assert written == [
        'Район 0<br><b><span style="font-size:18px">7</span></b>',
        "Район 1<br>нет данных",
    ]


def test_a_telephone_has_its_own_names_in_letters_large_enough():
    frame = with_column(
        with_column(tiles(7, 8, 9), "x", [0, 1, 2]),
        "label",
        ["Железнодорожный", "Центральный", "Краснофлотский"],
    )
    narrow = names(checked(tile_map(frame, labels=ChartLabels())), "narrow")
    lines = [text.split("<br>") for text in narrow["text"]]
    assert [line[:-1] for line in lines] == [
        ["Железно-", "дорожный"],
        ["Центральный"],
        ["Красно-", "флотский"],
    ]
    assert narrow["textfont"]["size"] >= 12
    assert narrow["opacity"] == 0, "a saved picture would show both"


def test_tiles_lie_where_the_frame_says():
    first = tile_map(tiles(1, 2, 3), labels=ChartLabels())["data"][0]
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
    figure = checked(region_map(tiles(1, 2), {"d0": [island, mainland]}, labels=ChartLabels()))
    assert [trace["customdata"] for trace in polygons(figure)] == [["d0"]]
    assert figure["data"][0]["x"] == [0, 1, 1, 0, None, 2, 4, 4, 2, 2]
    assert names(figure, "wide")["x"] == [pytest.approx(3, abs=0.1)]


def test_a_name_lies_inside_however_its_outline_bends():
    horseshoe = [(0, 0), (6, 0), (6, 6), (5, 6), (5, 1), (1, 1), (1, 6), (0, 6), (0, 0)]
    place = spot(horseshoe)
    assert 0 < place.x < 1 or 5 < place.x < 6 or 0 < place.y < 1


def test_a_name_without_room_leaves_the_number_alone():
    large = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)]
    small = [(10, 0), (10.4, 0), (10.4, 0.4), (10, 0.4), (10, 0)]
    drawn = region_map(tiles(1, 2), {"d0": [large], "d1": [small]}, labels=ChartLabels())
    assert ["Район" in text for text in names(checked(drawn), "wide")["text"]] == [True, False]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_whose_the_outlines_are_is_a_part_of_the_figure(theme):
    outline = [(135, 60), (136, 60), (136, 60.5), (135, 60.5), (135, 60)]
    rings = {"d0": [outline]}
    plain = checked(region_map(tiles(1), rings, labels=ChartLabels(), theme=theme))
    figure = checked(
        region_map(tiles(1), rings, labels=ChartLabels(), theme=theme, credit="© A & B, <ODbL>")
    )
    (foot,) = figure["layout"]["annotations"]
    assert foot["text"] == "© A &amp; B, &lt;ODbL&gt;"
    assert plain["layout"]["annotations"] == []
    assert figure["layout"]["height"] - plain["layout"]["height"] == pytest.approx(20, abs=8)
    assert figure["layout"]["margin"]["b"] > plain["layout"]["margin"]["b"]


def test_a_northern_city_is_not_flattened():
    outline = [(135, 60), (136, 60), (136, 60.5), (135, 60.5), (135, 60)]
    figure = checked(region_map(tiles(1), {"d0": [outline]}, labels=ChartLabels()))
    assert figure["layout"]["yaxis"]["scaleratio"] == pytest.approx(2, rel=0.02)
