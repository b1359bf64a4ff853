"""All that is wrong with a file is told in one round: of every row, of every cell, and of rows
together.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data.imports import Correction, Corrections
from data.refusals import Problem, Refusal
from tests.data.imports.conftest import World
from tests.record_tables import Consultation

HEAD: list[Any] = ["number", "date", "request", "people"]
ProblemPlaces = list[tuple[str, int | None, str | None]]


def problems(world: World, kind: str, text: str | Path, **options: Any) -> Sequence[Problem]:
    with pytest.raises(Refusal) as refusal:
        world.load(kind, text, **options)
    for language in ("ru", "en"):
        assert "{" not in refusal.value.text(language)
    return refusal.value.problems


def places(faults: Sequence[Problem]) -> ProblemPlaces:
    return [(problem.rule, problem.row, problem.column) for problem in faults]


def workbook(world: World) -> Path:
    """A table in which each row has another fault, and one row two of them."""
    path = world.folder / "faults.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Данные")
        thousands = book.add_format({"num_format": "# ##0,"})
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["1", "2016", "copying"])
        sheet.write_formula("D2", "=#REF!", None, "#REF!")
        sheet.write_row(2, 0, ["2", "в мае", "copying"])
        sheet.write(2, 3, 5000, thousands)
        sheet.write_row(3, 0, ["3", "2016", "никакой", "много"])
        sheet.write_row(4, 0, ["3", "2016", "copying", 4])
        sheet.write_formula("D6", "=1+1", None, "")
        sheet.write_row(5, 0, ["5", "2016", "copying"])
        sheet.merge_range("A7:A8", "6")
        sheet.write_row(6, 1, ["2016", "copying", 1])
        sheet.write_row(7, 1, ["32.05.2016", "copying", 1])
    return path


def test_every_cell_of_a_workbook_is_told_in_one_round(embedded: World) -> None:
    faults = places(problems(embedded, "consultations", workbook(embedded)))
    assert sorted(faults, key=str) == sorted(
        [
            ("import_cell_error", 2, "people"),
            ("import_format_thousands", 3, "people"),
            ("import_date", 3, "date"),
            ("import_word", 4, "request"),
            ("import_number", 4, "people"),
            ("import_number_doubled", 5, None),
            ("import_formula_without_value", 6, "people"),
            ("import_merged_cells", 7, "number"),
            ("import_merged_cells", 8, "number"),
            ("import_date_impossible", 8, "date"),
        ],
        key=str,
    )
    assert [row for _, row, _ in faults] == sorted(row or 0 for _, row, _ in faults)


def test_cells_that_cannot_be_read_are_mended_in_place(embedded: World) -> None:
    path = workbook(embedded)
    mends = [
        (2, 3, "1"),
        (3, 1, "2016"),
        (3, 3, "5"),
        (4, 2, "copying"),
        (4, 3, "1"),
        (5, 0, "4"),
        (6, 3, "2"),
    ]
    mends += [(7, 0, "6"), (8, 0, "7"), (8, 1, "05.2016")]
    corrections = Corrections(tuple(Correction(row, place, "", now) for row, place, now in mends))
    assert embedded.load("consultations", path, corrections=corrections).accepted == 7
    assert sorted(number for (number,) in embedded.rows(Consultation, "number")) == list("1234567")


def test_a_broken_formula_names_no_column(embedded: World) -> None:
    path = embedded.folder / "file.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD[:3])
        sheet.write_formula("D1", "=#REF!", None, "#REF!")
        sheet.write_row(1, 0, ["1", "вчера", "copying", 1])
    faults = problems(embedded, "consultations", path)
    assert {("import_cell_error", 1), ("import_date", 2)} <= {
        (problem.rule, problem.row) for problem in faults
    }


def test_cells_are_judged_under_a_header_with_faults(embedded: World) -> None:
    """What several columns say together is not: a column that is misnamed would be missed in every
    row.
    """
    text = "number,date,фонд,decided,decision\n1,вчера,x,y,awarded\n2,2016,x,y,никакое\n"
    assert places(problems(embedded, "grants", text)) == [
        ("import_column_unknown", 1, "фонд"),
        ("import_column_unknown_close", 1, "decided"),
        ("import_date", 2, "date"),
        ("import_word", 3, "decision"),
    ]


def test_a_doubled_column_is_said_once_and_other_cells_are_judged(embedded: World) -> None:
    faults = places(
        problems(embedded, "consultations", "number,number,date,request\n1,2,вчера,copying\n")
    )
    assert faults == [("import_column_doubled", 1, "number"), ("import_date", 2, "date")]


BY = "indicator,period,value,by:age,by:sex\n"


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        (
            "survey,2016,5,55+,\nsurvey,2016,6,,f\nsurvey,2017,много,,\n",
            ["import_several_sets", "import_number"],
        ),
        ("survey,2016,5,55+,\nsurvey,2016,много,,f\n", ["import_several_sets", "import_number"]),
        ("survey,2016,5,55+,\nsurvey,2016,6,,f\nsurvey,2016,много,,\n", ["import_number"]),
        ("survey,2016,5,55+,\nsurvey,2016,6,,f\nsurvey,никогда,7,,\n", ["import_period"]),
        (
            "survey,2016,5,55+,\nsurvey,2016,6,,f\nsurvey,никогда,7,55+,\n",
            ["import_several_sets", "import_period"],
        ),
        (
            "survey,2016,5,55+,\nsurvey,2016,6,,f\nопрос,2017,7,,\n",
            ["import_several_sets", "import_indicator_unknown"],
        ),
        ("survey,2016,5,55+,\nsurvey,2016,6,,f\nsurvey,2016,7,a=b,\n", ["import_by_character"]),
    ],
)
def test_several_sets_are_told_beside_other_faults(
    embedded: World, rows: str, rules: list[str]
) -> None:
    """Unless a row with a fault may be the total that is missing."""
    assert sorted(embedded.refused("observations", BY + rows)) == sorted(rules)


DISTRICTS = "code,name_ru,parent,cut,member_of,position\n"


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        ("east,,,,,1\nwest,Запад,nowhere,,,1\n", ["import_required", "import_parent_unknown"]),
        ("east,,,,,1\nwest,Запад,east,,,1\n", ["import_required"]),
        ("east,,nowhere,,,1\n", ["import_required", "import_parent_unknown"]),
        ("Восток,Восток,,,,1\nwest,Запад,nowhere,,,1\n", ["import_code"]),
        ("east,Восток,Запад,,,1\nwest,Запад,east,,,1\n", ["import_code"]),
        (
            "east,,west,,,1\nwest,Запад,east,,,1\n",
            ["import_required", *["import_parent_circular"] * 2],
        ),
        (
            "east,,,,nowhere,1\nwest,Запад,,,nowhere,1\n",
            ["import_required", *["import_member_of_unknown"] * 2],
        ),
        ("east,,,,,\nwest,Запад,east,,,1\n", ["import_row_note"]),
        ("east,Восток,,Деление,,1\nwest,Запад,,,east,1\n", ["import_code"]),
    ],
)
def test_the_tree_is_judged_beside_other_faults(
    embedded: World, rows: str, rules: list[str]
) -> None:
    """Unless what is missing may be what a cell with a fault means."""
    assert sorted(embedded.refused("districts", DISTRICTS + rows)) == sorted(rules)


def test_rows_loaded_already_are_told_beside_the_rules_of_the_file(embedded: World) -> None:
    text = DISTRICTS + "central,Середина,,,,1\nwest,Запад,nowhere,,,1\n"
    assert sorted(embedded.refused("districts", text)) == [
        "import_key_taken",
        "import_parent_unknown",
    ]
