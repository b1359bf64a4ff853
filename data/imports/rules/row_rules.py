"""Rules that rows of a file or a form are held to, and whether any row could meet them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from data.imports.columns.batch import Batch
from data.imports.columns.order import in_order
from data.imports.context.context import Context
from data.imports.rules.evaluation import BEYOND, Spans, Truths, exact, truths
from data.imports.rules.tree import DAY, Columns, Condition, RowColumn, RowOperation

BEFORE, AFTER = "0001-01-01", "9999-12-31"
TAKEN = ("self", "index", "column", "row", "rule", "value")
"""What a problem says of itself; a column that is called so is in no sentence."""
ENDS = {"year": (4, "-12-31"), "month": (7, "-31")}
"""How the last day of a date begins that is known so well, and how it goes on."""


@dataclass(frozen=True)
class RowRule:
    """What a row must meet, if it meets ``when``; ``column`` is the one to mend, ``message`` the
    sentence, with its ``words``.

    ``order`` are the two days that it puts in order, where it does nothing else; ``since`` is the
    day that ``when`` begins with, where it was declared by itself.
    """

    must: Condition
    column: str
    message: str
    words: Mapping[str, str | Mapping[str, str]]
    when: Condition | None = None
    order: tuple[str, str] | None = None
    since: date | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return (*(self.when.columns if self.when else ()), *self.must.columns)

    @property
    def text(self) -> str:
        """It as it is written, with when it applies."""
        return self.must.text if self.when is None else f"{self.when.text} → {self.must.text}"


@dataclass(frozen=True)
class RowRules:
    """All rules of a kind, in the order in which they are looked at."""

    rules: tuple[RowRule, ...]
    meanings: Columns

    def __call__(self, batch: Batch, _context: Context) -> None:
        """Refuse the rows that break a rule."""
        # what could not be read is known from the start; what a rule has blamed can be read
        unread = {index: frozenset(columns) for index, columns in batch.faults.items()}
        rows = BatchRows(batch)
        for rule in self.rules:
            if rule.order:
                in_order(batch, *rule.order)
            else:
                self._judge(rule, rows, unread)

    def _judge(
        self, rule: RowRule, rows: "BatchRows", unread: Mapping[int, frozenset[str | None]]
    ) -> None:
        batch, applies = rows.batch, rows.truths(rule.when) if rule.when else None
        # most rules are of few rows: where they are of none, nothing is compared
        if applies is not None and True not in applies:
            return
        for index, is_met in enumerate(rows.truths(rule.must)):
            is_broken = is_met is False and (applies is None or applies[index] is True)
            if is_broken and _is_readable(rule, batch, index, unread):
                batch.refuse(index, rule.column, rule.message, **self._words(rule, batch, index))

    def _words(self, rule: RowRule, batch: Batch, index: int) -> dict[str, Any]:
        """What fills the sentence: the rule's own words, and what the row says in its columns."""
        names = (name for name in rule.columns if name not in TAKEN)
        cells = {name: self._cell(name, batch, index) for name in names}
        return {**cells, **rule.words}

    def _cell(self, name: str, batch: Batch, index: int) -> Any:
        words, field = self.meanings[name].words, self.meanings[name].field
        if words is not None:
            return words.names.get(str(batch.column(field)[index]), "")
        return batch.texts[name][index].strip() if name in batch.texts else ""


def _is_readable(
    rule: RowRule, batch: Batch, index: int, unread: Mapping[int, frozenset[str | None]]
) -> bool:
    """Whether a row says what the rule looks at, and nothing is wrong with what it depends on."""
    if not unread.get(index, frozenset()).isdisjoint(rule.must.columns):
        return False
    return rule.when is None or batch.is_sound(index, *rule.when.columns)


def order_of(condition: Condition) -> tuple[str, str] | None:
    """The earlier and the later column of a condition that only puts two days in order."""
    tree = condition.tree
    if not isinstance(tree, RowOperation) or tree.function not in ("<=", ">="):
        return None
    sides = [each for each in tree.operands if isinstance(each, RowColumn) and each.sort == DAY]
    if len(sides) != len(tree.operands):
        return None
    first, second = sides if tree.function == "<=" else reversed(sides)
    return first.column, second.column


def can_be_met(rule: Condition, when: Condition | None) -> bool:
    """Whether some row with all its columns filled in, within their ranges, meets a rule; one to which
    it never applies counts as such.
    """
    rows = RangeRow()
    if when is not None and truths(when.tree, rows) == [False]:
        return True
    return truths(rule.tree, rows) != [False]


class BatchRows:
    """Rows of a file or a form, for conditions to look at."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self._judged: dict[str, Truths] = {}

    def truths(self, condition: Condition) -> Truths:
        """What each row makes of a condition, worked out once for all rules that have it."""
        if condition.text not in self._judged:
            self._judged[condition.text] = truths(condition.tree, self)
        return self._judged[condition.text]

    def __len__(self) -> int:
        return len(self.batch)

    def spans(self, column: RowColumn) -> Spans:
        """The values; a date that is known to its month or year may be any day of it."""
        meaning, values = column.meaning, self.batch.column(column.meaning.field)
        if meaning.is_money:
            return exact([None if each is None else Fraction(int(each), 100) for each in values])
        precisions = self.batch.column(meaning.precision) if meaning.precision else ()
        if set(precisions) <= {"day", None}:
            return exact(values)
        return Spans(values, list(map(last_day, values, precisions)))

    def flags(self, column: RowColumn) -> Truths:
        """Yes or no; what is left empty is no."""
        return [bool(each) for each in self.batch.column(column.meaning.field)]

    def emptiness(self, column: RowColumn) -> Truths:
        return [each is None for each in self.batch.column(column.meaning.field)]


class RangeRow:
    """Any row: of each column only its range is known."""

    def __len__(self) -> int:
        return 1

    def spans(self, column: RowColumn) -> Spans:
        """From the least to the greatest; of words and texts nothing is known."""
        low, high = column.meaning.range
        least, greatest = {
            DAY: (BEFORE, AFTER),
            "amount": (0, BEYOND),
        }.get(column.sort, (None, None))
        return Spans([least if low is None else low], [greatest if high is None else high])

    def flags(self, _column: RowColumn) -> Truths:
        return [None]

    def emptiness(self, _column: RowColumn) -> Truths:
        return [None]


def last_day(value: Any, precision: Any) -> Any:
    """The last day that a date may be; a text, so that the 31st may stand for the end of any month."""
    if precision not in ENDS:
        return value
    length, end = ENDS[precision]
    return f"{value[:length]}{end}"
