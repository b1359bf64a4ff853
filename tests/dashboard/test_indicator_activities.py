"""The page of an indicator names the activities that it judges, and leads to their parts and money."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from dashboard.request_reading import read_page_request
from dashboard.sections.indicator import activities, passport
from indicators.evaluation.of_indicator import activities_of
from tests.indicators.forms.town import form_town
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Reception is judged by answers, 1044 of 500; the cup by visits, 3 of 4; both of 2015."""
    url = f"sqlite:///{tmp_path_factory.mktemp('judged') / 'itog.db'}"
    with form_town(url) as town:
        with town.revision():
            town.activity("4", None, 2016, name_ru="Общий приём", indicator="answers")
        yield town


def drawn(server: Flask, address: str, language: str = "ru") -> str:
    with server.test_request_context("/", headers={"X-Lang": language}):
        block = activities.draw(read_page_request(address))
        return re.sub(r"\\+xa0", " ", str(block and block.to_plotly_json()))


def facts(world: SampleProgramme, indicator: str, **of: Any) -> list[tuple[object, ...]]:
    with world.database.read() as session:
        return [
            (
                each.number,
                each.year,
                each.is_done,
                each.reached and float(each.reached),
                each.not_worse,
            )
            for each in activities_of(session, world.code, indicator, **of)
        ]


def test_each_is_judged_as_the_evaluation_of_its_year_judges_it(world: SampleProgramme) -> None:
    # 1044 ÷ 500, and more than the 400 of 2014; nothing is planned for 2016, and no event took place
    assert facts(world, "answers") == [
        ("4", 2016, False, None, None),
        ("1", 2015, True, 2.088, True),
    ]
    assert facts(world, "visits") == [("3", 2015, False, 0.75, None)]
    assert facts(world, "trust") == []
    before = world.database.newest() - 1
    assert facts(world, "answers", as_of=before) == [("1", 2015, True, 2.088, True)]


def test_the_page_leads_to_the_part_with_its_money(server: Flask) -> None:
    text = drawn(server, "/indicator/answers?period=2015")
    for words in (
        "Приём",
        "/part/help?period=2015",
        "209 %, не хуже прошлого года",
        "90 000,45 из 100 000,50",
        "Анна",
        "Общий приём",
        "/evaluation?period=2016",
        "Программа в целом",
    ):
        assert words in text, words
    assert "Общий приём" not in drawn(server, "/indicator/answers?years=2015")
    assert drawn(server, "/indicator/trust") == "None"
    assert "Activities judged by this indicator" in drawn(server, "/indicator/visits", "en")


def test_the_way_above_the_title_leads_to_the_part(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        page_request = read_page_request("/indicator/answers?period=2015")
        part = passport.part_link(page_request, page_request.definition("answers"), period="2015")
        trust = passport.part_link(page_request, page_request.definition("trust"))
    assert "/part/help?period=2015" in str(part)
    assert trust is None
