"""Which sheets of a workbook are read; none is passed over in silence."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data.imports.template import write_template
from data.refusals import Refusal
from tests.data.imports.conftest import World
from tests.record_tables import Consultation

HEAD = ["number", "date", "request"]


def book(world: World, **sheets: list[list[Any]]) -> Path:
    """A workbook with these sheets; ``hidden`` in a sheet's name hides it."""
    path = world.folder / "file.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name.replace("_", " "))
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if "hidden" in name:
                sheet.hide()
    return path


def rows(*numbers: str) -> list[list[Any]]:
    return [HEAD, *([number, "2016-05-31", "copying"] for number in numbers)]


def notes(receipt: Any) -> list[str]:
    return [note.sentence("en") for note in receipt.notes]


def test_several_sheets_of_one_header_are_asked_about(embedded: World) -> None:
    """A file that covers a month must not lose the other sheets' rows."""
    path = book(embedded, North=rows("1", "2"), South=rows("3"), East=rows("4"))
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", path, covers="2016-05")
    (problem,) = refusal.value.problems
    assert problem.rule == "import_sheet_choose"
    for language, name in (("ru", "«{}»"), ("en", "“{}”")):
        counted = [f"{name.format(sheet)} ({count})" for sheet, count in
                   {"North": 2, "South": 1, "East": 1}.items()]  # fmt: skip
        sentence = refusal.value.text(language)
        assert all(part in sentence for part in (*counted, "--sheet all"))
    assert embedded.revision == 1


def test_all_sheets_are_one_file(embedded: World) -> None:
    path = book(embedded, North=rows("1", "2"), Notes=[["Составил отдел"]], South=rows("3"))
    receipt = embedded.load("consultations", path, sheet="ALL")
    assert receipt.accepted == 3
    assert notes(receipt) == [
        "Read from sheets: “North”, “South”.",
        "Sheets not read: “Notes” (no header of this kind).",
    ]


def test_a_sheet_is_named_as_people_spell_it(embedded: World) -> None:
    path = book(embedded, Северный_район=rows("1", "2"), Южный=rows("3"))
    receipt = embedded.load("consultations", path, sheet="северный\u00a0 РАЙОН")
    assert receipt.accepted == 2
    assert "Sheets not read: “Южный” (not chosen)." in notes(receipt)


def test_columns_of_each_sheet_may_stand_in_another_order(embedded: World) -> None:
    south = [["Вид обращения", "Номер", "Дата"], ["copying", "2", "2016-06-01"]]
    embedded.load("consultations", book(embedded, North=rows("1"), South=south), sheet="all")
    assert embedded.rows(Consultation, "number", "request") == [("1", "copying"), ("2", "copying")]


def test_a_problem_names_the_sheet_and_its_own_row(embedded: World) -> None:
    bad = [HEAD, ["4", "2016-05-31", "copying"], ["3", "скоро", "copying"]]
    path = book(embedded, North=rows("1", "2"), South=bad)
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", path, sheet="all")
    problem = refusal.value.problems[0]
    assert (problem.rule, problem.sheet, problem.row) == ("import_date", "South", 3)
    assert "лист «South», строка 3" in refusal.value.text("ru")
    assert "sheet “South”, row 3" in refusal.value.text("en")


def test_a_number_of_two_sheets_is_doubled_and_both_are_named(embedded: World) -> None:
    path = book(embedded, North=rows("1", "2"), South=rows("1"))
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", path, sheet="all")
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.sheet, problem.row) == ("import_number_doubled", "South", 2)
    assert "2 (лист «North»)" in problem.sentence("ru")
    assert "2 (sheet “North”)" in problem.sentence("en")


@pytest.mark.parametrize(
    ("sheets", "read", "unread"),
    [
        ({"Empty": [], "Data": rows("1")}, "“Data”", "“Empty” (empty)"),
        (
            {"Title": [["Отчёт"], ["за май"]], "Data": rows("1")},
            "“Data”",
            "“Title” (no header of this kind)",
        ),
        ({"Data": rows("1"), "hidden": rows("2")}, "“Data”", "“hidden” (hidden)"),
        ({"Data": rows("1"), "Form": rows()}, "“Data”", "“Form” (no rows below the header)"),
        (
            {
                "Events": [["number", "date", "type", "title"], ["9", "2016", "seminar", "A"]],
                "Data": rows("1"),
            },
            "“Data”",
            "“Events” (other columns)",
        ),
    ],
)
def test_the_sheet_that_has_the_header_is_read_and_the_others_are_named(
    embedded: World, sheets: dict[str, list[list[Any]]], read: str, unread: str
) -> None:
    receipt = embedded.load("consultations", book(embedded, **sheets))
    assert receipt.accepted == 1
    assert notes(receipt) == [f"Read from sheets: {read}.", f"Sheets not read: {unread}."]


def test_a_misspelt_header_is_still_one_of_two(embedded: World) -> None:
    """The other sheet must not be read in its place."""
    bad = [["number", "date", "reqest"], ["2", "2016", "copying"]]
    path = book(embedded, North=bad, South=rows("1"))
    assert embedded.refused("consultations", path) == ["import_sheet_choose"]
    assert "import_column_missing" in embedded.refused("consultations", path, sheet="all")


def test_a_hidden_sheet_is_read_when_it_is_named(embedded: World) -> None:
    path = book(embedded, Data=rows("1"), hidden=rows("2", "3"))
    assert embedded.load("consultations", path, sheet="hidden").accepted == 2


@pytest.mark.parametrize(
    ("sheets", "sheet", "rule"),
    [
        ({"A": [], "B": []}, None, "import_sheets_empty"),
        ({"A": [], "hidden": rows("1")}, None, "import_sheets_empty"),
        ({"A": []}, None, "import_file_empty"),
        ({"A": rows("1"), "B": []}, "Ы", "import_sheet_unknown"),
        ({"A": rows("1"), "B": []}, "B", "import_sheet_empty"),
        ({"A": [["x"]], "B": []}, "all", "import_column_unknown"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused(
    embedded: World, sheets: dict[str, list[list[Any]]], sheet: str | None, rule: str
) -> None:
    assert embedded.refused("consultations", book(embedded, **sheets), sheet=sheet)[0] == rule


def test_a_file_without_sheets_has_none_to_name(embedded: World) -> None:
    text = "number,date,request\n1,2016,copying\n"
    assert embedded.refused("consultations", text, sheet="North") == ["import_sheet_no_workbook"]
    assert embedded.load("consultations", text, sheet="all").accepted == 1


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    "kind", ["consultations", "organisations", "grants", "observations", "populations"]
)
def test_a_template_is_read_without_a_question(embedded: World, kind: str, language: str) -> None:
    path = embedded.folder / "template.xlsx"
    write_template(kind, path, language)
    assert embedded.refused(kind, path, covers=None) == ["import_no_rows"]


def test_a_doubled_row_of_one_sheet_is_named_by_its_number_alone(embedded: World) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", book(embedded, North=rows("1", "1")))
    assert refusal.value.problems[0].params["first"] == 2
