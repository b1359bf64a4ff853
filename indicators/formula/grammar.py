"""The grammar: numbers, codes, operations and functions as a tree, by precedence climbing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from data.words.offers import meant, unnamed
from indicators.formula.faults import DEEPEST, Fault, too_long
from indicators.formula.former import modern
from indicators.formula.functions import (
    FORMER,
    FUNCTIONS,
    OF_CODES,
    bounds,
    check_conditions,
    check_number,
    input_of,
    takes,
    wrong_digits,
)
from indicators.formula.signs import END, NAME, NUMBER, Token, pieces
from indicators.formula.tree import COMPARISONS, NEGATIVE, Input, Literal, Node, Operation

LARGEST = 10**15
SMALLEST = -300
"""No number of a formula is finer than so many decimals: there would be nothing left of it."""
PRECEDENCE = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(COMPARISONS, 3),
    **dict.fromkeys("+-", 4),
    **dict.fromkeys("*/", 5),
}
_CODE = re.compile(r"[a-z][a-z0-9_]*")


@dataclass
class Parse:
    """A formula that was read: its tree, the places of its codes, and what a new one may not say."""

    tree: Node
    places: dict[str, int] = field(default_factory=dict)
    doubts: list[Fault] = field(default_factory=list)


def read(text: str) -> Parse:
    """The tree of a formula; raises the first ``Fault``."""
    doubts: list[Fault] = []
    return _Reader(modern(pieces(text, doubts), frozenset(FUNCTIONS), doubts), doubts).whole()


class _Reader:
    """Reads pieces from left to right; ``opened`` are the brackets that stand open."""

    def __init__(self, listed: list[Token], doubts: list[Fault]) -> None:
        self.pieces, self.next = listed, 0
        self.opened: list[Token] = []
        self.places: dict[str, int] = {}
        self.doubts = doubts

    def whole(self) -> Parse:
        if self.piece.kind == END:
            raise Fault("formula_empty", 0)
        tree = self._expression(1)
        if self.piece.kind != END:
            raise self._misplaced(self.piece)
        check_number(tree)
        return Parse(tree, self.places, self.doubts)

    @property
    def piece(self) -> Token:
        return self.pieces[self.next]

    def _take(self) -> Token:
        taken = self.piece
        self.next += 1
        return taken

    def _expression(self, weakest: int) -> Node:
        """Operands joined by operators that bind at least as ``weakest``."""
        left = self._operand()
        while (strength := PRECEDENCE.get(self.piece.text, 0)) >= weakest:
            operator = self._take()
            # the right side binds more tightly: `a - b - c` is `(a - b) - c`
            right = self._expression(strength + 1)
            # a comparison is refused where it stands, arithmetic where it begins
            at = operator.at if operator.text in COMPARISONS else left.at
            left = _applied(operator.text, (left, right), at)
        return left

    def _operand(self) -> Node:
        signs = []
        while self.piece.text in ("-", "+"):
            signs.append(self._take())
        operand = self._unsigned()
        # from the inside out; a plus changes nothing and gets no node, nor depth
        for sign in reversed(signs):
            operand = _applied(NEGATIVE, (operand,), sign.at) if sign.text == "-" else operand
        return operand

    def _unsigned(self) -> Node:
        piece = self._take()
        if piece.kind == NUMBER:
            return self._number(piece)
        if piece.kind == NAME:
            return self._call(piece) if self.piece.text == "(" else self._input(piece)
        if piece.text != "(":
            raise self._missing(piece)
        inner = self._open(piece)
        self._close()
        return inner

    def _number(self, piece: Token) -> Literal:
        text = piece.text.replace("_", "")
        value = _exact(text)
        # formulas of before had it as Python does: as next to nothing, or nothing
        if value is None or value.adjusted() < SMALLEST:
            self.doubts.append(Fault("formula_number", piece.at))
            value = Decimal(repr(float(text)))
        # by its exponent first: comparing 1E+999999 would write out a million digits
        if value.adjusted() > len(str(LARGEST)) or value > LARGEST:
            raise Fault("formula_number", piece.at)
        return Literal(Fraction(value), piece.at)

    def _open(self, bracket: Token) -> Node:
        self._enter(bracket)
        return self._expression(1)

    def _enter(self, piece: Token) -> None:
        self.opened.append(piece)
        # before the recursion, which Python would end with an error of its own
        if len(self.opened) > DEEPEST:
            raise too_long()

    def _close(self) -> None:
        if self.piece.text != ")":
            raise self._misplaced(self.piece)
        self._take()
        self.opened.pop()

    def _input(self, name: Token) -> Node:
        # later functions may be the codes of indicators: a formula that was published stays read
        if name.text in FORMER:
            raise Fault("formula_function_bare", name.at, function=name.text)
        foreign = next((place for place, sign in enumerate(name.text) if not sign.isascii()), None)
        if foreign is not None:
            raise Fault(
                "formula_letter", name.at + foreign, sign=name.text[foreign], name=name.text
            )
        if not _CODE.fullmatch(name.text):
            raise Fault("formula_name", name.at, name=name.text)
        # the first place, to which a refusal of an unknown code points
        self.places.setdefault(name.text, name.at)
        return Input(name.text, name.at)

    def _call(self, name: Token) -> Node:
        if name.text not in FUNCTIONS:
            raise Fault(
                "formula_function",
                name.at,
                function=name.text,
                near=meant(name.text, unnamed(FUNCTIONS)),
            )
        # kept as opened, so that a missing end points to where it begins
        bracket = self._take()
        commas: list[Token] = []
        arguments = [] if self._is_empty_call() else [self._open(bracket)]
        while self.piece.text == ",":
            commas.append(self._take())
            arguments.append(self._expression(1))
        self._close()
        self._check_arguments(name, arguments, commas)
        if name.text in OF_CODES:
            return input_of(name.text, arguments, name.at)
        return _applied(name.text, tuple(arguments), name.at)

    def _is_empty_call(self) -> bool:
        """Whether the bracket closes at once; it is entered here, where no expression does."""
        if self.piece.text != ")":
            return False
        self._enter(self.pieces[self.next - 1])
        return True

    def _check_arguments(self, name: Token, arguments: list[Node], commas: list[Token]) -> None:
        # 0,5 with a comma is the likeliest slip of who writes Russian: it is named before the count
        glued = [comma for comma in commas if self._is_glued(comma)]
        if not takes(name.text, len(arguments)):
            if glued:
                raise Fault("formula_comma", glued[0].at, **self._decimal(glued[0]))
            raise Fault(
                "formula_arguments",
                name.at,
                function=name.text,
                **bounds(name.text),
                number=len(arguments),
            )
        # `round(visits * 0,5)` can be read in two ways: doubted, and refused in new definitions
        self.doubts += self._ambiguous(name, len(arguments), glued)
        if name.text == "round" and len(arguments) == 2:
            self.doubts += wrong_digits(arguments[1])

    def _ambiguous(self, name: Token, number: int, glued: list[Token]) -> Iterator[Fault]:
        """Commas without a space between digits, where the function takes as well one argument
        less.

        In ``1,2,3`` they divide: no number has two.
        """
        places = {comma.place for comma in glued}
        for comma in glued if takes(name.text, number - 1) else ():
            if not places & {comma.place - 2, comma.place + 2}:
                decimal = self._decimal(comma)
                yield Fault(
                    "formula_comma_ambiguous",
                    comma.at,
                    **decimal,
                    divided=decimal["written"].replace(",", ", "),
                )

    def _is_glued(self, comma: Token) -> bool:
        """Whether a comma stands between digits, without a space."""
        if not 0 < comma.place < len(self.pieces) - 1:
            return False
        before, after = self._around(comma)
        return (
            before.text.isdigit()
            and after.text.isdigit()
            and (before.end, after.at) == (comma.at, comma.end)
        )

    def _around(self, comma: Token) -> tuple[Token, Token]:
        return self.pieces[comma.place - 1], self.pieces[comma.place + 1]

    def _decimal(self, comma: Token) -> dict[str, str]:
        """A fraction as it is written, and as it should be."""
        before, after = self._around(comma)
        return {"written": f"{before.text},{after.text}", "instead": f"{before.text}.{after.text}"}

    def _misplaced(self, piece: Token) -> Fault:
        """What stands where an operator, a comma of a function, or the end should."""
        if piece.kind == END:
            # something is open here: without it the end would have been no surprise
            return Fault("formula_bracket_open", self.opened[-1].at)
        if piece.text == ")":
            return Fault("formula_bracket_close", piece.at)
        if piece.text == ",":
            glued = self._is_glued(piece)
            rule = "formula_comma" if glued else "formula_comma_outside"
            return Fault(rule, piece.at, **(self._decimal(piece) if glued else {}))
        return Fault("formula_operator", piece.at, word=piece.text)

    def _missing(self, piece: Token) -> Fault:
        """What stands where a number or a code should: nothing, or another sign."""
        if piece.text == ")" and not self.opened:
            return Fault("formula_bracket_close", piece.at)
        if piece.kind == END:
            return Fault("formula_operand", piece.at)
        return Fault("formula_operand_sign", piece.at, sign=piece.text)


def _applied(function: str, operands: tuple[Node, ...], at: int) -> Operation:
    check_conditions(function, operands)
    # counted on the way, so that evaluation may recurse without looking
    depth = 1 + max(operand.depth for operand in operands)
    if depth > DEEPEST:
        raise too_long()
    return Operation(function, operands, at, depth)


def _exact(number: str) -> Decimal | None:
    """The number as it is; nothing where its exponent has more digits than decimals hold."""
    try:
        return Decimal(number)
    except InvalidOperation:
        return None
