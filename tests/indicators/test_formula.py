"""Formulas: what is arithmetic, what is refused, and how states go through."""

import datetime
from decimal import Decimal

import pytest

from data.refusals import Refusal
from indicators.formula import parse
from indicators.states import NO_DATA, NOT_APPLICABLE, VALUE, Answered

NUMBERS = {"a": Decimal(7), "b": Decimal(2)}
DUE = datetime.date(2017, 1, 31)


def evaluate(text: str, **states: Answered) -> Answered:
    known = {code: Answered(VALUE, number) for code, number in NUMBERS.items()}
    return parse(text).evaluate({**known, **states})


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a + b * 2", "11"),
        ("(a + b) * 2", "18"),
        ("a / b", "3.5"),
        ("-a + 10", "3"),
        ("min(a, b, 5)", "2"),
        ("max(a, b)", "7"),
        ("abs(b - a)", "5"),
        ("round(a / 3, 2)", "2.33"),
        ("round(2.5)", "2"),
        ("round(a / 3, 99999999)", "2.333333333333333"),
        ("round(1000000000000000 * 1000000000000, 15)", "1000000000000000000000000000"),
        ("0.1 + 0.2", "0.3"),
    ],
)
def test_arithmetic_is_exact(text: str, result: str) -> None:
    assert evaluate(text) == Answered(VALUE, Decimal(result))


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("a +", 4),
        ("a ** b", 1),
        ("a if b else a", 1),
        ("open('x')", 1),
        ("a.b", 1),
        ("[a]", 1),
        ("True", 1),
        ("a < b", 1),
    ],
)
def test_what_is_not_arithmetic_is_refused_and_pointed_at(text: str, position: int) -> None:
    with pytest.raises(Refusal) as refused:
        parse(text)
    problem = refused.value.problems[0]
    assert problem.rule == "formula_syntax"
    assert problem.params["position"] >= position


@pytest.mark.parametrize("text", ["abs(a, b)", "min(a)", "if_none(a)"])
def test_a_wrong_number_of_arguments_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="number of arguments"):
        parse(text)


def test_the_codes_are_listed_once_in_order() -> None:
    assert parse("b + a * b").codes == ("b", "a")


def test_a_divisor_of_zero_is_not_applicable() -> None:
    assert evaluate("a / (b - 2)").state == NOT_APPLICABLE


def test_no_data_beats_not_applicable() -> None:
    missing = Answered(NO_DATA, None, DUE)
    assert evaluate("x + y", x=missing, y=Answered(NOT_APPLICABLE)) == Answered(NO_DATA, None, DUE)


def test_if_none_replaces_what_is_missing_but_still_waits_for_it() -> None:
    assert evaluate("if_none(x, 0) + a", x=Answered(NO_DATA, None, DUE)) == Answered(VALUE, Decimal(7), DUE)
    assert evaluate("if_none(x, 5)", x=Answered(NOT_APPLICABLE)) == Answered(VALUE, Decimal(5))
    assert evaluate("if_none(a, 5)") == Answered(VALUE, Decimal(7))
