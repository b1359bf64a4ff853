"""The pace of a year under way, by hand: what it comes to, what it needs, and when nothing is said."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from indicators.answers.answer import Answer
from indicators.answers.pace import YearPace, pace_of
from indicators.answers.question import Question
from indicators.findings.findings import findings
from tests.dashboard.factories import answer, definition
from tests.sample_programme import SampleProgramme

JUNE = datetime.date(2016, 6, 10)
COUNT = definition()


def months(year: int, *values: int | None, coverage: float = 1.0) -> list[Answer]:
    """From the year's start, one a month; those that are not told are not known."""
    padded = [*values, *[None] * (12 - len(values))]
    return [
        answer(
            value,
            period=f"{year}-{month:02}",
            exact=None if value is None else Fraction(value),
            coverage=coverage,
        )
        for month, value in enumerate(padded, 1)
    ]


def pace(now: Sequence[Answer], plan: Any = 2000, **changes: Any) -> YearPace | None:
    arguments: dict[str, Any] = {"definition": COUNT, "before": [], "today": JUNE} | changes
    return pace_of(plan=None if plan is None else Decimal(plan), now=now, **arguments)


def known(maybe: YearPace | None) -> YearPace:
    assert maybe is not None
    return maybe


def test_an_even_pace_goes_on_to_the_year_s_end() -> None:
    by_may = known(pace(months(2016, 100, 200, 400, 600, 800)))
    # 800 in five months: 160 a month, 1,920 in twelve; 1,200 are left to seven months
    assert (by_may.parts, by_may.whole, by_may.present) == (5, 12, 160)
    assert (by_may.expected, by_may.needed) == (1920, Fraction(1200, 7))
    assert (by_may.is_behind, by_may.shortfall) == (True, Fraction(80, 2000))
    assert by_may.at(Fraction(200)) == 800 + 7 * 200


def test_a_month_under_way_is_no_part_of_the_pace() -> None:
    begun = known(pace(months(2016, 100, 200, 400, 600, 800, 805)))
    assert (begun.value, begun.parts) == (800, 5)


def test_the_last_day_of_a_month_is_still_under_way() -> None:
    now = months(2016, 100, 200, 400, 600, 800)
    on_last_day = known(pace(now, today=datetime.date(2016, 5, 31)))
    assert (on_last_day.value, on_last_day.parts) == (600, 4)
    day_after = known(pace(now, today=datetime.date(2016, 6, 1)))
    assert (day_after.value, day_after.parts) == (800, 5)


def test_what_is_reported_in_part_is_no_pace() -> None:
    now = [*months(2016, 100, 200, 400)[:3], *months(2016, 1, 2, 3, 500, 600, coverage=0.5)[3:]]
    assert known(pace(now)).value == 400
    assert pace(months(2016, 100, 200, coverage=0.9)) is None


def test_the_course_of_last_year_is_the_second_estimate() -> None:
    before = months(2015, *range(50, 300, 50), *range(300, 1000, 100))
    by_may = known(pace(months(2016, 100, 200, 400, 600, 800), before=before))
    # 250 of 900 had come by May: a third of the year's end later than evenly
    assert by_may.profile == Fraction(250, 900)
    assert by_may.expected_by_profile == 2880
    # evenly 1,920 of 2,000, but last year most came late: no reason to ask
    assert by_may.is_behind is False


@pytest.mark.parametrize(
    "before",
    [
        [],
        months(2015, 100, 200, 300, 400, 500),  # its end is not known
        months(2015, *[0] * 11, 90),  # nothing had come by May
        months(2015, *[0] * 12),
        months(2015, *range(1, 13), coverage=0.5),
    ],
)
def test_a_last_year_that_is_not_known_in_full_has_no_course(before: list[Answer]) -> None:
    by_may = known(pace(months(2016, 100, 200, 400, 600, 800), before=before))
    assert (by_may.profile, by_may.expected_by_profile) == (None, None)


def test_of_less_is_better_the_plan_is_a_limit() -> None:
    less = definition(direction="decrease")
    by_may = known(pace(months(2016, 2, 4, 6, 8, 10), 20, definition=less))
    assert (by_may.expected, by_may.needed, by_may.is_behind) == (24, Fraction(10, 7), True)
    exceeded = known(pace(months(2016, 2, 4, 6, 8, 30), 20, definition=less))
    assert (exceeded.needed, exceeded.is_behind) == (0, True)
    within = known(pace(months(2016, 1, 2, 3, 4, 5), 20, definition=less))
    assert (within.expected, within.is_behind, within.shortfall) == (12, False, 0)


def test_a_first_month_alone_is_no_reason_to_ask() -> None:
    february = datetime.date(2016, 2, 3)
    assert known(pace(months(2016, 10), today=february)).is_behind is False
    assert known(pace(months(2016, 10, 20, 30), today=datetime.date(2016, 4, 1))).is_behind


@pytest.mark.parametrize(
    "changes",
    [
        {"plan": None},
        {"plan": 0},
        {"plan": -5},
        {"today": datetime.date(2017, 1, 1)},
        {"today": datetime.date(2016, 1, 31)},
        {"definition": definition(direction="keep", band=[1, 2])},
        {"definition": definition(accumulate="to_date")},
        {"definition": definition(per={"residents": 1000})},
        {"definition": definition(change={"from": "previous", "as": "difference"})},
        {"definition": definition(kind="distinct", measure="consultations", of="organisation")},
        {"definition": definition(kind="average", measure="consultations", amount="people")},
        {"definition": definition(kind="observed", combine={"periods": "last"})},
        {"definition": definition(kind="formula", formula="a + b")},
    ],
)
def test_where_there_is_nothing_to_come_to_there_is_no_pace(changes: dict[str, Any]) -> None:
    assert pace(months(2016, 100, 200, 400, 600, 800), **changes) is None


def test_on_new_year_s_eve_the_year_is_not_over_and_a_day_later_it_is() -> None:
    now = months(2016, *range(100, 1300, 100))
    eve = known(pace(now, today=datetime.date(2016, 12, 31)))
    assert (eve.parts, eve.rest, eve.needed) == (11, 1, 900)
    assert pace(now, today=datetime.date(2017, 1, 1)) is None


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Records of 2015 and of the first five months of 2016; quarters of a reported number."""
    url = f"sqlite:///{tmp_path_factory.mktemp('pace') / 'itog.db'}"
    with SampleProgramme(url) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.define("idle", kind="count", measure="consultations")
            world.define("quarters", kind="observed", combine={"places": "sum", "periods": "sum"})
            for month in range(1, 13):
                world.record("consultations", f"2015-{month:02}-03", "north")
            for month in (1, 2, 3, 4, 5, 5):
                world.record("consultations", f"2016-{month:02}-03", "south")
            world.record("consultations", "2016-06-03", "south")
            for quarter, value in enumerate((30, 20), 1):
                world.observe("quarters", f"2016-Q{quarter}", value)
            for code, plan in (("visits", 18), ("quarters", 200)):
                world.target(code, "2016", plan)
        world.cover("consultations", "2014..2015", "2016-H1")
        yield world


def paces(town: SampleProgramme, on: datetime.date, year: int) -> dict[str, YearPace]:
    with town.database.read() as session:
        listed = findings(session, Question(programme="town", on=on), year).to_ask
    behind = [each.years for each in listed if each.rule == "behind_pace"]
    return {years.definition.code: known(years.pace) for years in behind}


def test_the_paces_of_a_programme_are_those_of_its_records(town: SampleProgramme) -> None:
    by_code = paces(town, JUNE, 2016)
    visits, quarters = by_code["visits"], by_code["quarters"]
    # six in five months: 14.4 in twelve; last year five of twelve had come: 14.4 too
    assert (visits.value, visits.parts, visits.expected) == (6, 5, Fraction(72, 5))
    assert (visits.profile, visits.expected_by_profile) == (Fraction(5, 12), Fraction(72, 5))
    assert (quarters.grain, quarters.value, quarters.parts, quarters.expected) == (
        "quarter",
        30,
        1,
        120,
    )
    assert "idle" not in by_code


def test_the_paces_go_with_the_clock_and_end_with_the_year(town: SampleProgramme) -> None:
    assert paces(town, datetime.date(2016, 7, 1), 2016)["visits"].expected == 14
    assert paces(town, datetime.date(2017, 1, 1), 2016) == {}
    assert paces(town, JUNE, 2015) == {}
