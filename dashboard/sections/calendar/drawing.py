"""The calendar drawn: a year by its months, a month by its days, and the list of what is in it."""

import calendar
from collections.abc import Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import aria, tongue
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, empty_note, panel, scrolling
from dashboard.components.stacked import stacked_table
from dashboard.http import urls
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.sections.calendar.choices import (
    GRID,
    CalendarRequest,
    month_href,
    month_name,
    read_calendar,
)
from dashboard.sections.calendar.entries import (
    closed_note,
    done_text,
    entries_of,
    first_open_sort,
    months,
    place_text,
    sort_name,
    title_of,
    type_name,
)
from dashboard.sections.calendar.plan import is_plan, plan
from dashboard.sections.decisions import ANCHOR as DECISIONS
from dashboard.sections.figure_links import page_links
from dashboard.text import formats
from dashboard.text.language import _, ngettext
from indicators.calendar.days import DECISION, MEETING, SORTS, CalendarDays, CalendarEntry


def draw_grid(page_request: PageRequest) -> Component | None:
    """The months of the year, or the days of the month."""
    request = read_calendar(page_request)
    if request.view != GRID:
        return None
    return _months(request) if request.month is None else _days(request)


def _months(request: CalendarRequest) -> Component:
    numbers = months(request)
    sorts = [sort for sort in SORTS if any(each == sort for _month, each in numbers)]
    sorts = sorts or [first_open_sort(request)]
    heads = [_("Month"), *(sort_name(sort) for sort in sorts)]
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
    content = [scrolling(table, title), *_closed(request)]
    return panel(title, content, wide=True, summary=title)


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
    for entry in entries_of(request).entries:
        if entry.precision == "day":
            by_day.setdefault(entry.day.day, []).append(entry)
    weeks = calendar.Calendar().monthdayscalendar(request.year, request.month or 1)
    names = formats.day_names()
    table = html.Table(
        [
            html.Caption(request.title, className="visually-hidden"),
            html.Thead(html.Tr([html.Th(name.capitalize(), scope="col") for name in names])),
            html.Tbody(
                [
                    html.Tr([_day(request, day, by_day.get(day, ())) for day in week])
                    for week in weeks
                ]
            ),
        ],
        className="calendar-days",
    )
    content = [scrolling(table, request.title), *_closed(request)]
    return panel(request.title, content, wide=True, summary=request.title)


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
    listed = entries_of(request)
    title = _("What there is: {period}").format(period=request.title)
    if not listed.entries:
        nothing = empty_note(_("Nothing is recorded here."))
        return panel(title, [nothing, *_closed(request)], wide=True)
    if is_plan(request):
        return plan(request, listed, _illustrative(listed), _left(listed.left))
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
        [stacked_table(columns, rows, caption=title), *_left(listed.left), *_closed(request)],
        note=_illustrative(listed),
        wide=True,
        anchor="calendar-entries",
        links=page_links(request.page_request, slide="calendar_list"),
    )


def _closed(request: CalendarRequest) -> list[Component]:
    sentence = closed_note(request)
    return [empty_note(sentence)] if sentence else []


def _illustrative(listed: CalendarDays) -> list[Any] | None:
    number = sum(entry.illustrative for entry in listed.entries)
    if not number:
        return None
    sentence = _("Made up to show the dashboard: {number} of {total}.")
    return [
        status.mark("illustrative"),
        " ",
        sentence.format(number=formats.number(number), total=formats.number(len(listed.entries))),
    ]


def _left(left: int) -> list[Component]:
    if not left:
        return []
    sentence = ngettext(
        "And {number} more; choose a month.", "And {number} more; choose a month.", left
    )
    return [empty_note(sentence)]


def _title(request: CalendarRequest, entry: CalendarEntry) -> Any:
    """What it is called; a decision leads to the number that it is about, or to all decisions, a
    meeting to what is shown there.
    """
    text = title_of(entry)
    if entry.sort == MEETING:
        address = urls.with_choices(f"/present/{entry.key}", {"lang": language()})
        return html.A(text, href=address, **tongue(text))
    if entry.sort != DECISION:
        return text
    page_request = request.page_request
    known = entry.indicator in page_request.facts.catalogue.versions
    path = f"/indicator/{entry.indicator}" if known else "/council"
    return html.Span(link(text, f"{page_request.page(path)}#{DECISIONS}"), **tongue(text))


def _row(request: CalendarRequest, entry: CalendarEntry) -> list[Any]:
    return [
        html.Span(formats.record_date(entry.day, entry.precision), className="unbroken"),
        type_name(entry),
        _title(request, entry),
        place_text(entry) or formats.EN_DASH,
        [
            html.Div(text, **tongue(text))
            for text in (entry.responsible, done_text(request, entry))
            if text
        ]
        or [formats.EN_DASH],
    ]
