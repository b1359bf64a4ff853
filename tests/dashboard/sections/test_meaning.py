"""What a number means, in sentences, against figures that were written down by hand."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient
from lxml import html

from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """A count with plans of two acts, its sum to date, a moving window, and what was reported."""
    url = f"sqlite:///{tmp_path_factory.mktemp('meaning') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            counted = {"kind": "count", "measure": "consultations"}
            world.define("visits", key=True, **counted)
            world.define("gathered", accumulate="to_date", **counted)
            world.define("recent", window={"months": 18}, **counted)
            world.define("opinion", kind="observed", combine={"places": "none", "periods": "none"})
            for day in ("2014-03-05", "2015-01-10", "2015-02-11"):
                world.record("consultations", day, "north")
            world.cover("consultations", "2014..2015")
            world.target("visits", "2015", 5, act="№ 1", set_on=date(2014, 11, 1))
            world.target("visits", "2015", 4, act="№ 2", set_on=date(2015, 9, 1))
        yield world


def lines(client: FlaskClient, address: str, place: str = "now") -> list[str]:
    """The sentences of the first number of a page as text."""
    page = html.fromstring(client.get(f"{address}&view=text&lang=en").text)
    question = "What does this number mean?"
    listed = page.xpath(f"//details[summary[normalize-space()='{question}']]")
    (chosen, *_others) = listed if place == "now" else reversed(listed)
    return [re.sub(r"\s+", " ", each.text_content()).strip() for each in chosen.xpath(".//li")]


def test_a_count_says_what_it_counts_its_plan_its_act_and_its_verdict(client: FlaskClient) -> None:
    number, how, days, plan, verdict, data, records = lines(client, "/indicator/visits?period=2015")
    assert number == "2015, Whole territory: 2 units."
    assert how == "How it is computed: number of records “Consultations”."
    assert days == "Days that it is of: 1 Jan 2015–31 Dec 2015."
    assert plan == "The plan is 4. Set by: № 2 (1 Sep 2015)."
    assert verdict == "How it is judged: the more, the better; degree 50%; not achieved."
    assert data.endswith("Version of the definition: 1.")
    assert records == "The records that it counts."


def test_the_original_plan_is_told_by_its_own_act(client: FlaskClient) -> None:
    plan = lines(client, "/indicator/visits?period=2015&plan=original")[3]
    assert plan.startswith("The plan is 5. Set by: № 1")


@pytest.mark.parametrize(
    ("address", "days"),
    [
        ("/indicator/gathered?period=2015", "1 Jan 2014–31 Dec 2015"),
        ("/indicator/recent?period=2015", "1 Jul 2014–31 Dec 2015"),
        ("/indicator/recent?period=2015-02", "1 Sep 2013–28 Feb 2015"),
        ("/indicator/visits?period=2015-Q2", "1 Apr 2015–30 Jun 2015"),
    ],
)
def test_the_days_are_those_that_the_number_gathers(
    client: FlaskClient, address: str, days: str
) -> None:
    assert lines(client, address)[2].startswith(f"Days that it is of: {days}.")


def test_what_has_not_been_reported_of_these_days_is_told(client: FlaskClient) -> None:
    days = lines(client, "/indicator/recent?period=2015-02")[2]
    # fourteen of eighteen months: nobody reports before the programme
    assert days.endswith("Reported is 78% of the districts and months.")


def test_what_was_not_planned_and_not_reported_says_so(client: FlaskClient) -> None:
    number, _how, _days, plan, *_rest = lines(client, "/indicator/opinion?period=2014")
    assert number.endswith(": no data.")
    assert plan == "No act has set a plan for this time and place."


def test_a_districts_number_is_explained_beside_its_records(client: FlaskClient) -> None:
    address = "/indicator/visits?period=2014&district=north"
    number, *_rest = lines(client, address, place="records")
    assert number == "2014, north: 1 unit."
