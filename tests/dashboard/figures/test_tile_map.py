import pytest

from dashboard.figures.bubbles import circle, diameters, ground, largest
from dashboard.figures.inside import spot
from dashboard.figures.map_key import MapLabels, shade_values
from dashboard.figures.theme import DARK, LIGHT, WALL, contrast, readable_on
from dashboard.figures.tile_map import region_map, tile_map
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


def circles(figure):
    return [trace for trace in figure["data"] if trace["mode"] == "markers"]


BY_SIZE = MapLabels(caption="Circle: people", by_size=True, sizes=[(2, "2"), (5, "5")])


def names(figure, width):
    return next(trace for trace in figure["data"] if trace.get("uid") == width)


def test_every_district_is_a_clickable_filled_tile():
    figure = checked(tile_map(tiles(1, 2, 3), labels=MapLabels()))
    assert [trace["customdata"] for trace in polygons(figure)] == [["d0"], ["d1"], ["d2"]]
    assert {trace["hoveron"] for trace in polygons(figure)} == {"fills"}


def test_no_data_is_hatched_and_zero_is_coloured():
    zero, empty, _ = polygons(checked(tile_map(tiles(0, "no_data", 3), labels=MapLabels())))
    assert zero["fillcolor"] == LIGHT.scale[0]
    assert "fillcolor" not in empty
    assert empty["fillpattern"]["shape"]


def test_name_and_value_stand_in_the_tile():
    written = names(tile_map(tiles(7, "no_data"), labels=MapLabels()), "wide")["text"]
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
    narrow = names(checked(tile_map(frame, labels=MapLabels())), "narrow")
    lines = [text.split("<br>") for text in narrow["text"]]
    assert [line[:-1] for line in lines] == [
        ["Железно-", "дорожный"],
        ["Центральный"],
        ["Красно-", "флотский"],
    ]
    assert narrow["textfont"]["size"] >= 12
    assert narrow["opacity"] == 0, "a saved picture would show both"


def test_tiles_lie_where_the_frame_says():
    first = tile_map(tiles(1, 2, 3), labels=MapLabels())["data"][0]
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
    figure = checked(region_map(tiles(1, 2), {"d0": [island, mainland]}, labels=MapLabels()))
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
    drawn = region_map(tiles(1, 2), {"d0": [large], "d1": [small]}, labels=MapLabels())
    assert ["Район" in text for text in names(checked(drawn), "wide")["text"]] == [True, False]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_whose_the_outlines_are_is_a_part_of_the_figure(theme):
    outline = [(135, 60), (136, 60), (136, 60.5), (135, 60.5), (135, 60)]
    rings = {"d0": [outline]}
    plain = checked(region_map(tiles(1), rings, labels=MapLabels(), theme=theme))
    figure = checked(
        region_map(tiles(1), rings, labels=MapLabels(), theme=theme, credit="© A & B, <ODbL>")
    )
    (foot,) = figure["layout"]["annotations"]
    assert foot["text"] == "© A &amp; B, &lt;ODbL&gt;"
    assert plain["layout"]["annotations"] == []
    assert figure["layout"]["height"] - plain["layout"]["height"] == pytest.approx(20, abs=8)
    assert figure["layout"]["margin"]["b"] > plain["layout"]["margin"]["b"]


def test_a_northern_city_is_not_flattened():
    outline = [(135, 60), (136, 60), (136, 60.5), (135, 60.5), (135, 60)]
    figure = checked(region_map(tiles(1), {"d0": [outline]}, labels=MapLabels()))
    assert figure["layout"]["yaxis"]["scaleratio"] == pytest.approx(2, rel=0.02)


def test_a_count_is_a_circle_whose_area_grows_with_it_and_no_shade():
    figure = checked(tile_map(tiles(4, 0, 16), labels=BY_SIZE))
    assert {trace["fillcolor"] for trace in polygons(figure)} == {ground(LIGHT)}
    (drawn,) = circles(figure)
    # 16 has four times the area of 4, so twice its diameter; zero has no circle
    large, small = drawn["marker"]["size"]
    assert large == pytest.approx(2 * small)
    assert drawn["hoverinfo"] == "skip"


def test_zero_no_data_and_not_applicable_differ_on_a_map_of_circles():
    zero, empty, never = polygons(
        checked(tile_map(tiles(0, "no_data", "not_applicable"), labels=BY_SIZE))
    )
    assert zero["fillcolor"] == ground(LIGHT)
    assert empty["fillpattern"]["shape"] != never["fillpattern"]["shape"]
    assert circles(tile_map(tiles(0, "no_data"), labels=BY_SIZE)) == []


def test_below_zero_a_circle_is_hollow_and_as_large_as_above_it():
    (drawn,) = circles(checked(tile_map(tiles(-9, 9), labels=BY_SIZE)))
    assert drawn["marker"]["size"][0] == drawn["marker"]["size"][1]
    assert len(set(drawn["marker"]["color"])) == 2


def test_a_small_circle_lies_over_a_large_one():
    (drawn,) = circles(tile_map(tiles(1, 9, 4), labels=BY_SIZE))
    assert drawn["marker"]["size"] == sorted(drawn["marker"]["size"], reverse=True)


def test_the_key_has_circles_as_large_as_those_of_the_map():
    figure = checked(tile_map(tiles(2, 5), labels=BY_SIZE))
    across = [shape["x1"] - shape["x0"] for shape in figure["layout"]["shapes"]]
    assert across == pytest.approx(sorted(circles(figure)[0]["marker"]["size"]))
    words = [note["text"] for note in figure["layout"]["annotations"]]
    assert words == ["Circle: people", "2", "5"]


def test_the_key_of_shades_runs_from_the_least_to_the_greatest():
    labels = MapLabels(caption="Shade: per cent", range="1 – 3")
    layout = checked(tile_map(tiles(1, 2, 3), labels=labels))["layout"]
    colours = [shape["fillcolor"] for shape in layout["shapes"]]
    assert (colours[0], colours[-1]) == LIGHT.scale
    equal = tile_map(tiles(2, 2), labels=labels)["layout"]["shapes"]
    assert [shape["fillcolor"] for shape in equal] == [shade_values([2], LIGHT)[0]]
    assert layout["annotations"][1]["text"] == "1 – 3"


def test_the_key_takes_its_own_room_under_the_map():
    bare, keyed = (
        checked(tile_map(tiles(1, 2, 3), labels=labels))["layout"]
        for labels in (MapLabels(), BY_SIZE)
    )
    added = keyed["margin"]["b"] - bare["margin"]["b"]
    assert keyed["height"] - bare["height"] == pytest.approx(added, abs=1)
    assert added > max(shape["x1"] - shape["x0"] for shape in keyed["shapes"])


@pytest.mark.parametrize("theme", [LIGHT, DARK, WALL])
def test_words_are_legible_on_a_circle_and_beside_it(theme):
    written = readable_on(ground(theme))
    assert contrast(written, circle(theme)) >= 4.5


def test_areas_are_to_each_other_as_the_values():
    sizes = diameters([1, 4, None, 0], 40)
    assert sizes == [20, 40, 0, 0]
    assert largest([1000]) < 100
    assert diameters([], largest([])) == []


def test_on_a_wall_circles_and_key_grow_as_the_letters_do():
    desk, wall = (
        checked(tile_map(tiles(2, 5), labels=BY_SIZE, theme=theme)) for theme in (LIGHT, WALL)
    )
    doubled = [2 * size for size in circles(desk)[0]["marker"]["size"]]
    assert circles(wall)[0]["marker"]["size"] == pytest.approx(doubled)
    across = [shape["x1"] - shape["x0"] for shape in wall["layout"]["shapes"]]
    assert across == pytest.approx(sorted(doubled))
