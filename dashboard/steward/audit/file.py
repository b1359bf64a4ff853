"""The audit trail as a file for a spreadsheet of the reader's language."""

from collections.abc import Iterable, Iterator

from dashboard.steward.audit import trail as trail_text
from dashboard.text import formats
from dashboard.text.actions import action_name
from dashboard.text.csv_line import csv_line
from dashboard.text.language import _
from data.audit import trail
from data.audit.search import Sought
from data.audit.trail import REVISION, AuditEntry, AuditScope
from data.database.database import Database
from indicators.sheets.row_stream import BOM


def lines_of(source: Database, sight: AuditScope, sought: Sought) -> Iterator[str]:
    """The file, a line at a time, as ``csv-excel`` is: «;» divides in Russian.

    No text of it can begin a formula.
    """
    yield BOM + csv_line(_heads())
    with source.read() as session:
        for entry in trail.every_entry(session, sight, sought):
            yield csv_line(_cells(entry))


def _heads() -> Iterable[str]:
    return (
        _("Kind"),
        _("Number"),
        _("When"),
        _("Who"),
        _("Deed"),
        _("What"),
        _("Why"),
        _("Details"),
    )


def _cells(entry: AuditEntry) -> Iterable[object]:
    return (
        _("Revision") if entry.kind == REVISION else _("Event"),
        entry.number,
        formats.moment(entry.at),
        entry.author,
        action_name(entry.action),
        trail_text.summary_words(entry),
        entry.reason,
        trail_text.detail_words(entry),
    )
