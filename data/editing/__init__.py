"""What people change by hand: single rows and grids, through the very columns and rules of the
importers.
"""

from data.editing.checking import CheckedEdit, checked
from data.editing.finding import RecordList, RecordSearch, find
from data.editing.listing import MOST
from data.editing.rows import RowInput, RowsEdit
from data.editing.saving import SaveResult, save, save_rows
from data.editing.stored_rows import StoredRow, newest_row, rows_by_id
from data.editing.texts import texts_of
from data.editing.versions import RowVersion, versions
from data.imports.context.context import context_of

__all__ = [
    "MOST",
    "CheckedEdit",
    "RecordList",
    "RecordSearch",
    "RowInput",
    "RowVersion",
    "RowsEdit",
    "SaveResult",
    "StoredRow",
    "checked",
    "context_of",
    "find",
    "newest_row",
    "rows_by_id",
    "save",
    "save_rows",
    "texts_of",
    "versions",
]
