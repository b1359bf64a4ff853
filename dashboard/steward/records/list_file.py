"""The records of a list as a file: what was found, with the columns that were chosen."""

from collections.abc import Mapping

from dashboard.http.context import database, language
from dashboard.steward.records.list_columns import ListColumns
from dashboard.steward.records.list_search import record_search
from dashboard.steward.records.values import label
from dashboard.text.csv_line import csv_line
from data import editing
from data.editing import MOST, context_of
from data.refusals import refuse
from indicators.answers.facts import Facts
from indicators.sheets.row_stream import BOM


def text(facts: Facts, list_columns: ListColumns, choices: Mapping[str, str]) -> str:
    """The file, whose heads and values are those that imports read; refuses more records than a list
    looks through.
    """
    kind, columns = list_columns.kind, list_columns.numbered
    search = record_search(facts, list_columns, choices)
    with database().read() as session:
        context = context_of(session, facts.code)
        record_list = editing.find(context, kind, search, limit=MOST)
        if record_list.among is not None or record_list.total > MOST:
            raise refuse("edit_file_long", most=MOST)
        rows = (editing.texts_of(kind, context, row.fields, language()) for row in record_list.rows)
        lines = (csv_line(texts[column.name] for column in columns) for texts in rows)
        return BOM + csv_line(map(label, columns)) + "".join(lines)
