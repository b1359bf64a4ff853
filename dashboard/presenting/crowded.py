"""Tables of many columns: signs stand for the words between their numbers, as in printed yearbooks."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dashboard.report import ReportTable, TableCell

Rows = Sequence[Sequence[TableCell]]

SIGNS = ("…", "×", "○", "□")
"""What stands for a word that is too wide for a narrow column; explained under the table."""
MOST = 9
"""Beyond so many columns there is no room for words."""


def is_crowded(table: ReportTable) -> bool:
    """Whether the columns are too many for words."""
    return len(table.columns) > MOST


def signed(rows: Rows) -> tuple[Rows, Mapping[str, str]]:
    """The rows with signs for their commonest words, and what each sign stands for."""
    counted = Counter(cell.text for row in rows for cell in row[1:] if _is_word(cell))
    signs = dict(
        zip((text for text, _number in counted.most_common(len(SIGNS))), SIGNS, strict=False)
    )
    marked = [[row[0], *(_sign(cell, signs) for cell in row[1:])] for row in rows]
    return marked, {sign: text for text, sign in signs.items()}


def _is_word(cell: TableCell) -> bool:
    return cell.value is None and cell.status is None and len(cell.text) > 2


def _sign(cell: TableCell, signs: Mapping[str, str]) -> TableCell:
    return TableCell(signs[cell.text]) if _is_word(cell) and cell.text in signs else cell
