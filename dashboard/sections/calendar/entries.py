"""The entries of the calendar in words: what each is called, of which type, and what became of it."""

import datetime
from collections import Counter
from dataclasses import replace
from typing import Any

from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.sections.calendar.choices import CalendarRequest
from dashboard.text import formats
from dashboard.text.decisions import state_name
from dashboard.text.language import _, ngettext
from indicators.calendar.days import (
    ACT,
    ACT_TYPES,
    ACTIVITY,
    DECISION,
    EVENT,
    EVENT_TYPES,
    MEETING,
    MOST,
    REPORT,
    REVISIONED,
    CalendarDays,
    CalendarEntry,
    CalendarFilter,
    calendar_days,
    in_order,
    is_wanted,
    months_of,
    open_sorts,
)
from indicators.calendar.meetings import meetings
from indicators.decisions.decisions import OPEN, OVERDUE


def entries_of(request: CalendarRequest) -> CalendarDays:
    """What the address chooses of its month, or of its year."""
    return days_between(request.page_request, request.filters, request.first, request.last)


def days_between(
    page_request: PageRequest,
    filters: CalendarFilter,
    first: datetime.date,
    last: datetime.date,
    limit: int | None = MOST,
) -> CalendarDays:
    """The entries from ``first`` to ``last``, meetings among them."""
    ends, as_of = (first, last, filters), page_request.as_of
    days: CalendarDays = page_request.asker.ask(
        calendar_days, page_request.facts.code, *ends, as_of, language(), limit
    )
    own = _meetings(page_request, *ends)
    return replace(days, entries=in_order([*days.entries, *own]))


def _meetings(page_request: PageRequest, *ends: Any) -> tuple[CalendarEntry, ...]:
    """Of now: no earlier revision knows which there were."""
    if page_request.as_of is not None:
        return ()
    own: tuple[CalendarEntry, ...] = page_request.asker.read(
        meetings, page_request.facts.code, *ends
    )
    return own


def months(request: CalendarRequest) -> dict[tuple[int, str], int]:
    """How many entries each month of the year has, by sort; month 0: known to the year only."""
    page_request = request.page_request
    numbers: dict[tuple[int, str], int] = page_request.asker.ask(
        months_of, page_request.facts.code, request.year, request.filters, page_request.as_of
    )
    own = _meetings(page_request, request.first, request.last, request.filters)
    return numbers | Counter((entry.day.month, MEETING) for entry in own)


def first_open_sort(request: CalendarRequest) -> str:
    """What the reader may see none of where there is nothing."""
    page_request = request.page_request
    return page_request.asker.ask(open_sorts, page_request.facts.code)[0]


def closed_note(request: CalendarRequest) -> str | None:
    """Which sorts are not for the reader, and why; nothing where all are."""
    page_request = request.page_request
    known = page_request.asker.ask(open_sorts, page_request.facts.code)
    closed = [sort for sort in REVISIONED if sort not in known and is_wanted(request.filters, sort)]
    if not closed:
        return None
    return _(
        "Not listed here: {sorts}. These records hide small numbers and are open to those who keep "
        "them only."
    ).format(sorts=", ".join(map(sort_name, closed)))


def done_text(request: CalendarRequest, entry: CalendarEntry) -> str | None:
    """What became of a planned thing by the clock of the question."""
    if entry.sort == DECISION:
        return state_name(OVERDUE if is_overdue(request, entry) else entry.state or OPEN).lower()
    if entry.sort != ACTIVITY:
        return None
    if entry.done_on is None:
        return _("overdue") if is_overdue(request, entry) else _("to come")
    date = formats.short_date(entry.done_on)
    sentence = _("done late, {date}") if entry.done_on > entry.day else _("done in time, {date}")
    return sentence.format(date=date)


def is_overdue(request: CalendarRequest, entry: CalendarEntry) -> bool:
    """Whether somebody should have done it by the clock of the question, and has not."""
    is_open = entry.state == OPEN if entry.sort == DECISION else entry.done_on is None
    return entry.sort in (ACTIVITY, DECISION) and is_open and entry.day < request.today


def place_text(entry: CalendarEntry) -> str:
    """Where it is, and with how many people; nothing where nobody says."""
    people = (
        ngettext("{number} participant", "{number} participants", entry.participants)
        if entry.participants is not None
        else None
    )
    return ", ".join(filter(None, (entry.place, people)))


def title_of(entry: CalendarEntry) -> str:
    """What an entry is called; an act by its number as it is printed."""
    if entry.sort == REPORT:
        return ngettext(
            "{number} report on a grant is due",
            "{number} reports on grants are due",
            entry.number or 0,
        )
    if entry.sort == ACT:
        return _("No. {number}: {title}").format(number=entry.key, title=entry.title)
    return entry.title


def type_name(entry: CalendarEntry) -> str:
    """The type of an event or act, or the sort of another entry."""
    vocabulary = {EVENT: EVENT_TYPES, ACT: ACT_TYPES}.get(entry.sort)
    if vocabulary is None or entry.type is None:
        return sort_name(entry.sort)
    return vocabulary.name(entry.type, language())


def sort_name(sort: str) -> str:
    """The sort of an entry, as the heading of a column of numbers."""
    return {
        EVENT: _("Events"),
        ACTIVITY: _("Control dates"),
        REPORT: _("Days of reports"),
        ACT: _("Legal acts"),
        DECISION: _("Decisions due"),
        MEETING: _("Meetings"),
    }[sort]
