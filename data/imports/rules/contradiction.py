"""Whether two rules of a row contradict each other: no row that both apply to could meet both.

Decided by what each column may still hold where all that is asked of it is taken together: ends of
numbers and days, words and texts, yes or no, which of two columns is the greater. What is joined by
«or» or computed is looked at afterwards, over what is left. As with one rule, it is asked of rows whose
columns are filled in.
"""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from data.imports.rules.evaluation import Spans, Truths, exact, truths
from data.imports.rules.row_rules import RangeRow, RowRule
from data.imports.rules.tree import AMOUNT, DAY, TRUTH, ConditionNode, RowColumn, RowLiteral
from data.imports.rules.tree import RowOperation as Operation

REVERSED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
NEGATED = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "=": "!=", "!=": "="}
RELATIONS = {"<": "<", ">": ">", "=": "=", "<=": "<=", ">=": ">=", "!=": "<>"}
"""Which of less, equal and greater a sign allows between two columns."""
ONE_DAY = datetime.timedelta(days=1)


def contradict(first: RowRule, second: RowRule) -> bool:
    """Whether no row to which both rules apply could meet both; rules that never apply together
    do not contradict each other.
    """
    domains = RowDomains()
    whens = [rule.when.tree for rule in (first, second) if rule.when is not None]
    domains.take(whens, is_filled=True)
    if domains.leave_nothing() or any(truths(when, domains) == [False] for when in whens):
        return False
    musts = [first.must.tree, second.must.tree]
    domains.take(musts)
    return domains.leave_nothing() or any(truths(must, domains) == [False] for must in musts)


@dataclass
class ColumnDomain:
    """What a column may still hold: from ``low`` to ``high``, one of ``only``, none of ``but``; whether
    it may be empty, and filled in; of a yes-or-no column, which of the two.
    """

    low: Any = None
    high: Any = None
    only: frozenset[Any] | None = None
    but: frozenset[Any] = frozenset()
    emptiness: frozenset[bool] = frozenset({True, False})
    flags: frozenset[bool] = frozenset({True, False})

    @property
    def is_left_empty(self) -> bool:
        return self.emptiness == {True}

    @property
    def is_impossible(self) -> bool:
        if not self.emptiness or not self.flags:
            return True
        if self.is_left_empty:
            return False
        if self.low is not None and self.high is not None and self.low > self.high:
            return True
        single = {self.low} if self.low is not None and self.low == self.high else None
        return any(known is not None and known <= self.but for known in (self.only, single))


@dataclass
class RowDomains:
    """A row of which is known what its columns may hold, for conditions to look at."""

    columns: dict[str, ColumnDomain] = field(default_factory=lambda: defaultdict(ColumnDomain))
    relations: dict[tuple[str, str], set[str]] = field(
        default_factory=lambda: defaultdict(lambda: set("<=>"))
    )

    def __len__(self) -> int:
        return 1

    def leave_nothing(self) -> bool:
        """Whether no row is left."""
        none_left = any(domain.is_impossible for domain in self.columns.values())
        return none_left or any(
            not signs and not any(self.columns[name].is_left_empty for name in pair)
            for pair, signs in self.relations.items()
        )

    def take(self, trees: list[ConditionNode], *, is_filled: bool = False) -> None:
        """Leave the rows that meet all conditions; ``is_filled``: what they compare is not empty."""
        atoms = [atom for tree in trees for atom in _conjuncts(tree, is_true=True)]
        for node, is_true in atoms:
            self._take_truth(node, is_true)
        for node, is_true in atoms:
            if isinstance(node, Operation) and node.function in REVERSED:
                sign = node.function if is_true else NEGATED[node.function]
                left, right = node.operands
                self._compare(sign, left, right, is_filled)

    def _take_truth(self, node: ConditionNode, is_true: bool) -> None:
        if isinstance(node, RowColumn) and node.sort == TRUTH:
            self.columns[node.column].flags &= {is_true}
        elif isinstance(node, Operation) and node.function == "empty":
            (column,) = node.operands
            if isinstance(column, RowColumn):
                self.columns[column.column].emptiness &= {is_true}

    def _compare(
        self, sign: str, left: ConditionNode, right: ConditionNode, is_filled: bool
    ) -> None:
        for side in (left, right):
            if is_filled and isinstance(side, RowColumn):
                self.columns[side.column].emptiness &= {False}
        if isinstance(left, RowLiteral):
            sign, left, right = REVERSED[sign], right, left
        if not isinstance(left, RowColumn):
            return
        if isinstance(right, RowLiteral):
            self._narrow(left, sign, right.value)
        elif isinstance(right, RowColumn) and left.column != right.column:
            if left.column > right.column:
                sign, left, right = REVERSED[sign], right, left
            self.relations[left.column, right.column] &= set(RELATIONS[sign])

    def _narrow(self, column: RowColumn, sign: str, value: Any) -> None:
        """Leave of a column what compares so with a value."""
        domain = self.columns[column.column]
        if sign == "=":
            domain.only = frozenset({value}) if domain.only is None else domain.only & {value}
        if sign == "!=":
            domain.but |= {value}
        if column.sort not in (AMOUNT, DAY):
            return
        ends = RangeRow().spans(column)
        low, high = ends.lows[0], ends.highs[0]
        domain.low = low if domain.low is None else domain.low
        domain.high = high if domain.high is None else domain.high
        if sign in (">", ">=", "="):
            domain.low = max(domain.low, _first(column, value, is_beyond=sign == ">"))
        if sign in ("<", "<=", "="):
            domain.high = min(domain.high, _last(column, value, is_before=sign == "<"))

    # ------------------------------------------------------------ as rows are looked at

    def spans(self, column: RowColumn) -> Spans:
        """Between what a column lies; nothing where it is empty, the value where one is left."""
        domain = self.columns[column.column]
        if domain.is_left_empty:
            return exact([None])
        if domain.only is not None and len(domain.only) == 1:
            return exact(list(domain.only))
        if domain.low is None:
            return RangeRow().spans(column)
        return Spans([domain.low], [domain.high])

    def flags(self, column: RowColumn) -> Truths:
        return [_known(self.columns[column.column].flags)]

    def emptiness(self, column: RowColumn) -> Truths:
        return [_known(self.columns[column.column].emptiness)]


def _known(truth: frozenset[bool]) -> bool | None:
    return next(iter(truth)) if len(truth) == 1 else None


def _conjuncts(node: ConditionNode, *, is_true: bool) -> Iterator[tuple[ConditionNode, bool]]:
    """What must be true, or false, each by itself, for a condition to be so."""
    if not isinstance(node, Operation) or node.function not in ("and", "or", "not"):
        yield node, is_true
    elif node.function == "not":
        yield from _conjuncts(node.operands[0], is_true=not is_true)
    elif (node.function == "and") is is_true:
        for each in node.operands:
            yield from _conjuncts(each, is_true=is_true)


def _first(column: RowColumn, value: Any, *, is_beyond: bool) -> Any:
    """The least that a column can hold from a value on, or after it: the next day, rouble, kopeck."""
    if column.sort == DAY:
        return _moved(value, ONE_DAY) if is_beyond else value
    step = _step(column)
    return (math.floor(value / step) + 1 if is_beyond else math.ceil(value / step)) * step


def _last(column: RowColumn, value: Any, *, is_before: bool) -> Any:
    """The greatest that it can hold up to a value, or before it."""
    if column.sort == DAY:
        return _moved(value, -ONE_DAY) if is_before else value
    step = _step(column)
    return (math.ceil(value / step) - 1 if is_before else math.floor(value / step)) * step


def _step(column: RowColumn) -> Fraction:
    return Fraction(1, 100) if column.meaning.is_money else Fraction(1)


def _moved(day: str, step: datetime.timedelta) -> str:
    try:
        return (datetime.date.fromisoformat(day) + step).isoformat()
    except OverflowError:  # before the first day there is, or after the last one
        return "" if step < datetime.timedelta() else "99999"
