"""What was mended of a file, in words: before it is checked again, and in its receipt for ever."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dashboard.http.context import language
from dashboard.steward.imports.presenter import column_title
from data.imports import Corrections, Excerpt, Head, kind_of
from data.imports.checks.doubts import COLUMN as DOUBTFUL


@dataclass(frozen=True)
class CorrectionLine:
    """One ``cell`` that was mended, ``all`` of a column's with one text, a ``row`` left out, or a
    doubtful value that is ``sure``.
    """

    what: str
    field: str
    where: str = ""
    title: str = ""
    was: str = ""
    now: str = ""


def mended(corrections: Corrections, excerpt: Excerpt, kind: str) -> Iterator[CorrectionLine]:
    """What was mended so far: what is mended everywhere first, then in the file's order."""
    names = {column.name: getattr(column.words, language()) for column in kind_of(kind).columns}
    for number, each in enumerate(corrections.replacements):
        title = names.get(each.column, each.column)
        yield CorrectionLine("all", f"all-{number}", "", title, each.was, each.now)
    for mend in sorted(corrections.cells):
        title, field = (
            column_title(excerpt.titles(mend.row), mend.place),
            f"cell-{mend.row}-{mend.place}",
        )
        yield CorrectionLine("cell", field, excerpt.where(mend.row), title, mend.was, mend.now)
    for row, text in corrections.confirmed:
        title = names.get(DOUBTFUL, DOUBTFUL)
        yield CorrectionLine("sure", f"sure-{row}", excerpt.where(row), title, text)
    for row in corrections.left_out:
        yield CorrectionLine("row", f"row-{row}", excerpt.where(row))


def of_receipt(sheets: Sequence[str], headings: Sequence[tuple[str, ...]]) -> Excerpt:
    """What is left of a file that is no longer there: the sheets that were read, and the titles of
    their columns.
    """
    tables = zip_longest(sheets, headings)
    return Excerpt(tuple(Head(0, titles or (), (), sheet) for sheet, titles in tables))
