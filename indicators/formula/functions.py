"""The functions of formulas, and what each may be applied to."""

from collections.abc import Iterator, Sequence

from indicators.formula.faults import Fault
from indicators.formula.tree import (
    IF,
    LOGIC,
    NEGATIVE,
    Input,
    Literal,
    Node,
    Operation,
    is_condition,
)

FORMER: dict[str, tuple[int, int | None]] = {
    "min": (2, None),
    "max": (2, None),
    "abs": (1, 1),
    "round": (1, 2),
    "if_none": (2, 2),
}
"""How many arguments each takes, at least and at most. No indicator may be called by their names in
a formula; one with the name of a later function was perhaps published before it.
"""
PREVIOUS, SHIFT = "previous", "shift"
COVERAGE, SHARE, RANK = "coverage", "share", "rank"
OF_CODES = {COVERAGE: (1, 1), SHARE: (1, 1), RANK: (1, 1), PREVIOUS: (1, 2), SHIFT: (1, 2)}
"""Functions of an indicator's places and periods, not of its number alone."""
FUNCTIONS: dict[str, tuple[int, int | None]] = {**FORMER, IF: (3, 3), "not": (1, 1), **OF_CODES}
MOST_DIGITS = 9
"""``round`` takes from minus so many digits to so many."""
MOST_STEPS = 24
"""No formula looks back further: so many months, or years."""


def takes(function: str, number: int) -> bool:
    """Whether a function may have so many arguments."""
    fewest, most = FUNCTIONS[function]
    return fewest <= number and (most is None or number <= most)


def bounds(function: str) -> dict[str, object]:
    """How many arguments a function has, for a sentence."""
    fewest, most = FUNCTIONS[function]
    if most is None:
        return {"needed": {"ru": f"не меньше {fewest}", "en": f"at least {fewest}"}}
    return {"needed": str(fewest) if fewest == most else f"{fewest}–{most}"}


def input_of(function: str, arguments: Sequence[Node], at: int) -> Input:
    """What a function says of an indicator; refuses anything but a code, and steps that are no
    whole number.
    """
    code, *rest = arguments
    if not isinstance(code, Input) or code.function:
        raise Fault("formula_code_needed", code.at, function=function)
    steps = 1 if function in (PREVIOUS, SHIFT) else 0
    for number in rest:
        if not (isinstance(number, Literal) and number.value in range(1, MOST_STEPS + 1)):
            raise Fault("formula_steps", number.at, function=function, most=MOST_STEPS)
        steps = int(number.value)
    return Input(code.code, at, function, steps)


def check_conditions(function: str, operands: Sequence[Node]) -> None:
    """Refuse a comparison where a number is needed, and a number where a comparison is."""
    for place, operand in enumerate(operands):
        needed = function in LOGIC or (function == IF and place == 0)
        if needed and not is_condition(operand):
            raise Fault("formula_condition_needed", operand.at, function=function)
        if not needed:
            check_number(operand)


def check_number(node: Node) -> None:
    """Refuse what is true or false and no number."""
    if is_condition(node):
        raise Fault("formula_condition", node.at)


def wrong_digits(digits: Node) -> Iterator[Fault]:
    """The doubt about digits of ``round`` that are no whole number."""
    negative = isinstance(digits, Operation) and digits.function == NEGATIVE
    number = digits.operands[0] if isinstance(digits, Operation) and negative else digits
    whole = (
        isinstance(number, Literal)
        and number.value.denominator == 1
        and number.value <= MOST_DIGITS
    )
    # a computed number of digits may be any: only a literal can be checked beforehand
    if not whole:
        yield Fault("formula_round", digits.at, most=MOST_DIGITS)
