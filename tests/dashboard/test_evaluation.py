"""The page of an evaluation: results, steps with their values, what would change it, neighbours."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from dashboard.council.making import report
from dashboard.council.of_page import deck_of_page
from dashboard.request_reading import read_page_request
from dashboard.sections.evaluation import inputs, neighbours, result, steps
from dashboard.sections.indicator import passport
from dashboard.sections.matrix import table
from dashboard.sections.part import activities, summary
from dashboard.sections.part import money as part_money
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from data.refusals import NotFound
from tests.sample_programme import SampleProgramme

Draw = Callable[..., str]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """One part: СД 0.895 of one indicator, everything done and spent; in 2016 a fact is missing."""
    url = f"sqlite:///{tmp_path_factory.mktemp('evaluated') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as town:
        with town.revision():
            town.part("help")
            apart = {"places": "none", "periods": "none"}
            for code in ("answers", "books"):
                town.define(code, kind="observed", combine=apart, part="help")
            town.target("answers", "2015", 1000)
            town.observe("answers", "2015", 895, stage="preliminary")
            for code in ("answers", "books"):
                town.target(code, "2016", 10)
            town.observe("answers", "2016", 10)
            for year in (2015, 2016):
                town.budget("help", year, roster_money=100, cash_money=100)
                town.activity(f"{year}-1", "help", year, done_on=f"{year}-03-01", roster_money=100)
            town.activity(
                "2015-2", "help", 2015, planned_on="2015-05-01", responsible="Anna", name_ru="Смотр"
            )
            town.budget("help", 2015, funding="city", roster_money=100, cash_money="60.05")
        yield town


@pytest.fixture
def draw(server: Flask) -> Draw:
    """A block of the page, as text."""

    def draw(
        block: Callable[..., object], query: str, language: str = "en", path: str = "/evaluation"
    ) -> str:
        href = f"http://localhost{path}?{query}&lang={language}"
        with server.test_request_context(href):
            return str(block(read_page_request(href)))

    return draw


def test_a_result_near_a_limit_is_printed_with_its_exact_digits(draw: Draw) -> None:
    assert "0,90 (точнее 0,895)" in draw(result.draw, "period=2015", "ru")
    assert "0.90 (exactly: 0.895)" in draw(result.draw, "period=2015")
    assert "средняя" in draw(result.draw, "period=2015", "ru")


def test_it_says_which_stage_was_used_and_what_would_change_the_rating(draw: Draw) -> None:
    text = draw(result.draw, "period=2015")
    assert "1 fact is preliminary" in text
    assert "0.005 is missing to “high”" in text
    # the plan met makes СД 1, and both halves of ЭРгп grow by 0.105
    assert "+0.105" in text


def test_two_totals_where_a_fact_is_missing(draw: Draw) -> None:
    text = draw(result.draw, "period=2016")
    assert "by known facts N = 1, with missing ones as 0 N = 2" in text
    assert "missing facts as 0" in text


def test_every_step_stands_with_its_formula_and_its_values(draw: Draw) -> None:
    text = draw(steps.draw, "period=2015")
    assert "СРгп = ΣСД ÷ N" in text
    assert "0.895 ÷ 1" in text
    assert "0.5 · 0.895 + 0.5 · 0.895" in text
    assert "default of ours" in text
    assert "/part/help?period=2015" in text


def test_the_inputs_lead_to_their_indicators(draw: Draw) -> None:
    text = draw(inputs.draw, "period=2016")
    assert "/indicator/books?period=2016" in text
    assert "no fact" in text
    assert "control event" in text
    assert "100.00" in text


def test_the_year_stands_beside_other_years_and_methodologies(draw: Draw) -> None:
    text = draw(neighbours.draw, "period=2015")
    assert "methodology=altai" in text
    assert "Kostroma" in text
    assert "; 2014: " in text, "the year before, in the chart's caption"
    # Altai: (0.895 + 1 + 1/2) / 3 = 0.79833…
    assert "0.80 (exactly: 0.798)" in text


def test_a_methodology_without_limits_names_no_class_and_says_why(draw: Draw) -> None:
    text = draw(result.draw, "period=2015&methodology=kostroma")
    assert "could not be read, so no class is named" in text


def test_an_unknown_methodology_is_refused(draw: Draw) -> None:
    with pytest.raises(NotFound):
        draw(result.draw, "period=2015&methodology=mine")


def test_a_year_without_money_is_not_rated_and_says_why(draw: Draw) -> None:
    assert "Not rated: nothing says how much was spent." in draw(result.draw, "period=2014")


def test_a_part_has_its_result_indicators_activities_and_money(draw: Draw) -> None:
    assert "0.895 ÷ 1" in draw(summary.draw_result, "period=2015", path="/part/help")
    indicators = draw(summary.draw_indicators, "period=2015", path="/part/help")
    assert "/indicator/answers?period=2015" in indicators
    money = draw(part_money.draw, "period=2015", path="/part/help")
    # in all 100 of 100; of the city's budget 60.05 of 100
    assert "2015, City budget" in money
    assert "60.1%" in money
    assert "60.05" in money
    assert "−39.95" in money


def test_overdue_activities_stand_first_and_one_may_see_those_of_somebody(draw: Draw) -> None:
    text = draw(activities.draw, "period=2015", path="/part/help")
    assert "1 activity is overdue." in text
    assert text.index("Смотр") < text.index("2015-1'")
    assert "responsible=Anna" in text
    own = draw(activities.draw, "period=2015&responsible=Anna", path="/part/help")
    assert "Смотр" in own
    assert "2015-1'" not in own


def test_other_sites_are_shown_the_indicators_of_the_part_as_its_page_has_them(
    server: Flask, draw: Draw
) -> None:
    client = server.test_client()
    text = client.get("/embed/part/help?period=2015&lang=en").text
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', text)
    cells = {name: re.findall(r'<td class="num">(.*?)</td>', rest) for name, rest in rows}
    # 895 of 1,000 by hand: 80 % of the bar is the plan
    assert [name for name, row in cells.items() if row[0].startswith("895")] == ["answers"]
    assert cells["answers"][1] == "1,000"
    assert cells["books"][0] == "no data"
    assert re.findall(r"width: ([\d.]+)%", text.split("<tbody>")[1]) == ["71.6"]
    page = draw(summary.draw_indicators, "period=2015", path="/part/help")
    assert all(f">{value}<" in page for value in ("1,000", "895"))
    assert "Data: revision" in text
    assert 'href="http://localhost/part/help?period=2015&amp;lang=en"' in text
    assert client.get("/embed/part/none").status_code == 404


def test_an_unknown_part_is_refused_with_those_there_are(draw: Draw) -> None:
    with pytest.raises(NotFound) as refused:
        draw(summary.draw_result, "period=2015", path="/part/hepl")
    assert "help" in refused.value.problems[0].sentence("en")


def test_the_tree_leads_up_and_down(server: Flask, draw: Draw) -> None:
    page = server.test_client().get("/indicator/answers?lang=en")
    assert page.status_code == 200
    text = draw(passport.draw, "period=2015", path="/indicator/answers")
    assert "/part/help" in text
    assert "/part/help" in draw(table.draw, "", path="/")
    assert "/part/help" in draw(steps.draw, "period=2015")


def test_a_slide_has_the_same_result(server: Flask) -> None:
    address = "/evaluation?period=2015"
    slides = tuple(SlideText(kind, address) for kind in ("evaluation", "calculation"))
    deck = Deck("", DEFAULT_PROGRAMME, "Test", slides, None)
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        result, calculation = report(deck).slides
    assert "0.90 (exactly: 0.895) – medium" in result.finding
    assert calculation.table is not None
    assert [row[-1].text for row in calculation.table.rows][-3:] == ["1", "0.895", "0.895"]


def test_the_page_as_a_file_is_its_slide(server: Flask) -> None:
    with server.test_request_context("/"):
        deck = deck_of_page("http://localhost/evaluation?period=2015")
    assert [slide.kind for slide in deck.slides] == ["evaluation", "calculation"]
