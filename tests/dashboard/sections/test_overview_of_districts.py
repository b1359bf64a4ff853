"""The overview of some districts as one territory: beside records counted by hand."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from plotly.io.json import to_json_plotly

from dashboard.council import kinds
from dashboard.council.projected import project
from dashboard.request_reading import read_page_request
from dashboard.sections import findings, glance, page_card, tally
from dashboard.sections.overview import Overview
from dashboard.sections.page_deck import page_decks
from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from tests.sample_programme import SampleProgramme

RECORDS = [
    ("2014-03-05", "north", 0),
    ("2014-03-05", "south", 0),
    ("2014-06-01", "south", 1),
    ("2014-06-01", "west", 2),
    ("2015-01-10", "north", 0),
    ("2015-01-11", None, 1),
    ("2015-02-11", "south", 1),
    ("2015-02-11", "south", 0),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('territory') / 'itog.db'}"
    districts = ("north", "south", "west")
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, districts=districts) as world:
        calls = {"measure": "consultations", "key": True}
        with world.revision():
            world.define("visits", kind="count", **calls)
            world.define("callers", kind="distinct", of="organisation", **calls)
            callers = [world.organisation(f"NGO {number}") for number in range(3)]
            for date, place, caller in RECORDS:
                places = [] if place is None else [place]
                world.record("consultations", date, *places, organisation_id=callers[caller])
            world.cover("consultations", "2014..2015")
            world.target("visits", "2015", 5)
            world.target("visits", "2015", 1, "north")
        yield world


@pytest.fixture(autouse=True)
def english(server: Flask) -> Iterator[None]:
    with server.test_request_context("/?lang=en"):
        yield


def lying(year: str, district: str | None) -> list[int]:
    """Who called in the districts of an address, once for each record."""
    chosen = None if district is None else district.split(",")
    return [
        caller
        for date, place, caller in RECORDS
        if date.startswith(year) and (chosen is None or place in chosen)
    ]


def drawn_text(component: object) -> str:
    return str(to_json_plotly(component))


def overview(district: str | None) -> Overview:
    place = f"&district={district}" if district else ""
    return Overview(read_page_request(f"/?lang=en&years=2014..2015{place}"))


@pytest.mark.parametrize("district", [None, "north", "north,south", "south,west"])
def test_its_numbers_are_those_of_the_records_that_lie_there(district: str | None) -> None:
    of_districts = overview(district)
    for year in ("2014", "2015"):
        callers = lying(year, district)
        values = {
            code: next(each.value for each in answers if each.period == year)
            for code, answers in of_districts.by_indicator.items()
        }
        # who called in two districts is one caller
        assert values == {"visits": len(callers), "callers": len({*callers})}


@pytest.mark.parametrize(("district", "plan"), [(None, 5), ("north", 1), ("north,south", None)])
def test_a_plan_is_of_exactly_its_place(district: str | None, plan: int | None) -> None:
    now = next(each for each in overview(district).now if each.indicator == "visits")
    assert now.plan == plan
    assert (now.status is None) == (plan is None)


def test_what_it_shows_leads_to_the_same_districts() -> None:
    page_request = overview("north,south").page_request
    for answer in overview("north,south").answers:
        place = f"years=2014..2015&district=north,south&period={answer.period}&lang=en#records"
        assert overview("north,south").url(answer) == f"/indicator/{answer.indicator}?{place}"
    assert tally.title_of(overview("north,south")) == "Indicators in 2015"
    of_districts = findings.read_findings(page_request)
    listed = [*of_districts.worst, *of_districts.changed, *of_districts.to_ask]
    assert {each.years.now.district for each in listed} <= {"north,south"}
    assert of_districts.now.planned == 0
    # nothing is planned: no plan is called met
    assert "No indicator has a plan for this year." in drawn_text(findings.draw(page_request))
    assert glance.draw(page_request) == []
    assert page_card.card_of(page_request).facts.startswith("north, south")


def test_its_slides_are_of_the_same_districts() -> None:
    page_request = overview("north,south").page_request
    slides = {
        each.kind: kinds.make(each.kind, project(each.address, DEFAULT_PROGRAMME, None, None), "")
        for each in page_decks()["/"].slides(page_request)
    }
    assert slides["state"].missing == "No indicator has a plan for this year."
    assert all("north, south" in each.title for each in slides.values())
    table = slides["matrix"].table
    assert table is not None
    assert [[cell.value for cell in row[1:]] for row in table.rows] == [
        [len({*lying(year, "north,south")}) for year in ("2014", "2015")],
        [len(lying(year, "north,south")) for year in ("2014", "2015")],
    ]
    assert [card.value for card in slides["numbers"].cards] == ["2", "3"]


def test_the_page_says_of_which_districts_it_is(client: FlaskClient) -> None:
    answer = client.get("/?lang=en&years=2014..2015&district=north,south")
    assert "north, south · 2014–2015" in answer.text


def test_what_has_no_district_is_part_of_no_set() -> None:
    with pytest.raises(Refusal) as refusal:
        read_page_request("/?district=north,none")
    assert refusal.value.problems[0].rule == "place_set_none"
