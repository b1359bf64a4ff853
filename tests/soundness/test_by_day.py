"""Days and weeks as grains: beside the numbers of the same days asked for one by one, and by hand."""

import datetime
import random
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from data.refusals import Refusal
from indicators.answers.answer import Answer
from indicators.answers.grid import answers
from indicators.answers.question import from_words
from tests.depth import some
from tests.soundness.towns import CUTS, TREE, Town

CALLS = {"measure": "consultations"}
COUNTED: dict[str, dict[str, Any]] = {
    "calls": {"kind": "count", **CALLS},
    "law": {"kind": "count", **CALLS, "filter": {"topic": ["law"]}, "lower_bound": True},
    "people": {"kind": "sum", "amount": "people", **CALLS},
    "meetings": {"kind": "count", "measure": "events"},
}
OTHERS: dict[str, dict[str, Any]] = {
    "callers": {"kind": "distinct", "of": "organisation", **CALLS},
    "mid": {"kind": "median", "amount": "days", **CALLS},
    "sums": {"kind": "formula", "formula": "calls * 2"},
    "ever": {"kind": "count", **CALLS, "accumulate": "to_date"},
    "dense": {"kind": "count", **CALLS, "per": {"residents": 1000}},
    "growth": {"kind": "count", **CALLS, "change": {"from": "previous", "as": "difference"}},
    "spent": {"kind": "sum", "amount": "fact_money", "measure": "budgets"},
}
LEAVES = ("dock", "pier", "hill", "field")
# around the end of a year and that of a leap February, where weeks and months part
DATES = ("2014-12-29", "2015-01-04", "2015-01-05", "2016-02-28", "2016-02-29", "2016-03-01")


SPAN = {"period": "2014-12-27..2015-01-06"}


class Call(NamedTuple):
    """A record as it was written: ``date`` may be known to the month or the year."""

    date: str
    districts: list[str]
    people: int | None
    topic: str
    illustrative: bool


@cache
def calls() -> list[Call]:
    """The same each time, a third of them not known to the day."""
    drawn = random.Random(11)
    days = [*DATES, *(f"{year}-{month:02}-15" for year in (2014, 2016) for month in (1, 5))]
    return [
        Call(
            drawn.choice(days)[: drawn.choice([10, 10, 10, 10, 7, 4])],
            drawn.choice([[each] for each in LEAVES] + [[]]),
            drawn.choice([None, 0, 3]),
            drawn.choice(["law", "other"]),
            drawn.random() < 0.2,
        )
        for _ in range(120)
    ]


def fill(town: Town) -> None:
    """Reported to the end of 2015, two districts to April 2016."""
    with town.revision():
        for code, fields in (COUNTED | OTHERS).items():
            town.define(code, **fields)
        for kind in ("consultations", "events"):
            town.cover(kind, "2014..2015")
            town.cover(kind, "2016-01", "2016-02", "2016-03", "2016-04", districts=LEAVES[:2])
        for each in calls():
            fields = {"people": each.people, "topic": each.topic, "illustrative": each.illustrative}
            town.record("consultations", each.date, *each.districts, days=1, **fields)
        for date in DATES:
            # shared by two districts of one place, and by two that have none in common
            town.record("events", date, *LEAVES[: 2 if date < "2015" else 3])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    url = f"sqlite:///{tmp_path_factory.mktemp('by_day') / 'town.db'}"
    with Town(url, districts=TREE, cuts=CUTS) as town:
        fill(town)
        yield town


PLACES: list[dict[str, Any]] = [
    {},
    {"by": "district"},
    {"by": "district", "cut": "okrugs"},
    {"district": "port"},
    {"district": "hill,field"},
]
PERIODS = some(
    ("2014-12-20..2015-01-20", "2016-02", "2016-04-20..2016-05-10"),
    "2014-12-20..2015-01-20",
)


def rows_of(town: Town, words: dict[str, Any]) -> list[Answer]:
    question = from_words({"programme": town.code, "on": "2030-01-01", **words})
    with town.database.read() as session:
        return list(answers(session, question))


def by(place: dict[str, Any], grain: str) -> dict[str, Any]:
    return place | {"by": ",".join([*filter(None, [place.get("by")]), grain])}


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize("grain", ["day", "week"])
def test_each_says_what_its_days_say_alone(town: Town, place: dict[str, Any], grain: str) -> None:
    for period in PERIODS:
        words = {"indicator": list(COUNTED), "period": period}
        rows = {key(row): row for row in rows_of(town, words | by(place, grain))}
        labels = dict.fromkeys(row.period for row in rows.values())
        alone = {
            key(row): row
            for label in labels
            for row in rows_of(town, words | place | {"period": label})
        }
        # a row of «none» on one day brings those of the other days, on which it is none alone
        others = rows.keys() - alone.keys()
        assert {at: rows[at] for at in alone} == alone
        assert {rows[at].records or at[1] for at in others} <= {"none"}


def key(row: Answer) -> tuple[str, str | None, str]:
    return row.indicator, row.district, row.period


def in_short(days: str) -> str:
    """``2014-12-29`` of a day."""
    first, last = days.split("..")
    return first if first == last else days


def test_days_and_weeks_are_those_of_a_walk_over_the_records(town: Town) -> None:
    for grain, length in (("day", 1), ("week", 7)):
        rows = rows_of(town, {"indicator": ["calls", "people"], **SPAN, "by": grain})
        for row in rows:
            first, last = map(datetime.date.fromisoformat, row.period.split(".."))
            listed = [
                each
                for each in calls()
                if len(each.date) == 10 and first <= datetime.date.fromisoformat(each.date) <= last
            ]
            people = sum(each.people or 0 for each in listed)
            assert row.value == (len(listed) if row.indicator == "calls" else people)
            assert (last - first).days < length
        assert sum(row.value for row in rows) > 20


@pytest.mark.parametrize("place", PLACES[:1] + PLACES[3:], ids=str)
@pytest.mark.parametrize(("grain", "split"), [("week", "topic"), ("day", "topic,channel")])
def test_each_value_says_what_its_days_say_alone(
    town: Town, place: dict[str, Any], grain: str, split: str
) -> None:
    words = {"indicator": ["calls", "law", "people"], "period": PERIODS[0], "split": split, **place}
    rows = {(*key(row), row.split): row for row in rows_of(town, words | by(place, grain))}
    alone = {
        (*key(row), row.split): row
        for label in dict.fromkeys(row.period for row in rows.values())
        for row in rows_of(town, words | {"period": label})
    }
    assert len({row.split for row in rows.values()}) > 1
    assert rows == alone


def test_values_of_weeks_are_those_of_a_walk_over_the_records(town: Town) -> None:
    words = {"indicator": ["calls", "people"], **SPAN, "by": "week", "split": "topic"}
    rows = rows_of(town, words)
    for row in rows:
        first, last = row.period.split("..")
        listed = [
            each
            for each in calls()
            if len(each.date) == 10 and first <= each.date <= last and each.topic == row.split
        ]
        people = sum(each.people or 0 for each in listed)
        assert row.value == (len(listed) if row.indicator == "calls" else people)
    assert {row.split for row in rows if row.value} == {"law", "other"}


def test_shared_records_of_a_value_count_once_in_the_whole(town: Town) -> None:
    words = {"indicator": "meetings", **SPAN, "split": "type", "by": "district,day"}
    rows = rows_of(town, words)
    whole = {(row.period, row.split): row.value for row in rows_of(town, words | {"by": "day"})}
    by_day: dict[Any, list[Any]] = {}
    for row in rows:
        by_day.setdefault((row.period, row.split), []).append(row.value or 0)
    # an event stands in two or three districts, and above them, and is one
    assert any(sum(by_day[at]) > value for at, value in whole.items() if value)
    assert sum(value for value in whole.values() if value) == 3


def test_more_values_of_days_than_are_worth_reading_are_refused(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"indicator": "calls", **SPAN, "by": "day", "split": "topic"}
    number = len(rows_of(town, words))
    monkeypatch.setattr("indicators.answers.by_day.MOST_OF_PARTS", number)
    assert len(rows_of(town, words)) == number
    monkeypatch.setattr("indicators.answers.by_day.MOST_OF_PARTS", number - 1)
    assert rule(town, words) == "by_day_split_many"


def test_weeks_begin_on_monday_and_end_with_the_period(town: Town) -> None:
    rows = rows_of(town, {"indicator": "meetings", "by": "week", **SPAN})
    assert {in_short(row.period): (row.value, row.state) for row in rows} == {
        "2014-12-27..2014-12-28": (0, "value"),
        "2014-12-29..2015-01-04": (2, "value"),
        "2015-01-05..2015-01-06": (1, "value"),
    }


def test_zero_no_data_and_not_due_are_three_things(town: Town) -> None:
    period = {"indicator": "meetings", "by": "day", "period": "2016-04-29..2016-05-02"}
    of_dock, of_hill = (
        [row.state for row in rows_of(town, {**period, "district": place, "on": "2016-05-01"})]
        for place in ("dock", "hill")
    )
    assert of_dock == ["value", "value", "not_due", "not_due"]
    assert of_hill == ["not_due"] * 4
    (late,) = rows_of(town, {**period, "district": "hill", "period": "2016-05-02..2016-05-02"})
    assert (late.state, late.value, late.plan, late.status) == ("no_data", None, None, None)


def test_a_day_still_to_come_of_a_reported_month_is_not_due(town: Town) -> None:
    words = {"indicator": "meetings", "by": "day", "period": "2016-02-27..2016-03-02"}
    rows = rows_of(town, {**words, "district": "dock", "on": "2016-02-27"})
    # what was entered before its day is told; that nothing was is no zero yet
    states = {in_short(row.period): row.records for row in rows if row.state == "value"}
    assert states.pop("2016-02-27") == 0
    assert all(states.values())
    assert [row.state for row in rows].count("not_due") == 4 - len(states)


def test_a_year_of_days_may_be_asked_for(town: Town) -> None:
    rows = rows_of(town, {"indicator": "calls", "years": "2016", "by": "day"})
    assert (len(rows), rows[0].period) == (366, "2016-01-01..2016-01-01")
    assert len(rows_of(town, {"indicator": "calls", "by": "week"})) == 157


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_no_count_or_sum_of_its_days_is_refused(town: Town, code: str) -> None:
    assert rule(town, {"indicator": code, "by": "week"}) == "by_day_indicator"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ({"by": "day"}, "by_day_many"),
        ({"by": "day", "years": "2014..2015"}, "by_day_many"),
        ({"by": "week", "within_year": "yes"}, "by_day_within_year"),
        ({"by": "week,range"}, "by_range_and_shorter"),
        ({"by": "day,month", "period": "2016"}, "period_by_another"),
    ],
)
def test_what_has_no_days_is_refused(town: Town, words: dict[str, Any], name: str) -> None:
    assert rule(town, {"indicator": "calls", **words}) == name


def rule(town: Town, words: dict[str, Any]) -> str:
    with pytest.raises(Refusal) as refused:
        rows_of(town, words)
    assert refused.value.text("ru") != refused.value.text("en")
    return refused.value.problems[0].rule


@pytest.mark.postgresql
def test_the_same_in_postgresql(town: Town, postgresql_url: str) -> None:
    with Town(postgresql_url, districts=TREE, cuts=CUTS) as other:
        fill(other)
        for grain in ("day", "week"):
            words = {"indicator": list(COUNTED), "by": f"district,{grain}", **SPAN}
            assert rows_of(other, words) == rows_of(town, words)
        for code, split in (("calls", "topic,channel"), ("meetings", "type")):
            words = {"indicator": code, "by": "district,week", "split": split, **SPAN}
            assert rows_of(other, words) == rows_of(town, words)
