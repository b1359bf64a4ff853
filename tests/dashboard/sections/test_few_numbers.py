"""A programme with few numbers: the newest known ones with their years, one grid of them, no words
of plans.
"""

from collections.abc import Iterator

import pytest

from dashboard.council.making import find, report
from dashboard.council.standard_deck import deck_of
from dashboard.request_reading import read_page_request
from dashboard.sections import key_cards
from dashboard.sections.indicator import now
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

APART = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}
VALUES = {
    "answers": {"2014": 4},
    "circles": {"2014": 1, "2015": 2, "2016": 3},
    "meetings": {"2015": 5},
    "polls": {},
}


def filled(url: str, *, planned: bool) -> SampleProgramme:
    world = SampleProgramme(url, code=DEFAULT_PROGRAMME)
    for code, values in VALUES.items():
        world.define(code, **APART)
        for year, value in values.items():
            world.observe(code, year, value)
    if planned:
        world.target("answers", "2014", 4)
    return world


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    with filled(f"sqlite:///{tmp_path_factory.mktemp('few') / 'itog.db'}", planned=True) as world:
        yield world


@pytest.fixture
def page_of(server):
    """A block of a page, as text."""

    def draw(block, address: str) -> str:
        with server.test_request_context(f"{address}&lang=en"):
            return str(block(read_page_request(f"http://localhost{address}&lang=en")))

    return draw


def kinds(server) -> list[tuple[str, str]]:
    with server.test_request_context("/"):
        return [(slide.kind, slide.address) for slide in find(DEFAULT_PROGRAMME).slides]


def numbers(server, language: str = "en", address: str = "/"):
    with server.test_request_context("/", headers={"X-Lang": language}):
        (slide,) = report(
            Deck("", DEFAULT_PROGRAMME, "All", (SlideText("numbers", address),))
        ).slides
        return slide


def test_each_card_has_the_newest_known_number_and_its_year(server):
    slide = numbers(server)
    figures = [(card.value, card.unit, card.year) for card in slide.cards]
    assert figures == [
        ("4", "units", "2014"),
        ("3", "units", "2016"),
        ("5", "units", "2015"),
        ("no data", "", ""),
    ]
    assert slide.title == "Key indicators: newest known"
    assert slide.cards[0].plan == "Plan: 4"
    assert slide.cards[0].heading.endswith(", 2014")


def test_years_that_have_nothing_lead_to_the_newest_known_before_them(server):
    figures = [
        (card.value, card.year) for card in numbers(server, address="/?years=2015..2015").cards
    ]
    assert figures == [("4", "2014"), ("2", "2015"), ("5", "2015"), ("no data", "")]


def test_one_year_for_all_is_said_once(server):
    slide = numbers(server, address="/?years=2014..2014&indicator=answers")
    assert (slide.title, slide.cards[0].year) == ("Key indicators, 2014", "")


def test_the_overview_begins_with_the_newest_known(page_of):
    page = page_of(key_cards.draw, "/?theme=light")
    assert "All indicators: newest known" in page
    assert page.count("kpi__absent") == 2
    assert "/indicator/answers?period=2014" in page
    assert "Plan: 4" in page


@pytest.mark.parametrize(
    ("address", "year"),
    [("/indicator/answers?theme=light", "2014"), ("/indicator/circles?theme=light", "2016")],
)
def test_an_indicators_page_begins_with_the_newest_known(page_of, address, year):
    page = page_of(now.draw, address)
    assert f"Dt('{year}')" in page
    assert ("2016: no data" in page) is (year != "2016")


def test_a_chosen_period_without_a_number_stays_without(page_of):
    page = page_of(now.draw, "/indicator/answers?period=2016")
    assert "Dt('2016')" in page
    assert "no data" in page


def test_a_bar_or_two_have_no_slide_of_their_own(server):
    drawn = [address for kind, address in kinds(server) if kind == "plan_and_fact"]
    assert drawn == ["/indicator/circles"]


def test_where_nothing_was_planned_no_slide_speaks_of_plans(serving, tmp_path):
    with (
        filled(f"sqlite:///{tmp_path / 'unplanned.db'}", planned=False) as world,
        serving(world.database) as server,
    ):
        assert not {"state", "behind_plan"} & {kind for kind, _address in kinds(server)}
        assert numbers(server).finding == ""
        assert numbers(server, "ru").title == "Ключевые показатели: последние известные"


def test_a_meeting_has_no_slide_of_what_its_cards_say(serving, tmp_path):
    """In 2015 each plan is met and has its card; in 2016 one of nine plans is missed."""
    with SampleProgramme(f"sqlite:///{tmp_path / 'nine.db'}", code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            for number in range(9):
                code = f"c{number}"
                world.define(code, key=number < 8, **APART)
                for year in ("2015", "2016")[number // 8 :]:
                    world.target(code, year, 10)
                    world.observe(code, year, 5 if (code, year) == ("c0", "2016") else 10)
        with serving(world.database) as server, server.test_request_context("/"):
            met, missed = (
                {
                    slide.kind
                    for slide in deck_of(read_page_request(f"/?years={year}..{year}")).slides
                }
                for year in (2015, 2016)
            )
    assert not {"state", "behind_plan"} & met
    assert {"state", "behind_plan"} <= missed


def test_a_small_meeting_says_what_stands_out(server):
    assert [kind for kind, _address in kinds(server)][:3] == ["title", "numbers", "findings"]
