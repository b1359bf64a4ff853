"""Any days and parts of years on the pages of districts, and in a split: beside records counted by hand."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from dashboard.council.kinds import indicators_by_district, ranking
from dashboard.request_reading import read_page_request
from dashboard.sections.districts import district, summary, table
from dashboard.sections.districts import ranking as ranked
from dashboard.sections.districts import territory as district_map
from dashboard.sections.districts.place import Territory
from dashboard.sections.indicator.disaggregation import split_of
from dashboard.sections.subject import read_subject
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

RECORDS = [
    ("2014-03-05", "north", "consulting"),
    ("2014-03-05", "north", "premises"),
    ("2014-05-31", "south", "consulting"),
    ("2014-06-01", "south", "consulting"),
    ("2015-01-10", "north", "premises"),
    ("2015-01-11", None, "consulting"),
    ("2015-02-11", "south", "consulting"),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('districts') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations", key=True)
            world.define("opinion", kind="observed", combine={"places": "none", "periods": "none"})
            for date, place, request in RECORDS:
                world.record("consultations", date, *([place] if place else []), request=request)
            world.cover("consultations", "2014..2016")
            world.target("visits", "2014", 2, "north")
        yield world


@pytest.fixture(autouse=True)
def english(server: Flask) -> Iterator[None]:
    with server.test_request_context("/?lang=en"):
        yield


PERIODS = {
    "2014-03-05..2014-05-31": ("2014-03-05", "2014-05-31"),
    "2014-06-01..2015-01-31": ("2014-06-01", "2015-01-31"),
    "2014-Q2": ("2014-04-01", "2014-06-30"),
    "2014..2015": ("2014-01-01", "2015-12-31"),
    "2014": ("2014-01-01", "2014-12-31"),
}


def lying(period: str) -> list[tuple[str, str | None, str]]:
    first, last = PERIODS[period]
    return [each for each in RECORDS if first <= each[0] <= last]


@pytest.mark.parametrize("period", PERIODS)
def test_districts_have_the_records_of_the_period(period: str) -> None:
    page_request = read_page_request(f"/districts?lang=en&period={period}")
    territory = Territory(page_request, None)
    by_place = Counter(place or "none" for _date, place, _request in lying(period))
    numbers = {place: answer.value for place, answer in territory.by_place["visits"].items()}
    assert Counter(numbers) == by_place
    assert territory.whole["visits"].value == sum(by_place.values())
    assert [option.label for option in territory.year_options() if option.chosen] == [
        territory.when
    ]
    for draw in (district_map.draw, table.draw):
        assert territory.when in str(draw(page_request)).replace("\\xa0", "\xa0")
    slide = indicators_by_district.make(page_request, "")
    assert territory.when in slide.title
    assert slide.table.rows[0][1].value == sum(by_place.values())


@pytest.mark.parametrize("period", PERIODS)
def test_a_district_has_its_records_of_the_period(period: str) -> None:
    page_request = read_page_request(f"/district/north?lang=en&period={period}")
    (answer,) = district.read_district(page_request).answers
    assert answer.value == sum(place == "north" for _date, place, _request in lying(period))
    assert answer.plan == (2 if period == "2014" else None)


def test_ranks_are_of_years_and_their_page_offers_those_of_the_days() -> None:
    page_request = read_page_request("/district/north?lang=en&period=2014-06-01..2015-01-31")
    assert summary.draw(page_request) is None
    drawn = str(ranked.draw(page_request))
    assert "over whole years" in drawn
    for year in ("2014", "2015"):
        assert f"/district/north?period={year}" in drawn
    assert ranking.make(page_request, "").missing == ranked.years_alone_text()


def test_a_split_is_of_the_days_that_are_shown() -> None:
    period = "2014-03-05..2014-05-31"
    address = f"/indicator/visits?lang=en&period={period}&split=request"
    split: Any = split_of(read_subject(read_page_request(address)))
    assert {answer.period for answer in split.parts} == {period}
    expected = Counter(request for _date, _place, request in lying(period))
    assert {answer.split: answer.value for answer in split.parts if answer.value} == expected
