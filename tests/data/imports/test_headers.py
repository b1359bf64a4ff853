"""Where the header stands, and rows that are no records: said, passed over where it is certain,
else refused.
"""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data import imports
from data.imports import Correction, Corrections
from data.refusals import Refusal
from tests.data.imports.conftest import World
from tests.record_tables import Consultation

HEAD = "number;date;request;people\n"
ROW = "1;31.05.2016;copying;2\n"
TITLE = "Отчёт о консультациях за май 2016 года;;;\n"


def notes(receipt: Any) -> list[str]:
    return [note.sentence("ru") for note in receipt.notes]


@pytest.mark.parametrize(
    ("text", "row", "above"),
    [
        (f"{TITLE};;;\n{HEAD}{ROW}", 3, "1"),
        (f"Отчёт, копия 2\n\n\n{HEAD}{ROW}", 4, "1"),
        (f"{TITLE}Период;май 2016;;\n\nИсполнитель;Иванова;;\n{HEAD}{ROW}", 5, "1–2, 4"),
        (f"\n\n{HEAD}{ROW}", 3, ""),
        (f"Отчёт, копия 2\n{HEAD}{ROW}".replace(";", ","), 2, "1"),
        (f"Отчёт; копия 2\n{HEAD}{ROW}".replace(";", "\t"), 2, "1"),
    ],
)
def test_a_header_below_titles_is_found_and_said(
    embedded: World, text: str, row: int, above: str
) -> None:
    receipt = embedded.load("consultations", text)
    assert receipt.accepted == 1
    expected = [f"Заголовки стоят в строке {row}."]
    assert notes(receipt) == expected + (
        [f"Строки над заголовками не читались: {above}."] if above else []
    )
    assert f"Заголовки стоят в строке {row}." in receipt.text("ru")
    assert f"The header is in row {row}." in receipt.text("en")


def test_problems_keep_the_files_own_rows(embedded: World) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", f"{TITLE}\n{HEAD}{ROW}2;31.02.2016;copying;2\n")
    (problem,) = refusal.value.problems
    assert problem.row == 5
    assert "Заголовки стоят в строке 3." in refusal.value.text("ru"), "a refusal says it too"


def test_a_faulty_header_below_titles_is_pointed_at(embedded: World) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", f"{TITLE}\nnumber;date;reqest;people\n{ROW}")
    assert {problem.row for problem in refusal.value.problems} == {3}
    assert "Отчёт" not in refusal.value.text("ru")


def test_records_above_the_header_are_not_dropped(embedded: World) -> None:
    """A table that was sorted together with its header."""
    with pytest.raises(Refusal) as refusal:
        embedded.load(
            "consultations", f"{ROW}2;31.05.2016;copying;2\n{HEAD}3;31.05.2016;copying;2\n"
        )
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.params) == ("import_rows_above_header", {"row": 1, "header": 3})


@pytest.mark.parametrize(
    "upper_and_lower",
    [
        "Номер;Дата;Заявитель;\n;;Вид обращения;Человек\n",
        "Номер;Дата;Вид;Человек\n;;обращения;\n",
        "Номер;Сведения;;\n;Дата;Вид обращения;Человек\n",
        "Номер;Дата;Вид обращения;Заявитель\n;;;Человек\n",
    ],
)
def test_a_header_in_two_rows_is_read_as_one(embedded: World, upper_and_lower: str) -> None:
    receipt = embedded.load("consultations", f"{TITLE}{upper_and_lower}{ROW}")
    assert embedded.rows(Consultation, "number", "people") == [("1", 2)]
    assert "Заголовки стоят в двух строках, 2 и 3." in notes(receipt)


def test_headings_of_groups_above_a_whole_header_are_titles(embedded: World) -> None:
    receipt = embedded.load("consultations", f"Запись;;Обращение;\n{HEAD}{ROW}")
    assert notes(receipt) == [
        "Заголовки стоят в строке 2.",
        "Строки над заголовками не читались: 1.",
    ]


def test_a_header_repeated_on_each_page_is_passed_over(embedded: World) -> None:
    text = f"{HEAD}{ROW}{HEAD}2;31.05.2016;copying;2\n{HEAD}3;31.05.2016;copying;2\n"
    receipt = embedded.load("consultations", text)
    assert receipt.accepted == 3
    assert notes(receipt) == ["Заголовки повторены в таблице и пропущены, строк: 2 (номера 3, 5)."]


def test_a_row_that_numbers_the_columns_is_passed_over(embedded: World) -> None:
    receipt = embedded.load("consultations", f"{HEAD}1;2;3;4\n{ROW}")
    assert receipt.accepted == 1
    assert notes(receipt) == ["Строка 2 нумерует столбцы и пропущена."]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("Итого;;;2", "import_row_total"),
        ("Подитог;;;2", "import_row_total"),
        ("Подытог;;;2", "import_row_total"),
        ("И.о. начальника отдела;;;Иванов И.И.", "import_row_note"),
        (";;Всего за май;2", "import_row_total"),
        ("Total;;;2", "import_row_total"),
        ("* без учёта повторных;;;", "import_row_note"),
        ("Исполнитель: Иванова И. И.;;;40-24-13", "import_row_note"),
        ("Сведения предоставлены центром;;;", "import_row_note"),
        ("2;;copying;2", "import_required"),
    ],
)
def test_a_total_or_a_footnote_is_called_so(embedded: World, row: str, rule: str) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", f"{HEAD}{ROW}{row}\n3;скоро;copying;2\n")
    assert [(problem.rule, problem.row) for problem in refusal.value.problems] == [
        (rule, 3),
        ("import_date", 4),
    ]


def test_a_file_without_one_readable_row_is_refused_for_each_of_them(embedded: World) -> None:
    assert embedded.refused("consultations", f"{HEAD}Итого;;;2\n") == ["import_row_total"]


def test_a_record_that_begins_like_a_total_is_a_record(embedded: World) -> None:
    assert embedded.load("consultations", f"{HEAD}Итого-1;31.05.2016;copying;2\n").accepted == 1


def test_a_total_may_be_left_out_in_place(embedded: World) -> None:
    path = embedded.write(f"{HEAD}{ROW}Итого;;;2\n")
    assert (
        embedded.load("consultations", path, corrections=Corrections(left_out=(3,))).accepted == 1
    )
    excerpt = imports.excerpt("consultations", path, first=9)
    assert excerpt.rows[3] == ("Итого", "", "", "2")


def test_a_header_is_found_as_it_was_mended(embedded: World) -> None:
    path = embedded.write(f"{TITLE}\nnumber;date;вид;people\n{ROW}")
    corrections = Corrections((Correction(3, 2, "вид", "request"),))
    assert embedded.load("consultations", path, corrections=corrections).accepted == 1


@pytest.mark.parametrize("mark", ["sep=;", "SEP=;", "\ufeffsep=;", '"sep=;"', "sep=;;;;", "sep=; "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_line_that_names_the_delimiter_is_no_row(embedded: World, mark: str, end: str) -> None:
    text = f"{mark}\n{HEAD}{ROW}2;скоро;copying;2\n".replace("\n", end)
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", text)
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.row) == ("import_date", 4)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|", "^"])
def test_the_named_delimiter_is_used(embedded: World, sign: str) -> None:
    text = f"sep={sign}\n" + f"{HEAD}1;31.05.2016;copying;2\n".replace(";", sign)
    assert embedded.load("consultations", text).accepted == 1


def sheet(world: World, rows: dict[int, list[Any]], *merged: str) -> Path:
    path = world.folder / "file.xlsx"
    with xlsxwriter.Workbook(path) as book:
        worksheet = book.add_worksheet("Данные")
        for number, row in rows.items():
            worksheet.write_row(number - 1, 0, row)
        for cells in merged:
            worksheet.merge_range(cells, None)
    return path


def test_titles_and_headers_may_be_of_merged_cells(embedded: World) -> None:
    rows = {1: ["Отчёт"], 3: ["Номер", "Дата", "Обращение"], 4: ["", "", "Вид обращения", "Человек"],
            5: [1, 2, 3, 4], 6: ["1", "31.05.2016", "copying", 2]}  # fmt: skip
    path = sheet(embedded, rows)
    with xlsxwriter.Workbook(path) as book:
        worksheet = book.add_worksheet("Данные")
        for number, row in rows.items():
            worksheet.write_row(number - 1, 0, row)
        worksheet.merge_range("A1:D1", "Отчёт")
        worksheet.merge_range("A3:A4", "Номер")
        worksheet.merge_range("B3:B4", "Дата")
        worksheet.merge_range("C3:D3", "Обращение")
    receipt = embedded.load("consultations", path)
    assert embedded.rows(Consultation, "number", "people") == [("1", 2)]
    assert "Заголовки стоят в двух строках, 3 и 4." in notes(receipt)
    assert "Строка 5 нумерует столбцы и пропущена." in notes(receipt)


def test_a_broken_formula_above_the_header_does_no_harm(embedded: World) -> None:
    path = embedded.folder / "file.xlsx"
    with xlsxwriter.Workbook(path) as book:
        worksheet = book.add_worksheet("Данные")
        worksheet.write_formula("A1", "=#REF!", None, "#REF!")
        worksheet.write_row(2, 0, ["number", "date", "request"])
        worksheet.write_row(3, 0, ["1", "31.05.2016", "copying"])
    assert embedded.load("consultations", path).accepted == 1


def test_a_header_that_only_looks_right_names_its_sign_and_columns_by_their_words(
    embedded: World,
) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", "Номер;Дата;Pайон;Вид обращения\n1;2016;;Копирование\n")
    ru, en = refusal.value.text("ru"), refusal.value.text("en")
    assert "похожий – «Район»" in ru
    assert "знак 1 – латинская «P» на месте кириллической «Р»" in ru
    assert "есть столбцы: Номер, Дата, Район, Организация, Вид обращения" in ru
    assert "a similar one is “District”" in en
    assert "the columns are: Number, Date, District" in en


@pytest.mark.parametrize(
    ("head", "ru", "en"),
    [
        (
            "Номер;Дата;Вид обращения;Человек",
            "строка 2, столбец «Человек»:",
            "row 2, column “Человек”:",
        ),
        (
            "Number;Date;Kind of request;People",
            "строка 2, столбец «People»:",
            "row 2, column “People”:",
        ),
        (HEAD.strip(), "строка 2, столбец «people»:", "row 2, column “people”:"),
    ],
)
def test_a_column_is_called_as_its_file_heads_it(
    embedded: World, head: str, ru: str, en: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", f"{head}\n1;31.05.2016;copying;-2\n")
    assert ru in refusal.value.text("ru")
    assert en in refusal.value.text("en")
    assert [problem.column for problem in refusal.value.problems] == ["people"]


def test_a_missing_column_is_called_by_its_words_and_by_its_own_name_where_the_file_knows_those(
    embedded: World,
) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", "Номер;Вид обращения\n1;Копирование\n")
    assert "столбец «Дата»: Нет обязательного столбца" in refusal.value.text("ru")
    with pytest.raises(Refusal) as refusal:
        embedded.load("consultations", "number;request\n1;copying\n")
    assert "столбцы этого вида: Номер (number), Дата (date)" in refusal.value.text("ru")


def test_dates_out_of_order_name_the_other_column_by_its_words(embedded: World) -> None:
    head = "Номер заявки;Дата;Решение;Дата решения"
    with pytest.raises(Refusal) as refusal:
        embedded.load("grants", f"{head}\n1;15.02.2016;Отклонена;01.02.2016\n")
    assert "раньше, чем 15.02.2016 (столбец «Дата»)" in refusal.value.text("ru")


@pytest.mark.parametrize(
    "again",
    ["Номер;ДАТА;Вид обращения", " НОМЕР ;Дата;Вид\u00a0обращения", "Номер;Дата;Вид обращения"],
)
def test_a_header_repeated_in_other_letters_or_spaces_is_the_header_still(
    embedded: World, again: str
) -> None:
    head = "Номер;Дата;Вид обращения\n"
    receipt = embedded.load(
        "consultations", f"{head}1;2016;Копирование\n{again}\n2;2016;Копирование\n"
    )
    assert receipt.accepted == 2
    assert "Заголовки повторены в таблице и пропущены, строк: 1 (номера 3)." in notes(receipt)
