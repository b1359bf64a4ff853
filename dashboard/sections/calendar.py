"""The calendar drawn: a year by its months, a month by its days, and the list of what is in it."""

import calendar
from collections.abc import Iterator, Sequence
from typing import Any

from babel.dates import get_day_names
from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import aria, tongue
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, empty_note, panel, scrolling
from dashboard.components.stacked import stacked_table
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.sections.calendar_filters import (
    GRID,
    CalendarRequest,
    month_href,
    month_name,
    read_calendar,
)
from dashboard.text import formats
from dashboard.text.language import _, ngettext
from data.kinds.events import EVENT_TYPES
from data.kinds.legal_acts import ACT_TYPES
from indicators.calendar.days import (
    ACT,
    ACTIVITY,
    EVENT,
    REPORT,
    SORTS,
    CalendarDays,
    CalendarEntry,
    calendar_days,
    months_of,
)


def draw_grid(page_request: PageRequest) -> Component | None:
    """The months of the year, or the days of the month."""
    request = read_calendar(page_request)
    if request.view != GRID:
        return None
    return _months(request) if request.month is None else _days(request)


def _months(request: CalendarRequest) -> Component:
    page_request = request.page_request
    numbers = page_request.asker.ask(
        months_of, page_request.facts.code, request.year, request.filters, page_request.as_of
    )
    sorts = [sort for sort in SORTS if any(each == sort for _month, each in numbers)] or [EVENT]
    heads = [_("Month"), *(_sort_name(sort) for sort in sorts)]
    rows = [_month_row(request, month, sorts, numbers) for month in range(1, 13)]
    if any(month == 0 for month, _sort in numbers):
        rows.append([html.Td(_("day not known")), *_numbers(0, sorts, numbers)])
    table = html.Table(
        [
            html.Caption(request.title, className="visually-hidden"),
            html.Thead(html.Tr([html.Th(heads[0], scope="col"), *map(_numeric_head, heads[1:])])),
            html.Tbody([html.Tr(row) for row in rows]),
        ],
        className="data-table calendar-months",
    )
    title = _("{year} by month").format(year=request.year)
    return panel(title, scrolling(table, title), wide=True, summary=title)


def _numeric_head(name: str) -> Component:
    return html.Th(name, scope="col", className="num")


def _month_row(
    request: CalendarRequest, month: int, sorts: Sequence[str], numbers: dict[Any, int]
) -> list[Component]:
    head = html.Th(link(month_name(month), month_href(request, month)), scope="row")
    return [head, *_numbers(month, sorts, numbers)]


def _numbers(month: int, sorts: Sequence[str], numbers: dict[Any, int]) -> Iterator[Component]:
    for sort in sorts:
        number = numbers.get((month, sort), 0)
        yield html.Td(formats.number(number) if number else formats.EN_DASH, className="num")


def _days(request: CalendarRequest) -> Component:
    """A week a row, Monday first; days of other months are empty."""
    by_day: dict[int, list[CalendarEntry]] = {}
    for entry in _entries(request).entries:
        if entry.precision == "day":
            by_day.setdefault(entry.day.day, []).append(entry)
    weeks = calendar.Calendar().monthdayscalendar(request.year, request.month or 1)
    names = [get_day_names("abbreviated", "stand-alone", language())[day] for day in range(7)]
    table = html.Table(
        [
            html.Caption(request.title, className="visually-hidden"),
            html.Thead(html.Tr([html.Th(str(name).capitalize(), scope="col") for name in names])),
            html.Tbody(
                [
                    html.Tr([_day(request, day, by_day.get(day, ())) for day in week])
                    for week in weeks
                ]
            ),
        ],
        className="calendar-days",
    )
    return panel(request.title, scrolling(table, request.title), wide=True, summary=request.title)


def _day(request: CalendarRequest, day: int, entries: Sequence[CalendarEntry]) -> Component:
    if not day:
        return html.Td(className="calendar-days__other")
    is_today = request.first.replace(day=day) == request.today
    return html.Td(
        [
            html.Span(str(day), className="calendar-days__day"),
            *(_mark(entry) for entry in entries),
        ],
        className="calendar-days__today" if is_today else "",
        **aria(current="date" if is_today else None),
    )


def _mark(entry: CalendarEntry) -> Component:
    text = title_of(entry)
    return html.Div(
        text, className=f"calendar-days__entry calendar-days__entry--{entry.sort}", **tongue(text)
    )


def draw_list(page_request: PageRequest) -> Component | None:
    """Every entry of the month, or of the year where a list is asked for, with place and owner."""
    request = read_calendar(page_request)
    if request.view == GRID and request.month is None:
        return None
    listed = _entries(request)
    title = _("What there is: {period}").format(period=request.title)
    if not listed.entries:
        return panel(title, empty_note(_("Nothing is recorded here.")), wide=True)
    columns = [
        TableColumn(_("Date")),
        TableColumn(_("What")),
        TableColumn(_("Title")),
        TableColumn(_("Place, participants")),
        TableColumn(_("Responsible, done")),
    ]
    rows = [_row(request, entry) for entry in listed.entries]
    return panel(
        title,
        [stacked_table(columns, rows, caption=title), *_left(listed.left)],
        note=_made_up(listed),
        wide=True,
    )


def _entries(request: CalendarRequest) -> CalendarDays:
    page_request = request.page_request
    days: CalendarDays = page_request.asker.ask(
        calendar_days,
        page_request.facts.code,
        request.first,
        request.last,
        request.filters,
        page_request.as_of,
        language(),
    )
    return days


def _made_up(listed: CalendarDays) -> list[Any] | None:
    number = sum(entry.illustrative for entry in listed.entries)
    if not number:
        return None
    sentence = _("Made up to show the dashboard: {number} of {total}.")
    return [
        status.mark("illustrative"),
        " ",
        sentence.format(number=number, total=len(listed.entries)),
    ]


def _left(left: int) -> list[Component]:
    if not left:
        return []
    sentence = ngettext(
        "And {number} more; choose a month.", "And {number} more; choose a month.", left
    )
    return [empty_note(sentence)]


def _row(request: CalendarRequest, entry: CalendarEntry) -> list[Any]:
    people = (
        ngettext("{number} participant", "{number} participants", entry.participants)
        if entry.participants is not None
        else None
    )
    where = ", ".join(filter(None, (entry.place, people)))
    return [
        html.Span(formats.record_date(entry.day, entry.precision), className="unbroken"),
        type_name(entry),
        title_of(entry),
        where or formats.EN_DASH,
        [
            html.Div(text, **tongue(text))
            for text in (entry.responsible, _done(request, entry))
            if text
        ]
        or [formats.EN_DASH],
    ]


def _done(request: CalendarRequest, entry: CalendarEntry) -> str | None:
    """What became of a planned thing by the clock of the question."""
    if entry.sort != ACTIVITY:
        return None
    if entry.done_on is None:
        return _("overdue") if entry.day < request.today else _("to come")
    done = formats.short_date(entry.done_on)
    sentence = _("done late, {date}") if entry.done_on > entry.day else _("done in time, {date}")
    return sentence.format(date=done)


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
        return _sort_name(entry.sort)
    return vocabulary.name(entry.type, language())


def _sort_name(sort: str) -> str:
    return {
        EVENT: _("Events"),
        ACTIVITY: _("Control dates"),
        REPORT: _("Days of reports"),
        ACT: _("Legal acts"),
    }[sort]
