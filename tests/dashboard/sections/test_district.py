"""A district among the others: facts, sentences, bars and the slide, against numbers by hand."""

import json
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from plotly.io.json import to_json_plotly

from dashboard.council.making import report
from dashboard.council.of_page import deck_of_page
from dashboard.figures.spine import SpinePlaces, spine
from dashboard.figures.theme import LIGHT
from dashboard.request_reading import read_page_request
from dashboard.sections.districts import ranking, summary
from dashboard.sections.districts.ranking import outstanding, read_rankings, spine_places
from data.passports import DEFAULT_PROGRAMME
from tests.ranking_programme import PLACES, YEAR, fill
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('district') / 'itog.db'}"
    years = (2019, YEAR)
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, years=years, districts=PLACES) as world:
        fill(world)
        yield world


def text_of(server: Flask, draw, code: str, language: str = "en") -> str:
    """All words of a block in their order, without its markup."""
    with server.test_request_context("/", headers={"X-Lang": language}):
        content = json.loads(to_json_plotly(draw(read_page_request(f"/district/{code}"))))
    return re.sub(r"[\s\u00a0]+", " ", " ".join(words(content)))


def words(part) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for each in part:
            yield from words(each)
    elif isinstance(part, dict):
        props = part.get("props", {})
        yield re.sub(r"<[^>]*>", " ", props.get("data-still", ""))
        yield from words(props.get("children"))


def test_the_facts_and_the_sentences_of_a_district(server: Flask) -> None:
    text = text_of(server, summary.draw, "c")
    assert "Residents, 2020 2,000 15.4% of all" in text  # of 13 000
    assert "Plans of the district met, 2020 2 of 2" in text
    assert "Better than all others in 1 of 3 indicators" in text
    assert "Better than all others: days (2 units)" in text
    assert "Worse than all others: visits_rate (0.0 units)" in text
    assert "illustrative" not in text
    of_last = text_of(server, summary.draw, "e", "ru")
    assert "условное" in of_last
    assert "планов по району нет" in of_last


def test_what_stands_out_comes_worst_first_and_the_rest_says_why(server: Flask) -> None:
    text = text_of(server, ranking.draw, "c")
    order = [text.index(f"{code} ") for code in ("visits_rate 0.0", "share 30%", "days 2")]
    assert order == sorted(order)
    assert "5 of 5" in text
    assert "Not compared: 4 indicators" in text
    assert "mixed – a formula does not say whether it grows with a place" in text


def test_the_bar_runs_from_the_worst_to_the_best(server: Flask) -> None:
    with server.test_request_context("/"):
        listed = read_rankings(read_page_request("/district/c"), None, YEAR).rankings
    by_code = {each.definition.code: each for each in listed}
    # declining, of 9, 5, 5 and 2: the greatest is the worst
    assert spine_places(by_code["days"], "a") == SpinePlaces(
        own=4 / 7, quartiles=(0.0, 3 / 7, 4 / 7, 4.75 / 7, 1.0)
    )
    assert spine_places(by_code["share"], "b").whole == 0.5
    assert len(outstanding([by_code["days"]] * 9)) == 8


def test_a_figure_of_few_places_has_each_of_them_and_no_quartiles() -> None:
    few = spine(SpinePlaces(own=0.0, others=(0.5, 1.0)), colour=LIGHT.accent)
    many = spine(SpinePlaces(own=0.0, quartiles=(0, 0.2, 0.5, 0.7, 1), whole=2), colour="#123456")
    assert [trace["x"] for trace in few["data"]] == [[0.0, 1.0], [0.5, 1.0], [0.0]]
    # beyond the ends of the bar the whole is not drawn
    assert [trace["x"] for trace in many["data"]] == [[0.0, 1.0], [0.2, 0.7], [0.5, 0.5], [0.0]]


def test_the_slide_is_the_table_of_the_page(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "ru"}):
        slide = report(deck_of_page("/district/c")).slides[0]
    assert slide.table is not None
    cells = [[cell.text.replace("\u00a0", " ") for cell in row] for row in slide.table.rows]
    assert cells[-1] == ["days", "2 ед.", "1-й из 4", "9 ед.", "2 ед.", "–"]
    assert slide.finding == "Лучше всех остальных по 1 из 3 показателей, хуже всех – по 1."
