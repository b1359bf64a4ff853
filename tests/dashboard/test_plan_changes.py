"""What pages and programs say of plans that acts have changed."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.components.banners import banners
from dashboard.council.making import report
from dashboard.request_reading import read_page_request
from dashboard.sections import tally
from dashboard.sections.indicator import plan_history
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

FIRST = {"act": "№ 4443", "set_on": datetime.date(2013, 11, 1)}
LATE = {
    "act": "№ 12",
    "set_on": datetime.date(2015, 12, 20),
    "change_reason": "budget",
    "explanation": "урезан бюджет",
}
IN_TIME = {"act": "№ 5", "set_on": datetime.date(2014, 5, 5)}
REPORTED = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    folder = tmp_path_factory.mktemp("plans")
    with SampleProgramme(f"sqlite:///{folder / 'itog.db'}", code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            for code in ("changed", "still"):
                world.define(code, **REPORTED)
                world.observe(code, "2015", 88)
                world.target(code, "2015", 100, **FIRST)
                world.target(code, "2016", 110, **FIRST)
        with world.revision():
            world.target("changed", "2015", 80, **LATE)
            world.target("changed", "2016", 120, **IN_TIME)
        yield world


def text(drawn: Any) -> str:
    return str(drawn.to_plotly_json() if hasattr(drawn, "to_plotly_json") else drawn)


def request(server, address: str) -> Any:
    return server.test_request_context(address, headers={"X-Lang": "en"})


def test_the_page_of_an_indicator_has_both_plans_and_the_change(server):
    with request(server, "/"):
        page_request = read_page_request("/indicator/changed")
        drawn = text(plan_history.draw(page_request))
        assert plan_history.draw(read_page_request("/indicator/still")) is None
    for words in ("Original plan", "Plan in force", "12", "20 Dec 2015", "урезан бюджет"):
        assert words in drawn
    # 88 of 100 and of 80, by hand
    for words in ("88%", "110%", "plan lowered late", "Change of funding"):
        assert words in drawn


def test_the_overview_counts_the_plans_that_were_lowered_late(server):
    with request(server, "/"):
        drawn = text(tally.draw(read_page_request("/")))
        before = text(tally.draw(read_page_request("/?as_of=2")))
    assert "1 plan was lowered late." in drawn
    assert "/targets" in drawn
    assert "lowered late" not in before


def test_the_original_plan_judges_a_page_that_asks_for_it(server):
    with request(server, "/"):
        by_original = read_page_request("/?years=2015&plan=original").answers()
        in_force = read_page_request("/?years=2015").answers()
    assert [each.status for each in by_original] == ["not_achieved", "not_achieved"]
    assert [each.status for each in in_force] == ["over_fulfilled", "not_achieved"]


def test_who_is_shown_the_original_plan_is_told_so(server, client: FlaskClient):
    with request(server, "/"):
        page = text(banners(read_page_request("/districts?plan=original")))
        assert banners(read_page_request("/districts")) == []
        slide = SlideText("plan_and_fact", "/indicator/changed?period=2015&plan=original")
        drawn_slide = report(Deck("", DEFAULT_PROGRAMME, "Meeting", (slide,))).slides[0]
    assert "approved first" in page
    assert drawn_slide.title == "changed – by the original plan"
    assert drawn_slide.chart is not None
    assert list(drawn_slide.chart.series[1].values)[1:] == [100, 110]


def test_an_unknown_plan_is_refused(client: FlaskClient):
    answer = client.get(f"/api/v1/values?programme={DEFAULT_PROGRAMME}&plan=wished")
    assert answer.status_code == 400
    assert "current" in answer.get_json()["detail"]


def test_programs_read_the_history(client: FlaskClient):
    address = f"/api/v1/targets?programme={DEFAULT_PROGRAMME}&indicator=changed&years=2015"
    first, second = client.get(address).get_json()["rows"]
    assert (first["value"], first["original"], first["in_force"]) == (100, True, False)
    assert (second["value"], second["original"], second["in_force"]) == (80, False, True)
    assert (second["act"], second["set_on"]) == ("№ 12", "2015-12-20")
    assert (second["change_reason"], second["explanation"]) == ("budget", "урезан бюджет")
    assert (first["lowered_late"], second["lowered_late"]) == (False, True)
    earlier = client.get(f"{address}&as_of=2").get_json()["rows"]
    assert [(row["value"], row["in_force"]) for row in earlier] == [(100, True)]


def test_values_say_what_the_original_plan_gives(client: FlaskClient):
    address = f"/api/v1/values?programme={DEFAULT_PROGRAMME}&indicator=changed&years=2015"
    [row] = client.get(address).get_json()["rows"]
    assert (row["plan"], row["status"], row["degree_raw"]) == (80, "over_fulfilled", 1.1)
    assert (row["original_plan"], row["original_status"]) == (100, "not_achieved")
    assert row["original_degree_raw"] == 0.88
    [row] = client.get(f"{address}&plan=original").get_json()["rows"]
    assert (row["plan"], row["status"], row["degree_raw"]) == (100, "not_achieved", 0.88)


def test_the_list_names_the_act_the_plan_and_the_reason(client: FlaskClient):
    assert client.get("/targets").status_code == 200
