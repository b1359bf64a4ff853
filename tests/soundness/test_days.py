"""From any day to any other: numbers beside a plain walk over the records, and written by hand."""

import datetime
import random
from collections.abc import Iterator
from fractions import Fraction
from statistics import median
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.refusals import Refusal
from indicators.answers.question import from_words
from indicators.periods import written
from tests.depth import examples
from tests.soundness.agreement import clock
from tests.soundness.towns import Town

LATE = clock("2030-01-01")
CALLS = {"measure": "consultations"}
DEFINITIONS: dict[str, dict[str, Any]] = {
    "calls": {"kind": "count", **CALLS},
    "law": {"kind": "count", **CALLS, "filter": {"topic": ["law"]}},
    "callers": {"kind": "distinct", "of": "organisation", **CALLS},
    "people": {"kind": "sum", "amount": "people", **CALLS},
    "mid": {"kind": "median", "amount": "days", **CALLS},
    "share": {
        "kind": "ratio",
        "numerator": {"kind": "count", **CALLS, "filter": {"topic": ["law"]}},
        "denominator": {"kind": "count", **CALLS},
        "scale": 100,
    },
    "survey": {"kind": "observed", "combine": {"periods": "sum", "places": "sum"}},
    "sums": {"kind": "formula", "formula": "calls + if_none(survey, 5)"},
    "ever": {"kind": "count", **CALLS, "accumulate": "to_date"},
    "rolling": {"kind": "count", **CALLS, "window": {"months": 12}},
    "dense": {"kind": "count", **CALLS, "per": {"residents": 1000}},
    "growth": {"kind": "count", **CALLS, "change": {"from": "previous", "as": "difference"}},
    "spent": {"kind": "sum", "amount": "fact_money", "measure": "budgets"},
}
INAPPLICABLE = ("survey", "ever", "rolling", "dense", "growth", "spent")


class Call(NamedTuple):
    """A record as it was written: ``date`` may be known to the month or the year."""

    date: str
    district: str | None
    organisation: int
    people: int | None
    days: int
    topic: str


def calls() -> list[Call]:
    """The same hundred each time, a third of them not known to the day."""
    drawn = random.Random(7)
    days = [
        datetime.date(2014, 1, 1) + datetime.timedelta(drawn.randrange(1096)) for _ in range(99)
    ]
    # the first and the last day of months, where bounds go wrong
    days += [datetime.date(2015, 2, 28), datetime.date(2015, 3, 1), datetime.date(2016, 2, 29)]
    return [
        Call(
            day.isoformat()[: drawn.choice([10, 10, 10, 7, 4])],
            drawn.choice(["north", "south", None]),
            drawn.randint(1, 5),
            drawn.choice([None, 0, 1, 2, 7]),
            drawn.randint(0, 9),
            drawn.choice(["law", "other"]),
        )
        for day in days
    ]


CALLS_OF_TOWN = calls()


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The calls; north is reported to April 2016, south to the end of 2015; 2014 has a target."""
    with Town(f"sqlite:///{tmp_path_factory.mktemp('days') / 'town.db'}") as town:
        with town.revision():
            for code, fields in DEFINITIONS.items():
                town.define(code, **fields)
            town.cover("consultations", "2014..2015")
            for month in ("2016-01", "2016-02", "2016-03", "2016-04"):
                town.cover("consultations", month, districts=["north"])
            town.target("calls", "2014", 10)
            for each in CALLS_OF_TOWN:
                town.record(
                    "consultations",
                    each.date,
                    *([each.district] if each.district else []),
                    organisation_id=each.organisation,
                    people=each.people,
                    days=each.days,
                    topic=each.topic,
                )
        yield town


Dates = tuple[datetime.date, datetime.date]


def of_days(town: Town, code: str, days: Dates, **question: Any) -> Any:
    return town.ask(code, **of_period(days), on=LATE, **question)


def of_period(days: Dates, *by: str) -> dict[str, Any]:
    period = written("..".join(map(str, days)))
    grain = "range" if period.days else period.grain
    return {"period": period, "years": (period.year, period.final_year), "by": (*by, grain)}


def span_of(date: str) -> Dates:
    """The first and the last day on which something so dated may have happened."""
    first = datetime.date.fromisoformat((date + "-01-01")[:10])
    if len(date) == 10:
        return first, first
    after = first.replace(year=first.year + 1) if len(date) == 4 else first + datetime.timedelta(31)
    return first, after.replace(day=1) - datetime.timedelta(1)


def inside(days: Dates, place: str | None = None) -> list[Call]:
    spans = ((each, span_of(each.date)) for each in CALLS_OF_TOWN)
    listed = [each for each, (first, last) in spans if days[0] <= first and last <= days[1]]
    return [each for each in listed if place is None or each.district == place]


def is_partly(days: Dates, place: str | None) -> bool:
    touching = [
        each
        for each in CALLS_OF_TOWN
        if (span := span_of(each.date))[0] <= days[1]
        and span[1] >= days[0]
        and (place is None or each.district == place)
    ]
    return len(touching) > len(inside(days, place))


def coverage(days: Dates, place: str | None) -> Fraction:
    first, last = ((day.year - 2014) * 12 + day.month - 1 for day in days)
    reported = {"north": 28, "south": 24}
    leaves = [place] if place else ["north", "south"]
    covered = sum(max(0, min(last + 1, reported[leaf]) - first) for leaf in leaves)
    return Fraction(covered, (last - first + 1) * len(leaves))


DAYS = st.tuples(*[st.dates(datetime.date(2014, 1, 1), datetime.date(2016, 12, 31))] * 2).map(
    lambda pair: (min(pair), max(pair))
)
EDGES = st.sampled_from(
    [
        (datetime.date(2015, 2, 28), datetime.date(2015, 3, 1)),
        (datetime.date(2015, 2, 1), datetime.date(2015, 2, 28)),
        (datetime.date(2014, 12, 31), datetime.date(2016, 1, 1)),
        (datetime.date(2014, 1, 1), datetime.date(2015, 12, 31)),
        (datetime.date(2015, 1, 1), datetime.date(2015, 12, 31)),
        (datetime.date(2016, 5, 3), datetime.date(2016, 5, 3)),
        (datetime.date(2016, 8, 1), datetime.date(2016, 9, 1)),
    ]
)


@settings(max_examples=examples(25, 300), deadline=None)
@given(days=DAYS | EDGES, place=st.sampled_from([None, "north", "south"]))
def test_any_days_are_counted_as_a_walk_over_the_records_does(
    dated: Town, days: Dates, place: str | None
) -> None:
    listed = inside(days, place)
    known = [each.people for each in listed if each.people is not None]
    law = [each for each in listed if each.topic == "law"]
    expected = {
        "calls": len(listed),
        "law": len(law),
        "callers": len({each.organisation for each in listed}),
        "people": sum(known),
        "mid": Fraction(median(each.days for each in listed)) if listed else None,
        "share": Fraction(len(law) * 100, len(listed)) if listed else None,
    }
    share = coverage(days, place)
    for answer in dated.ask(*expected, **of_period(days), district=place, on=LATE):
        value = expected[answer.indicator]
        # the upper side of a share is such a count: where that is no data, so is the share
        if share < 1 and (not listed or (answer.indicator in ("law", "share") and not law)):
            assert answer.state == "no_data", answer
            continue
        assert answer.state == ("value" if value is not None else "not_applicable"), answer
        assert answer.exact == value
        assert answer.coverage == float(share)
        assert answer.records == len(law if answer.indicator == "law" else listed)
        if value is not None:
            assert ("partial" in answer.marks) == (share < 1)
    (calls,) = dated.ask("calls", **of_period(days), district=place, on=LATE)
    if calls.state == "value" and len(calls.period) > 10:
        assert ("approximate_date" in calls.marks) == is_partly(days, place), calls


@settings(max_examples=examples(5, 50), deadline=None)
@given(days=DAYS | EDGES, code=st.sampled_from(["calls", "callers", "share", "mid"]))
def test_behind_them_are_the_records_that_they_count(dated: Town, days: Dates, code: str) -> None:
    (answer,) = of_days(dated, code, days)
    listed = dated.behind(code, answer.period)
    assert (listed.total, len(listed.rows)) == (len(inside(days)),) * 2 == (answer.records,) * 2


MARCH = (datetime.date(2015, 3, 5), datetime.date(2015, 9, 10))


def test_each_value_of_an_attribute_has_its_own(dated: Town) -> None:
    rows = dated.ask("calls", **of_period(MARCH), split="topic", on=LATE)
    topics = [each.topic for each in inside(MARCH)]
    assert {row.split: row.value for row in rows} == {
        topic: topics.count(topic) for topic in ("law", "other")
    }


def test_districts_and_none_add_up(dated: Town) -> None:
    rows = dated.ask("calls", **of_period(MARCH, "district"), on=LATE)
    (whole,) = of_days(dated, "calls", MARCH)
    assert [row.district for row in rows] == ["north", "south", "none"]
    assert sum(row.value for row in rows) == whole.value


@pytest.mark.parametrize("code", INAPPLICABLE)
def test_what_is_not_of_days_is_not_applicable(dated: Town, code: str) -> None:
    (answer,) = of_days(dated, code, MARCH)
    assert (answer.state, answer.value) == ("not_applicable", None)


def test_a_formula_takes_its_inputs_of_the_days(dated: Town) -> None:
    (answer,) = of_days(dated, "sums", MARCH)
    assert answer.value == len(inside(MARCH)) + 5


def test_no_days_have_a_target_but_whole_years_do(dated: Town) -> None:
    (answer,) = of_days(dated, "calls", MARCH)
    assert (answer.plan, answer.status, answer.period) == (None, None, "2015-03-05..2015-09-10")
    (year,) = of_days(dated, "calls", (datetime.date(2014, 1, 1), datetime.date(2014, 12, 31)))
    assert (year.plan, year.period) == (10, "2014")


def test_days_are_due_after_the_last_of_them(dated: Town) -> None:
    days = (datetime.date(2016, 6, 3), datetime.date(2016, 6, 4))
    (answer,) = dated.ask("calls", district="south", **of_period(days), on=clock("2016-07-05"))
    assert (answer.state, answer.due_on) == ("not_due", datetime.date(2016, 7, 5))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2016-03-05..2016-09-10", "2016-03-05..2016-09-10"),
        ("05.03.2016–10.09.2016", "2016-03-05..2016-09-10"),
        ("с 05.03.2016 по 10.09.2016", "2016-03-05..2016-09-10"),
        ("2014-01-01..2016-12-31", "2014..2016"),
        ("март–сентябрь 2016", "2016-03-01..2016-09-30"),
        ("2016-02..2016-04", "2016-02-01..2016-04-30"),
        ("2016-02-29..2016-02-29", "2016-02-29..2016-02-29"),
    ],
)
def test_days_are_written_as_people_write_them(text: str, label: str) -> None:
    assert written(text).label == label
    assert written(label) == written(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2016-09-10..2016-03-05", "period_reversed"),
        ("2016-02-30..2016-03-05", "period_wrong"),
        ("2016-13-01..2016-14-01", "period_wrong"),
        ("0000-01-01..0000-01-02", "period_wrong"),
        ("05.03.2016", "period_wrong"),
    ],
)
def test_what_are_no_days_is_refused(text: str, rule: str) -> None:
    with pytest.raises(Refusal) as refused:
        written(text)
    assert refused.value.problems[0].rule == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ({"years": "2016"}, "period_and_years"),
        ({"by": "month"}, "period_by_another"),
        ({"by": "district,year"}, "period_by_another"),
    ],
)
def test_one_period_is_one_row(words: dict[str, str], rule: str) -> None:
    with pytest.raises(Refusal) as refused:
        from_words({"period": "2016-03-05..2016-09-10", **words})
    assert refused.value.problems[0].rule == rule


def test_one_period_is_that_of_its_grain(dated: Town) -> None:
    question = from_words({"programme": "town", "period": "Q2 2015", "by": "district"})
    rows = dated.ask("calls", years=question.years, by=question.by, period=question.period)
    assert {row.period for row in rows} == {"2015-Q2"}
