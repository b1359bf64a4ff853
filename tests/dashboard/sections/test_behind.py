"""What is behind its plan: all of it, the worst first, also where no degree can be taken."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from pptx import Presentation

from dashboard import exports
from dashboard.council.making import report
from dashboard.report import Report, Slide
from dashboard.request import BEHIND_PLAN
from dashboard.request_reading import read_page_request
from dashboard.sections import tally
from dashboard.sections.matrix import table
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

MANY = 25
REPORTED = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}
WORST = ["fell", "outside", "costly", "below"]
"""An indicator of growth that fell, one far outside its band, one that costs thrice, one a little
below its band.
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    folder: Path = tmp_path_factory.mktemp("behind")
    with SampleProgramme(f"sqlite:///{folder / 'itog.db'}", code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            for code, fields, plan, value in (
                ("below", {"direction": "keep", "band": [40, 60]}, 50, 39),
                ("costly", {"direction": "decrease"}, 10, 30),
                ("fell", {}, 0, -5),
                ("near", {}, 100, 99),
                ("outside", {"direction": "keep", "band": [40, 60]}, 50, 400),
                ("untold", {}, 100, None),
                *((f"late_{number:02}", {}, 100, 50 + number) for number in range(MANY)),
            ):
                world.define(code, **REPORTED, **fields)
                world.target(code, "2015", plan)
                if value is not None:
                    world.observe(code, "2015", value)
        yield world


def report_of(server: Flask, *slides: SlideText, language: str = "en") -> Report:
    with server.test_request_context("/", headers={"X-Lang": language}):
        return report(Deck("", DEFAULT_PROGRAMME, "Meeting", slides))


def names(slide: Slide) -> list[str]:
    assert slide.table is not None
    return [row[0].text for row in slide.table.rows]


def order() -> list[str]:
    """By distance from the plan: 1, 85 % above the band, two thirds, then from 50 %; 39 is 2.5 %
    below 40.
    """
    return [*WORST[:3], *(f"late_{number:02}" for number in range(MANY)), "below"]


def test_the_slide_has_all_of_them_the_farthest_from_plan_first(server: Flask) -> None:
    (slide,) = report_of(server, SlideText("behind_plan")).slides
    assert names(slide) == [*order(), "near", "untold"]
    assert slide.finding == f"Behind plan: {MANY + 5} of {MANY + 6}; cannot be determined: 1."
    assert slide.url == f"/?programme={DEFAULT_PROGRAMME}&status={BEHIND_PLAN}&as_of=2#matrix"


def test_the_plan_of_a_band_is_the_band(server: Flask) -> None:
    (slide,) = report_of(server, SlideText("behind_plan"), language="ru").slides
    assert slide.table is not None
    (row,) = (row for row in slide.table.rows if row[0].text == "outside")
    assert [cell.text.replace("\u00a0", " ") for cell in row[1:]] == [
        "от 40 до 60",
        "400 ед.",
        "–",
        "Не достигнут",
    ]


def test_the_overview_has_a_filter_for_them_in_the_same_order(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        beneath = str(tally.draw(read_page_request("/"))[-1])
        drawn = str(table.draw(read_page_request(f"/?status={BEHIND_PLAN}")).to_plotly_json())
    assert f"/?status={BEHIND_PLAN}#matrix" in beneath
    assert f"Behind plan: {MANY + 5}, the worst first" in beneath
    assert list(dict.fromkeys(re.findall(r"/indicator/([\w-]+)", drawn))) == [*order(), "near"]
    assert f"Only “Behind plan” in 2015: {MANY + 5} indicators, the worst first." in drawn


def test_a_presentation_has_every_row_of_it(server: Flask, tmp_path: Path) -> None:
    deck_report = report_of(server, SlideText("behind_plan"))
    path = tmp_path / "late.pptx"
    exports.write(deck_report, "pptx", path)
    tables = [
        shape.table
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_table
    ]
    rows = [row.cells[0].text for table in tables for row in list(table.rows)[1:]]
    assert rows == names(deck_report.slides[0])


@pytest.mark.parametrize("language", ["ru", "en"])
def test_cards_of_some_indicators_say_how_many_others_there_are(
    server: Flask, language: str
) -> None:
    (slide,) = report_of(server, SlideText("numbers"), language=language).slides
    assert len(slide.cards) == 8
    assert str(MANY + 6 - 8) in slide.finding
    assert str(MANY + 5) in slide.finding, "those behind their plan are counted among all"
    assert slide.url == f"/?programme={DEFAULT_PROGRAMME}&as_of=2"


def test_a_wall_leads_to_the_page_and_a_file_does_not(server: Flask, tmp_path: Path) -> None:
    client = server.test_client()
    wall = client.get(
        f"/present/{DEFAULT_PROGRAMME}", headers={"X-Lang": "ru", "Accept": "text/html"}
    ).text
    assert f"&amp;status={BEHIND_PLAN}&amp;as_of=2#matrix" in wall
    deck_report = report_of(server, SlideText("behind_plan"))
    with server.app_context():
        exports.write(deck_report, "html", tmp_path / "late.html")
    assert f"status={BEHIND_PLAN}" not in (tmp_path / "late.html").read_text("utf-8")
