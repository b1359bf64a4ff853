"""Every table and chart of the pages has the one menu, and a table is taken home as it is shown."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from plotly.io.json import to_json_plotly

from dashboard.looks.in_words import elements_of
from dashboard.sections import blocks, frame
from dashboard.text.digits import all_digits, read_back
from data.database.database import Database

PAGES = (
    "/",
    "/indicator/consultations?period=2016",
    "/indicator/survey_respondents?split=age",
    "/districts",
    "/district/central",
    "/part/exchange?period=2016",
    "/compare",
    "/evaluation",
    "/grants",
    "/register",
    "/resource-centre",
    "/organisation/1",
    "/targets",
    "/changes?since=1",
    "/programmes",
    "/calendar?type=activity&view=list",
    "/about",
)
FIGURES = "//table[contains(@class, 'data-table') or contains(@class, 'matrix')] | //figure[@class='chart']"
MENU = ".//details[contains(@class, 'actions')]"
OWN_FILES = ("what-if", "official-form", "calendar-days")
"""What has files of its own, or is none of the page's facts."""


@pytest.fixture(scope="module")
def server(serving: Callable[..., Any], shipped_database: Database) -> Iterator[Flask]:
    with serving(shipped_database) as server:
        yield server


def document_of(server: Flask, href: str) -> Any:
    """A page with all its blocks, as elements of HTML."""
    with server.test_request_context(href):
        blocks.wait_for_all()
        frame.make(href)
        assert frame.made_status() == frame.OK, href
        return elements_of(json.loads(to_json_plotly(frame.made_document())))


@pytest.mark.parametrize("href", PAGES)
def test_every_table_and_chart_has_the_menu(server: Flask, href: str) -> None:
    document = document_of(server, href)
    figures = document.xpath(FIGURES)
    assert figures or href == "/changes?since=1"
    lacking = [
        (each.get("class"), each.text_content()[:60]) for each in figures if not has_menu(each)
    ]
    assert lacking == []


def has_menu(figure: Any) -> bool:
    """Whether the panel or the chart around it, or the heading above it, has a menu."""
    for around in (figure, *figure.iterancestors()):
        words = (around.get("class") or "").split()
        if not {*OWN_FILES}.isdisjoint(words):
            return True
        if not {"panel", "chart", "records"}.isdisjoint(words) and around.xpath(MENU):
            return True
        above = around.getprevious()
        if above is not None and above.xpath("self::*[contains(@class, 'headed')]"):
            return True
    return False


@pytest.mark.parametrize("href", PAGES)
def test_a_table_is_taken_home_as_it_is_shown(server: Flask, href: str) -> None:
    client, document = server.test_client(), document_of(server, href)
    for address in document.xpath("//a[starts-with(@href, '/table.csv')]/@href"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
        assert len(rows) > 1, address
        assert len({len(row) for row in rows if row}) == 1 or "page=" in address, address
    for address in document.xpath("//a[starts-with(@href, '/table.xlsx')]/@href")[:1]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert load_workbook(io.BytesIO(answer.data)).active.max_row > 1


def test_numbers_of_the_file_are_those_of_the_table(server: Flask) -> None:
    client = server.test_client()
    chosen = {"address": "/grants?years=2018", "table": "grants-by-district"}
    text = client.get("/table.csv", query_string=chosen).text.removeprefix("\ufeff")
    heads, *rows = csv.reader(io.StringIO(text), delimiter=";")
    applied = heads.index("Заявки")
    assert sum(int(row[applied]) for row in rows) == 40
    book = load_workbook(io.BytesIO(client.get("/table.xlsx", query_string=chosen).data)).active
    _heads, *lines = book.iter_rows(values_only=True)
    assert sum(line[applied] for line in lines) == 40


def test_the_map_for_other_sites_has_every_district(server: Flask) -> None:
    text = server.test_client().get("/embed/districts?indicator=consultations&period=2016").text
    (picture,) = re.findall(r"<svg.*?</svg>", text, re.S)
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>', text)
    assert len(rows) == 6
    # what has no district has no place on the map
    for name in rows[:5]:
        assert name.rpartition(" ")[0] in picture
    assert picture.count("<path") == 5
    assert "<script" not in text


@pytest.mark.parametrize(
    "chosen",
    [
        {"address": "/grants", "table": "nothing"},
        {"address": "/grants", "table": ""},
        {"address": "/nowhere", "table": "grants-by-district"},
        {"address": "/steward/users", "table": "x"},
        {"table": "x' or '1'='1"},
    ],
)
def test_a_table_that_there_is_not_is_refused(server: Flask, chosen: dict[str, str]) -> None:
    assert server.test_client().get("/table.csv", query_string=chosen).status_code == 404


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("number", ["0", "1234567.05", "-12", "999", "1000", "0.5", "-1234.5"])
def test_a_number_is_read_back_as_it_was_written(number: str, language: str) -> None:
    assert read_back(all_digits(Decimal(number), language), language) == Decimal(number)


@pytest.mark.parametrize("text", ["2016", "–", "", "12 %", "1,234,5", "NaN", "1e5", "№ 5", "05"])
def test_any_other_text_is_no_number(text: str) -> None:
    assert read_back(text, "ru") is None
    assert read_back(text, "en") is None
