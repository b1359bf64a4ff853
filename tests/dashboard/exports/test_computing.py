"""A workbook is computed with: amounts, counts and days are numbers and days, whatever their
formats show.
"""

import datetime
import re
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from dashboard.council.making import find, report
from dashboard.council.of_page import deck_of_page
from dashboard.exports.parts.numbers import planned_format
from dashboard.report import Bar, RecordField, Report, Slide
from tests.dashboard.exports import reports

Rows = list[list[Any]]
PAGES = (
    "/",
    "/?programme=sodruzhestvo-2009",
    "/?programme=khabarovsk-krai-2013-2020",
    "/indicator/events?period=2016-10",
    "/indicator/grant_money?period=2018",
    "/indicator/consultations?by=month&years=2016..2016",
    "/districts?period=2016",
    "/districts?programme=sodruzhestvo-2009",
    "/district/central",
    "/compare?indicator=consultations,grant_money",
    "/part/grants?period=2018",
    "/targets",
    "/register",
    "/grants",
    "/calendar?period=2016&view=list",
    "/about",
)
NUMBER = re.compile(r"[-−]?\d[\d\s\u00a0,]*(?:[.,]\d+)?\s?%?")
DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} \w{3} \d{4}")
NAMING = (
    "Номер",
    "Number",
    "Столбец",
    "Bar",
    "Версии",
    "Versions",
    "Номер акта",
    "Number of the act",
)
"""Columns whose figures name something and are no amounts."""


def sheets(path: Path) -> dict[str, Rows]:
    book = CalamineWorkbook.from_path(path)
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def of_page(server: Flask, address: str, language: str = "ru") -> Report:
    with server.test_request_context(headers={"X-Lang": language}):
        return report(deck_of_page(address))


def under(rows: Rows, head: str) -> list[Any]:
    """What stands under a heading, empty cells left out."""
    top = next(number for number, row in enumerate(rows) if head in row)
    column = rows[top].index(head)
    return [row[column] for row in rows[top + 1 :] if row[column] != ""]


def summed(path: Path, sheet: str, head: str, convert: Callable[[Path, str], Path]) -> float:
    """The sum that an office computes over a column; its formula is put beneath all that is there."""
    book = CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    top = next(number for number, row in enumerate(rows) if head in row)
    letter, last = chr(ord("A") + rows[top].index(head)), len(rows) + 3
    formula = f"<f>SUM({letter}{top + 2}:{letter}{len(rows)})</f>"
    copy = path.with_name("summed.xlsx")
    part = f"xl/worksheets/sheet{book.sheet_names.index(sheet) + 1}.xml"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                cell = f'<row r="{last}"><c r="{letter}{last}">{formula}</c></row></sheetData>'
                data = data.replace(b"</sheetData>", cell.encode())
            new.writestr(name, data)
    return float(sheets(convert(copy, "ods"))[sheet][last - 1][rows[top].index(head)])


def texts_like_numbers(rows: Rows) -> Iterator[tuple[Any, str]]:
    """Texts that an office would have to guess numbers or days of; labels of rows and headings are
    none.
    """
    heads: list[Any] = []
    for row in rows:
        if all(isinstance(cell, str) for cell in row) and sum(cell != "" for cell in row) > 1:
            heads = row
            continue
        for place, cell in enumerate(row):
            named = heads[place] if place < len(heads) else ""
            if (
                place
                and named not in NAMING
                and isinstance(cell, str)
                and (NUMBER.fullmatch(cell) or DAY.match(cell))
            ):
                yield named, cell


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_no_amount_count_or_day_is_a_text(shipped_server, written, address, language):
    for name, rows in sheets(written(of_page(shipped_server, address, language), "xlsx")).items():
        assert not list(texts_like_numbers(rows)), name


@pytest.mark.parametrize(
    "programme", ["khabarovsk-2014-2020", "sodruzhestvo-2009", "khabarovsk-krai-2013-2020"]
)
def test_nor_in_the_deck_of_a_programme(shipped_server, written, programme):
    with shipped_server.test_request_context(headers={"X-Lang": "ru"}):
        deck_report = report(find(programme))
    for name, rows in sheets(written(deck_report, "xlsx")).items():
        assert not list(texts_like_numbers(rows)), name


@pytest.mark.office
@pytest.mark.parametrize(
    ("address", "head", "field"),
    [
        ("/indicator/grant_money?period=2018", "Присуждено, руб.", "awarded"),
        ("/indicator/events?period=2016-10", "Участников", "participants"),
    ],
)
def test_a_column_of_the_records_is_summed_by_an_office(
    shipped_server, written, convert, address, head, field
):
    page_report = of_page(shipped_server, address)
    known = sum(
        row[bar.columns.index(head)].number or 0
        for slide in page_report.slides
        for bar in slide.bars
        if head in bar.columns
        for row in bar.rows
    )
    assert known > 0
    assert summed(written(page_report, "xlsx"), "Записи", head, convert) == pytest.approx(
        float(known), rel=1e-12
    )


@pytest.mark.office
def test_a_table_is_summed_by_an_office(shipped_server, written, convert):
    page_report = of_page(shipped_server, "/indicator/grant_money")
    (number, table) = next(
        (at, slide.table) for at, slide in enumerate(page_report.slides, 1) if slide.kind == "table"
    )
    path = written(page_report, "xlsx")
    sheet = list(sheets(path))[number]
    for column, head in enumerate(table.columns):
        if head in ("План", "Факт"):
            known = sum(row[column].value for row in table.rows if row[column].value is not None)
            assert summed(path, sheet, head, convert) == pytest.approx(float(known), rel=1e-12)


def test_days_are_days_and_show_what_is_known_of_them(written, convert):
    known = ("day", "month", "year")
    rows = tuple(
        (RecordField("x", day=datetime.date(2016, 5, 31), known_to=precision),)
        for precision in known
    )
    early = (RecordField("x", day=datetime.date(1899, 12, 31)),)
    for language in ("ru", "en"):
        bars = (Bar("2016", "3", 4, ("Дата",), (*rows, early), number=3),)
        path = written(reports.report(Slide("x", "x", bars=bars), language=language), "xlsx")
        with zipfile.ZipFile(path) as parts:
            styles = parts.read("xl/styles.xml").decode()
        assert "mmmm yyyy" in styles
        assert 'formatCode="yyyy"' in styles
        cells = under(list(sheets(path).values())[-1], "Дата")
        assert cells == [*[datetime.date(2016, 5, 31)] * 3, "1899-12-31"]


@pytest.mark.parametrize(
    "address", ["/", "/?programme=khabarovsk-krai-2013-2020", "/?years=2014..2018"]
)
def test_what_is_computed_anew_from_the_key_indicators_agrees(shipped_server, written, address):
    page_report = of_page(shipped_server, address)
    (number, slide) = next(
        (at, slide) for at, slide in enumerate(page_report.slides, 1) if slide.kind == "numbers"
    )
    rows = list(sheets(written(page_report, "xlsx")).values())[number]
    top = next(at for at, row in enumerate(rows) if "Степень" in row)
    place = {head: rows[top].index(head) for head in ("Показатель", "Значение", "План", "Степень")}
    degrees = 0
    for card, row in zip(slide.cards, rows[top + 1 :], strict=False):
        assert row[place["Показатель"]] == card.heading
        value, plan, degree = (row[place[head]] for head in ("Значение", "План", "Степень"))
        if card.counted.degree is not None:
            degrees += 1
            assert degree == pytest.approx(float(card.counted.degree), rel=1e-12)
            assert degree == pytest.approx(value / plan, rel=1e-12) or degree == pytest.approx(
                plan / value, rel=1e-12
            )
    assert degrees


def test_the_districts_table_is_in_the_files_of_its_page(shipped_server, written):
    page_report = of_page(shipped_server, "/districts?period=2016")
    slide = page_report.slides[-1]
    rows = list(sheets(written(page_report, "xlsx")).values())[len(page_report.slides)]
    assert slide.kind == "indicators_by_district"
    assert slide.title == "Показатели по районам, 2016"
    assert slide.table is not None
    assert slide.table.columns[0] == "Показатель"
    assert "Центральный район" in slide.table.columns
    consultations = [
        row for row in rows if row[0].startswith("Количество консультаций ресурсного центра")
    ]
    assert consultations
    assert all(isinstance(cell, float) for cell in consultations[0][1:3])


def test_a_plan_does_not_repeat_the_unit_of_its_heading(shipped_server):
    page_report = of_page(shipped_server, "/indicator/grant_money")
    table = next(slide for slide in page_report.slides if slide.kind == "table")
    assert table.table is not None
    plans = [row[1].text for row in table.table.rows if row[1].value is not None]
    assert plans
    assert "руб" in table.title
    assert not any("руб" in plan for plan in plans)


@pytest.mark.parametrize(
    ("plan", "decimals", "text"),
    [
        ("1100", 0, "#,##0"),
        ("97.35", 1, "#,##0.00"),
        ("100", 1, "#,##0.0"),
        ("0.33333333", 0, "#,##0.0000"),
    ],
)
def test_a_plan_shows_the_decimals_it_was_set_with(plan, decimals, text):
    assert planned_format(Decimal(plan), decimals) == text
