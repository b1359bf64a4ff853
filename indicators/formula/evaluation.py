"""What a formula says over the answers of its inputs: states go through, numbers stay exact
fractions.
"""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor

from indicators.formula.tree import IF, NEGATIVE, Input, Literal, Node, Operation
from indicators.states import NO_DATA, NOT_APPLICABLE, VALUE, Outcome, computed, latest, worst

MOST_DIGITS = 15
"""A formula of before the digits of ``round`` were bounded is rounded to at most so many."""
HALF = Fraction(1, 2)


class FormulaEvaluation:
    """One evaluation over the outcomes of inputs by their keys; ``read`` are those that it needed."""

    def __init__(self, inputs: Mapping[str, Outcome]) -> None:
        self.inputs = inputs
        self.read: dict[str, None] = {}

    def outcome(self, node: Node) -> Outcome:
        """The state and the number of a node; a condition is 1 or 0."""
        # by recursion, which DEEPEST bounds when the formula is read
        if isinstance(node, Literal):
            return Outcome(VALUE, node.value)
        if isinstance(node, Input):
            self.read[node.key] = None
            return self.inputs[node.key]
        if node.function == IF:
            return self._chosen(*node.operands)
        operands = [self.outcome(operand) for operand in node.operands]
        # the one function that looks at a state: for all others the worst of them goes through
        return _if_none(*operands) if node.function == "if_none" else _apply(node, operands)

    def _chosen(self, condition: Node, first: Node, second: Node) -> Outcome:
        """One of two, by a condition; what is not chosen is not looked at."""
        decided = self.outcome(condition)
        # nobody knows which of the two it would be, so neither is the answer
        if decided.state != VALUE:
            return decided
        chosen = self.outcome(first if decided.value else second)
        # a replaced number in the condition may still come, and choose the other
        waits_until = latest([decided.waits_until, chosen.waits_until])
        return Outcome(chosen.state, chosen.value, waits_until)


def _apply(node: Operation, operands: list[Outcome]) -> Outcome:
    state = worst(operand.state for operand in operands)
    waits_until = latest(operand.waits_until for operand in operands)
    if state != VALUE:
        return Outcome(state, None, waits_until)
    numbers = [operand.fraction for operand in operands]
    # exact, so that only a true 0 is none; a float would have next to nothing
    if node.function == "/" and numbers[1] == 0:
        return Outcome(NOT_APPLICABLE, None, waits_until)
    return computed(Fraction(ARITHMETIC[node.function](*numbers)), waits_until)


def _if_none(first: Outcome, second: Outcome) -> Outcome:
    # «not due» stays: a replacement now would be the answer, and another one later
    if first.state not in (NO_DATA, NOT_APPLICABLE):
        return first
    # the answer waits as long as what it replaces: until then the value may still come
    return Outcome(second.state, second.value, latest([first.waits_until, second.waits_until]))


def rounded(number: Fraction, digits: Fraction = Fraction(0)) -> Fraction:
    """A number with so many digits after the point, before it where they are negative; halves go
    away from zero.
    """
    # bounded, as 10 to a power of a million digits would never end
    places = max(-MOST_DIGITS, min(MOST_DIGITS, int(digits)))
    unit = Fraction(10) ** -places
    # by the absolute value: Python's own `round` takes halves to even
    whole = floor(abs(number) / unit + HALF) * unit
    return -whole if number < 0 else whole


ARITHMETIC: Mapping[str, Callable[..., Fraction | bool]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    NEGATIVE: operator.neg,
    "min": min,
    "max": max,
    "abs": abs,
    "round": rounded,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
    # of conditions, which are 1 or 0
    "and": min,
    "or": max,
    "not": operator.not_,
}
