"""Arithmetic over indicators: ``+ - * / ( )``, ``min max abs round if_none``."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from data.refusals import Problem, Refusal
from indicators.states import NO_DATA, NOT_APPLICABLE, PRECISION, VALUE, Answered, arithmetic, latest, worst

FUNCTIONS = {"min": (2, None), "max": (2, None), "abs": (1, 1), "round": (1, 2), "if_none": (2, 2)}
LONGEST = 2000
DEEPEST = 200
LARGEST = 10**15
DIGITS = 15
"""To more than so many a number is not rounded."""

OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
PLAIN: Mapping[str, Callable[..., Decimal]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "min": lambda *numbers: min(numbers),
    "max": lambda *numbers: max(numbers),
    "abs": abs,
    "round": lambda number, digits=Decimal(0): _round(number, digits),
}


@dataclass(frozen=True)
class Formula:
    """A checked formula; ``codes`` are the indicators it reads, ``places`` where each is first met, from 0."""

    text: str
    tree: ast.expr
    codes: tuple[str, ...]
    places: Mapping[str, int]

    def evaluate(self, inputs: Mapping[str, Answered]) -> Answered:
        """The formula's state and value over the answers of its inputs."""
        return _evaluate(self.tree, inputs)


@lru_cache(1024)
def parse(text: str) -> Formula:
    """Read a formula; refuses what is not arithmetic and points at the character."""
    if len(text) > LONGEST:
        raise _too_long()
    line = text.replace("\n", " ")  # a formula may be written on several lines
    try:
        tree = ast.parse(line.lstrip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        offset = getattr(error, "offset", None) or len(line.lstrip()) + 1
        raise _refusal("formula_syntax", line, min(_indent(line) + offset - 1, len(line))) from error
    if _depth(tree) > DEEPEST:
        raise _too_long()
    _check(tree, line)
    named = (node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id not in FUNCTIONS)
    places = {node.id: _place(node, line) for node in sorted(named, key=lambda node: -node.col_offset)}
    return Formula(text, tree, tuple(sorted(places, key=lambda code: places[code])), places)


def _check(node: ast.expr, text: str) -> None:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            _check_all([left, right], text)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            _check(operand, text)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            _check_arguments(node, name, text)
            _check_all(arguments, text)
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            if number > LARGEST:
                raise _refusal("formula_number", text, _place(node, text))
        case ast.Name(id=name) if name not in FUNCTIONS:
            pass
        case _:
            raise _refusal("formula_syntax", text, _place(node, text))


def _check_all(nodes: list[ast.expr], text: str) -> None:
    for node in nodes:
        _check(node, text)


def _check_arguments(node: ast.Call, name: str, text: str) -> None:
    fewest, most = FUNCTIONS[name]
    if len(node.args) < fewest or (most is not None and len(node.args) > most):
        raise _refusal("formula_arguments", text, _place(node, text), function=name)


def _place(node: ast.expr, text: str) -> int:
    """The character at which a node begins, or its operator stands that we do not know: Python counts bytes."""
    wrong = isinstance(node, ast.BinOp) and type(node.op) not in OPERATORS
    column = node.left.end_col_offset if wrong and isinstance(node, ast.BinOp) else node.col_offset
    before = len(text.lstrip().encode()[:column].decode())
    rest = text[_indent(text) + before :]
    return _indent(text) + before + (_indent(rest) if wrong else 0)


def _depth(tree: ast.expr) -> int:
    """How many operations stand in each other."""
    depth, level = 0, [tree]
    while level:
        depth, level = (
            depth + 1,
            [inner for node in level for inner in ast.iter_child_nodes(node) if isinstance(inner, ast.expr)],
        )
    return depth


def _too_long() -> Refusal:
    return Refusal(Problem("formula_too_long", {"longest": LONGEST, "deepest": DEEPEST}))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _refusal(rule: str, text: str, offset: int, **params: str) -> Refusal:
    pointed = f"{text[:offset]}▸{text[offset:]}"
    return Refusal(Problem(rule, {"formula": pointed, "position": offset + 1, **params}))


def _evaluate(node: ast.expr, inputs: Mapping[str, Answered]) -> Answered:
    match node:
        case ast.Constant(value=number):
            return Answered(VALUE, Decimal(str(number)))
        case ast.Name(id=code):
            return inputs[code]
        case ast.UnaryOp(op=op, operand=operand):
            sign = Decimal(-1 if isinstance(op, ast.USub) else 1)
            return _apply("*", [Answered(VALUE, sign), _evaluate(operand, inputs)])
        case ast.BinOp(left=left, op=op, right=right):
            return _apply(OPERATORS[type(op)], [_evaluate(left, inputs), _evaluate(right, inputs)])
        case ast.Call(func=ast.Name(id="if_none"), args=[first, second]):
            return _if_none(_evaluate(first, inputs), _evaluate(second, inputs))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _apply(name, [_evaluate(argument, inputs) for argument in arguments])
    raise AssertionError(f"unchecked formula node {ast.dump(node)}")


def _apply(name: str, operands: list[Answered]) -> Answered:
    state = worst(operand.state for operand in operands)
    waits_until = latest(operand.waits_until for operand in operands)
    if state != VALUE:
        return Answered(state, None, waits_until)
    numbers = [operand.known for operand in operands]
    if name == "/" and numbers[1] == 0:
        return Answered(NOT_APPLICABLE, None, waits_until)
    with arithmetic():
        return Answered(VALUE, PLAIN[name](*numbers), waits_until)


def _round(number: Decimal, digits: Decimal) -> Decimal:
    places = int(max(Decimal(-DIGITS), min(Decimal(DIGITS), digits)))
    return number if number.adjusted() + places >= PRECISION else Decimal(round(number, places))


def _if_none(first: Answered, second: Answered) -> Answered:
    if first.state not in (NO_DATA, NOT_APPLICABLE):
        return first
    return Answered(second.state, second.value, latest([first.waits_until, second.waits_until]))
