"""Districts with outlines: from a column, and from GeoJSON as a map program saves it."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from data.tables.places import District
from indicators.records.places import read_places

SQUARE = [[[135.0, 48.4], [135.2, 48.4], [135.2, 48.6], [135.0, 48.4]]]
ISLAND = [[[136.0, 48.0], [136.1, 48.0], [136.1, 48.1], [136.0, 48.0]]]


def collection(*features: tuple[dict[str, Any], Any]) -> str:
    geojson = [
        {"type": "Feature", "properties": properties, "geometry": geometry}
        for properties, geometry in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": geojson}, ensure_ascii=False)


def outline_of(world, code: str) -> Any:
    with world.database.read() as session:
        statement = select(District).where(District.number == code, District.as_of(None))
        row = session.scalars(statement).one()
        return read_places(session, row.programme_id).by_code[code].outline


def test_a_geojson_file_brings_districts_with_their_outlines(world) -> None:
    text = collection(
        ({"code": "eastern", "name_ru": "Восточный"}, {"type": "Polygon", "coordinates": SQUARE}),
        (
            {"code": "islands", "name_ru": "Острова"},
            {"type": "MultiPolygon", "coordinates": [SQUARE, ISLAND]},
        ),
    )
    receipt = world.load("districts", world.write(text, "map.geojson"))
    assert receipt.accepted == 2
    assert outline_of(world, "eastern") == tuple(SQUARE)
    assert outline_of(world, "islands") == (SQUARE[0], ISLAND[0])
    assert world.load("districts", world.write(text, "map.geojson")).skipped == 2


def test_a_column_of_geometries_does_the_same(world) -> None:
    geometry = json.dumps({"type": "Polygon", "coordinates": SQUARE}).replace('"', '""')
    world.load(
        "districts",
        world.write(f'code,name_ru,outline\neastern,Восточный,"{geometry}"\nwest,Запад,\n'),
    )
    assert outline_of(world, "eastern") == tuple(SQUARE)
    assert outline_of(world, "west") is None


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [135, 48]},
        {"type": "Polygon", "coordinates": [[[135, 48], [136, 48], [135, 48]]]},
        {"type": "Polygon", "coordinates": [[[1350, 48], [136, 48], [136, 49], [1350, 48]]]},
        {"type": "Polygon"},
        "a square",
    ],
)
def test_what_is_no_outline_is_refused_with_its_row(world, geometry: Any) -> None:
    path = world.write(
        collection(({"code": "eastern", "name_ru": "Восточный"}, geometry)), "map.geojson"
    )
    assert "import_outline" in str(world.refused("districts", path)[0])


@pytest.mark.parametrize(
    "text", ["[]", "{}", "no json", '{"features": [1]}', '{"features": [{"properties": {}}]}']
)
def test_what_is_no_geojson_is_refused(world, text: str) -> None:
    assert "import_not_geojson" in str(
        world.refused("districts", world.write(text, "map.geojson"))[0]
    )


def test_a_map_corrects_outlines_and_leaves_the_rest_as_it_stands(world) -> None:
    head = "code,name_ru,name_en,cut,member_of,position,tile_x,tile_y,source,note\n"
    world.load(
        "districts", f"{head}left,Левый,Left,banks,,1,0,0,s,n\neast,Восток,East,,left,2,1,2,s,n\n"
    )
    properties = {"code": "east", "name_ru": "Восток", "source": "© OpenStreetMap contributors"}
    text = collection((properties, {"type": "Polygon", "coordinates": SQUARE}))
    assert world.load("districts", world.write(text, "map.geojson"), update=True).updated == 1
    with world.database.read() as session:
        row = session.scalars(
            select(District).where(District.number == "east", District.as_of(None))
        ).one()
    kept = (row.name_en, row.member_of, row.position, row.tile_x, row.tile_y, row.note)
    assert kept == ("East", "left", 2, 1, 2, "n")
    assert (row.source, row.outline) == ("© OpenStreetMap contributors", SQUARE)
    assert world.load("districts", world.write(text, "map.geojson")).skipped == 1
    table = f"{head}east,Восток,Eastern,,left,2,1,2,s,n\n"
    world.load("districts", table, update=True)
    assert outline_of(world, "east") == tuple(SQUARE)
