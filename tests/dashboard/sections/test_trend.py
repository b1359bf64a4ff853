"""The main chart of an indicator by day and by week: beside the records, counted by hand."""

import datetime
from collections import Counter

import pytest

from dashboard.components import filters
from dashboard.council.kinds import plan_and_fact, table
from dashboard.request_reading import read_page_request
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.indicator import by_year, years_table
from dashboard.sections.series import scale_of
from dashboard.sections.subject import read_subject
from dashboard.text import formats
from data.refusals import Refusal

RECORDS = [datetime.date(2014, 3, 5), datetime.date(2014, 6, 1)]
"""Of the town's first year."""


@pytest.fixture(autouse=True)
def english(server):
    with server.test_request_context("/?lang=en"):
        yield


def subject_of(choices):
    return read_subject(read_page_request(f"/indicator/visits?lang=en&{choices}"))


def values(subject):
    return {answer.period: answer.value for answer in subject.trend()}


def test_each_day_of_the_shown_month_has_the_records_of_that_day():
    by_day = Counter(RECORDS)
    first = datetime.date(2014, 3, 1)
    days = [first + datetime.timedelta(number) for number in range(31)]
    assert values(subject_of("period=2014-03&by=day")) == {
        f"{day}..{day}": by_day[day] for day in days
    }


def test_weeks_begin_on_monday_and_those_at_the_ends_of_the_year_are_parts():
    weeks = values(subject_of("period=2014&by=week"))
    assert len(weeks) == 53
    assert list(weeks)[::52] == ["2014-01-01..2014-01-05", "2014-12-29..2014-12-31"]
    mondays = Counter(day - datetime.timedelta(day.weekday()) for day in RECORDS)
    assert {label[:10]: value for label, value in weeks.items() if value} == {
        str(monday): number for monday, number in mondays.items()
    }


def test_a_day_that_was_pressed_stays_in_the_chart_of_its_year():
    subject = subject_of("period=2014-03-05..2014-03-05&by=day")
    assert subject.now.value == 1
    assert len(subject.trend()) == 365


def test_the_chart_its_table_and_its_slides_have_the_same_numbers():
    page_request = read_page_request("/indicator/visits?lang=en&period=2014-03&by=day")
    drawn, rows = str(by_year.draw(page_request)), str(years_table.draw(page_request))
    assert "Fact by day" in drawn
    assert "5 Mar 2014" in drawn
    assert "5 Mar 2014" in rows
    (chart, listed) = (kind.make(page_request, "") for kind in (plan_and_fact, table))
    assert [float(value) for value in chart.chart.series[0].values] == [0] * 4 + [1] + [0] * 26
    assert [row[2].value for row in listed.table.rows] == list(chart.chart.series[0].values)
    assert [bar.total for bar in chart.bars] == [row[5].value for row in listed.table.rows]


def test_the_choice_names_the_lengths_that_have_room():
    subject = subject_of("period=2014..2016&by=week")
    (switch,) = filters.grain(subject.page_request, subject.short_grains())
    urls = [option.href for option in switch.children[1].children]
    # three years have 158 weeks and 1096 days: the days are those of the last year
    assert urls[-2:] == [
        f"/indicator/visits?period={period}&by={by}&lang=en"
        for period, by in (("2014..2016", "week"), ("2016", "day"))
    ]
    reported = read_subject(read_page_request("/indicator/opinion?period=2014"))
    assert reported.short_grains() == {}


@pytest.mark.parametrize(
    ("code", "choices", "rule"),
    [
        ("visits", "period=2014..2016&by=day", "by_day_many"),
        ("opinion", "period=2014&by=day", "by_day_indicator"),
    ],
)
def test_a_chart_that_cannot_go_by_days_says_why(code, choices, rule):
    page_request = read_page_request(f"/indicator/{code}?lang=en&{choices}")
    with pytest.raises(Refusal) as refused:
        by_year.draw(page_request)
    assert refused.value.problems[0].rule == rule


@pytest.mark.parametrize(
    ("choices", "scope"),
    [
        ("period=2014-03&by=day", "March\u00a02014"),
        ("period=2014&by=week", "2014"),
        ("period=2014-02-27..2014-03-05&by=day", "27 Feb 2014–5 Mar 2014"),
    ],
)
def test_the_scope_is_the_days_that_are_drawn(choices, scope):
    subject = subject_of(choices)
    answers = subject.trend()
    line = chart_scope(subject.page_request, answers, scale_of(subject.definition, answers))
    assert scope in line.split(", ")


def test_short_names_of_days_and_weeks_have_their_month_apart():
    assert formats.short_names("2014-03-05..2014-03-05") == ("5", "Mar 2014")
    assert formats.short_names("2014-03-03..2014-03-09") == ("3–9", "Mar 2014")
    assert formats.short_names("2014-03-03..2014-03-19") == ("", "3 Mar 2014–19 Mar 2014")
