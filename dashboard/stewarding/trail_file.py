"""The audit trail as a file for a spreadsheet of the reader's language."""

import csv
import io
from collections.abc import Iterable, Iterator

from dashboard import formats
from dashboard.context import language
from dashboard.language import _
from dashboard.stewarding import trail as words_of
from data import trail
from data.database import Database
from data.trail import REVISION, Entry, Sight
from data.trail_search import Sought
from indicators.rows import BOM, cell


def lines_of(source: Database, sight: Sight, sought: Sought) -> Iterator[str]:
    """The file, a line at a time, as ``csv-excel`` is: «;» divides in Russian. No text of it can begin a formula."""
    yield BOM + _line(_heads())
    with source.read() as session:
        for entry in trail.every_entry(session, sight, sought):
            yield _line(_cells(entry))


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


def _cells(entry: Entry) -> Iterable[str]:
    shown = (
        _("Revision") if entry.kind == REVISION else _("Event"),
        entry.number,
        formats.moment(entry.at),
        entry.author,
        words_of.action_name(entry.action),
        words_of.summary_words(entry),
        entry.reason,
        words_of.detail_words(entry),
    )
    return map(cell, shown)


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";" if language() == "ru" else ",", lineterminator="\r\n").writerow(cells)
    return out.getvalue()
