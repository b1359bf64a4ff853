"""The register as open data: three tables, their names, and values that programs and people read."""

import csv
import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from data.passports import DEFAULT_PROGRAMME
from indicators.register import entries
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Three supports: of an NGO with a hostile name, known to the month, and of nobody."""
    url = f"sqlite:///{tmp_path_factory.mktemp('files') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            house = world.organisation("=1+1; «Дом», город", ogrn="1022700000003")
            world.record(
                "supports", "2014-03-05", "north", number="П-1", organisation_id=house,
                amount=Decimal("150000.50"),
            )  # fmt: skip
            world.record(
                "supports", "2014-04", number="П-2", organisation_id=house, form="training"
            )
            world.record("supports", "2015-01-01", number="П-3", violation=True)
        yield world


def archive(client, query: str = "") -> dict[str, list[dict[str, str]]]:
    answer = client.get(f"/register.zip{query}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as packed:
        texts = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}
    return {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}


def data_of(tables: dict[str, list[dict[str, str]]]) -> list[dict[str, str]]:
    return next(rows for name, rows in tables.items() if name.startswith("data-"))


def test_the_set_has_a_passport_a_structure_and_data_that_name_each_other(client) -> None:
    tables = archive(client)
    meta, structure, data = tables
    assert meta == "meta.csv"
    assert structure.startswith("structure-")
    assert data.endswith(f"-{structure}")
    passport = {row["property"]: row["value"] for row in tables[meta]}
    assert (passport["structure"], passport["data"], passport["rows"]) == (structure, data, "3")
    assert [row["field"] for row in tables[structure]] == list(tables[data][0])


def test_values_are_exact_and_no_text_is_a_formula(client) -> None:
    third, second, first = data_of(archive(client))
    assert (first["number"], first["amount"], first["decided_on"]) == (
        "П-1",
        "150000.50",
        "2014-03-05",
    )
    assert first["name"] == "'=1+1; «Дом», город"
    assert (second["decided_on"], second["amount"]) == ("2014-04", "")
    assert (third["name"], third["violation"]) == ("", "true")


def test_the_files_hold_what_the_page_lists_however_long(client, monkeypatch) -> None:
    monkeypatch.setattr(entries, "AT_ONCE", 1)
    assert [row["number"] for row in data_of(archive(client))] == ["П-3", "П-2", "П-1"]
    assert [row["number"] for row in data_of(archive(client, "?years=2014&form=financial"))] == [
        "П-1"
    ]


def test_a_workbook_has_real_numbers_and_days(client) -> None:
    answer = client.get("/register.xlsx", headers={"X-Lang": "ru"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data()))
    assert book.sheet_names == ["Паспорт", "Структура", "Данные"]
    heads, *rows = book.get_sheet_by_name("Данные").to_python()
    first = dict(zip(heads, rows[-1], strict=True))
    assert first["amount"] == 150000.5
    assert str(first["decided_on"])[:10] == "2014-03-05"
    assert first["name"] == "=1+1; «Дом», город"


def test_what_there_is_not_is_refused(client) -> None:
    assert client.get("/register.zip?form=gold").status_code == 400
    assert client.get("/register.xlsx?programme=nowhere").status_code == 404
