"""A formula as a tree: numbers, indicators, and operations with what they are applied to."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

NEGATIVE = "negative"
COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
LOGIC = ("and", "or", "not")
IF = "if"

Kind = TypeVar("Kind", "Literal", "Input", "Operation")


@dataclass(frozen=True)
class Literal:
    """A number as it is written."""

    value: Fraction
    at: int
    depth: int = 1


@dataclass(frozen=True)
class Input:
    """Another indicator, or what a ``function`` of its places and periods says of it.

    ``steps``: of so many years or periods before.
    """

    code: str
    at: int
    function: str = ""
    steps: int = 0
    depth: int = 1

    @property
    def key(self) -> str:
        """What tells it from the other inputs of a formula: its code where nothing else is asked."""
        if not self.function:
            return self.code
        return f"{self.function}({self.code}, {self.steps})"


@dataclass(frozen=True)
class Operation:
    """An operation or a function with what it is applied to; ``depth`` counts the operations in
    each other.
    """

    function: str
    operands: tuple["Node", ...]
    at: int
    depth: int


Node = Literal | Input | Operation


def is_condition(node: Node) -> bool:
    """Whether a node is true or false, and no number."""
    return isinstance(node, Operation) and node.function in (*COMPARISONS, *LOGIC)


def nodes(tree: Node, kind: type[Kind], *, conditions: bool = True) -> Iterator[Kind]:
    """The node and all below it that are of a kind; without ``conditions`` only what numbers are
    made of.
    """
    if isinstance(tree, kind):
        yield tree
    for operand in tree.operands if isinstance(tree, Operation) else ():
        if conditions or not is_condition(operand):
            yield from nodes(operand, kind, conditions=conditions)
