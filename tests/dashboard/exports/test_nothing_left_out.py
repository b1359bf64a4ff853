"""A file has what its page has; what it leaves out it says."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from plotly.io.json import to_json_plotly
from python_calamine import CalamineWorkbook

from dashboard.council.making import report
from dashboard.council.of_page import deck_of_page
from dashboard.report import Report
from dashboard.request_reading import read_page_request
from dashboard.sections.comparison.comparison import MOST, Comparison
from dashboard.sections.matrix import table
from dashboard.text.labels import name_of
from data.decks import Deck, SlideText

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
    *charts, rows = page_report.slides[: len(codes) + 1]
    assert [len(slide.chart.series) for slide in charts] == [len(PLACES)] * len(codes)
    names = {row[0].text for row in rows.table.rows}
    assert len(names) == len(codes) * len(PLACES)
    assert names <= first_column(written(page_report, "xlsx"))


def test_what_is_too_much_to_be_compared_is_named():
    codes = read_page_request(f"/?programme={PROGRAMME}").facts.catalogue.codes[: MOST + 2]
    page_request = read_page_request(comparing(codes))
    left = Comparison(page_request).left_out
    assert [name_of(page_request.definition(code)) in left for code in codes] == [False] * MOST + [
        True
    ] * 2
    lines, rows, *_others = of_page(comparing(codes)).slides
    assert lines.finding.endswith(f" {left}")
    assert rows.finding == left
    assert Comparison(read_page_request(comparing(codes[:MOST]))).left_out == ""


def test_a_short_list_says_how_many_others_there_are():
    address = f"/?programme={PROGRAMME}"
    (short,) = report(Deck("", PROGRAMME, "Meeting", (SlideText("matrix"),))).slides
    everything = len(read_page_request(address).facts.catalogue.codes)
    others = everything - len(short.table.rows)
    assert others > 0
    assert str(others) in short.finding
    whole = next(slide for slide in of_page(address).slides if slide.kind == "matrix")
    assert (len(whole.table.rows), whole.finding) == (everything, "")


def test_what_is_folded_on_the_page_is_not_in_its_file_which_says_so():
    address = f"/?programme={PROGRAMME}&fold=exchange,none"
    drawn = to_json_plotly(table.draw(read_page_request(address)))
    whole = next(slide for slide in of_page(address).slides if slide.kind == "matrix")
    names = [row[0].text for row in whole.table.rows]
    folded = name_of(read_page_request(address).definition("seminars"))
    assert folded not in str(json.loads(drawn))
    assert not any(name.startswith(f"{folded},") for name in names)
    codes = read_page_request(address).facts.catalogue.codes
    assert str(len(codes) - len(names)) in whole.finding
    # one of them is opened again, the other stays as it is
    assert f"/?programme={PROGRAMME}&amp;fold=none" in str(json.loads(drawn))
