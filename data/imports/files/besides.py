"""Rows that stand in a table and are no records: totals, footnotes, signatures."""

import re
from collections.abc import Iterator, Sequence

from data.imports.columns.kind import Kind
from data.imports.files.blocks import Chunk
from data.imports.files.header import recognised
from data.imports.files.heading import Heading
from data.imports.problems import InvalidValue
from data.words.matching import LONGEST, match_key

_TOTAL = re.compile(
    r'"?((?:под)?итоги?|итого|подытог|всего|в том числе|grand total|subtotal|total|sum)\b'
)
_NOTE = re.compile(
    r'["(\[]?(\*|¹|²|примечани|справочно|сноска|исполнитель|подготовил|составил|ответственн|руководитель|начальник|директор'
    r"|подпись|и\. ?о\.|врио|источник|дата составления|тел\b|note|source|prepared by|compiled by|signature|head of)"
)


def besides(kind: Kind, heading: Heading, rows: Chunk) -> Chunk:
    """The rows, those that are no records with a fault that says what they seem to be.

    Only a row without a value that every record must have is looked at: it would be refused in any
    case.
    """
    faults = dict(rows.faults)
    # a row that has all that it must is a record, even if it is called «Итого»
    for number, cells in _incomplete(kind, heading, rows):
        # a row may have something beyond the columns alone
        written = [cell.strip() for cell in cells if cell.strip()]
        rule = _rule(kind, written) if written else None
        if rule:
            text = written[0]
            faults[number, None] = InvalidValue(
                rule, text=text[:80] + ("…" if len(text) > 80 else "")
            )
    return (
        Chunk(rows.numbers, rows.columns, rows.uneven, faults)
        if len(faults) > len(rows.faults)
        else rows
    )


def _incomplete(kind: Kind, heading: Heading, rows: Chunk) -> Iterator[tuple[int, Sequence[str]]]:
    columns = recognised(kind, heading.names)
    required = [
        rows.columns[place] for place, column in enumerate(columns) if column and column.required
    ]
    indexes = {
        index
        for column in required
        # most columns are full, and are passed over without a look at each cell
        if not all(column)
        for index, cell in enumerate(column)
        if not cell
    }
    for index in sorted(indexes):
        yield rows.numbers[index], [column[index] for column in rows.columns]


def _rule(kind: Kind, cells: Sequence[str]) -> str | None:
    first = match_key(cells[0][:LONGEST])
    if _TOTAL.match(first):
        return "import_row_total"
    # one cell of several required ones: a note that begins with no known word
    alone = len(cells) == 1 and sum(column.required for column in kind.columns) > 1
    return "import_row_note" if _NOTE.match(first) or alone else None
