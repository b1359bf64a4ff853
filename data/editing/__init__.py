"""What people change by hand: single rows and grids, through the very columns and rules of the importers."""

from data.editing.checking import Edit, checked
from data.editing.finding import Found, Wanted, find
from data.editing.rows import Typed
from data.editing.saving import Saved, save, save_rows
from data.editing.standing import Standing, standing, standing_by_id
from data.editing.texts import texts_of
from data.editing.versions import Version, versions
from data.importers.steps.context import context_of

__all__ = [
    "Edit",
    "Found",
    "Saved",
    "Standing",
    "Typed",
    "Version",
    "Wanted",
    "checked",
    "context_of",
    "find",
    "save",
    "save_rows",
    "standing",
    "standing_by_id",
    "texts_of",
    "versions",
]
