"""Whether a formula divides one number by another and leaves the quotient as it is."""

from fractions import Fraction

from indicators.formula.functions import SHARE
from indicators.formula.tree import Input, Literal, Node, Operation, nodes


def never_times(tree: Node, factor: int) -> bool:
    """Whether a formula divides by an indicator and nowhere multiplies by ``factor``, in whatever
    way it is written.

    A mean of indicators weighted by others is no such quotient: it is in the unit of what it is the
    mean of.
    """
    # × 100 and ÷ 0.01 are the same per cent
    scaled = any(
        node.value in (factor, Fraction(1, factor))
        for node in nodes(tree, Literal, conditions=False)
    )
    return not scaled and (
        any(_is_quotient(node) for node in nodes(tree, Operation, conditions=False))
        or any(node.function == SHARE for node in nodes(tree, Input, conditions=False))
    )


def _is_quotient(node: Operation) -> bool:
    if node.function != "/":
        return False
    upper, lower = node.operands
    # dividing by a number only changes the unit: thousands are no per cent
    return any(nodes(lower, Input)) and not any(
        _is_weighted(each) for each in nodes(upper, Operation)
    )


def _is_weighted(node: Operation) -> bool:
    """Whether it is a product of indicators."""
    return node.function == "*" and all(any(nodes(each, Input)) for each in node.operands)
