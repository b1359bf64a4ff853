"""Whether a formula divides one number by another and leaves the quotient as it is."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeVar

from indicators.formula.grammar import Input, Literal, Node, Operation

Kind = TypeVar("Kind", Literal, Input, Operation)


def never_times(tree: Node, factor: int) -> bool:
    """Whether a formula divides by an indicator and nowhere multiplies by ``factor``, in whatever
    way it is written.

    A mean of indicators weighted by others is no such quotient: it is in the unit of what it is the
    mean of.
    """
    # × 100 and ÷ 0.01 are the same per cent
    scaled = any(node.value in (factor, Fraction(1, factor)) for node in _nodes(tree, Literal))
    return not scaled and any(_is_quotient(node) for node in _nodes(tree, Operation))


def _is_quotient(node: Operation) -> bool:
    if node.function != "/":
        return False
    upper, lower = node.operands
    # dividing by a number only changes the unit: thousands are no per cent
    return any(_nodes(lower, Input)) and not any(
        _is_weighted(each) for each in _nodes(upper, Operation)
    )


def _is_weighted(node: Operation) -> bool:
    """Whether it is a product of indicators."""
    return node.function == "*" and all(any(_nodes(each, Input)) for each in node.operands)


def _nodes(tree: Node, kind: type[Kind]) -> Iterator[Kind]:
    """The node and all below it that are of a kind."""
    if isinstance(tree, kind):
        yield tree
    for operand in tree.operands if isinstance(tree, Operation) else ():
        yield from _nodes(operand, kind)
