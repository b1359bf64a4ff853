"""The ends of intervals as charts have them: in the chart's unit, none where there is none."""

from dataclasses import replace
from decimal import Decimal

from dashboard.report import Series
from dashboard.sections.series import Scale, intervals_of
from indicators.intervals import WILSON, Interval
from tests.dashboard import factories

THOUSANDS = Scale("тыс.", 1, Decimal(1000))


def answers():
    counted = replace(
        factories.answer(40_000), interval=Interval(Decimal(36_500), Decimal(45_000), WILSON, 95)
    )
    return [counted, factories.answer(40_000), replace(counted, value=None)]


def test_the_ends_are_in_the_unit_of_the_chart():
    assert intervals_of(answers(), THOUSANDS) == ((Decimal("36.5"), Decimal(45)), None, None)


def test_a_whisker_reaches_from_the_number_to_the_ends():
    series = Series(
        "Факт", (Decimal(40), Decimal(40), None), intervals=intervals_of(answers(), THOUSANDS)
    )
    assert series.whiskers == [(Decimal("3.5"), Decimal(5)), (0, 0), (0, 0)]
    assert Series("Факт", (Decimal(40),), intervals=(None,)).whiskers == []
    assert Series("Факт", (Decimal(40),)).whiskers == []
