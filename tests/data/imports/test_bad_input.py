"""Bad input: each a clear message, and nothing changed."""

import errno
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data import imports
from data.imports.checks import spool
from data.imports.files import reading, xlsx_safety
from data.refusals import NotFound, Refusal
from tests.data.imports.conftest import PROGRAMME, World
from tests.record_tables import Consultation, Grant

GOOD = "number,date,request\n1,31.05.2016,copying\n"


def row(**values: str) -> str:
    """A file of consultations with one good row, but for these values."""
    cells = {"number": "1", "date": "31.05.2016", "request": "copying", **values}
    quoted = ('"' + value.replace('"', '""') + '"' for value in cells.values())
    return f"{','.join(cells)}\n{','.join(quoted)}\n"


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"district": "atlantis"}, "import_district_unknown"),
        ({"district": "south"}, "import_district_of_cut"),
        ({"organisation": "НКО-9"}, "import_organisation_unknown"),
        ({"date": "31.12.2013"}, "import_outside_years"),
        ({"date": "2021"}, "import_outside_years"),
        ({"date": "30.02.2016"}, "import_date_impossible"),
        ({"date": "скоро"}, "import_date"),
        ({"date": " "}, "import_required"),
        ({"date": "-"}, "import_required"),
        ({"date": '- " -'}, "import_ditto_first"),
        ({"request": "кофе"}, "import_word"),
        ({"people": "-5"}, "import_negative"),
        ({"people": "1,5"}, "import_whole"),
        ({"people": "двое"}, "import_number"),
        ({"people": "3 000 000 000"}, "import_too_big"),
        ({"people": "12.000"}, "import_thousands_or_fraction"),
        ({"illustrative": "может быть"}, "import_flag"),
        ({"number": "9" * 101}, "import_text_long"),
        ({"note": "a\x01b"}, "import_control_character"),
    ],
)
def test_a_bad_value_is_refused_with_its_row_and_column(
    embedded: World, values: dict[str, str], rule: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", row(**values))
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.file, problem.row, problem.column) == (
        rule,
        "file.csv",
        2,
        *values,
    )
    assert problem.value == next(iter(values.values()))
    assert embedded.revision == 1


def test_a_row_with_something_beyond_its_columns_alone_is_refused_by_its_number(
    embedded: World,
) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", "number\n\n,beyond\n")
    of_row = [problem for problem in refusal.value.problems if problem.row == 3]
    assert [problem.rule for problem in of_row] == ["import_row_width"]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("number,date\n1,2016\n", ["import_column_missing"]),
        ("number,date,request,дата\n1,2016,copying,2016\n", ["import_column_doubled"]),
        ("number,date,request,Request\n1,2016,copying,copying\n", ["import_column_doubled"]),
        ("number,date,request,phone\n1,2016,copying,5\n", ["import_column_unknown"]),
        ("number,date,requests\n1,2016,copying\n", ["import_column_unknown_close", "import_column_missing"]),
        ("number,date,request,\n1,2016,copying,5\n", ["import_column_unnamed"]),
        ("number,date,request\n1,2016,copying,5\n", ["import_row_width"]),
        ("number,date,request\n1,2016\n", ["import_row_width", "import_required"]),
        ('number,date,request\n1,2016,"copying\n', ["import_csv_broken"]),
        ("number,date,request\n", ["import_no_rows"]),
        ("number,date,request\n,,\n\n", ["import_no_rows"]),
        ("", ["import_file_empty"]),
        ("\n\n", ["import_file_empty"]),
        ("number,date,request\n" + ",,\n" * 10_001 + "1,2016,copying\n", ["import_empty_rows"]),
        ("number,date,request\n1,2016,copying\n2,2016,copying\n1,2017,copying\n", ["import_number_doubled"]),
        ("date,request\n2016,copying\n2016,copying\n", ["import_row_doubled"]),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused(embedded: World, text: str, rules: list[str]) -> None:
    assert embedded.refused("consultations", text) == rules


def test_an_empty_column_without_a_name_does_no_harm(embedded: World) -> None:
    assert embedded.load("consultations", "number;date;request;;\n1;2016;copying;;\n").accepted == 1


def test_all_problems_of_a_file_come_at_once(embedded: World) -> None:
    text = "number,date,request,people\n1,2031,copying,-1\n2,2016,кофе,1\n"
    assert embedded.refused("consultations", text) == [
        "import_outside_years",
        "import_negative",
        "import_word",
    ]


def test_too_many_problems_are_counted(embedded: World) -> None:
    text = "number,date,request\n" + "".join(f"{number},2031,copying\n" for number in range(3_000))
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", text)
    assert len(refusal.value.problems) == 201
    assert refusal.value.problems[-1].params == {"hidden": 2_800, "total": 3_000}


def test_a_number_doubled_far_apart_is_found_with_both_rows(embedded: World) -> None:
    numbers = [*range(5_000), 17]
    text = "number,date,request\n" + "".join(f"{number},2016,copying\n" for number in numbers)
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", text)
    (problem,) = refusal.value.problems
    assert (problem.row, problem.params["first"], problem.params["number"]) == (5_002, 19, "17")


def test_doubles_are_found_slice_by_slice(embedded: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "HASHES_AT_ONCE", 7)
    text = "number,date,request\n" + "".join(
        f"{number},2016,copying\n" for number in [*range(50), 3, 44]
    )
    assert embedded.refused("consultations", text) == ["import_number_doubled"] * 2


def test_a_double_of_a_known_number_is_still_a_double(embedded: World) -> None:
    embedded.load("consultations", GOOD)
    twice = GOOD + "1,31.05.2016,copying\n"
    assert embedded.refused("consultations", twice) == ["import_number_doubled"]


def test_unknown_kinds_and_programmes_are_named(world: World) -> None:
    for kind, programme in (("potions", PROGRAMME), ("consultations", "atlantis")):
        with pytest.raises(NotFound) as refusal:
            world.load(kind, GOOD, programme=programme)
        assert {"potions": "consultations", "consultations": PROGRAMME}[kind] in refusal.value.text(
            "ru"
        )
    assert world.revision == 1


# ---------------------------------------------------------------- coverage


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ({"covers": None}, ["import_covers_missing"]),
        ({"covers": "весь год"}, ["import_covers_form"]),
        ({"covers": ""}, ["import_covers_form"]),
        ({"covers": "2013..2016"}, ["import_covers_years"]),
        ({"covers": "2017"}, ["import_date_not_covered"]),
        ({"covers": "2016-04"}, ["import_date_not_covered"]),
        ({"covers": "2016", "districts": "atlantis"}, ["import_covers_district"]),
        ({"covers": "2016", "districts": ["south"]}, ["import_covers_district"]),
        ({"covers": "2016", "districts": "kirovsky,northern"}, ["import_district_not_reported"]),
    ],
)
def test_what_a_file_does_not_cover_is_refused(
    embedded: World, options: dict[str, Any], rules: list[str]
) -> None:
    assert embedded.refused("consultations", row(district="central"), **options) == rules


@pytest.mark.parametrize(
    "options",
    [{"covers": "zzz"}, {"covers": "2016"}, {"districts": "qq"}, {"districts": ["central"]}],
)
def test_a_kind_without_coverage_takes_no_claim(embedded: World, options: dict[str, Any]) -> None:
    text = "indicator,period,value\nsurvey,2016,5\n"
    assert embedded.refused("targets", text, **options) == ["import_no_coverage"]


def test_a_missing_period_is_refused_with_a_proposal(embedded: World) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", GOOD, covers=None)
    assert "--covers 2016-05" in refusal.value.text("ru")


def test_a_kind_without_dated_records_needs_no_period(embedded: World) -> None:
    assert embedded.load("organisations", "number,name\n1,Первая\n", covers=None).accepted == 1


# ---------------------------------------------------------------- encodings and delimiters

RUSSIAN = (
    "Номер;Дата;Вид обращения;Примечание\n1;31.05.2016;Копирование;Счёт № 5 «на двоих» – в срок\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_recognised(
    embedded: World, encoding: str, delimiter: str
) -> None:
    path = embedded.write(RUSSIAN.replace(";", delimiter), encoding=encoding)
    assert embedded.load("consultations", path).accepted == 1
    assert embedded.rows(Consultation, "note") == [("Счёт № 5 «на двоих» – в срок",)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp866", "koi8-r"])
def test_other_encodings_are_refused(embedded: World, encoding: str) -> None:
    text = "number;date;request;note\n1;31.05.2016;copying;Помещение для встречи предоставлено бесплатно\n"
    assert embedded.refused("consultations", embedded.write(text, encoding=encoding)) == [
        "import_encoding"
    ]


def test_a_byte_that_is_no_sign_of_windows_1251_is_refused(embedded: World) -> None:
    path = embedded.folder / "file.csv"
    path.write_bytes(RUSSIAN.encode("cp1251") + b"2;31.05.2016;copying;\x98\n")
    assert embedded.refused("consultations", path) == ["import_encoding"]


def test_damaged_utf8_is_refused_with_its_line(embedded: World) -> None:
    path = embedded.folder / "file.csv"
    path.write_bytes(RUSSIAN.encode() + b"2;31.05.2016;copying;\xcf\xf0\n" + RUSSIAN.encode())
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", path)
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.params["line"]) == ("import_damaged_utf8", 3)


# ---------------------------------------------------------------- the system


def test_a_missing_file_is_named(embedded: World) -> None:
    assert embedded.refused("consultations", embedded.folder / "no.csv") == ["import_file_missing"]


def test_a_folder_is_not_a_file(embedded: World) -> None:
    assert embedded.refused("consultations", embedded.folder) == ["import_is_folder"]


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        (errno.ENOSPC, "import_no_space"),
        (errno.EACCES, "import_file_locked"),
        (errno.EIO, "import_file_unreadable"),
    ],
)
def test_a_full_disk_or_a_locked_file_is_said(
    embedded: World, monkeypatch: pytest.MonkeyPatch, number: int, rule: str
) -> None:
    def fail(_path: Path) -> str:
        raise OSError(number, "the system's own words")

    monkeypatch.setattr(reading, "sha256", fail)
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", GOOD)
    (problem,) = refusal.value.problems
    assert problem.rule == rule
    assert "the system's own words" not in refusal.value.text("ru")


def test_a_nul_byte_is_called_so_with_its_line(embedded: World) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", GOOD.replace("1,", "1\0,", 1))
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.params) == ("import_nul", {"line": 2})


def test_of_a_long_cell_a_message_says_the_beginning(embedded: World) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", GOOD.replace("copying", "x" * 200_000))
    (problem,) = refusal.value.problems
    assert len(problem.value or "") == 200_000, "what is mended is the whole cell"
    assert len(refusal.value.text("ru")) < 2_000
    assert "xxx…" in refusal.value.text("ru")


# ---------------------------------------------------------------- workbooks


def workbook(world: World, name: str = "file.xlsx") -> tuple[Path, Any, Any]:
    """A workbook with a good table of consultations, open for more."""
    path = world.folder / name
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["number", "date", "request", "people"])
    sheet.write_row(1, 0, [1, 42521, "copying", 2])
    return path, book, sheet


def test_a_workbook_is_read(embedded: World) -> None:
    path, book, _ = workbook(embedded)
    book.close()
    assert embedded.load("consultations", path).accepted == 1


def test_a_workbook_in_disguise_is_read(embedded: World) -> None:
    path, book, _ = workbook(embedded, "file.csv")
    book.close()
    assert embedded.load("consultations", path).accepted == 1


@pytest.mark.parametrize(
    "content", [b"number,date\n1,2016\n", b"PK\x03\x04" + b"\0" * 50, b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_not_a_workbook_is_refused(embedded: World, content: bytes) -> None:
    path = embedded.folder / "file.xlsx"
    path.write_bytes(content)
    assert embedded.refused("consultations", path) == ["import_not_xlsx"]


def test_a_truncated_workbook_is_refused(embedded: World) -> None:
    path, book, _ = workbook(embedded)
    book.close()
    path.write_bytes(path.read_bytes()[:-200])
    assert embedded.refused("consultations", path) == ["import_not_xlsx"]


def test_another_office_file_is_refused(embedded: World) -> None:
    path = embedded.folder / "file.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert embedded.refused("consultations", path) == ["import_not_xlsx"]


@pytest.mark.parametrize(
    ("inside", "rule"),
    [("EncryptedPackage", "import_xlsx_password"), ("Workbook", "import_xls_old")],
)
def test_passwords_and_old_workbooks_are_refused(embedded: World, inside: str, rule: str) -> None:
    path = embedded.folder / "file.xlsx"
    path.write_bytes(xlsx_safety.OLE + b"\0" * 600 + inside.encode("utf-16-le"))
    assert embedded.refused("consultations", path) == [rule]


def test_a_formula_with_an_error_is_refused_with_its_cell(embedded: World) -> None:
    path, book, sheet = workbook(embedded)
    sheet.write_formula("D3", "=#REF!", None, "#REF!")
    book.close()
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", path)
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.row, problem.column) == ("import_cell_error", 3, "people")
    assert "D3" in problem.text("ru")


def test_a_formula_never_computed_is_refused(embedded: World) -> None:
    path, book, sheet = workbook(embedded)
    sheet.write_formula("D2", "=1+1", None, "")
    book.close()
    _replace(path, b"<v></v>", b"")
    assert embedded.refused("consultations", path) == ["import_formula_without_value"]


@pytest.mark.parametrize("value", [b"<v></v>", b"<v/>"])
def test_a_formula_that_gives_the_empty_text_is_an_empty_cell(
    embedded: World, value: bytes
) -> None:
    path, book, sheet = workbook(embedded)
    sheet.write_formula("D2", '=IF(1,"","x")', None, "")
    book.close()
    _replace(path, b'r="D2"', b'r="D2" t="str"')
    _replace(path, b"<v></v>", value)
    assert embedded.load("consultations", path).accepted == 1
    assert embedded.rows(Consultation, "people") == [(None,)]


def test_a_formula_without_a_type_and_a_value_is_refused(embedded: World) -> None:
    path, book, sheet = workbook(embedded)
    sheet.write_formula("D2", "=1+1", None, "")
    book.close()
    assert embedded.refused("consultations", path) == ["import_formula_without_value"]


def test_a_chart_on_a_sheet_of_its_own_is_passed_over(embedded: World) -> None:
    path = embedded.folder / "file.xlsx"
    book = xlsxwriter.Workbook(path)
    charted, sheet = book.add_chartsheet("Диаграмма"), book.add_worksheet("Данные")
    sheet.write_row(0, 0, ["number", "date", "request", "people"])
    sheet.write_row(1, 0, [1, 42521, "copying", 2])
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Данные!$D$2:$D$2"})
    charted.set_chart(chart)
    book.close()
    assert embedded.load("consultations", path).accepted == 1
    _replace(
        path,
        b'<sheet name="\xd0\x94\xd0\xb0\xd0\xbd\xd0\xbd\xd1\x8b\xd0\xb5"',
        b'<sheet state="hidden" name="x"',
    )
    assert embedded.refused("consultations", path) == ["import_no_worksheet"]


def test_numbers_of_a_workbook_are_what_they_are(embedded: World) -> None:
    path = embedded.folder / "file.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["number", "date", "requested"])
    sheet.write_row(1, 0, ["1", "2016", 150000.0])
    sheet.write_row(2, 0, ["2", "2016", 12.5], book.add_format({"num_format": "0.000"}))
    book.close()
    embedded.load("grants", path)
    assert embedded.rows(Grant, "requested") == [(Decimal("150000.00"),), (Decimal("12.50"),)]


def test_merged_cells_are_refused_with_their_names(embedded: World) -> None:
    path, book, sheet = workbook(embedded)
    sheet.merge_range("C3:D3", "copying")
    book.close()
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", path)
    assert "C3:D3" in refusal.value.text("ru")


@pytest.mark.parametrize("styled", [True, False])
def test_a_million_empty_rows_are_refused(embedded: World, styled: bool) -> None:
    path, book, sheet = workbook(embedded)
    for number in range(2, 1_000_000) if styled else [1_048_575]:
        sheet.write_blank(number, 0, None, book.add_format()) if styled else sheet.write(
            number, 0, " "
        )
        if styled and number > 20_000:
            break
    book.close()
    assert embedded.refused("consultations", path) == ["import_empty_rows"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    embedded: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, book, _ = workbook(embedded)
    book.close()
    monkeypatch.setattr(xlsx_safety, "UNPACKED_LIMIT", 5_000)
    assert embedded.refused("consultations", path) == ["import_xlsx_too_big"]


@pytest.mark.parametrize("text", [" ", "<c ", '<c t="e" ', "<row r="])
def test_a_sheet_in_which_no_cell_ends_is_refused(embedded: World, text: str) -> None:
    path, book, _ = workbook(embedded)
    book.close()
    _replace(path, b"<sheetData>", b"<sheetData>" + text.encode() * (10_000_000 // len(text)))
    assert embedded.refused("consultations", path) == ["import_xlsx_no_cells"]


def test_a_zip_bomb_that_lies_about_its_size_is_refused(embedded: World) -> None:
    path, book, _ = workbook(embedded)
    book.close()
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/media/big.bin", b"\0" * 10_000_000)
    size, lie = (10_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    path.write_bytes(content.getvalue().replace(size, lie))
    assert embedded.refused("consultations", path) == ["import_not_xlsx"]


def _replace(path: Path, old: bytes, new: bytes) -> None:
    """Replace bytes in every part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(old, new))


def test_a_file_checked_too_early_is_not_loaded(world: World) -> None:
    path = world.write(GOOD)
    with world.database.read() as session:
        checked = imports.check(
            session, "consultations", path, imports.ImportOptions(PROGRAMME, "none")
        )
    for number in (7, 8):
        world.load("consultations", row(number=str(number)))
    with pytest.raises(Refusal) as refusal, world.database.transaction("load", "late") as change:
        imports.load(change, checked)
    checked.spool.close()
    assert refusal.value.problems[0].rule == "import_checked_too_early"
