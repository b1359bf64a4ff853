"""Exact numbers: never rounded on the way, cut once where they are printed, and no print
contradicts a status.
"""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from alembic import command
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from commands.doctor import rows
from data.audit.proving import seals
from data.database import upgrading, versions
from data.database.upgrading import configuration, upgrade
from indicators.answers.achievement import Thresholds, judge
from indicators.definition import Definition
from indicators.exact import cut, side, simplest
from indicators.formula import parse
from indicators.impact.changes import changes
from indicators.sheets import queries
from indicators.states import VALUE, Outcome
from tests.soundness.agreement import clock
from tests.soundness.composing import evaluated, in_python
from tests.soundness.terms import ReferenceReading
from tests.soundness.towns import Town

AFTER = clock("2030-01-01")
VISITS = {"kind": "count", "measure": "consultations"}
MEAN = {"kind": "observed", "combine": {"places": "mean", "periods": "mean"}}
FRACTIONS = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**6)


def observed_quarters(town: Town, code: str, *values: Any) -> None:
    town.define(code, **MEAN)
    with town.revision():
        for quarter, value in enumerate(values, 1):
            town.observe(code, f"2015-Q{quarter}", value)


def of_2015(town: Town, code: str) -> Any:
    return town.year(code, 2015, on=AFTER)


def row_of(town: Town, code: str) -> dict[str, Any]:
    """The row of 2015 as JSON gives it, its numbers with every digit."""
    with town.database.read() as session:
        sheet = queries.values(session, town.question(code, years=(2015, 2015), on=AFTER))
    return dict(json.loads(sheet.json(), parse_float=Decimal)["rows"][0])


@pytest.fixture
def thirds(town: Town) -> Town:
    """The mean of 50, 25 and 25 is 33⅓: of three months, one after the other."""
    town.define("mean", **MEAN)
    with town.revision():
        for month, value in ((1, 50), (2, 25), (3, 25)):
            town.observe("mean", f"2015-{month:02}", value)
    with town.revision():
        for quarter in (2, 3, 4):
            town.observe("mean", f"2015-Q{quarter}", Decimal(0))
    town.define("third", kind="formula", formula="100 / 3")
    return town


def test_a_formula_that_exactly_meets_its_plan_is_achieved(thirds: Town) -> None:
    thirds.define("tripled", kind="formula", formula="mean * 3")
    thirds.target("tripled", "2015-Q1", 100)
    (answer, *_) = thirds.ask("tripled", years=(2015, 2015), by=("quarter",), on=AFTER)
    assert (answer.value, answer.degree_raw, answer.degree, answer.status) == (
        100,
        1,
        1,
        "achieved",
    )


@pytest.mark.parametrize("direction", ["increase", "decrease"])
def test_formulas_of_formulas_ratios_of_ratios_and_changes_are_exact(
    thirds: Town, direction: str
) -> None:
    judged: dict[str, Any] = {"direction": direction}
    thirds.define("nested", kind="formula", formula="third + third + third", **judged)
    thirds.define("seven", kind="formula", formula="7")
    thirds.define(
        "ninth",
        kind="ratio",
        numerator={"indicator": "third"},
        denominator={"indicator": "seven"},
        **judged,
    )
    thirds.define("back", kind="formula", formula="ninth * 7 * 3", **judged)
    thirds.define("kept", kind="formula", formula="if_none(third, 0) * 3", **judged)
    thirds.define("least", kind="formula", formula="min(third, 50) * 3", **judged)
    for code in ("nested", "back", "kept", "least"):
        thirds.target(code, "2015", 100)
        answer = of_2015(thirds, code)
        assert (answer.value, answer.degree_raw, answer.status) == (100, 1, "achieved"), code
    assert thirds.doctor() == []


def test_averages_of_amounts_and_of_money_are_exact(town: Town) -> None:
    town.define("days", kind="average", amount="days", measure="consultations")
    town.define("money", kind="average", amount="amount", measure="supports")
    town.define("both", kind="formula", formula="days * 3 + money * 3")
    town.cover("consultations", "2015")
    town.cover("supports", "2015")
    for days, roubles in ((1, "0.01"), (1, "0.01"), (2, "0.02")):
        town.record("consultations", "2015-05", "north", days=days)
        town.record("supports", "2015-05", "north", amount=Decimal(roubles))
    town.target("both", "2015", "4.04")
    answer = of_2015(town, "both")
    assert (answer.value, answer.exact, answer.status) == (
        Decimal("4.04"),
        Fraction(404, 100),
        "achieved",
    )


def test_per_residents_and_changes_are_exact(town: Town) -> None:
    town.define("dense", **VISITS, per={"residents": 100})
    town.define("times", kind="formula", formula="dense * 3")
    town.define("growth", **VISITS, change={"from": "previous", "as": "percent"})
    town.define("grown", kind="formula", formula="growth * 3")
    town.cover("consultations", "2014..2015")
    town.population(3, "2015-01-01")
    for date in ("2014-02", "2014-03", "2014-05", "2015-01", "2015-02", "2015-03", "2015-04"):
        town.record("consultations", date, "north")
    for code, plan in (("times", 400), ("grown", 100)):
        town.target(code, "2015", plan)
        answer = of_2015(town, code)
        assert (answer.value, answer.degree_raw, answer.status) == (plan, 1, "achieved"), code


def test_means_and_weighted_means_of_what_was_reported_are_exact(town: Town) -> None:
    town.define("weighed", kind="observed", combine={"places": "weighted_mean"})
    town.define("tripled", kind="formula", formula="weighed * 3")
    town.observe("weighed", "2015", 50, "north", weight=Decimal(1))
    town.observe("weighed", "2015", 25, "south", weight=Decimal(2))
    town.target("tripled", "2015", 100)
    answer = of_2015(town, "tripled")
    assert (answer.value, answer.status) == (100, "achieved")


def test_what_is_computed_on_demand_is_as_exact_as_a_cell(town: Town) -> None:
    town.define("days", kind="average", amount="days", measure="consultations")
    town.define("tripled", kind="formula", formula="days * 3")
    town.cover("consultations", "2014..2016")
    for days in (1, 1, 2):
        town.record("consultations", "2015-05", "north", days=days)
    (answer,) = town.ask("tripled", by=("range",), on=AFTER)
    assert (answer.value, answer.exact) == (4, 4)


# ------------------------------------------------------------ printing


def test_a_value_that_has_no_end_is_cut_to_twenty_eight_digits_half_even(thirds: Town) -> None:
    thirds.define("sixth", kind="formula", formula="100 / 6")
    assert of_2015(thirds, "third").value == Decimal("33.33333333333333333333333333")
    assert row_of(thirds, "sixth")["value"] == Decimal("16.66666666666666666666666667")


@pytest.mark.parametrize(
    "text", ["0.00000000004", "0.999999999999", "123456789012345.123456789012"]
)
def test_what_is_stored_comes_back(town: Town, text: str) -> None:
    town.define("said", kind="observed", combine={})
    town.observe("said", "2015", Decimal(text))
    assert row_of(town, "said")["value"] == Decimal(text)


@pytest.mark.parametrize(
    ("fact", "plan", "status"),
    [
        ("0.999999999999", 1, "at_risk"),
        ("0.999999999999999999", 1, "at_risk"),
        ("1.000000000000000001", 1, "achieved"),
        ("1.049999999999999999", 1, "achieved"),
        ("1.05", 1, "achieved"),
        ("1.050000000000000001", 1, "over_fulfilled"),
        ("99999999999.999999999999", 100000000000, "at_risk"),
        ("0.949999999999999999", 1, "not_achieved"),
        ("0.95", 1, "at_risk"),
        ("1", 1, "achieved"),
    ],
)
def test_a_printed_degree_never_contradicts_its_status(
    town: Town, fact: str, plan: int, status: str
) -> None:
    town.define("said", kind="observed", combine={})
    town.observe("said", "2015", Decimal(fact))
    town.target("said", "2015", plan)
    row = row_of(town, "said")
    assert row["status"] == status
    assert (row["value"] == row["plan"]) is (fact == "1")
    assert status_of(row["degree_raw"]) == status


def status_of(degree: Any) -> str:
    """What a reader concludes who sees nothing but the printed degree."""
    if degree > Decimal("1.05"):
        return "over_fulfilled"
    return "achieved" if degree >= 1 else "at_risk" if degree >= Decimal("0.95") else "not_achieved"


def test_a_quotient_that_misses_its_plan_at_the_thirtieth_digit_is_not_printed_as_the_plan(
    town: Town,
) -> None:
    town.define("near", kind="formula", formula="1 - 1 / 3 / 1e15 / 1e15")
    town.target("near", "2015", 1)
    row = row_of(town, "near")
    assert (row["status"], row["value"] < 1, row["degree_raw"] < 1) == ("at_risk", True, True)


def test_an_average_of_money_that_misses_its_plan_is_not_printed_as_the_plan(town: Town) -> None:
    town.define("money", kind="average", amount="amount", measure="supports")
    town.cover("supports", "2015")
    for roubles in ("10", "10", "10.01"):
        town.record("supports", "2015-05", "north", amount=Decimal(roubles))
    assert row_of(town, "money")["value"] == "10.00"
    town.target("money", "2015", 10)
    row = row_of(town, "money")
    assert (row["plan"], row["value"], row["status"]) == (
        "10.00",
        "10.00333333333333333333333333",
        "achieved",
    )


def test_a_change_that_nobody_can_see_is_none(town: Town) -> None:
    """Eight remained eight: twelve times two thirds, computed in another order."""
    town.define("eight", kind="formula", formula="12 * 2 / 3")
    before = town.revision_number
    town.define(
        "eight", kind="formula", formula="12 / 3 * 2", description={"ru": "иначе", "en": "else"}
    )
    with town.database.read() as session:
        assert changes(session, town.code, before) == []


def test_cells_hold_fractions_and_give_them_back(thirds: Town) -> None:
    with thirds.database.read() as session:
        statement = text(
            "SELECT DISTINCT value FROM cell WHERE indicator = 'third' AND until IS NULL"
        )
        assert list(session.scalars(statement)) == ["100/3"]
    assert of_2015(thirds, "third").exact == Fraction(100, 3)


def test_an_upgraded_database_is_computed_anew_as_a_revision_and_keeps_its_past(
    thirds: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the engine before kept it: quotients cut at 28 digits."""
    thirds.define("tripled", kind="formula", formula="third * 3")
    thirds.target("tripled", "2015", 100)
    old = thirds.revision_number
    with thirds.database.reshaping() as connection:
        for code, value in (
            ("third", "33.33333333333333333333333333"),
            ("tripled", "99.99999999999999999999999999"),
        ):
            connection.execute(
                text("UPDATE cell SET value = :v WHERE indicator = :c"), {"v": value, "c": code}
            )
        command.stamp(configuration(connection), "head")
    # the engine before had an older schema; only its numbers matter here
    with monkeypatch.context() as patched:
        patched.setattr(upgrading, "ROUNDED", (versions.head(),))
        assert not upgrade(thirds.database)
    assert thirds.revision_number == old + 1
    assert of_2015(thirds, "tripled").status == "achieved"
    assert thirds.year("tripled", 2015, on=AFTER, as_of=old).status == "at_risk"
    assert of_2015(thirds, "third").exact == Fraction(100, 3)
    assert not upgrade(thirds.database)
    assert thirds.revision_number == old + 1
    with thirds.database.read() as session:
        listed = {change.indicator for change in changes(session, thirds.code, old)}
        assert listed == {"tripled"}, "a third is printed as before"
        assert not seals(session).broken
        assert list(rows(session, history=True)) == [], "what was rounded in the past is no damage"


# ------------------------------------------------------------ properties


@given(FRACTIONS)
def test_the_simplest_word_of_a_number_is_the_number(number: Fraction) -> None:
    assert Fraction(simplest(number)) == number
    assert isinstance(simplest(number), Decimal) == (10**40 % number.denominator == 0)


@given(FRACTIONS, st.lists(FRACTIONS, max_size=3))
def test_a_cut_number_stays_on_its_side_of_every_limit(
    number: Fraction, limits: list[Fraction]
) -> None:
    limits = [limit for limit in limits if limit != number]
    printed = cut(number, *limits)
    assert [side(printed, limit) for limit in limits] == [side(number, limit) for limit in limits]
    assert abs(Fraction(printed) - number) <= abs(number) * Fraction(5, 10**28)


@given(st.fractions(min_value=0, max_value=2), st.integers(28, 60))
def test_a_number_however_near_a_limit_is_not_printed_upon_it(limit: Fraction, digits: int) -> None:
    for number in (limit + Fraction(1, 3 * 10**digits), limit - Fraction(1, 3 * 10**digits)):
        assert side(cut(number, limit), limit) == side(number, limit)


NUMBERS = (
    st.integers(0, 99).map(str) | st.decimals(0, 99, places=3).map(str) | st.sampled_from("abc")
)


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.tuples(parts, st.sampled_from("+-*/"), parts).map(
        lambda parts_of: f"({parts_of[0]} {parts_of[1]} {parts_of[2]})"
    )
    functions = st.tuples(st.sampled_from(["min", "max", "if_none"]), parts, parts)
    rounded = st.tuples(parts, st.integers(-3, 9)).map(
        lambda parts_of: f"round({parts_of[0]}, {parts_of[1]})"
    )
    compared = st.tuples(parts, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), parts).map(
        " ".join
    )
    conditions = compared | st.tuples(compared, st.sampled_from(["and", "or"]), compared).map(
        " ".join
    )
    chosen = st.tuples(conditions | conditions.map("not({})".format), parts, parts).map(
        lambda parts_of: f"if({parts_of[0]}, {parts_of[1]}, {parts_of[2]})"
    )
    return (
        operators
        | chosen
        | functions.map(lambda parts_of: f"{parts_of[0]}({parts_of[1]}, {parts_of[2]})")
        | rounded
    )


@given(st.recursive(NUMBERS, joined, max_leaves=12), st.lists(FRACTIONS, min_size=3, max_size=3))
def test_a_formula_is_what_fractions_say(formula: str, values: list[Fraction]) -> None:
    inputs = dict(zip("abc", values, strict=True))
    answered = parse(formula).evaluate(
        {code: Outcome(VALUE, value) for code, value in inputs.items()}
    )
    reading = evaluated(
        in_python(formula),
        lambda code, _function, _steps: ReferenceReading(VALUE, inputs[code]),
    )
    assert (answered.state, answered.value) == (reading.state, reading.value)


PLANS = st.decimals(min_value="0.001", max_value=10**6, places=3)
INDICATOR = {"code": "said", "name": {"ru": "а", "en": "a"}, "unit": {"ru": "ед.", "en": "units"}}


@given(st.fractions(min_value=0, max_value=10**6), PLANS, st.sampled_from(["increase", "decrease"]))
def test_degree_and_status_are_those_of_fractions(
    fact: Fraction, plan: Decimal, direction: Any
) -> None:
    definition = Definition.model_validate(
        {**INDICATOR, "kind": "observed", "combine": {"places": "sum"}, "direction": direction}
    )
    verdict = judge(definition, VALUE, fact, plan, Thresholds())
    if direction == "decrease" and fact == 0:
        assert (verdict.degree_raw, verdict.status) == (None, "achieved")
        return
    raw = fact / Fraction(plan) if direction == "increase" else Fraction(plan) / fact
    assert verdict.status == status_of(raw) == status_of(verdict.degree_raw)
    assert abs(Fraction(verdict.degree_raw or 0) - raw) <= raw * Fraction(5, 10**28)
