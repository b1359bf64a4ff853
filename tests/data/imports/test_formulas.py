"""A text that begins like a formula comes through our own files as it is."""

import zipfile
from pathlib import Path

import pytest

from data.imports.files import csv_files
from data.imports.template import write_template
from data.tables.organisations import Organisation
from indicators.sheets.rows import RowSheet
from tests.data.imports.conftest import World

SCRIPT = "<script>alert(1)</script>"
TEXTS = (
    "=cmd|'/c calc'!A0",
    "+7 (4212) 40-24-13",
    "- Мост",
    "@SUM(A1)",
    "'=1",
    "''+",
    "'Мост'",
    SCRIPT,
)


@pytest.mark.parametrize("more", ["plain", "with, comma"])
def test_what_was_written_as_csv_is_read_as_it_was(tmp_path: Path, more: str) -> None:
    """By column where no cell has a quote, by row where one has."""
    rows = [{"text": text, "more": more, "number": "-5.00"} for text in (*TEXTS, "\t=1", "\r=1")]
    path = tmp_path / "ours.csv"
    path.write_text(
        RowSheet(1, 1, ["text", "more", "number"], rows).csv(), encoding="utf-8", newline=""
    )
    read = [
        row
        for block in csv_files.blocks(path, 3)
        for row in block.rows or zip(*block.columns, strict=True)
    ]
    assert [tuple(row) for row in read[1:]] == [tuple(row.values()) for row in rows]


@pytest.mark.parametrize("name", TEXTS)
def test_a_name_is_imported_from_our_csv_and_from_our_workbook(embedded: World, name: str) -> None:
    for number, write in enumerate((_csv, _workbook)):
        embedded.load(
            "organisations", write(embedded.folder, {"number": f"n{number}", "name": name})
        )
    assert embedded.rows(Organisation, "name") == [(name,), (name,)]


def test_a_workbook_has_texts_and_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    write_template(
        "organisations",
        path,
        rows=[{"number": f"n{at}", "name": text} for at, text in enumerate(TEXTS)],
    )
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def _csv(folder: Path, row: dict[str, str]) -> Path:
    path = folder / "ours.csv"
    path.write_text(RowSheet(1, 1, [*row], [row]).csv(), encoding="utf-8", newline="")
    return path


def _workbook(folder: Path, row: dict[str, str]) -> Path:
    path = folder / "ours.xlsx"
    write_template("organisations", path, rows=[row])
    return path
