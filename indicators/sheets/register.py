"""The entries of the register as rows: a page of them in the columns of its open data."""

from typing import Any

from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.register.entries import Place, RegisterEntry, place_text, register_page
from indicators.register.filters import RegisterFilter
from indicators.sheets.row_stream import Row
from indicators.sheets.rows import RowSheet, plain

RECIPIENT_COLUMNS = ("name", "own_name", "address", "ogrn", "inn", "activities")
REGISTER_COLUMNS = (
    "programme",
    "number",
    "entered_on",
    "decided_on",
    "precision",
    "ended_on",
    "organisation",
    *RECIPIENT_COLUMNS,
    "district",
    "form",
    "amount",
    "until",
    "authority",
    "violation",
    "violation_details",
    "illustrative",
    "source",
)
"""``organisation`` is the number in the address of its page; ``own_name`` the name under which the
entry was made, where the organisation was merged into another since.
"""


def register_rows(
    session: Session,
    programme: str,
    filters: RegisterFilter,
    as_of: int | None = None,
    *,
    after: Place | None = None,
    limit: int,
) -> RowSheet:
    """At most ``limit`` entries after a place, the newest decision first; ``next`` is the place
    after which the others begin, null where there are none.

    Refuses years outside the programme's.
    """
    reader = ProgrammeReader(session, programme, as_of)
    reader.window(filters.years)
    page = register_page(session, programme, filters, as_of, after=after, limit=limit)
    rows = [_row(programme, entry) for entry in page.entries]
    following = place_text(page.following) if page.following else None
    return RowSheet(reader.newest, page.revision, REGISTER_COLUMNS, rows, {"next": following})


def _row(programme: str, entry: RegisterEntry) -> Row:
    whose = entry.recipient
    known: dict[str, Any] = {
        "programme": programme,
        "organisation": whose.identity if whose else None,
        **{name: getattr(whose, name) if whose else None for name in RECIPIENT_COLUMNS},
        "amount": plain(entry.amount, money=True),
    }
    return {
        name: known[name] if name in known else plain(getattr(entry, name))
        for name in REGISTER_COLUMNS
    }
