"""Filters by amounts, days and what is not filled in, against figures counted by hand; and the records
behind each number.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from indicators.definition import FilterCondition
from indicators.drill_down.exclusion import Reason
from indicators.drill_down.inclusion import counting_of
from tests.soundness.towns import Town

DAYS = ("2015-03-31", "2015-04-01", "2015-04", "2015-06", "2015-06-30", "2015", "2016-01")


def numbers(
    town: Town, filters: Sequence[dict[str, Any]], measure: str = "consultations"
) -> list[int]:
    """How many records each filter accepts; as many are listed behind the number."""
    with town.revision():
        for number, filter_ in enumerate(filters):
            town.define(f"n{number}", kind="count", measure=measure, filter=filter_)
    codes = [f"n{number}" for number in range(len(filters))]
    answers = town.ask(*codes, by=(), years=(2014, 2016))
    for answer in answers:
        page = town.behind(answer.indicator, "2014..2016", by=(), years=(2014, 2016))
        assert page.total == answer.records == answer.value
    return [int(answer.value or 0) for answer in answers]


def test_an_amount_within_bounds(town: Town) -> None:
    town.cover("consultations", "2014..2016")
    with town.revision():
        for people in (0, 2, 3, 5, None, None):
            town.record("consultations", "2015-05", "north", people=people)
    conditions = [
        ({"min": 2}, 3),
        ({"min": 2, "max": 2}, 1),
        ({"min": 1.5, "max": 4.9}, 2),
        ({"max": 0}, 1),
        ({"min": 6}, 0),
        ({"max": 0, "empty": True}, 3),
        ({"empty": True}, 2),
        ({"empty": False}, 4),
    ]
    filters = [{"people": condition} for condition, _ in conditions]
    assert numbers(town, filters) == [records for _, records in conditions]


def test_money_is_compared_to_the_kopeck(town: Town) -> None:
    town.cover("supports", "2014..2016")
    with town.revision():
        for amount in ("99.99", "100.00", "100.01"):
            town.record("supports", "2015-05", "north", amount=Decimal(amount), form="financial")
    condition = {"min": 99.995, "max": 100.005}
    assert numbers(town, [{"amount": condition}], "supports") == [1]


def test_a_date_within_days(town: Town) -> None:
    town.cover("consultations", "2014..2016")
    with town.revision():
        for date in DAYS:
            town.record("consultations", date, "north")
    conditions = [
        # a month counts where all of it is inside, a year too
        ({"since": "2015-04-01", "until": "2015-06-30"}, 4),
        ({"since": "2015-04-01", "until": "2015-06-29"}, 2),
        ({"since": "2015-04-02", "until": "2015-12-31"}, 2),
        ({"since": "2015-01-01", "until": "2015-12-31"}, 6),
        ({"since": "2015-01-02", "until": "2015-12-31"}, 5),
        ({"until": "2015-12-30"}, 5),
        ({"since": "2016-01-01"}, 1),
        ({"until": "2014-12-31"}, 0),
    ]
    filters = [{"date": condition} for condition, _ in conditions]
    assert numbers(town, filters) == [records for _, records in conditions]


def test_a_date_beside_the_one_that_counts(town: Town) -> None:
    """Applications of 2015 that were decided by the end of June, or not at all."""
    town.cover("grants", "2014..2016")
    with town.revision():
        for decided in ("2015-06-30", "2015-06", "2015-07-01", "2015", None):
            more = {} if decided is None else {"decided_on": decided}
            town.record("grants", "2015-02", "north", decision="refused", **more)
    until = {"until": "2015-06-30"}
    conditions = [until, {**until, "empty": True}]
    filters = [{"decided_on": condition} for condition in conditions]
    assert numbers(town, filters, "grant_applications") == [2, 3]


def test_values_and_what_is_not_filled_in(town: Town) -> None:
    town.cover("consultations", "2014..2016")
    with town.revision():
        for topic in ("law", "law", "other", None):
            town.record("consultations", "2015-05", "north", topic=topic)
    either = {"topic": {"values": ["law"], "empty": True}}
    assert numbers(town, [either, {"topic": {"empty": False}}]) == [3, 3]
    parts = {
        code: {row.split: row.value for row in town.ask(code, years=(2015, 2015), split="topic")}
        for code in ("n0", "n1")
    }
    assert parts["n0"] == {"law": 2, "other": 0, "none": 1}
    assert parts["n1"] == {"law": 2, "other": 1, "none": 0}


def test_a_record_says_why_a_condition_keeps_it_out(town: Town) -> None:
    town.cover("consultations", "2014..2016")
    small = town.record("consultations", "2015-05-02", "north", people=1)
    town.define("large", kind="count", measure="consultations", filter={"people": {"min": 2}})
    with town.database.read() as session:
        counting = counting_of(session, town.code, "consultations", small.id)
    (reason,) = counting.not_counted[0].reasons
    assert reason == Reason(
        "filtered", "consultations", "people", 1, FilterCondition(min=Decimal(2))
    )
