"""Workbooks: numbers that can be summed, texts that stay texts, names that an office allows."""

import datetime
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from dashboard.council.making import find, report
from dashboard.exports.parts.xlsx_book import sheet_names
from dashboard.figures.theme import WALL
from dashboard.report import Bar, Card, RecordField, ReportTable, Series, Slide, TableCell
from tests.dashboard.exports import reports

CITY = "khabarovsk-2014-2020"


def book(path):
    workbook = CalamineWorkbook.from_path(path)
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def flat(rows):
    return [cell for row in rows for cell in row if cell != ""]


@pytest.fixture
def sheets(written):
    return book(written(reports.report(*reports.SLIDES), "xlsx"))


def test_a_sheet_each_between_the_summary_and_the_records(sheets):
    names = list(sheets)
    assert (names[0], names[-2:]) == ("Сводка", ["Определения", "Записи"])
    assert names[1:-2] == [
        f"{number} {slide.title}" for number, slide in enumerate(reports.SLIDES, 1)
    ]


@pytest.mark.parametrize("lying", [False, True])
def test_an_interval_is_a_whisker_of_the_workbook_s_chart(written, lying):
    intervals = ((Decimal("36.5"), Decimal(45)), None, (Decimal(40), Decimal("48.25")))
    poll = Series("Факт", (Decimal("40.5"), None, Decimal(44)), intervals=intervals)
    slide = replace(
        reports.PLAN_AND_FACT, scope="ед., все районы", chart=reports.chart(poll, lying=lying)
    )
    path = written(reports.report(slide), "xlsx")
    rows = book(path)["1 Консультации"]
    assert "ед., все районы" in flat(rows)
    lengths = [row[2:4] for row in rows if row[0] in ("2014", "2015", "2016")]
    assert lengths == [[4, 4.5], ["", ""], [4, 4.25]], "the ends themselves, 36.5 to 45"
    with zipfile.ZipFile(path) as parts:
        drawn = etree.fromstring(parts.read("xl/charts/chart1.xml"))
    columns = [
        drawn.find(f".//{{*}}errBars/{{*}}{side}//{{*}}f").text for side in ("minus", "plus")
    ]
    assert [column.split("!")[1] for column in columns] == ["$C$6:$C$8", "$D$6:$D$8"]


def test_the_summary_says_what_lets_it_be_checked(sheets):
    cells = flat(sheets["Сводка"])
    for part in (
        "Итоги",
        "Программа города",
        "0123456789abcdef" * 4,
        "Условные данные: придуманы для показа.",
        "2016: 12,5 ед.",
    ):
        assert part in cells


def test_a_charts_numbers_are_numbers_and_no_data_is_an_empty_cell(sheets):
    rows = [row[:3] for row in sheets["2 Консультации"] if row[0] in ("2014", "2015", "2016")]
    assert rows == [["2014", 10, 11], ["2015", "", 11], ["2016", 12.5, ""]]
    assert ["", "Факт, ед.", "План, ед."] in [row[:3] for row in sheets["2 Консультации"]]


def test_a_tables_numbers_are_exact(sheets):
    rows = [row[:4] for row in sheets["5 Таблица"]]
    assert ["Доля", 0.9815, "нет данных", -5] in rows
    assert ["Сумма", 5_104_999, 0, 1044] in rows


def test_cards_are_rows(sheets):
    (card,) = (row[:6] for row in sheets["6 Ключевые показатели"] if row[0] == "Консультации")
    assert card == [
        "Консультации",
        1062.4,
        "ед.",
        1100,
        pytest.approx(1062.4 / 1100, rel=1e-12),
        "Под угрозой",
    ]


def test_the_records_behind_a_bar_and_how_many_there_are(sheets):
    head, first, *_rest, last = sheets["Записи"]
    assert head[:6] == ["Слайд", "Столбец", "Значение", "Записей всего", "Номер", "Дата"]
    assert first[:6] == [2, "2014", 10, 250, "К-0", datetime.date(2014, 1, 1)]
    assert last[4] == "первые 200 из 250; остальные – при наличии связи"
    assert len(sheets["Записи"]) == 202


def test_definitions_are_their_texts(sheets):
    assert sheets["Определения"][1] == ["visits.yaml", "1, 2", "code: visits\nkind: count\n"]


def test_every_slide_with_numbers_has_a_chart(written):
    path = written(reports.report(*reports.SLIDES), "xlsx")
    with zipfile.ZipFile(path) as parts:
        drawn = [
            parts.read(name).decode()
            for name in parts.namelist()
            if name.startswith("xl/charts/chart")
        ]
    assert len(drawn) == 3
    assert ["barChart" in xml and "lineChart" in xml for xml in drawn] == [True, False, False]
    assert ['val="maxMin"' in xml for xml in drawn] == [False, True, False], (
        "the greatest at the top"
    )


def test_bars_look_as_on_the_screen_and_months_stand_level(written):
    marks = ((), ("illustrative",), ("partial",)) * 8
    names = tuple(f"сент {2014 + place}" for place in range(24))
    series = Series("Факт", tuple(Decimal(place + 1) for place in range(24)), marks=marks)
    slide = replace(reports.PLAN_AND_FACT, chart=reports.chart(series, categories=names))
    path = written(reports.report(slide), "xlsx")
    with zipfile.ZipFile(path) as parts:
        drawn = parts.read("xl/charts/chart1.xml").decode()
    assert drawn.count("<c:dPt>") == 16
    assert drawn.count('<a:pattFill prst="wdUpDiag">') == 8
    assert WALL.accent_soft.lstrip("#").upper() in drawn
    assert '<a:bodyPr rot="600" vert="horz"/>' in drawn
    assert '<c:tickLblSkip val="4"/>' in drawn
    (rows,) = (rows for name, rows in book(path).items() if name.startswith("1 "))
    assert "Светлые столбцы – условные; заштрихованные – неполные." in flat(rows)


@pytest.mark.parametrize("text", reports.NASTY)
def test_no_text_becomes_a_formula_or_an_address(written, text):
    bars = (Bar(text, text, 1, (text, "b"), ((RecordField(text), RecordField(text)),)),)
    drawn = reports.chart(Series(text, (Decimal(1),)), categories=(text,), unit=text)
    card = Card(text, text, text, text, text, None, text)
    slide = Slide(
        "x",
        text,
        text,
        text,
        text,
        text,
        text,
        chart=drawn,
        table=ReportTable((text,), ((TableCell(text),),)),
        cards=(card,),
        bars=bars,
    )
    full = reports.report(
        slide,
        title=text,
        programme_name=text,
        as_of=text,
        illustrative=text,
        definitions={text: text},
    )
    path = written(full, "xlsx")
    with zipfile.ZipFile(path) as parts:
        sheets = [
            parts.read(name).decode()
            for name in parts.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
        relations = [
            parts.read(name).decode() for name in parts.namelist() if "worksheets/_rels" in name
        ]
    assert not any("<f>" in xml or "<f " in xml for xml in sheets)
    assert not any("http://example.org" in xml for xml in relations)
    kept = "".join(letter for letter in text if letter.isprintable()).strip()
    assert all(kept in "".join(map(str, flat(rows))) for rows in book(path).values())


@pytest.mark.parametrize(
    "wished",
    [
        ["Сводка", "сводка", "СВОДКА"],
        ["1 " + "а" * 60, "1 " + "а" * 60, "1 " + "а" * 60],
        ["a[b]:c*d?e/f\\g", "'quoted'", "", "  ", "x\x00y"],
        ["😀" * 31, "😀" * 40],
    ],
)
def test_names_of_sheets_are_allowed_and_differ(wished):
    names = sheet_names(wished)
    assert len({name.casefold() for name in names}) == len(wished)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\\x00")
        assert name.strip("' ") == name


def test_a_text_too_long_for_a_cell_goes_on_in_the_next(written):
    text = "я" * 40_000
    rows = book(written(replace(reports.report(), definitions={"long.yaml": text}), "xlsx"))[
        "Определения"
    ]
    assert "".join(rows[1][2:]) == text


def test_a_report_without_slides_is_a_workbook_still(written):
    assert list(book(written(reports.report(language="en"), "xlsx"))) == [
        "Summary",
        "Definitions",
        "Records behind the bars",
    ]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_shipped_report(shipped_server, written, language):
    with shipped_server.test_request_context(headers={"X-Lang": language}):
        deck_report = report(find(CITY))
    sheets = list(book(written(deck_report, "xlsx")).values())
    for slide, rows in zip(deck_report.slides, sheets[1:-2], strict=True):
        for series in slide.chart.series if slide.chart else ():
            numbers = {round(cell, 9) for cell in flat(rows) if isinstance(cell, float)}
            assert {
                round(float(value), 9) for value in series.values if value is not None
            } <= numbers
    assert len(sheets[-1]) > sum(
        len(bar.rows) for slide in deck_report.slides for bar in slide.bars
    )
    assert len(sheets[-2]) == len(deck_report.definitions) + 1


@pytest.mark.office
def test_an_office_opens_it(written, convert):
    pages = convert(written(reports.report(*reports.SLIDES), "xlsx"), "pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", str(pages), "-"], capture_output=True, text=True, check=True
    ).stdout
    for part in ("12.5", "98 %", "5.10 млн руб.", "1,062", "первые 200 из 250"):
        assert part in text.replace("\u00a0", " ")
