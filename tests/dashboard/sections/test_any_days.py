"""Any days and several districts on an indicator's page."""

import pytest

from dashboard.components import filters
from dashboard.request_reading import read_page_request
from dashboard.sections.difference.difference import Difference
from dashboard.sections.indicator import by_district, now, passport
from dashboard.sections.indicator.disaggregation import stacks
from dashboard.sections.records import listing
from dashboard.sections.register import choices
from dashboard.sections.subject import read_subject
from data.refusals import Refusal
from tests.dashboard.factories import definition

DAYS = "/indicator/visits?period=2014-02-01..2016-03-15&lang=en"


@pytest.fixture
def english(server):
    with server.test_request_context("/?lang=en"):
        yield


@pytest.mark.usefixtures("english")
def test_two_fields_are_the_days_between_them():
    page_request = read_page_request(
        "/indicator/visits?since=2014-02-01&until=2016-03-15&district=north"
    )
    assert page_request.period.label == "2014-02-01..2016-03-15"
    assert "since" not in page_request.href()
    assert page_request.grain == "year"
    whole = read_page_request("/indicator/visits?since=2014-01-01&until=2015-12-31")
    assert whole.period.label == "2014..2015"


@pytest.mark.usefixtures("english")
def test_the_fields_hold_the_days_and_keep_the_other_choices():
    drawn = str(filters.days(read_page_request(DAYS)))
    assert "2014-02-01" in drawn
    assert "2016-03-15" in drawn
    assert "name='lang'" in drawn
    assert "name='period'" not in drawn


@pytest.mark.usefixtures("english")
def test_the_page_begins_with_the_number_of_the_days():
    page_request = read_page_request(DAYS)
    subject = read_subject(page_request)
    drawn = str(now.draw(page_request))
    assert "1 Feb 2014–15 Mar 2016" in drawn
    assert "days have none" in drawn
    assert subject.now.records == subject.now.value
    assert list(Difference(subject).compared) == []
    assert "1 Feb 2014–15 Mar 2016" in str(by_district.draw(page_request))


@pytest.mark.usefixtures("english")
def test_records_of_several_districts_are_those_of_one_territory():
    subjects = [
        read_subject(read_page_request(f"{DAYS}&district={each}"))
        for each in ("north", "south", "north,south")
    ]
    *apart, together = (listing.number(each, each.period) for each in subjects)
    assert together.value == sum(each.value for each in apart)
    head = str(listing.panel(subjects[-1]))
    assert "north, south" in head


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("/?period=2014-02-01..2016-03-15", "period_days_page"),
        ("/indicator/visits?period=2014-02-01..2026-03-15", "years_outside"),
        ("/indicator/visits?since=2015-02-01&until=2014-03-15", "period_reversed"),
        ("/indicator/visits?district=north,none", "place_set_none"),
    ],
)
def test_what_a_page_does_not_show_is_refused(address, rule):
    with pytest.raises(Refusal) as refused:
        read_page_request(address)
    assert refused.value.problems[0].rule == rule


def test_parts_of_a_balance_stand_side_by_side():
    members = {"kind": "sum", "measure": "consultations", "amount": "people"}
    assert stacks(definition(**members))
    assert not stacks(definition(**members, balance="last"))


@pytest.mark.usefixtures("english")
def test_the_passport_says_that_plans_of_years_add_up():
    life = definition(kind="count", measure="consultations", targets="life")
    plain = definition(kind="count", measure="consultations")
    words, nothing = (
        dict(passport.numbers(each))["Plan of several years"] for each in (life, plain)
    )
    assert words.startswith("the sum of the years' plans")
    assert not nothing


@pytest.mark.usefixtures("english")
def test_the_register_lists_days_and_several_districts():
    page_request = read_page_request(
        "/register?since=2014-02-01&until=2016-03-15&district=north,south&years=2015"
    )
    chosen = choices.read_filter(page_request)
    assert [str(day) for day in chosen.days] == ["2014-02-01", "2016-03-15"]
    assert chosen.district == "north,south"
    title = choices.narrowed_title(page_request)
    assert "1 Feb 2014–15 Mar 2016; north, south" in title
    assert "name='years'" not in str(filters.days(page_request, "years"))
    file = read_page_request("/register.xlsx?period=2014-02-01..2016-03-15")
    assert file.days == chosen.days
