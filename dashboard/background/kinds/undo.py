"""An import is undone, as one revision."""

from collections.abc import Mapping
from typing import Any

from dashboard.background.kinds import Words
from dashboard.background.state import Job
from dashboard.background.telling import Tell
from dashboard.language import _
from data import importers
from data.database import Database


def work(database: Database, arguments: Mapping[str, Any], tell: Tell) -> str:
    """Undo, then lead to the revision's receipt."""
    tell(0)
    said = {name: arguments[name] for name in ("with_edits", "author", "reason", "settled")}
    receipt = importers.undo(database, arguments["import_id"], **said)
    return f"/steward/audit/{receipt.revision}?programme={receipt.programme}"


def words(job: Job) -> Words:
    return Words(
        waiting=_("The import is being undone"),
        ready=_("The import is undone"),
        failed=_("The import was not undone"),
        progress=_("Rows are closed, numbers are being computed…"),
        cancelled=_("Nothing was changed; if it was undone the moment before, its page says so."),
        back=f"/steward/imports/{job.arguments['import_id']}",
    )
