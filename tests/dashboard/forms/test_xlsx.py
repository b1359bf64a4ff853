"""Forms as workbooks: real numbers, nested heads, what a printer needs."""

import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from data.refusals import Refusal
from tests.dashboard.forms.conftest import Written

MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheet(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def markup(path: Path, part: str) -> etree._Element:
    with zipfile.ZipFile(path) as packed:
        return etree.fromstring(packed.read(part))


def test_the_table_has_real_numbers_under_nested_heads(written: Written) -> None:
    rows = sheet(written("indicators", "form.xlsx"))
    top = next(at for at, row in enumerate(rows) if row[0] == "№ п/п")
    assert rows[top][3] == "Значение показателя"
    assert rows[top + 1][4] == "Отчётный год"
    assert rows[top + 2][4:6] == ["план", "факт"]
    assert rows[top + 3] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert rows[top + 4][:3] == ["х", "Программа: Развитие", "х"]
    assert rows[top + 5] == ["1", "trust", "%", 28.5, 30, 29.97, 99.9, "–"]
    assert rows[top + 7][6] == 208.8


def test_it_says_what_it_is_and_which_data_these_are(written: Written) -> None:
    first = [str(row[0]) for row in sheet(written("indicators", "form.xlsx"))]
    assert first[:3] == [
        "Сведения о достижении значений целевых показателей", "Развитие", "за 2015 год"
    ]  # fmt: skip
    assert "Условные данные: часть чисел придумана для показа." in first
    assert "Источники: Отчёт" in first
    assert "Состояние данных: ревизия 2, 01.01.2018" in first


def test_it_prints_across_a4_with_its_head_on_every_page(written: Written) -> None:
    path = written("indicators", "form.xlsx")
    page = markup(path, "xl/worksheets/sheet1.xml").find("m:pageSetup", MAIN)
    assert page is not None
    assert (page.get("paperSize"), page.get("orientation"), page.get("fitToHeight")) == (
        "9", "landscape", "0",
    )  # fmt: skip
    names = markup(path, "xl/workbook.xml").iterfind("m:definedNames/m:definedName", MAIN)
    kept = {name.get("name"): str(name.text).partition("!")[2] for name in names}
    assert kept["_xlnm.Print_Titles"] == "$4:$7"
    assert kept["_xlnm.Print_Area"].startswith("$A$1:$H$")


def test_an_english_form_says_it_in_english(written: Written) -> None:
    texts = [
        str(value)
        for row in sheet(written("indicators", "en.xlsx", language="en"))
        for value in row
    ]
    assert "Achievement of the target indicators" in texts
    assert "for 2015" in texts
    assert "x" in texts
    assert "х" not in texts


def test_a_file_of_another_kind_is_refused(written: Written) -> None:
    with pytest.raises(Refusal) as refusal:
        written("indicators", "form.odt")
    assert refusal.value.problems[0].rule == "form_file_unknown"


@pytest.mark.office
def test_an_office_prints_it(written: Written, convert) -> None:
    pages = convert(written("indicators", "form.xlsx"), "pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", str(pages), "-"], capture_output=True, text=True, check=True
    ).stdout
    for part in ("Программа: Развитие", "1,044", "208.8", "29.97", "стр. 1 из"):
        assert part in text.replace("\u00a0", " ")
