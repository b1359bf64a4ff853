"""Damaged workbooks and layers end in a sentence: nothing is changed, nothing is left behind."""

import io
import json
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.data.imports.conftest import World


def book() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        sheet = workbook.add_worksheet("Данные")
        sheet.write_row(0, 0, ["number", "date", "request", "people"])
        for number in range(1, 400):
            sheet.write_row(
                number, 0, [f"К-{number * 7919 % 997}", 42521, "copying", number * 31 % 17]
            )
    return content.getvalue()


def with_part(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    archive = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            xml = before.read(name)
            if name == part:
                assert old in xml
                xml = xml.replace(old, new, 1)
            after.writestr(name, xml)
    return archive.getvalue()


def with_broken_stream(content: bytes, part: str) -> bytes:
    """The compressed bytes of a part overwritten in the middle: ``zlib`` itself objects."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(part)
    start = info.header_offset + 30 + len(part)
    middle = start + info.compress_size // 2
    return content[:middle] + b"\xff" * 40 + content[middle + 40 :]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_broken_stream_is_a_damaged_workbook(embedded: World, part: str) -> None:
    path = embedded.folder / "file.xlsx"
    path.write_bytes(with_broken_stream(book(), part))
    assert embedded.refused("consultations", path) == ["import_not_xlsx"]
    assert sorted(each.name for each in embedded.folder.glob("*.xlsx")) == ["file.xlsx"]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", "Данные".encode(), b"\xd0\xd0\xff"),
        ("xl/sharedStrings.xml", b"copying", b"\xff\xfe\xd0"),
        ("xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData><row r=\"1\"><c r=\"A1\"><v>\xff</v></c>"),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b""),
        ("xl/styles.xml", b"<styleSheet", b"<styleSheet \xd0"),
        ("xl/styles.xml", b"<styleSheet", b'<!DOCTYPE x [<!ENTITY a "aa">]><styleSheet'),
        ("xl/_rels/workbook.xml.rels", b"Id=", b"Od="),
    ],
)  # fmt: skip
def test_broken_xml_is_a_damaged_workbook(
    embedded: World, part: str, old: bytes, new: bytes
) -> None:
    path = embedded.folder / "file.xlsx"
    path.write_bytes(with_part(book(), part, old, new))
    assert embedded.refused("consultations", path) == ["import_not_xlsx"]


def test_a_formatted_cell_without_a_name_is_refused(embedded: World) -> None:
    """Where a cell stands is not guessed: its format would be that of another."""
    path = embedded.folder / "file.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["number", "date", "request", "people"])
        sheet.write(1, 3, 0.5, workbook.add_format({"num_format": "0%"}))
    path.write_bytes(
        with_part(path.read_bytes(), "xl/worksheets/sheet1.xml", b'<c r="D2" s="1">', b'<c s="1">')
    )
    assert embedded.refused("consultations", path) == ["import_cells_unnamed"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"features":' * 100_000,
        '{"type":"FeatureCollection","features":[{"properties":{"code":'
        + "[" * 100_000
        + "]" * 100_000
        + "}}]}",
    ],
)
def test_a_deeply_nested_layer_is_refused(embedded: World, text: str) -> None:
    assert embedded.refused("districts", embedded.write(text, "layer.geojson")) == [
        "import_geojson_deep"
    ]


@pytest.mark.parametrize(
    "text",
    ["[]", "{}", '{"features": 5}', '{"features": [5]}', '{"features": [{"properties": 5}]}'],
)
def test_what_is_no_layer_is_refused(embedded: World, text: str) -> None:
    assert embedded.refused("districts", embedded.write(text, "layer.geojson")) == [
        "import_not_geojson"
    ]


@pytest.mark.parametrize("depth", [500, 900, 100_000])
def test_a_deeply_nested_outline_is_refused(embedded: World, depth: int) -> None:
    """In a cell of a table, and in a layer whose other brackets are few."""
    nested = "[" * depth + "]" * depth
    cell = f'code;name_ru;outline\nx;Х;"{{""type"":""Polygon"",""coordinates"":{nested}}}"\n'
    assert embedded.refused("districts", cell)[0].startswith("import_")
    feature = f'{{"properties":{{"code":"x","name_ru":"Х"}},"geometry":{{"type":"Polygon","coordinates":{nested}}}}}'
    layer = embedded.write(
        f'{{"type":"FeatureCollection","features":[{feature}]}}', "layer.geojson"
    )
    assert embedded.refused("districts", layer)[0].startswith("import_")


def test_a_sound_layer_is_still_read(embedded: World, tmp_path: Path) -> None:
    ring = [[[135, 48], [136, 48], [136, 49], [135, 48]]]
    feature = {
        "properties": {"code": "x", "name_ru": "Х"},
        "geometry": {"type": "Polygon", "coordinates": ring},
    }
    path = tmp_path / "layer.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8"
    )
    assert embedded.load("districts", path, covers=None).accepted == 1
