"""What ``/calendar.ics`` answers with: the entries of the calendar as a file that calendars read."""

import datetime
from collections.abc import Iterator

from flask import Response, request
from icalendar import Calendar, Event

from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections.calendar.choices import read_calendar
from dashboard.sections.calendar.entries import days_between, title_of, type_name
from dashboard.text import labels
from dashboard.text.language import _
from indicators.calendar.days import DECISION, CalendarDays, CalendarEntry
from indicators.decisions.decisions import DROPPED


def view() -> Response:
    """Every entry whose day is known, from the programme's first year on: what is decided of its last
    year is due after it.
    """
    page_request = read_page_request(request.full_path.rstrip("?"))
    filters, facts = read_calendar(page_request).filters, page_request.facts
    # the last day there is has no next one, on which its entry would end
    ends = datetime.date(facts.first_year, 1, 1), datetime.date.max - datetime.timedelta(days=1)
    days = days_between(page_request, filters, *ends, limit=None)
    feed = Calendar()
    feed.add("prodid", f"-//Itog//{facts.code}//{language().upper()}")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", labels.short_programme_name(facts))
    for event in _events(page_request, days):
        feed.add_component(event)
    return Response(feed.to_ical(), mimetype="text/calendar")


def _events(page_request: PageRequest, days: CalendarDays) -> Iterator[Event]:
    for entry in days.entries:
        # what is known to the month only stands on no day of anybody's calendar
        if entry.precision == "day":
            yield _event(page_request, entry)


def _event(page_request: PageRequest, entry: CalendarEntry) -> Event:
    facts, event = page_request.facts, Event()
    event.add("uid", f"{entry.sort}-{entry.key}-{entry.day:%Y%m%d}@{facts.code}.itog")
    event.add("dtstamp", facts.committed_at.replace(tzinfo=datetime.UTC))
    # a whole day: hours are recorded nowhere; such a day ends where the next begins
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + datetime.timedelta(days=1))
    event.add("summary", _summary(entry))
    event.add("categories", [type_name(entry)])
    if entry.place:
        event.add("location", entry.place)
    if entry.state == DROPPED:
        event.add("status", "CANCELLED")
    return event


def _summary(entry: CalendarEntry) -> str:
    """A decision's with who is to act: the day alone says that it is due."""
    if entry.sort != DECISION:
        return title_of(entry)
    return _("Due: {text} ({owner})").format(text=entry.title, owner=entry.responsible)
