"""Differences that chance alone may have made, against published tables, scipy and figures by hand."""

import random
from collections.abc import Callable
from fractions import Fraction
from math import comb

import pytest

from indicators.answers.answer import Answer
from indicators.answers.margin import within_margin
from indicators.answers.question import Question
from indicators.chance import Estimate, EventCount, are_alike, newcombe
from indicators.findings.findings import findings
from indicators.intervals import wilson
from indicators.ranking.rankings import rankings
from tests.soundness.towns import Town

NEWCOMBE_TABLE = {
    # R. G. Newcombe, Statistics in Medicine 17 (1998), table II, method 10
    (56, 70, 48, 80): (0.0524, 0.3339),
    (9, 10, 3, 10): (0.1705, 0.8090),
    (6, 7, 2, 7): (0.0582, 0.8062),
    (5, 56, 0, 29): (-0.0381, 0.1926),
    (0, 10, 0, 20): (-0.1611, 0.2775),
    (0, 10, 0, 10): (-0.2775, 0.2775),
    (10, 10, 0, 20): (0.6791, 1.0),
    (10, 10, 0, 10): (0.6075, 1.0),
}
RATIO_TABLE = {
    # events and exposures of both: whether 1 lies between r/(1−r)·t₂/t₁ of the ends r that
    # `scipy.stats.binomtest(k₁, k₁ + k₂).proportion_ci(method="exact")` has
    (10, 22, 1, 1): True,  # 0.1922 to 1.0003
    (10, 23, 1, 1): False,  # 0.1847 to 0.9497
    (0, 5, 1, 1): True,  # 0 to 1.0913
    (0, 6, 1, 1): False,  # 0 to 0.8493
    (1, 8, 1, 1): False,  # 0.0028 to 0.9324
    (100, 130, 1, 1): True,  # 0.5867 to 1.0061
    (100, 131, 1, 1): False,  # 0.5825 to 0.9979
    (41, 15, 28_010, 19_017): False,  # 1.0057 to 3.6093
    (3, 5, 1_000, 10_000): True,  # 0.9318 to 30.8391
    (1_000_000, 1_002_700, 1, 1): True,  # 0.99455 to 1.00007
    (1_000_000, 1_002_800, 1, 1): False,  # 0.99445 to 0.99997
    (0, 0, 1, 7): True,
}
REPORTED = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}
PER_CENT = {"unit": {"ru": "%", "en": "%"}}
RARE = {"kind": "count", "measure": "consultations", "interval": "poisson"}
Polls = Callable[[str, int, int, str | None], None]


def share(part: int, people: int) -> Estimate:
    return Estimate(part / people, wilson(Fraction(part, people), people))


@pytest.mark.parametrize(("polls", "ends"), NEWCOMBE_TABLE.items())
def test_a_difference_of_shares_has_the_published_interval(
    polls: tuple[int, int, int, int], ends: tuple[float, float]
) -> None:
    part, people, other_part, other_people = polls
    computed = newcombe(share(part, people), share(other_part, other_people))
    assert tuple(computed) == pytest.approx(ends, abs=6e-5)
    back = newcombe(share(other_part, other_people), share(part, people))
    assert tuple(back) == pytest.approx((-ends[1], -ends[0]), abs=6e-5)


@pytest.mark.parametrize(("counts", "alike"), RATIO_TABLE.items())
def test_two_rates_are_alike_where_the_exact_interval_of_their_ratio_has_one(
    counts: tuple[int, int, int, int], alike: bool
) -> None:
    events, others, exposure, of_others = counts
    one, other = EventCount(events, Fraction(exposure)), EventCount(others, Fraction(of_others))
    assert are_alike(one, other) is are_alike(other, one) is alike


def test_the_tails_are_those_of_exact_fractions() -> None:
    def tail(events: int, total: int, part: Fraction) -> Fraction:
        return sum(
            (
                comb(total, k) * part**k * (1 - part) ** (total - k)
                for k in range(events, total + 1)
            ),
            Fraction(0),
        )

    draw = random.Random(7)
    for _ in range(60):
        one, other = draw.randrange(30), draw.randrange(30)
        times = Fraction(draw.randrange(1, 50), draw.randrange(1, 50))
        part = times / (times + 1)
        least = min(tail(one, one + other, part), tail(other, one + other, 1 - part))
        counts = EventCount(one, times), EventCount(other, Fraction(1))
        assert are_alike(*counts) is (least >= Fraction(25, 1000)), (one, other, times)


@pytest.fixture
def polled(town: Town) -> Polls:
    with town.revision():
        town.define("trust", **REPORTED, **PER_CENT)

    def poll(period: str, part: int, people: int, place: str | None = None) -> None:
        with town.revision():
            town.observe("trust", period, part, place, respondents=people)

    return poll


def margin(town: Town, code: str, one: Answer, other: Answer) -> bool | None:
    with town.database.read() as session:
        listed = findings(session, Question(programme=town.code), 2016).changed
    definition = next(each.years.definition for each in listed if each.indicator == code)
    return within_margin(definition, one, other)


def test_a_change_of_a_poll_says_whether_chance_made_it(town: Town, polled: Polls) -> None:
    polled("2014", 60, 100, None)
    polled("2015", 55, 100, None)
    polled("2016", 35, 100, None)
    with town.database.read() as session:
        of_years = {
            year: findings(session, Question(programme=town.code), year).changed
            for year in (2015, 2016)
        }
    # 60 to 55: −18.4 to +8.6 points; 55 to 35: −32.6 to −6.3
    ((by_chance,), (real,)) = of_years.values()
    assert (by_chance.years.is_within_margin, real.years.is_within_margin) == (True, False)


def test_without_the_respondents_of_both_nobody_knows(town: Town, polled: Polls) -> None:
    polled("2015", 55, 100, None)
    with town.revision():
        town.observe("trust", "2016", 50)
    one, other = town.year("trust", 2015), town.year("trust", 2016)
    assert margin(town, "trust", one, other) is None


def test_what_chance_may_have_made_comes_last_and_is_not_unusual(town: Town) -> None:
    with town.revision():
        town.define("fires", **REPORTED, interval="poisson")
        town.define("rain", **REPORTED)
        town.define("floods", **REPORTED, interval="poisson")
        for code, counts in (("fires", (2, 6)), ("rain", (100, 104)), ("floods", (2, 60))):
            for year, count in zip((2015, 2016), counts, strict=True):
                town.observe(code, str(year), count)
    with town.database.read() as session:
        changed = findings(session, Question(programme=town.code), 2016).changed
    # 2 → 6 is a threefold growth that says nothing: 74 of 256 throws of eight coins are as uneven
    known = [(each.indicator, each.years.is_within_margin) for each in changed]
    assert known == [("floods", False), ("rain", None), ("fires", True)]


def test_sums_to_date_are_part_of_each_other(town: Town) -> None:
    town.define("fires", **RARE, accumulate="to_date")
    with town.revision():
        town.cover("consultations", "2014..2016")
        town.record("consultations", "2014-03-05", "north")
        for day in range(1, 9):
            town.record("consultations", f"2016-03-0{day}", "north")
    one, other = town.year("fires", 2014), town.year("fires", 2016)
    with town.database.read() as session:
        listed = rankings(session, Question(programme=town.code), 2016).rankings
    assert (one.interval, other.interval) != (None, None)
    assert within_margin(listed[0].definition, one, other) is None


def test_a_place_is_no_better_than_others_by_chance(town: Town, polled: Polls) -> None:
    polled("2016", 60, 100, "north")
    polled("2016", 55, 100, "south")
    with town.database.read() as session:
        compared = rankings(session, Question(programme=town.code), 2016)
    rank = compared.rankings[0].rank("north")
    assert rank is not None
    assert (rank.place, rank.within_margin, rank.is_best) == (1, 1, False)
    assert compared.best("north") == compared.worst("south") == []


def test_counts_of_places_compare_by_their_residents(town: Town) -> None:
    """6 among 1,000 and 12 among 10,000: by the number alone chance may have made them, by residents
    it is 6 against 1.2 of each thousand.
    """
    with town.revision():
        town.define("fires", **RARE)
        town.population(1_000, "2016-01-01", "north")
        town.population(10_000, "2016-01-01", "south")
        town.cover("consultations", "2016")
        for number, place in ((6, "north"), (12, "south")):
            for day in range(number):
                town.record("consultations", f"2016-03-{day + 1:02}", place)
    with town.database.read() as session:
        compared = rankings(session, Question(programme=town.code), 2016).rankings[0]
    first = compared.rank("north")
    assert first is not None
    assert (first.place, first.within_margin, first.is_best) == (1, 0, True)
    north, south = (town.year("fires", 2016, district=place) for place in ("north", "south"))
    assert within_margin(compared.definition, north, south) is True
