"""Which sheets of a workbook are read: the one that has the kind's header, or those that somebody
names.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.imports.columns.kind import Kind
from data.imports.files.header import nearly
from data.imports.files.heading import Heading
from data.imports.problems import refusal
from data.imports.values.codes import LANGUAGES
from data.refusals import Refusal, quoted
from data.words.matching import match_key
from data.words.offers import some

ALL = "all"
LEAST = 2
"""Columns that make a header beside others: a sheet of help has the name of one in each of its
rows.
"""
FOREIGN = 4
"""Of so many columns less than one is unknown, in a sheet that seems to be of the kind."""
WHY = {
    "hidden": {"ru": "скрыт", "en": "hidden"},
    "chart": {"ru": "не таблица", "en": "no table"},
    "empty": {"ru": "пуст", "en": "empty"},
    "columns": {"ru": "другие столбцы", "en": "other columns"},
    "other": {"ru": "нет заголовков этого вида", "en": "no header of this kind"},
    "without_rows": {"ru": "под заголовками нет строк", "en": "no rows below the header"},
    "unchosen": {"ru": "не выбран", "en": "not chosen"},
}


@dataclass(frozen=True)
class SourceSheet:
    """A sheet as far as it was looked at: ``heading`` is nothing where it is empty, hidden or no
    sheet of cells.
    """

    name: str
    visible: bool
    cells: bool
    heading: Heading | None
    rows: Callable[[], int]  # below the header; counting them reads the sheet

    def like(self, kind: Kind) -> bool:
        """Whether it has the kind's header, but perhaps for a few names that are misspelt or none
        of its columns.

        One known word makes no header, and many unknown ones make that of another kind.
        """
        # a sheet of help has the columns' names too, one in a row
        if self.heading is None or self.heading.matched < LEAST:
            return False
        titles = [name for name in self.heading.names if name.strip() and not _goes(kind, name)]
        columns = nearly(kind, titles)
        names = {column.name for column in columns if column}
        required = {column.name for column in kind.columns if column.required}
        # misspelt names count: a sheet with a slip is refused for it, not passed over
        return required <= names and FOREIGN * columns.count(None) < len(columns)


def _goes(kind: Kind, title: str) -> bool:
    """Whether a source's column is left out on purpose: that it is none of ours says nothing."""
    return kind.headings is not None and kind.headings.leaves_out(title)


def choose(
    file: str, kind: Kind, sheets: Sequence[SourceSheet], name: str | None
) -> list[SourceSheet]:
    """The sheets to read; asks where several have the header and nobody has said which."""
    if name and match_key(name) != ALL:
        return [_named(file, sheets, name)]
    filled = [sheet for sheet in sheets if sheet.visible and sheet.heading]
    # only charts, or all hidden: «empty» would send people looking for rows
    if not any(sheet.visible and sheet.cells for sheet in sheets):
        raise refusal(file, "import_no_worksheet")
    if not filled:
        raise _all_empty(file, sheets)
    likely = [sheet for sheet in filled if sheet.like(kind)]
    if len(likely) > 1:
        # an unfilled template beside the data has the same header
        likely = [sheet for sheet in likely if sheet.rows()] or likely[:1]
    if len(likely) > 1 and not name:
        rows = [(sheet.name, sheet.rows()) for sheet in likely]
        counted = {
            each: ", ".join(f"{quoted(sheet, each)} ({count})" for sheet, count in rows)
            for each in LANGUAGES
        }
        raise refusal(file, "import_sheet_choose", sheets=counted, example=likely[0].name)
    # none has it: the likest is refused for what its header lacks
    return likely or [max(filled, key=_likeness)]


def _likeness(sheet: SourceSheet) -> tuple[bool, int]:
    return (sheet.heading.complete, sheet.heading.matched) if sheet.heading else (False, 0)


def unread(
    kind: Kind, sheets: Sequence[SourceSheet], chosen: Sequence[SourceSheet]
) -> list[tuple[str, str]]:
    """Every other sheet with the reason for which it was not read, a key of ``WHY``."""
    return [(sheet.name, _why(kind, sheet)) for sheet in sheets if sheet not in chosen]


def _why(kind: Kind, sheet: SourceSheet) -> str:
    if not sheet.cells:
        return "chart"
    if not sheet.visible:
        return "hidden"
    if sheet.heading is None:
        return "empty"
    if not sheet.like(kind):
        return "columns" if sheet.heading.matched >= LEAST else "other"
    return "unchosen" if sheet.rows() else "without_rows"


def _named(file: str, sheets: Sequence[SourceSheet], name: str) -> SourceSheet:
    own = [sheet for sheet in sheets if sheet.cells]
    # exactly as typed before as people read it: two names may differ in case alone
    same = [sheet for sheet in own if sheet.name == name] or [
        sheet for sheet in own if match_key(sheet.name) == match_key(name)
    ]
    if not same:
        raise refusal(file, "import_sheet_unknown", sheet=name[:100], known=_listed(own, name))
    if same[0].heading is None:
        raise refusal(file, "import_sheet_empty", sheet=same[0].name, known=_listed(own, name))
    return same[0]


def _all_empty(file: str, sheets: Sequence[SourceSheet]) -> Refusal:
    """One empty sheet is an empty file; several are named, and the hidden ones beside them."""
    visible = [sheet for sheet in sheets if sheet.visible and sheet.cells]
    hidden = [sheet for sheet in sheets if not sheet.visible and sheet.cells]
    if len(visible) == 1 and not hidden:
        return refusal(file, "import_file_empty")
    return refusal(file, "import_sheets_empty", sheets=_listed(visible), hidden=_listed(hidden))


def _listed(sheets: Sequence[SourceSheet], like: str = "") -> Mapping[str, str]:
    """The names of sheets, in the quotation marks of each language."""
    return {
        language: some([quoted(sheet.name, language) for sheet in sheets], like, language)
        for language in LANGUAGES
    }
