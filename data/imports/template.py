"""An empty workbook of a kind: its columns with notes and lists to choose from, and a sheet of
help.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from data.clock import named_day
from data.imports.choices import choices
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.help import explain, rules_of_typing
from data.imports.receipt import say
from data.imports.registry import kind_of
from data.system import usable, write_whole

ROWS = 10_000  # have lists and formats
WIDTH = 18
LITERAL = {"strings_to_formulas": False, "strings_to_urls": False}
# a spreadsheet would change what is typed
TEXT_FORMS = {
    "inn",
    "ogrn",
    "day",
    "period",
    "code",
    "codes",
}

Row = Mapping[str, str]


def write_template(
    kind_name: str,
    target: str | PathLike[str],
    language: str = "ru",
    rows: Sequence[Row] = (),
    context: Context | None = None,
) -> None:
    """Write an XLSX workbook of this kind with notes, lists and help; empty, or with ``rows`` by the
    names of columns.

    With a programme's ``context`` its districts and codes are among the lists.
    """
    kind, path = kind_of(kind_name), Path(target)
    own = [column for column in columns_of(kind, rows) if column in kind.columns]
    lists = [choices(column, language, context) for column in own]
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {**LITERAL, "in_memory": True}) as workbook:
        _write_table(workbook, kind, language, rows, [len(words) for words in lists])
        _write_help(workbook, kind, language)
        _write_lists(workbook, lists, language)
    with usable("export_not_written", file=path.name):
        write_whole(path, buffer.getvalue(), mode=0o666)


def header(column: Column, language: str) -> str:
    """The column's title in a template: its words in Russian, its name in English; a star where a
    value is required.
    """
    title = column.words.ru if language == "ru" else column.name
    return f"{title} *" if column.required else title


def columns_of(kind: Kind, rows: Sequence[Row]) -> list[Column]:
    """The kind's columns, and those of its family that the rows have; retired ones where a row says
    something there.
    """
    known = {column.name for column in kind.columns}
    more = dict.fromkeys(name for row in rows for name in row if name not in known)
    families = [kind.family(name) for name in more] if kind.family else []
    filled = {name for row in rows for name, text in row.items() if text}
    own = [column for column in kind.columns if not column.is_retired or column.name in filled]
    return [*own, *(column for column in families if column)]


def _write_table(
    workbook: Any, kind: Kind, language: str, rows: Sequence[Row], counts: Sequence[int]
) -> None:
    """The table with its lists; ``counts``: how many entries the list of each column has."""
    sheet = workbook.add_worksheet(getattr(kind.words, language)[:31])
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    as_text = workbook.add_format({"num_format": "@"})
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns_of(kind, rows)):
        sheet.set_column(place, place, WIDTH, as_text if column.form in TEXT_FORMS else None)
        sheet.write_string(0, place, header(column, language), bold)
        sheet.write_comment(0, place, explain(column, language), {"x_scale": 2, "y_scale": 1.5})
        _offer_choices(sheet, place, counts[place] if place < len(counts) else 0, language)
        for number, row in enumerate(rows, start=1):
            if column.name in row:
                sheet.write_string(number, place, row[column.name])


def _offer_choices(sheet: Any, place: int, count: int, language: str) -> None:
    """Let the cells of a column be chosen from the same column of the sheet of lists.

    What is not in the list is warned of and may stand: a cell may name several districts.
    """
    if count:
        letter = xl_col_to_name(place)
        source = f"='{say('template_lists', language)}'!${letter}$1:${letter}${count}"
        offer = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(1, place, ROWS, place, offer)


def _write_help(workbook: Any, kind: Kind, language: str) -> None:
    sheet = workbook.add_worksheet(say("template_help", language))
    bold = workbook.add_format({"bold": True})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 2, WIDTH, wrapped)
    sheet.set_column(3, 3, 5 * WIDTH, wrapped)
    sheet.write_row(
        0,
        0,
        [say(f"template_{part}", language) for part in ("column", "name", "required", "what")],
        bold,
    )
    for number, column in enumerate(columns_of(kind, kind.example), start=1):
        words = getattr(column.words, language), column.name, _required(column, language)
        sheet.write_row(number, 0, [*words, explain(column, language)])
    below = len(columns_of(kind, kind.example)) + 2
    for number, sentence in enumerate(rules_of_typing(language), start=below):
        sheet.write_string(number, 3, sentence, wrapped)


def _required(column: Column, language: str) -> str:
    """Whether a value is required: of every row, of those from a day on, or of none."""
    if column.required_since:
        return say("template_since", language, day=named_day(column.required_since)[language])
    return say("template_yes" if column.required else "template_no", language)


def _write_lists(workbook: Any, lists: Sequence[Sequence[str]], language: str) -> None:
    """The lists to choose from, in the same columns as in the table."""
    sheet = workbook.add_worksheet(say("template_lists", language))
    for place, words in enumerate(lists):
        for number, word in enumerate(words):
            sheet.write_string(number, place, word)
    sheet.hide()
