"""How what is said of several inputs becomes one: totals, formulas, reported values, plan and fact."""

import ast
import math
import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from tests.soundness.terms import (
    NO_DATA,
    NONE,
    NOT_APPLICABLE,
    NOT_DUE,
    VALUE,
    Fact,
    Judgement,
    ReferenceReading,
)


def subject_of(fact: Fact, aggregate: dict[str, Any]) -> Any:
    if aggregate["kind"] == "distinct":
        return fact.organisation
    return fact.amount(aggregate["amount"]) if aggregate.get("amount") else 1


ORDERS = {"min": 0, "median": 50, "max": 100, "percentile": None}


def ordered(amounts: list[Fraction], percent: Fraction) -> Fraction | None:
    """The amount that so many per cent do not exceed, on the line between the two closest ranks."""
    if not amounts:
        return None
    rank = (len(amounts) - 1) * percent / 100
    above = amounts[math.ceil(rank)]
    return amounts[math.floor(rank)] * (1 - rank % 1) + above * (rank % 1)


def summarised(kind: str, known_subjects: list[Any], percent: Any = None) -> Fraction | None:
    if kind == "distinct":
        return Fraction(len(set(known_subjects)))
    if kind in ORDERS:
        return ordered(sorted(known_subjects), Fraction(str(percent or ORDERS[kind])))
    total = sum(known_subjects, Fraction(0))
    if kind != "average":
        return total
    return total / len(known_subjects) if known_subjects else None


def known(reading: ReferenceReading) -> Fraction:
    assert reading.value is not None
    return reading.value


def worst(inputs: Iterable[ReferenceReading]) -> str:
    states = {reading.state for reading in inputs}
    return next((state for state in (NOT_DUE, NO_DATA, NOT_APPLICABLE) if state in states), VALUE)


def marks_of(inputs: Iterable[ReferenceReading]) -> frozenset[str]:
    return frozenset().union(*(reading.marks for reading in inputs)) - {"not_additive"}


Arithmetic = Callable[..., Fraction]
FUNCTIONS: dict[str, Arithmetic] = {
    "min": min,
    "max": max,
    "abs": abs,
    "round": lambda number, digits=Fraction(0): half_away(number, int(digits)),
}


def half_away(number: Fraction, digits: int) -> Fraction:
    """Rounded as people do it: of two equally near, the one further from zero."""
    scaled = number * Fraction(10) ** digits
    below = scaled.numerator // scaled.denominator
    rest = scaled - below
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and number > 0)
    return (below + up) / Fraction(10) ** digits


OPERATORS: dict[type[ast.operator], Arithmetic] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


COMPARISONS: dict[type[ast.cmpop], Callable[[Fraction, Fraction], bool]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
}


def in_python(formula: str) -> ast.expr:
    """A formula as Python would write it."""
    text = re.sub(r"\bif\(", "choose(", formula)
    return ast.parse(re.sub(r"(?<![<>!])=", "==", text), mode="eval").body


def evaluated(node: ast.expr, inputs: "Inputs") -> ReferenceReading:
    """The state and value of a formula."""
    match node:
        case ast.Constant(value=number):
            return ReferenceReading(VALUE, Fraction(str(number)))
        case ast.Name(id=name):
            return inputs(name, "", 0)
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return of_function(name, arguments, inputs)
        case ast.UnaryOp(op=ast.USub(), operand=one):
            return applied(lambda number: -number, [evaluated(one, inputs)])
        case ast.BinOp(left=left, op=op, right=right):
            return of_two(op, [evaluated(left, inputs), evaluated(right, inputs)])
    raise AssertionError(ast.dump(node))


def of_function(name: str, arguments: list[ast.expr], inputs: "Inputs") -> ReferenceReading:
    if name == "choose":
        decided = truth(arguments[0], inputs)
        if decided.state != VALUE:
            return decided
        return evaluated(arguments[1 if decided.value else 2], inputs)
    if name in OF_CODES:
        code, *steps = (ast.unparse(one) for one in arguments)
        return inputs(code, name, int(steps[0]) if steps else 1)
    operands = [evaluated(one, inputs) for one in arguments]
    if name == "if_none":
        return operands[1] if operands[0].state in (NO_DATA, NOT_APPLICABLE) else operands[0]
    return applied(FUNCTIONS[name], operands)


def truth(node: ast.expr, inputs: "Inputs") -> ReferenceReading:
    """Whether a condition holds, as 1 or 0."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            compares = COMPARISONS[type(op)]
            sides = [evaluated(left, inputs), evaluated(right, inputs)]
            return applied(lambda a, b: Fraction(compares(a, b)), sides)
        case ast.BoolOp(op=op, values=conditions):
            joins = min if isinstance(op, ast.And) else max
            return applied(joins, [truth(one, inputs) for one in conditions])
        case ast.UnaryOp(operand=one):
            return applied(lambda number: 1 - number, [truth(one, inputs)])
    raise AssertionError(ast.dump(node))


OF_CODES = ("coverage", "share", "rank", "previous", "shift")
Inputs = Callable[[str, str, int], ReferenceReading]
"""What is known of a code, or what a function of places and periods says of it."""


def of_two(op: ast.operator, sides: list[ReferenceReading]) -> ReferenceReading:
    if isinstance(op, ast.Div) and worst(sides) == VALUE and sides[1].value == 0:
        return ReferenceReading(NOT_APPLICABLE)
    return applied(OPERATORS[type(op)], sides)


def applied(function: Arithmetic, operands: list[ReferenceReading]) -> ReferenceReading:
    state = worst(operands)
    return ReferenceReading(state, function(*map(known, operands)) if state == VALUE else None)


def observed(row: dict[str, Any]) -> ReferenceReading:
    marks = {
        "preliminary": row["stage"] == "preliminary",
        "illustrative": bool(row["illustrative"]),
        "lower_bound": bool(row["lower_bound"]),
    }
    names = frozenset(mark for mark, holds in marks.items() if holds)
    weight = None if row["weight"] is None else Fraction(row["weight"])
    if row["value"] is None:
        return ReferenceReading(NOT_APPLICABLE, coverage=Fraction(1), marks=names, weight=weight)
    return ReferenceReading(
        VALUE, Fraction(row["value"]), coverage=Fraction(1), marks=names, weight=weight
    )


def combined(rule: str, parts: list[ReferenceReading | None]) -> ReferenceReading | None:
    """Reported values combined by a rule; coverage is the share of parts reported.

    Where weights are missing or all zero there is no weighted mean, though everything was reported.
    """
    weighed = rule == "weighted_mean"
    reported = [
        part
        for part in parts
        if part is not None and (part.state == VALUE or (weighed and part.unweighed))
    ]
    if rule == NONE or not reported:
        return None
    coverage = sum((part.coverage for part in reported), Fraction(0)) / len(parts)
    marks = marks_of(reported) | ({"partial"} if coverage < 1 else set())
    weights = [part.weight for part in reported if part.weight is not None]
    total = sum(weights, Fraction(0))
    weight = total if len(weights) == len(reported) else None
    if weighed and (len(weights) < len(reported) or total == 0):
        return ReferenceReading(
            NOT_APPLICABLE, coverage=coverage, marks=marks, weight=weight, unweighed=True
        )
    values = [part.value or Fraction(0) for part in reported]
    if rule == "sum":
        value = sum(values, Fraction(0))
    elif rule == "mean":
        value = sum(values, Fraction(0)) / len(values)
    elif rule == "last":
        value = values[-1]
    else:
        value = sum((a * b for a, b in zip(values, weights, strict=True)), Fraction(0)) / total
    return ReferenceReading(VALUE, value, coverage=coverage, marks=marks, weight=weight)


def verdict(
    definition: dict[str, Any], reading: ReferenceReading, plan: Fraction | None
) -> Judgement:
    """Degree and status; the special cases have a status and no degree."""
    direction = definition.get("direction", "increase")
    if reading.state == NOT_DUE or plan is None:
        return Judgement()
    if reading.state != VALUE:
        return Judgement(status="undetermined")
    fact = known(reading)
    if direction == "keep":
        low, high = (Fraction(str(bound)) for bound in definition["band"])
        return Judgement(status="achieved" if low <= fact <= high else "not_achieved")
    if plan < 0:
        return Judgement(status="undetermined")
    if direction == "increase" and plan == 0:
        return Judgement(status="achieved" if fact >= 0 else "not_achieved")
    if direction == "decrease" and fact <= 0:
        return Judgement(status="achieved")
    raw = fact / plan if direction == "increase" else plan / fact
    status = "over_fulfilled" if raw > Fraction(105, 100) else "achieved" if raw >= 1 else "at_risk"
    if raw < Fraction(95, 100):
        status = "not_achieved"
    marks = frozenset({"plan_error"} if raw > Fraction(3, 2) else set())
    return Judgement(degree_raw=raw, degree=min(raw, Fraction(1)), status=status, marks=marks)
