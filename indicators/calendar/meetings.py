"""Meetings of the council as entries of the calendar: decks of which somebody has said the day.

No revision knows of decks, so they stand in the living calendar alone, and are read anew each time.
"""

import datetime

from sqlalchemy.orm import Session

from data.decks import decks
from indicators.calendar.days import MEETING, CalendarEntry, CalendarFilter, is_wanted


def meetings(
    session: Session,
    programme: str,
    first: datetime.date,
    last: datetime.date,
    filters: CalendarFilter,
) -> tuple[CalendarEntry, ...]:
    """Those from ``first`` to ``last``, both included; a meeting belongs to the whole territory."""
    if not is_wanted(filters, MEETING):
        return ()
    return tuple(
        CalendarEntry(MEETING, deck.code, deck.held_on, "day", None, deck.title)
        for deck in decks(session)
        if deck.programme == programme and deck.held_on and first <= deck.held_on <= last
    )
