"""The worked figures of real tables: the krai programme's degrees and budget, the variants' formulas."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.database.database import Database
from indicators.answers.money import money_by_year, total
from indicators.evaluation.calculation import KNOWN, ZERO, calculate
from indicators.evaluation.evaluation import Evaluator
from indicators.evaluation.methodologies import methodology, shipped
from indicators.evaluation.rating import next_class, rating_of, reaches
from indicators.evaluation.subjects import COUNTED, EvaluationSubject
from indicators.states import VALUE, Outcome
from tests.indicators.evaluation.worlds import activity, degree, subject

KRAI = "khabarovsk-krai-2013-2020"


@pytest.fixture
def krai(shipped_database: Database) -> Iterator[Evaluator]:
    with shipped_database.read() as session:
        yield Evaluator(session, KRAI)


RAW = {
    ("citizens_in_projects", 2013): Fraction("2.088"),
    ("citizens_in_projects", 2014): Fraction("15.18"),
    ("citizens_in_projects", 2015): Fraction("2.17"),
    ("citizens_in_projects", 2018): Fraction(1),
    ("workers_in_projects", 2013): Fraction("2.18"),
    ("periodicals_reach", 2019): Fraction(1),
    ("periodicals_circulation", 2019): Fraction(1),
    ("citizens_in_tos", 2019): Fraction("6.685"),
    ("citizens_in_tos", 2020): Fraction(13, 12),
}


def test_the_krais_real_degrees_are_raw_as_worked_and_1_in_the_mean(krai: Evaluator) -> None:
    degrees = {
        (each.code, year): each
        for year in krai.years
        for each in krai.evaluate(year, methodology("federal")).indicators
        if each.case == COUNTED
    }
    assert {at: each.raw for at, each in degrees.items()} == RAW
    assert {each.degree for each in degrees.values()} == {1}


def test_the_mean_of_2013_to_2015_is_6479_uncapped_and_1_capped(krai: Evaluator) -> None:
    series = [
        next(
            each
            for each in krai.evaluate(year, methodology("federal")).indicators
            if each.code == "citizens_in_projects"
        )
        for year in (2013, 2014, 2015)
    ]
    raw = [each.raw for each in series if each.raw is not None]
    assert round(sum(raw, Fraction(0)) / 3, 3) == Fraction("6.479")
    subjects = subject(*series)
    known = calculate(methodology("federal"), subjects)
    assert known.outcome("realisation").value == 1


def test_the_krais_budget_sums_exactly_to_its_printed_total(krai: Evaluator) -> None:
    years = money_by_year(krai.reader.session, KRAI)
    assert total(years, "programme_money") == Decimal("6567696080.00")
    assert [krai.budgets.sums(None, year)["programme_money"] for year in (2013, 2025)] == [
        Decimal("248268720"),
        Decimal("1035638550"),
    ]


def test_the_krais_printed_dashes_leave_n(krai: Evaluator) -> None:
    evaluated = krai.evaluate(2019, methodology("federal"))
    assert evaluated.whole.known.inputs["indicators"].value == 3
    assert evaluated.rating is None
    assert evaluated.whole.known.outcome("effectiveness").state == "no_data"


def by(code: str, *parts: EvaluationSubject, missing: str = KNOWN) -> dict[str, Fraction]:
    calculation = calculate(methodology(code), parts[0], parts[1:], missing)
    return {each.step.code: each.outcome.fraction for each in calculation.steps}


def test_altai_is_the_mean_of_goals_funding_and_measures() -> None:
    world = subject(
        degree("0.6"), degree("1"), activities=[activity(True), activity(False)], cash=30, roster=40
    )
    # (0.8 + 0.75 + 0.5) / 3
    assert by("altai", world) == {
        "goals": Fraction(4, 5),
        "funding": Fraction(3, 4),
        "measures": Fraction(1, 2),
        "overall": Fraction(41, 60),
    }


def test_vokhma_weighs_without_a_cap_and_divides_by_the_money_spent() -> None:
    world = subject(degree("1.5", weight=3), degree("0.5", weight=1), cash=4, roster=5)
    # P = 1.5·¾ + 0.5·¼ = 1.25; R = 1.25 / 0.8
    assert by("vokhma", world)["outcome"] == Fraction(5, 4)
    assert by("vokhma", world)["efficiency"] == Fraction(25, 16)


@pytest.mark.parametrize(
    ("value", "code"), [("0.95", "high"), ("0.9001", "medium"), ("0.90", "low")]
)
def test_90_per_cent_are_low_in_vokhma(value: str, code: str) -> None:
    rating = rating_of(methodology("vokhma").main, Outcome(VALUE, Fraction(value)))
    assert rating is not None
    assert rating.code == code


@pytest.mark.parametrize(
    ("cash", "k"),
    [
        (100, "1.25"), (90, "1.25"), ("89.99", "1.10"), (80, "1.10"), ("79.99", "1"), (75, "1"),
        (74, "0.9"), (65, "0.9"), (64, "0.75"),
    ],
)  # fmt: skip
def test_kostroma_corrects_by_the_distance_of_results_and_money(cash: str, k: str) -> None:
    steps = by("kostroma", subject(degree("1"), cash=cash, roster=100))
    assert steps["planning"] == Fraction(k)
    assert steps["effectiveness"] == Fraction(cash) / 100 * Fraction(k)


def test_share_of_achieved_and_the_three_rows_that_make_a_whole() -> None:
    statuses = ["achieved"] * 3 + ["over_fulfilled", "at_risk", "not_achieved", "undetermined"]
    world = subject(*(degree("1", status=status) for status in statuses))
    assert by("achieved_share", world) == {"achieved_part": Fraction(4, 6)}
    assert by("achieved_share", world, missing=ZERO) == {"achieved_part": Fraction(4, 7)}
    rows = by("status_counts", world)
    assert rows == {
        "achieved_row": Fraction(4, 7),
        "over_fulfilled_row": Fraction(1, 7),
        "not_achieved_row": Fraction(2, 7),
        "at_risk_row": Fraction(1, 7),
        "undetermined_row": Fraction(1, 7),
    }
    assert rows["achieved_row"] + rows["not_achieved_row"] + rows["undetermined_row"] == 1


SHARES = st.fractions(0, 3, max_denominator=1000)


@given(
    st.lists(SHARES, min_size=1, max_size=6),
    st.integers(0, 5),
    st.fractions(0, 1, max_denominator=100),
    st.integers(0, 4),
    st.integers(1, 1000),
)
def test_more_achieved_never_rates_lower_for_the_same_money(
    raw: list[Fraction], which: int, more: Fraction, number: int, cash: int
) -> None:
    activities = [activity(at < number) for at in range(4)]

    def result(shares: list[Fraction]) -> Outcome:
        degrees = [degree(share, cap=1) for share in shares]
        part = subject(*degrees, activities=activities, cash=cash, roster=500, code="a")
        whole = subject(*degrees, activities=activities, cash=cash, roster=500)
        return calculate(methodology("federal"), whole, [part]).outcome("effectiveness")

    better = [share + more if at == which % len(raw) else share for at, share in enumerate(raw)]
    before, after = result(raw), result(better)
    assert after.fraction >= before.fraction
    federal = methodology("federal").main
    classes = list(federal.classes)
    first, second = rating_of(federal, before), rating_of(federal, after)
    assert first is not None
    assert second is not None
    assert classes.index(second) <= classes.index(first)


@given(st.integers(0, 4), st.integers(0, 4), SHARES)
def test_more_activities_done_never_rate_lower(one: int, other: int, share: Fraction) -> None:
    def result(number: int) -> Fraction:
        activities = [activity(at < number) for at in range(4)]
        return by("federal", subject(degree(share), activities=activities, level="single"))[
            "effectiveness"
        ]

    fewer, more = sorted((one, other))
    assert result(more) >= result(fewer)


@given(st.fractions(-1, 2, max_denominator=10_000), st.sampled_from(sorted(shipped())))
def test_exactly_the_class_is_named_whose_limits_hold(value: Fraction, code: str) -> None:
    for rated in methodology(code).results:
        rating = rating_of(rated, Outcome(VALUE, value))
        holding = [each for each in rated.classes if reaches(each, value)]
        assert rating == (holding[0] if holding else None)
        above = next_class(rated, Outcome(VALUE, value))
        if above is not None:
            assert value + above.missing == Fraction(above.rating.threshold or 0)
            assert rated.classes.index(above.rating) == rated.classes.index(holding[0]) - 1
