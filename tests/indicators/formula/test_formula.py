"""Formulas: what is arithmetic, what is refused, and how states go through."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from data.refusals import Refusal
from indicators.formula import parse
from indicators.states import NO_DATA, NOT_APPLICABLE, VALUE, Outcome

NUMBERS = {"a": Decimal(7), "b": Decimal(2)}
DUE = datetime.date(2017, 1, 31)


def evaluate(text: str, **states: Outcome) -> Outcome:
    known = {code: Outcome(VALUE, number) for code, number in NUMBERS.items()}
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
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(0.125, 2)", "0.13"),
        ("round(-0.125, 2)", "-0.13"),
        ("round(1250, -2)", "1300"),
        ("round(-1249.99, -2)", "-1200"),
        ("round(a / 3, 99999999)", "2.333333333333333"),  # published before the digits were bounded
        ("round(1000000000000000 * 1000000000000, 9)", "1000000000000000000000000000"),
        ("0.1 + 0.2", "0.3"),
        ("0.12345678901234567890123 * 1", "0.12345678901234567890123"),
        ("1_000 + 1e3 + .5", "2000.5"),
        ("a / 3 * 3", "7"),
        ("1 / 3 + 1 / 3 + 1 / 3", "1"),
        ("2 - -a", "9"),
        ("-a * -b", "14"),
        ("a - b - 1", "4"),
        ("a / b / 2", "1.75"),
        ("min(1,2)", "1"),
        ("min(1, 2)", "1"),
        ("round(a,1)", "7"),
        ("a\n  + b\n  * 2", "11"),
        ("if(a > b, a - b, 0)", "5"),
        ("if(a > 7, 1, if(a >= 7, 2, 3))", "2"),
        ("if(a <= 7 and b < 2, 1, 0)", "0"),
        ("if(a < 7 or b = 2, 1, 0)", "1"),
        ("if(a > 9 and a > 9 or b = 2, 1, 0)", "1"),
        ("if(a > 9 and (a > 9 or b = 2), 1, 0)", "0"),
        ("if(not(a != 7), 1, 0)", "1"),
        ("if(0.1 + 0.2 = 0.3, 1, 0)", "1"),
        ("if(a / 3 * 3 = a, 1, 0) * 2 + 1", "3"),
    ],
)
def test_arithmetic_is_exact(text: str, result: str) -> None:
    assert evaluate(text) == Outcome(VALUE, Fraction(result))


@pytest.mark.parametrize(
    ("text", "rule", "position"),
    [
        ("", "formula_empty", 1),
        ("a +", "formula_operand", 4),
        ("3 * / b", "formula_operand_sign", 5),
        ("a ** b", "formula_operand_sign", 4),
        ("min(a,,b)", "formula_operand_sign", 7),
        ("a b", "formula_operator", 3),
        ("2a", "formula_operator", 2),
        ("a if b else a", "formula_operator", 3),
        ("a.b", "formula_sign", 2),
        ("[a]", "formula_sign", 1),
        ("a < b", "formula_condition", 3),
        ("1 + (a < b)", "formula_condition", 8),
        ("if(a < b < 3, a, b)", "formula_condition", 6),
        ("if(a > b, a < b, 1)", "formula_condition", 13),
        ("min(a, b = 1)", "formula_condition", 10),
        ("if(not(a) , a, b)", "formula_condition_needed", 8),
        ("if(a, 1, 0)", "formula_condition_needed", 4),
        ("if(a > 1 and b, 1, 0)", "formula_condition_needed", 14),
        ("if(a > b, 1)", "formula_arguments", 1),
        ("if(a == b, 1, 0)", "formula_other_sign", 6),
        ("if(a <> b, 1, 0)", "formula_other_sign", 6),
        ("if(a ≥ b, 1, 0)", "formula_other_sign", 6),
        ("if(a > b && a > 1, 1, 0)", "formula_other_sign", 10),
        ("if(a ! b, 1, 0)", "formula_sign", 6),
        ("share(a + b)", "formula_code_needed", 7),
        ("rank(2)", "formula_code_needed", 6),
        ("previous(share(a))", "formula_code_needed", 10),
        ("previous(a, 0)", "formula_steps", 13),
        ("shift(a, 25)", "formula_steps", 10),
        ("shift(a, b)", "formula_steps", 10),
        ("share(a, 1)", "formula_arguments", 1),
        ("a or b", "formula_condition_needed", 1),
        ("100 % a", "formula_sign", 5),
        ("a × b", "formula_other_sign", 3),
        ("a − b", "formula_other_sign", 3),
        ("True", "formula_name", 1),
        ("Visits + 1", "formula_name", 1),
        ("1 + viсits", "formula_letter", 7),
        ("open(a)", "formula_function", 1),
        ("1 + mni(a, b)", "formula_function", 5),
        ("1 + min", "formula_function_bare", 5),
        ("(a + (b)", "formula_bracket_open", 1),
        ("a + round(b, 2", "formula_bracket_open", 10),
        ("visits + (", "formula_operand", 11),
        ("round(", "formula_operand", 7),
        ("(((", "formula_operand", 4),
        ("a + b)", "formula_bracket_close", 6),
        (") + a", "formula_bracket_close", 1),
        ("1 + abs(a, b)", "formula_arguments", 5),
        ("min(a)", "formula_arguments", 1),
        ("min()", "formula_arguments", 1),
        ("if_none(a)", "formula_arguments", 1),
        ("a * 10000000000000000", "formula_number", 5),
        ("consultations * 0,5", "formula_comma", 18),
        ("(0,5 + a) * 2", "formula_comma", 3),
        ("if_none(a, 0,5)", "formula_comma", 13),
        ("abs(0,5)", "formula_comma", 6),
        ("a, b", "formula_comma_outside", 2),
        ("a * 0, 5", "formula_comma_outside", 6),
    ],
)
def test_what_is_not_arithmetic_is_refused_and_pointed_at(
    text: str, rule: str, position: int
) -> None:
    with pytest.raises(Refusal) as refused:
        parse(text)
    (problem,) = refused.value.problems
    assert (problem.rule, problem.params["position"]) == (rule, position)
    for language, word in (("ru", "знак"), ("en", "character")):
        assert f"{word} {position}" in problem.sentence(language)


def test_of_several_lines_the_fault_names_the_line() -> None:
    with pytest.raises(Refusal) as refused:
        parse("a\n+ b\n* 0,5\n")
    (problem,) = refused.value.problems
    assert "строка 3, знак 4" in problem.sentence("ru")
    assert "line 3, character 4" in problem.sentence("en")
    assert "Пишите 0.5" in problem.sentence("ru")
    assert problem.params["position"] == 10, "counted through the whole text, for the form"


@pytest.mark.parametrize(
    "text", [" + ".join("a" * 250), "(" * 250 + "a" + ")" * 250, "-" * 300 + "a", "a" * 3000]
)
def test_what_nobody_could_read_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="Divide it"):
        parse(text)


def test_two_hundred_operations_in_each_other_are_computed() -> None:
    assert evaluate("abs(" * 150 + "a" + ")" * 150) == Outcome(VALUE, Fraction(7))
    assert evaluate(" + ".join("b" * 199)) == Outcome(VALUE, Fraction(398))


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("min(1,2)", []),
        ("max(1,2,3)", []),
        ("min(a, 1, 2)", []),
        ("round(a,1)", []),
        ("round(a * 0, 5)", []),
        ("round(a * 0,5)", [("formula_comma_ambiguous", 11)]),
        ("min(0,5, a)", [("formula_comma_ambiguous", 5)]),
        ("max(a,1,5)", [("formula_comma_ambiguous", 7)]),
        ("round(a, 2)", []),
        ("round(a, -9)", []),
        ("round(a, 10)", [("formula_round", 9)]),
        ("round(a, -10)", [("formula_round", 9)]),
        ("round(a, 2.5)", [("formula_round", 9)]),
        ("round(a, b)", [("formula_round", 9)]),
        ("round(a, 1 + 1)", [("formula_round", 9)]),
    ],
)
def test_what_is_readable_and_hardly_meant_is_doubted(
    text: str, doubts: list[tuple[str, int]]
) -> None:
    assert [(doubt.rule, doubt.at) for doubt in parse(text).doubts] == doubts


UNKNOWN = Outcome(NO_DATA, None, DUE)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("if(a > b, a, x)", Outcome(VALUE, Fraction(7))),
        ("if(a < b, a, x)", UNKNOWN),
        ("if(x > 0, 1, 2)", UNKNOWN),
        ("if(x > 0 or a > b, 1, 2)", UNKNOWN),
        ("if(y > x, 1, 2)", UNKNOWN),
        ("if(y > 0, 1, 2)", Outcome(NOT_APPLICABLE)),
        ("if(if_none(x, 0) = 0, a, b)", Outcome(VALUE, Fraction(7), DUE)),
        ("if_none(if(x > 0, 1, 2), 3)", Outcome(VALUE, Fraction(3), DUE)),
        ("if(b = 2, 1, a / (b - 2))", Outcome(VALUE, Fraction(1))),
    ],
)
def test_only_the_branch_that_is_taken_is_needed(text: str, outcome: Outcome) -> None:
    assert evaluate(text, x=UNKNOWN, y=Outcome(NOT_APPLICABLE)) == outcome


def test_only_what_decides_a_formula_is_read() -> None:
    parsed = parse("if(a > b, share(c), previous(c, 3) + d)")
    assert parsed.codes == ("a", "b", "c", "d")
    assert [*parsed.inputs] == ["a", "b", "share(c, 0)", "previous(c, 3)", "d"]
    known = {key: Outcome(VALUE, Fraction(place)) for place, key in enumerate(parsed.inputs)}
    assert parsed.evaluation(known) == (
        Outcome(VALUE, Fraction(4 + 3)),
        ("a", "b", "previous(c, 3)", "d"),
    )


def test_indicators_of_before_may_be_called_as_later_functions() -> None:
    assert parse("share + rank * if - and").codes == ("share", "rank", "if", "and")
    assert parse("share(share) + previous").codes == ("share", "previous")


def test_a_number_that_no_reader_could_hold_is_none() -> None:
    big = "(" + " * ".join(["1e15"] * 25) + ")"
    assert evaluate(big).state == NOT_APPLICABLE
    assert evaluate("1e15 * 1e15").state == VALUE


def test_the_codes_are_listed_once_in_order() -> None:
    assert parse("b + a * b").codes == ("b", "a")


def test_a_divisor_of_zero_is_not_applicable() -> None:
    assert evaluate("a / (b - 2)").state == NOT_APPLICABLE


def test_no_data_beats_not_applicable() -> None:
    missing = Outcome(NO_DATA, None, DUE)
    assert evaluate("x + y", x=missing, y=Outcome(NOT_APPLICABLE)) == Outcome(NO_DATA, None, DUE)


def test_if_none_replaces_what_is_missing_but_still_waits_for_it() -> None:
    assert evaluate("if_none(x, 0) + a", x=Outcome(NO_DATA, None, DUE)) == Outcome(
        VALUE, Fraction(7), DUE
    )
    assert evaluate("if_none(x, 5)", x=Outcome(NOT_APPLICABLE)) == Outcome(VALUE, Decimal(5))
    assert evaluate("if_none(a, 5)") == Outcome(VALUE, Decimal(7))
