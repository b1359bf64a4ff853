"""Whether rows meet a condition: true, false, or neither where what it looks at is empty or not known
well enough.

Numbers and days are spans of which the true one is within: a day known to its month is any of it, a
column of which only the range is known any number of that. A comparison is true where it is so for
all, false where it is for none. Numbers are exact.
"""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from data.imports.columns import Value
from data.imports.rules.tree import ConditionNode, RowColumn, RowLiteral, RowOperation

Truths = list[bool | None]
BEYOND = float("inf")


@dataclass(frozen=True)
class Spans:
    """Between what numbers or days lies each row's; nothing where there is none."""

    lows: Sequence[Any]
    highs: Sequence[Any]

    @property
    def is_exact(self) -> bool:
        return self.highs is self.lows


class RowSource(Protocol):
    """Where conditions look: so many rows, with what their columns say."""

    def __len__(self) -> int: ...

    def spans(self, column: RowColumn) -> Spans:
        """What lies in a column of numbers, days, words or texts."""

    def flags(self, column: RowColumn) -> Truths:
        """What a column of yes and no says."""

    def emptiness(self, column: RowColumn) -> Truths:
        """Whether a column is empty."""


def truths(node: ConditionNode, rows: RowSource) -> Truths:
    """What each row makes of a condition."""
    if isinstance(node, RowColumn):
        return rows.flags(node)
    if not isinstance(node, RowOperation):
        raise ValueError("the grammar makes no condition of a literal")
    if node.function == "empty" and isinstance(node.operands[0], RowColumn):
        return rows.emptiness(node.operands[0])
    if node.function in JOINED:
        return list(map(JOINED[node.function], *(truths(each, rows) for each in node.operands)))
    left, right = (_spans(each, rows) for each in node.operands)
    return _compared(node.function, left, right)


def _compared(sign: str, left: Spans, right: Spans) -> Truths:
    if left.is_exact and right.is_exact:
        # the usual case, in one go: whole columns are compared
        test = EXACT[sign]
        return [
            None if a is None or b is None else test(a, b)
            for a, b in zip(left.lows, right.lows, strict=True)
        ]
    pairs = zip(left.lows, left.highs, right.lows, right.highs, strict=True)
    return [_of_spans(sign, *ends) for ends in pairs]


def _of_spans(sign: str, low: Any, high: Any, other_low: Any, other_high: Any) -> bool | None:
    if low is None or other_low is None:
        return None
    if sign in (">", ">="):
        low, high, other_low, other_high = other_low, other_high, low, high
    if sign in ("=", "!="):
        apart = high < other_low or other_high < low
        same = low == high == other_low == other_high
        return (sign == "!=") is apart if apart or same else None
    test = EXACT["<" if sign in ("<", ">") else "<="]
    # for all: the greatest against the least; for none: the least against the greatest
    return True if test(high, other_low) else None if test(low, other_high) else False


def _spans(node: ConditionNode, rows: RowSource) -> Spans:
    if isinstance(node, RowColumn):
        return rows.spans(node)
    if isinstance(node, RowLiteral):
        return exact([_plain(node.value)] * len(rows))
    return _computed(node.function, [_spans(each, rows) for each in node.operands])


def _plain(value: Fraction | str) -> int | Fraction | str:
    """A whole number as one: most columns are compared with such, and soon."""
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else value


def _computed(function: str, operands: list[Spans]) -> Spans:
    if all(each.is_exact for each in operands) and function in PLAIN:
        plain = PLAIN[function]
        columns = zip(*(each.lows for each in operands), strict=True)
        return exact([None if None in row else plain(*row) for row in columns])
    ends = zip(*(zip(each.lows, each.highs, strict=True) for each in operands), strict=True)
    spans = [_span(function, row) for row in ends]
    return Spans([low for low, _high in spans], [high for _low, high in spans])


def _span(function: str, row: Sequence[tuple[Any, Any]]) -> tuple[Any, Any]:
    """Between what lies the result of an operation on numbers that lie between others."""
    if any(low is None for low, _high in row):
        return None, None
    if function == "/" and row[1][0] <= 0 <= row[1][1]:
        # a row that divides by nothing says nothing; of any other, anything may come out
        return (None, None) if row[1] == (0, 0) else (-BEYOND, BEYOND)
    if function == "abs":
        (low, high), *_ = row
        return (0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))
    of_ends = [OPERATIONS[function](a, b) for a in row[0] for b in row[1]]
    # without end less without end is no number, and never the least or the greatest of the four
    numbers = [each for each in of_ends if each == each]
    return min(numbers), max(numbers)


def exact(values: Sequence[Value] | Sequence[Any]) -> Spans:
    """Values of which each is known."""
    return Spans(values, values)


def _product(a: Any, b: Any) -> Any:
    # nothing times what has no end is nothing
    return 0 if a == 0 or b == 0 else a * b


def _quotient(a: Any, b: Any) -> Any:
    if b in (BEYOND, -BEYOND):
        return 0
    return a / b if a in (BEYOND, -BEYOND) else Fraction(a) / Fraction(b)


def _not(a: bool | None) -> bool | None:
    return None if a is None else not a


def _and(a: bool | None, b: bool | None) -> bool | None:
    return False if a is False or b is False else None if a is None or b is None else True


def _or(a: bool | None, b: bool | None) -> bool | None:
    return True if a or b else None if a is None or b is None else False


EXACT: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
JOINED: dict[str, Callable[..., bool | None]] = {"not": _not, "and": _and, "or": _or}
PLAIN: dict[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "min": min,
    "max": max,
    "abs": abs,
}
"""What needs no more than the numbers; a quotient looks first whether there is one."""
OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": _product,
    "/": _quotient,
    "min": min,
    "max": max,
}
