"""A file has what its page has; what it leaves out it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from dashboard.council.making import report
from dashboard.council.of_page import deck_of_page
from dashboard.report import Report
from dashboard.request_reading import read_page_request
from dashboard.sections.comparison import MOST, Comparison
from dashboard.text.labels import name_of

PROGRAMME = "khabarovsk-2014-2020"
PLACES = ("industrialny", "central", "zheleznodorozhny", "kirovsky", "krasnoflotsky")


@pytest.fixture(params=["ru", "en"], autouse=True)
def language(request: pytest.FixtureRequest, shipped_server: Flask) -> Iterator[str]:
    """Every test stands within a request in that language."""
    with shipped_server.test_request_context(headers={"X-Lang": request.param}):
        yield request.param


def of_page(address: str) -> Report:
    return report(deck_of_page(address))


def comparing(indicators, districts=()) -> str:
    return f"/compare?programme={PROGRAMME}&indicator={','.join(indicators)}&district={','.join(districts)}"


def first_column(path: Path) -> set[object]:
    """What stands first in the rows of all sheets."""
    book = CalamineWorkbook.from_path(path)
    return {
        row[0]
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        if row
    }


def test_every_pair_that_is_compared_is_a_row(written):
    codes = ("consultations", "events", "seminars", "round_tables")
    page_report = of_page(comparing(codes, PLACES))
    names = {row[0].text for row in page_report.slides[0].table.rows}
    assert len(names) == len(codes) * len(PLACES)
    assert names <= first_column(written(page_report, "xlsx"))


def test_what_is_too_much_to_be_compared_is_named():
    codes = read_page_request(f"/?programme={PROGRAMME}").facts.catalogue.codes[: MOST + 2]
    page_request = read_page_request(comparing(codes))
    left = Comparison(page_request).left_out
    assert [name_of(page_request.definition(code)) in left for code in codes] == [False] * MOST + [
        True
    ] * 2
    assert of_page(comparing(codes)).slides[0].finding == left
    assert Comparison(read_page_request(comparing(codes[:MOST]))).left_out == ""


def test_a_short_list_says_how_many_others_there_are():
    address = f"/?programme={PROGRAMME}"
    matrix = next(slide for slide in of_page(address).slides if slide.kind == "matrix")
    others = len(read_page_request(address).facts.catalogue.codes) - len(matrix.table.rows)
    assert others > 0
    assert str(others) in matrix.finding
