"""The numbers that loading a file would change, before it is loaded."""

from pathlib import Path

from data import imports
from data.database.database import Change, Database
from data.imports import ImportOptions, Receipt
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.rehearsal import rehearse

CHEAP = 20_000
"""Rows whose effect on the numbers is worked out before they are loaded."""


def changes_anything(receipt: Receipt) -> bool:
    """Whether what a receipt foresees would leave a trace."""
    return receipt.accepted + receipt.updated + receipt.covered > 0


def loading_effect(
    database: Database, kind: str, path: Path, options: ImportOptions, receipt: Receipt
) -> tuple[ChangedAnswer, ...] | None:
    """The whole years' answers that loading a file would make other, whose ``receipt`` was foreseen;
    nothing where it is too large for that to be worked out now. None change as long as nobody has
    said what the file covers.
    """
    if receipt.proposed_covers or not changes_anything(receipt):
        return ()
    if receipt.accepted + receipt.updated > CHEAP:
        return None

    def load(change: Change) -> None:
        imports.load(change, imports.check(change.session, kind, path, options))

    return rehearse(database, options.programme, load, override_closed_years=True)
