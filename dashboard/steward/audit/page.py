"""A page of the audit: it begins beside an entry that its address names, so that nothing is lost or
shown twice while people go on working.
"""

from dataclasses import dataclass
from typing import Any

from flask import request

from data.audit.search import Sought
from data.audit.trail import AuditEntry, AuditPlace, AuditScope, entries, place_of
from data.refusals import LONGEST, refuse

ROWS = 50


@dataclass(frozen=True)
class AuditPage:
    """The entries of a page; ``newer`` and ``older`` name those beside which the neighbouring pages
    begin. ``is_beyond``: nothing is left after the entry that the address names.
    """

    entries: tuple[AuditEntry, ...] = ()
    newer: str | None = None
    older: str | None = None
    is_beyond: bool = False


def read_page(session: Any, sight: AuditScope, sought: Sought) -> AuditPage:
    """The page that the address asks for: the newest entries, those after one, those before one."""
    before = _place(session, "before")
    if before is not None:
        rows = entries(session, sight, sought, beside=before, backwards=True, limit=ROWS + 1)
        # fewer are the first page: it begins with the newest, whatever has come since
        if len(rows) > ROWS:
            page = rows[ROWS - 1 :: -1]
            return AuditPage(page, newer=page[0].name, older=page[-1].name)
    after = _place(session, "after") if before is None else None
    rows = entries(session, sight, sought, beside=after, limit=ROWS + 1)
    return AuditPage(
        rows[:ROWS],
        newer=rows[0].name if after and rows else None,
        older=rows[ROWS - 1].name if len(rows) > ROWS else None,
        is_beyond=after is not None and not rows,
    )


def _place(session: Any, name: str) -> AuditPlace | None:
    """The entry that the address names; refuses one that there is not."""
    text = request.args.get(name, "")
    place = place_of(session, text) if text else None
    if text and place is None:
        raise refuse("audit_place_unknown", entry=text[:LONGEST])
    return place
