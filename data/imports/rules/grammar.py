"""The grammar of conditions: ``or``, ``and``, ``not``, comparisons, arithmetic, by precedence.

What is compared must be comparable: numbers and money with each other, days with days, words of a list
and texts with themselves. That is looked at when a condition is read, never when a row is.
"""

from collections.abc import Callable
from fractions import Fraction

from data.imports.problems import InvalidValue
from data.imports.rules.signs import (
    END,
    NAME,
    NUMBER,
    QUOTED,
    ConditionFault,
    ConditionPiece,
    condition_pieces,
)
from data.imports.rules.tree import (
    AMOUNT,
    DAY,
    TEXT,
    TRUTH,
    WORD,
    Columns,
    Condition,
    ConditionNode,
    RowColumn,
    RowLiteral,
    RowOperation,
)
from data.imports.values import dates
from data.words.offers import offer, unnamed
from data.words.vocabulary import Vocabulary

ORDERED = (AMOUNT, DAY)
EQUATED = (*ORDERED, WORD, TEXT)
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
FUNCTIONS = {"min": 2, "max": 2, "abs": 1, "empty": 1}
"""How many arguments each takes."""
DEEPEST = 40


def read_condition(text: str, columns: Columns) -> Condition:
    """The condition that a text says of a row with these columns; raises the first
    ``ConditionFault``.
    """
    return _ConditionReader(text, columns).whole()


class _ConditionReader:
    """Reads pieces from left to right."""

    def __init__(self, text: str, columns: Columns) -> None:
        self.text, self.columns = text, columns
        self.pieces, self.next, self.depth = condition_pieces(text), 0, 0
        self.met: dict[str, None] = {}

    def whole(self) -> Condition:
        tree = self._truth(self._either())
        if self.piece.kind != END:
            raise self._misplaced()
        return Condition(self.text, tree, tuple(self.met))

    @property
    def piece(self) -> ConditionPiece:
        return self.pieces[self.next]

    def _take(self) -> ConditionPiece:
        taken = self.piece
        self.next += 1
        return taken

    def _comes(self, *texts: str) -> bool:
        return self.piece.kind != QUOTED and self.piece.text in texts

    def _either(self) -> ConditionNode:
        return self._joined("or", self._both)

    def _both(self) -> ConditionNode:
        return self._joined("and", self._negated)

    def _joined(self, word: str, part: Callable[[], ConditionNode]) -> ConditionNode:
        left = part()
        while self._comes(word):
            at = self._take().at
            left = RowOperation(word, (self._truth(left), self._truth(part())), TRUTH, at)
        return left

    def _negated(self) -> ConditionNode:
        if not self._comes("not"):
            return self._comparison()
        at = self._take().at
        return RowOperation("not", (self._truth(self._deeper(self._negated)),), TRUTH, at)

    def _comparison(self) -> ConditionNode:
        left = self._sum()
        if not self._comes(*COMPARISONS):
            return left
        sign = self._take()
        left, right = _alike(left, self._sum())
        allowed = ORDERED if sign.text not in ("=", "!=") else EQUATED
        if left.sort != right.sort or left.sort not in allowed:
            raise ConditionFault("kind_rule_compared", sign.at)
        return RowOperation(sign.text, (left, right), TRUTH, sign.at)

    def _sum(self) -> ConditionNode:
        return self._computed(("+", "-"), self._product)

    def _product(self) -> ConditionNode:
        return self._computed(("*", "/"), self._single)

    def _computed(self, signs: tuple[str, ...], part: Callable[[], ConditionNode]) -> ConditionNode:
        left = part()
        while self._comes(*signs):
            sign = self._take()
            operands = _amount(left), _amount(part())
            left = RowOperation(sign.text, operands, AMOUNT, sign.at)
        return left

    def _single(self) -> ConditionNode:
        piece = self._take()
        if piece.kind == NUMBER:
            return RowLiteral(Fraction(piece.text), AMOUNT, piece.at)
        if piece.kind == QUOTED:
            return RowLiteral(piece.text, TEXT, piece.at)
        if piece.kind == NAME:
            is_function = piece.text in FUNCTIONS and self._comes("(")
            return self._function(piece) if is_function else self._column(piece)
        if piece.text == "-":
            zero = RowLiteral(Fraction(0), AMOUNT, piece.at)
            return RowOperation("-", (zero, _amount(self._deeper(self._single))), AMOUNT, piece.at)
        if piece.text != "(":
            self.next -= 1
            raise self._misplaced()
        inner = self._deeper(self._either)
        self._close()
        return inner

    def _function(self, name: ConditionPiece) -> ConditionNode:
        self._take()
        operands = [self._deeper(self._sum)]
        while self._comes(","):
            self._take()
            operands.append(self._deeper(self._sum))
        self._close()
        if len(operands) != FUNCTIONS[name.text]:
            number = FUNCTIONS[name.text]
            raise ConditionFault("kind_rule_arguments", name.at, name=name.text, number=number)
        if name.text == "empty":
            if not isinstance(operands[0], RowColumn):
                raise ConditionFault("kind_rule_empty", name.at)
            return RowOperation("empty", tuple(operands), TRUTH, name.at)
        return RowOperation(name.text, tuple(map(_amount, operands)), AMOUNT, name.at)

    def _column(self, piece: ConditionPiece) -> RowColumn:
        if piece.text not in self.columns:
            known = offer(unnamed(self.columns), piece.text)
            raise ConditionFault("kind_rule_column", piece.at, name=piece.text, **known)
        self.met[piece.text] = None
        return RowColumn(piece.text, self.columns[piece.text], piece.at)

    def _close(self) -> None:
        if not self._comes(")"):
            raise self._misplaced()
        self._take()

    def _deeper(self, part: Callable[[], ConditionNode]) -> ConditionNode:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ConditionFault("kind_rule_deep", self.piece.at, deepest=DEEPEST)
        inner = part()
        self.depth -= 1
        return inner

    def _truth(self, node: ConditionNode) -> ConditionNode:
        if node.sort != TRUTH:
            raise ConditionFault("kind_rule_no_condition", node.at)
        return node

    def _misplaced(self) -> ConditionFault:
        if self.piece.kind == END:
            return ConditionFault("kind_rule_ends", self.piece.at)
        return ConditionFault("kind_rule_misplaced", self.piece.at, name=self.piece.text)


def _amount(node: ConditionNode) -> ConditionNode:
    if node.sort != AMOUNT:
        raise ConditionFault("kind_rule_amount", node.at)
    return node


def _alike(left: ConditionNode, right: ConditionNode) -> tuple[ConditionNode, ConditionNode]:
    """Both sides of a comparison, a quoted word as what the other side is."""
    return _as_other(left, right), _as_other(right, left)


def _as_other(node: ConditionNode, other: ConditionNode) -> ConditionNode:
    if not isinstance(node, RowLiteral) or node.sort != TEXT:
        return node
    text = str(node.value)
    if other.sort == DAY:
        return RowLiteral(_day(text, node.at), DAY, node.at)
    if isinstance(other, RowColumn) and other.meaning.words is not None:
        return RowLiteral(_code(text, other.meaning.words, node.at), WORD, node.at)
    return node


def _day(text: str, at: int) -> str:
    try:
        day = dates.day(text)
    except InvalidValue as fault:
        raise ConditionFault("kind_rule_day", at, word=text) from fault
    if day.precision != "day":
        raise ConditionFault("kind_rule_day", at, word=text)
    return day.date


def _code(text: str, words: Vocabulary, at: int) -> str:
    code = words.code_of(text)
    if code is None:
        raise ConditionFault("kind_rule_word", at, word=text, **offer(words.names, text))
    return code
