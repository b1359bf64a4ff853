"""What a sender may have overlooked is counted and named: rows without a district, hidden rows and
columns.
"""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data.imports.ranges import LIST_LIMIT, Ranges
from tests.data.imports.conftest import World

HEAD = "number;date;request;district\n"


def rows(*districts: str) -> str:
    return HEAD + "".join(
        f"{n};31.05.2016;copying;{district}\n" for n, district in enumerate(districts, 1)
    )


@pytest.mark.parametrize("dry_run", [True, False])
def test_rows_without_a_district_are_counted_and_named(embedded: World, dry_run: bool) -> None:
    text = rows("central", "", "", "kirovsky", "")
    receipt = embedded.load("consultations", text, dry_run=dry_run)
    (note,) = receipt.notes
    assert (note.params["count"], note.params["rows"]) == (3, "3–4, 6")
    assert "Строк, где столбец «Район» пуст: 3 (номера 3–4, 6)" in receipt.text("ru")
    assert "Rows in which “District” is empty: 3 (numbers 3–4, 6)" in receipt.text("en")


@pytest.mark.parametrize("districts", [("", "", ""), ("central", "kirovsky"), ("central", "-")])
def test_a_district_is_not_missed_where_it_was_left_out_on_purpose(
    embedded: World, districts: tuple[str, ...]
) -> None:
    assert embedded.load("consultations", rows(*districts)).notes == ()


@pytest.mark.parametrize(
    ("kind", "text", "column"),
    [
        (
            "events",
            "number;date;type;title;districts\n1;2016;seminar;A;central\n2;2016;seminar;B;\n",
            "districts",
        ),
        (
            "targets",
            "indicator;period;value;district\nsurvey;2016;1;central\nsurvey;2016;2;\n",
            "district",
        ),
        (
            "observations",
            "indicator;period;value;by:age\nsurvey;2016;1;18\nsurvey;2016;2;\n",
            "by:age",
        ),
        ("activities", "number;year;name_ru;part\n1;2016;A;help\n2;2016;B;\n", "part"),
    ],
)
def test_the_same_of_every_column_whose_empty_cell_means_the_whole(
    embedded: World, kind: str, text: str, column: str
) -> None:
    (note,) = embedded.load(kind, text, covers="none").notes
    assert (note.params["field"], note.params["rows"]) == (column, "3")


def workbook(world: World, **hide: Any) -> Path:
    path = world.folder / "file.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Данные")
        sheet.write_row(0, 0, ["number", "date", "request", "people"])
        for number in range(1, 7):
            sheet.write_row(number, 0, [str(number), "2016-05-31", "copying", 2])
        for row in hide.get("rows", ()):
            sheet.set_row(row - 1, None, None, {"hidden": True})
        if hide.get("filtered"):
            sheet.autofilter("A1:D7")
            sheet.filter_column("A", "x == 1")
        if "columns" in hide:
            sheet.set_column(hide["columns"], None, None, {"hidden": True})
    return path


def test_hidden_and_filtered_rows_are_read_and_named(embedded: World) -> None:
    receipt = embedded.load("consultations", workbook(embedded, rows=(3, 4, 5, 7), filtered=True))
    assert receipt.accepted == 6
    assert "Прочитано и скрытых или отфильтрованных строк: 4 (номера 3–5, 7)." in receipt.text("ru")
    assert "Hidden or filtered rows were read too: 4 (numbers 3–5, 7)." in receipt.text("en")


def test_hidden_columns_are_named(embedded: World) -> None:
    receipt = embedded.load("consultations", workbook(embedded, columns="D:F"))
    assert "Скрытые столбцы тоже прочитаны: D «people»." in receipt.text("ru")


def test_very_many_rows_are_counted_and_the_first_named() -> None:
    ranges = Ranges()
    ranges.add(range(1, 200_000, 2))
    assert (ranges.count, len(ranges.runs)) == (100_000, LIST_LIMIT + 1)
    assert str(ranges).startswith("1, 3, 5")
    assert str(ranges).endswith("…")
