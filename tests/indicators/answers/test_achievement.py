"""Degree and status, with every case in which no ratio can be taken."""

from decimal import Decimal
from fractions import Fraction

import pytest

from indicators.answers.achievement import Thresholds, Verdict, judge, shortfall
from indicators.definition import Definition, read

LIMITS = Thresholds()


def definition(direction: str = "increase", extra: str = "") -> Definition:
    return read(
        "code: a\nname: {ru: П, en: I}\nunit: {ru: ед., en: units}\nkind: count\nmeasure: events\n"
        f"direction: {direction}\n{extra}"
    )


def verdict(
    fact: str | None, plan: str | None, direction: str = "increase", state: str = "value"
) -> Verdict:
    numbers = [None if number is None else Decimal(number) for number in (fact, plan)]
    return judge(definition(direction), state, *numbers, LIMITS)


@pytest.mark.parametrize(
    ("fact", "plan", "direction", "raw", "status"),
    [
        ("110", "100", "increase", "1.1", "over_fulfilled"),
        ("105.01", "100", "increase", "1.0501", "over_fulfilled"),
        ("105", "100", "increase", "1.05", "achieved"),
        ("100.3", "100", "increase", "1.003", "achieved"),
        ("100", "100", "increase", "1", "achieved"),
        ("95", "100", "increase", "0.95", "at_risk"),
        ("94.9999", "100", "increase", "0.949999", "not_achieved"),
        ("10", "12", "decrease", "1.2", "over_fulfilled"),
        ("12", "12", "decrease", "1", "achieved"),
        ("16", "12", "decrease", "0.75", "not_achieved"),
        ("0", "100", "increase", "0", "not_achieved"),
        ("5", "0", "decrease", "0", "not_achieved"),
    ],
)
def test_a_degree_is_exact_and_decides_the_status(
    fact: str, plan: str, direction: str, raw: str, status: str
) -> None:
    achievement = verdict(fact, plan, direction)
    assert (achievement.degree_raw, achievement.degree, achievement.status) == (
        Decimal(raw),
        min(Decimal(raw), Decimal(1)),
        status,
    )


@pytest.mark.parametrize(
    ("fact", "plan", "direction", "status"),
    [
        ("0", "0", "increase", "achieved"),
        ("3", "0", "increase", "achieved"),
        ("-1", "0", "increase", "not_achieved"),
        ("0", "5", "decrease", "achieved"),
        ("0", "0", "decrease", "achieved"),
        ("3", "-2", "increase", "undetermined"),
    ],
)
def test_where_no_ratio_can_be_taken_the_case_decides(
    fact: str, plan: str, direction: str, status: str
) -> None:
    assert verdict(fact, plan, direction) == Verdict(status=status)


def test_the_real_krai_figures() -> None:
    """Krai programme, indicator I: 1 044 of 500, 7 590 of 500 and 2 170 of 1 000
    (base.garant.ru/47728448).
    """
    raws = [
        verdict(fact, plan).degree_raw
        for fact, plan in (("1044", "500"), ("7590", "500"), ("2170", "1000"))
    ]
    assert raws == [Decimal("2.088"), Decimal("15.18"), Decimal("2.17")]
    assert verdict("7590", "500").marks == ("plan_error",)
    assert verdict("150", "100").marks == ()


def test_planned_and_due_without_a_value_is_undetermined() -> None:
    assert verdict(None, "5", state="no_data").status == "undetermined"
    assert verdict(None, "5", state="not_applicable").status == "undetermined"


def test_without_a_plan_or_before_the_due_date_there_is_no_verdict() -> None:
    assert verdict("5", None) == Verdict()
    assert verdict(None, "5", state="not_due") == Verdict()


@pytest.mark.parametrize(
    ("fact", "status"), [("40", "achieved"), ("60", "achieved"), ("61", "not_achieved")]
)
def test_keep_is_judged_by_its_band(fact: str, status: str) -> None:
    keep = definition("keep", "band: [40, 60]\n")
    assert judge(keep, "value", Decimal(fact), Decimal(50), LIMITS) == Verdict(status=status)
    assert judge(keep, "value", Decimal(fact), None, LIMITS) == Verdict()


def test_the_threshold_is_a_setting_of_the_programme() -> None:
    assert Thresholds.of({"thresholds": {"at_risk": 0.9}}).at_risk == Decimal("0.9")
    assert Thresholds.of({}).at_risk == Decimal("0.95")
    assert Thresholds.of({"thresholds": {"over_fulfilled": "1.1"}}).over_fulfilled == Decimal("1.1")
    assert Thresholds.of({}).over_fulfilled == Decimal("1.05")


def test_a_passport_of_before_there_was_a_tolerance_above_the_plan_has_none() -> None:
    assert Thresholds.of({}, None).over_fulfilled == 1
    assert Thresholds.of({"thresholds": {"over_fulfilled": "1.1"}}, None).over_fulfilled == Decimal(
        "1.1"
    )


@pytest.mark.parametrize(
    ("fact", "plan", "direction", "extra", "distance"),
    [
        ("75", "100", "increase", "", "0.25"),
        ("120", "100", "increase", "", "0"),
        ("16", "12", "decrease", "", "0.25"),
        ("12", "16", "decrease", "", "0"),
        ("-5", "5", "increase", "", "2"),
        ("-5", "0", "increase", "", "1"),
        ("30", "50", "keep", "band: [40, 60]", "0.25"),
        ("80", "50", "keep", "band: [40, 60]", "0.25"),
        ("50", "50", "keep", "band: [40, 60]", "0"),
        ("3", "0", "keep", "band: [0, 0]", "1"),
    ],
)
def test_a_shortfall_ranks_what_has_a_degree_and_what_has_none(
    fact: str, plan: str, direction: str, extra: str, distance: str
) -> None:
    gap = shortfall(definition(direction, extra), Decimal(fact), Decimal(plan))
    assert gap == Fraction(distance)
    verdict = judge(definition(direction, extra), "value", Decimal(fact), Decimal(plan), LIMITS)
    if verdict.degree_raw is not None and gap:
        assert gap == 1 - Fraction(verdict.degree_raw)
