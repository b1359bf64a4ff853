"""How a control event stands on a day, and the money of parts by year and source."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from indicators.answers.money import money_by_year, money_rows
from tests.indicators.evaluation.worlds import dated
from tests.sample_programme import SampleProgramme

ON = date(2015, 6, 1)


@pytest.mark.parametrize(
    ("planned_on", "done_on", "progress"),
    [
        ("2015-05-01", None, "overdue"),
        ("2015-06-01", None, "coming"),
        ("2015-07-01", None, "coming"),
        ("2015-05-01", "2015-05-01", "done"),
        ("2015-05-01", "2015-05-02", "late"),
        # what is to be done tomorrow has not been done
        ("2015-05-01", "2015-06-02", "overdue"),
        (None, "2015-05-02", "done"),
        (None, None, "undated"),
    ],
)
def test_a_control_event_on_a_day(
    planned_on: str | None, done_on: str | None, progress: str
) -> None:
    assert dated(planned_on, done_on).progress(ON) == progress


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url) as world:
        world.part("a")
        world.part("b", parent="a")
        world.part("c", parent="a")
        world.budget("b", 2015, programme_money=10, roster_money="0.30", cash_money="0.10")
        world.budget("b", 2015, funding="city", roster_money="0.10", cash_money="0.10")
        world.budget("c", 2015, roster_money="0.60", cash_money="0.20")
        yield world


def test_a_part_without_rows_of_its_own_is_the_sum_of_those_below(town: SampleProgramme) -> None:
    with town.database.read() as session:
        (row,) = money_rows(session, town.code, "a")
        of_child = money_rows(session, town.code, "b")
        (year,) = money_by_year(session, town.code)
    assert row.sums == {
        "programme_money": Decimal(10),
        "roster_money": Decimal("0.90"),
        "cash_money": Decimal("0.30"),
        "fact_money": None,
    }
    assert row.execution() == Fraction(1, 3)
    assert (row.deviation("roster_money"), row.deviation("fact_money")) == (Decimal("-0.60"), None)
    # a total wins over its sources: each rouble counts once, in the programme too
    assert [(each.funding, each.sums["cash_money"]) for each in of_child] == [
        (None, Decimal("0.10")),
        ("city", Decimal("0.10")),
    ]
    assert year.roster_money == Decimal("0.90")
