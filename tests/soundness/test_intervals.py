"""Intervals of shares and of rare events, against printed tables and figures worked out by hand."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from indicators.answers.answer import Answer
from indicators.intervals import poisson, wilson
from tests.soundness.towns import Town

PER_CENT = {"ru": "%", "en": "%"}
NONE = {"places": "none", "periods": "none"}
MEAN = {"places": "weighted_mean", "periods": "last"}
RARE = {"kind": "count", "measure": "consultations", "interval": "poisson"}
WILSON_TABLE = {
    # events, answers, level: both ends, to four decimals, as `scipy.stats` has them
    (60, 100, 95): (0.5020, 0.6906),
    (56, 70, 95): (0.6918, 0.8770),
    (48, 80, 95): (0.4905, 0.7004),
    (0, 10, 95): (0.0, 0.2775),
    (10, 10, 95): (0.7225, 1.0),
    (1, 1, 95): (0.2065, 1.0),
    (60, 100, 90): (0.5178, 0.6769),
}
GARWOOD_TABLE = {
    # events, level: both ends, by the quantiles of χ² of `scipy.stats`
    (0, 95): (0.0, 3.6889),
    (1, 95): (0.0253, 5.5716),
    (2, 95): (0.2422, 7.2247),
    (5, 95): (1.6235, 11.6683),
    (10, 95): (4.7954, 18.3904),
    (50, 95): (37.1110, 65.9188),
    (100, 95): (81.3640, 121.6268),
    (5, 99): (1.0779, 14.1498),
    (0, 90): (0.0, 2.9957),
}


@pytest.mark.parametrize(("sample", "ends"), WILSON_TABLE.items())
def test_a_share_has_the_interval_of_the_formula(
    sample: tuple[int, int, int], ends: tuple[float, float]
) -> None:
    events, respondents, level = sample
    computed = wilson(Fraction(events, respondents), respondents, level)
    assert tuple(computed) == pytest.approx(ends, abs=6e-5)


@pytest.mark.parametrize(("counted", "ends"), GARWOOD_TABLE.items())
def test_a_count_has_the_exact_interval_of_the_table(
    counted: tuple[int, int], ends: tuple[float, float]
) -> None:
    assert tuple(poisson(*counted)) == pytest.approx(ends, abs=6e-5)


def test_the_ends_of_a_large_count_near_those_of_the_bell_curve() -> None:
    low, high = poisson(1_000_000)
    assert low == pytest.approx(1_000_000 - 1960.0, abs=2)
    assert high == pytest.approx(1_000_000 + 1960.0, abs=4)


@pytest.fixture
def polled(town: Town) -> Town:
    with town.revision():
        for code, combine in (("trust", NONE), ("weighed", MEAN)):
            town.define(code, kind="observed", unit=PER_CENT, combine=combine)
        town.define("part", kind="observed", unit={"ru": "доля", "en": "share"}, combine=NONE)
        town.define("score", kind="observed", unit={"ru": "балл", "en": "points"}, combine=NONE)
    return town


def ends(answer: Answer) -> Any:
    interval = answer.interval
    return None if interval is None else (interval.low, interval.high)


def test_a_reported_share_has_the_interval_of_its_respondents(polled: Town) -> None:
    with polled.revision():
        polled.observe("trust", "2015", 60, respondents=100)
        polled.observe("part", "2015", "0.6", respondents=100)
        polled.observe("trust", "2016", 60)
    answer = polled.year("trust", 2015)
    assert ends(answer) == (Decimal("50.20025868"), Decimal("69.05987136"))
    assert answer.interval is not None
    assert answer.interval[2:] == ("wilson", 95)
    assert answer.respondents == 100
    assert ends(polled.year("part", 2015)) == (Decimal("0.5020025868"), Decimal("0.6905987136"))
    # nobody says how many answered: no interval, and none of nought
    assert ends(polled.year("trust", 2016)) is None
    assert polled.year("trust", 2016).respondents is None


def test_what_is_no_share_has_no_interval(polled: Town) -> None:
    with polled.revision():
        polled.observe("score", "2015", 4, respondents=100)
        polled.observe("trust", "2015", 120, respondents=100)
        polled.observe("trust", "2016", None, respondents=100)
    years = [polled.year("score", 2015), polled.year("trust", 2015), polled.year("trust", 2016)]
    assert list(map(ends, years)) == [None, None, None]


def test_all_and_none_are_shares_with_an_interval(polled: Town) -> None:
    with polled.revision():
        polled.observe("trust", "2014", 0, respondents=10)
        polled.observe("trust", "2015", 100, respondents=10)
    assert ends(polled.year("trust", 2014)) == (Decimal(0), Decimal("27.75327999"))
    assert ends(polled.year("trust", 2015)) == (Decimal("72.24672001"), Decimal(100))


def test_a_mean_of_several_polls_has_no_interval_and_the_last_poll_its_own(polled: Town) -> None:
    with polled.revision():
        for place, share in (("north", 60), ("south", 20)):
            polled.observe("weighed", "2015", share, place, respondents=100, weight=Decimal(1))
        polled.observe("weighed", "2016-Q1", 20, respondents=100, weight=Decimal(1))
        polled.observe("weighed", "2016-Q2", 60, respondents=100, weight=Decimal(1))
    whole = polled.year("weighed", 2015)
    assert (whole.value, ends(whole), whole.respondents) == (40, None, None)
    assert ends(polled.year("weighed", 2015, district="north")) == (
        Decimal("50.20025868"),
        Decimal("69.05987136"),
    )
    last = polled.year("weighed", 2016)
    assert (last.value, ends(last)) == (60, (Decimal("50.20025868"), Decimal("69.05987136")))


def test_the_refined_poll_has_its_own_respondents(polled: Town) -> None:
    with polled.revision():
        polled.observe("trust", "2015", 60, respondents=100)
        polled.observe("trust", "2015", 20, stage="preliminary", respondents=50)
    assert polled.year("trust", 2015).respondents == 100


def test_a_rare_event_has_the_exact_interval(town: Town) -> None:
    town.define("visits", **RARE)
    with town.revision():
        town.cover("consultations", "2014..2016")
        for day in range(1, 6):
            town.record("consultations", f"2015-03-0{day}", "north")
    answer = town.year("visits", 2015)
    assert answer.interval is not None
    assert answer.interval[2:] == ("poisson", 95)
    assert ends(answer) == (Decimal("1.62348639"), Decimal("11.66833208"))
    # nothing happened where all was reported: nought, and up to 3.7 might have been expected
    assert ends(town.year("visits", 2014)) == (Decimal(0), Decimal("3.688879454"))
    assert ends(town.year("visits", 2015, district="south")) == (
        Decimal(0),
        Decimal("3.688879454"),
    )


def test_a_rate_has_the_interval_of_its_events(town: Town) -> None:
    town.define("rate", **RARE, per={"residents": 10_000})
    with town.revision():
        town.population(20_000, "2015-01-01")
        town.population(20_000, "2016-01-01")
        town.cover("consultations", "2014..2016")
        for day in range(1, 6):
            town.record("consultations", f"2015-03-0{day}", "north")
    assert ends(town.year("rate", 2015)) == (Decimal("0.8117431951"), Decimal("5.83416604"))
    assert ends(town.year("rate", 2016)) == (Decimal(0), Decimal("1.844439727"))
    # without a population there is no rate, and no interval of one
    assert (town.year("rate", 2014).state, ends(town.year("rate", 2014))) == ("no_data", None)


def test_what_is_not_called_rare_has_no_interval(town: Town) -> None:
    town.define("visits", kind="count", measure="consultations")
    town.cover("consultations", "2014..2016")
    assert ends(town.year("visits", 2015)) is None


def test_a_corrected_number_of_respondents_leaves_the_past_as_it_was(polled: Town) -> None:
    first = polled.observe("trust", "2015", 60, respondents=100)
    polled.replace("observations", first, respondents=400)
    assert polled.year("trust", 2015).respondents == 400
    assert polled.year("trust", 2015, as_of=first.since).respondents == 100


def test_no_status_depends_on_an_interval(polled: Town) -> None:
    with polled.revision():
        polled.observe("trust", "2015", 60, respondents=100)
        polled.target("trust", "2015", 65)
        polled.observe("trust", "2016", 60)
        polled.target("trust", "2016", 65)
    polled_year, plain = polled.year("trust", 2015), polled.year("trust", 2016)
    assert polled_year.status == plain.status == "not_achieved"
    assert polled_year.degree_raw == plain.degree_raw
