"""What the calendar's address wants, and the choices above it."""

import calendar
import datetime
from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard.components.filters import year as year_choice
from dashboard.components.links import LinkOption, choice, labelled_switch
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.sections.choice_words import chosen_title, district_text
from dashboard.text import formats
from dashboard.text.language import _
from data import clock
from data.refusals import Names
from data.words.offers import check_choice, unnamed
from indicators.calendar.days import (
    ACT,
    ACTIVITY,
    DECISION,
    EVENT,
    EVENT_TYPES,
    MEETING,
    REPORT,
    SORTS,
    CalendarFilter,
)
from indicators.periods import Days, Period, days_of, days_of_years

GRID, LIST = "grid", "list"
VIEWS = (GRID, LIST)


@dataclass(frozen=True)
class CalendarRequest:
    """A year, or a month of it (``None`` for all), and what is looked for there; any ``days``
    instead, of which there is the list alone.
    """

    page_request: PageRequest
    year: int
    month: int | None
    filters: CalendarFilter
    view: str
    days: Days | None = None

    @property
    def first(self) -> datetime.date:
        if self.days is not None:
            return self.days[0]
        return datetime.date(self.year, self.month or 1, 1)

    @property
    def last(self) -> datetime.date:
        if self.days is not None:
            return self.days[1]
        month = self.month or 12
        return datetime.date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def today(self) -> datetime.date:
        """The clock of the question: of a revision, the local day of its commit."""
        page_request = self.page_request
        if page_request.base.on is not None:
            return page_request.base.on
        live = page_request.as_of is None
        return clock.today() if live else clock.local_day(page_request.facts.committed_at)

    @property
    def title(self) -> str:
        """«Март 2016», «2016», «05.03.2016–10.09.2016»."""
        if self.days is not None:
            return formats.days(*self.days)
        return f"{month_name(self.month)} {self.year}" if self.month else str(self.year)


def read_calendar(page_request: PageRequest) -> CalendarRequest:
    """What the address wants; refuses a sort or a view that there is not."""
    choices, period = page_request.address.choices, page_request.period
    sort, view = choices.get("type"), choices.get("view", GRID)
    check_choice("type", sort, sort_names())
    check_choice("view", view, unnamed(VIEWS))
    days = _days(period)
    filters = CalendarFilter(
        sort=sort if sort in SORTS else None,
        type=None if sort in SORTS else sort,
        district=page_request.territory,
        cut=page_request.cut,
        touching=days is not None,
    )
    month = period.first_month if period and period.grain == "month" else None
    shown_as = view if days is None else LIST
    return CalendarRequest(page_request, _year(page_request), month, filters, shown_as, days)


def _days(period: Period | None) -> Days | None:
    """The days of a period that is no month and no year."""
    if period is None or period.grain in ("year", "month"):
        return None
    return days_of(period) or days_of_years(period.year, period.final_year)


def _year(page_request: PageRequest) -> int:
    """The year of the period; this one, or the programme's nearest to it."""
    if page_request.period is not None:
        return page_request.period.final_year
    facts = page_request.facts
    return min(max(clock.today().year, facts.first_year), facts.last_year)


def sort_names() -> dict[str, Names]:
    """What the calendar may be narrowed to: sorts of entries, and types of events."""
    sorts = {
        EVENT: _("All events"),
        ACTIVITY: _("Control dates of activities"),
        REPORT: _("Reports on grants"),
        ACT: _("Legal acts"),
        DECISION: _("Decisions of meetings"),
        MEETING: _("Meetings"),
    }
    return {code: {language(): name} for code, name in sorts.items()} | dict(EVENT_TYPES.names)


def narrowed_title(request: CalendarRequest, period: str) -> str:
    """What a period's calendar is called where no choices stand above it."""
    code = request.page_request.address.choices.get("type")
    names = sort_names().get(code or "", {})
    return chosen_title(
        _("Calendar, {period}").format(period=period),
        code and (names.get(language()) or code),
        district_text(request.page_request),
    )


def choices(request: CalendarRequest) -> list[Component]:
    """Year, month, sort and view."""
    return [
        year_choice(request.page_request, request.year, _("Year")),
        _months(request),
        _sorts(request),
        _views(request),
    ]


def month_name(month: int) -> str:
    """«Март», “March”."""
    return formats.month_name(month).capitalize()


def _months(request: CalendarRequest) -> Component:
    page_request, year = request.page_request, request.year
    whole = request.month is None and request.days is None
    options = [LinkOption(_("Whole year"), page_request.in_period(str(year)), whole)]
    options += [
        LinkOption(month_name(month), month_href(request, month), month == request.month)
        for month in range(1, 13)
    ]
    if request.days is not None:
        options.append(LinkOption(request.title, page_request.href(), True))
    return choice("month", _("Month"), options)


def month_href(request: CalendarRequest, month: int) -> str:
    """The address of a month of the same year."""
    return request.page_request.in_period(f"{request.year}-{month:02}")


def _sorts(request: CalendarRequest) -> Component:
    page_request = request.page_request
    chosen = page_request.address.choices.get("type")
    options = [LinkOption(_("Everything"), page_request.href(type=None), chosen is None)]
    options += [
        LinkOption(names.get(language()) or code, page_request.href(type=code), code == chosen)
        for code, names in sort_names().items()
    ]
    return choice("type", _("What to show"), options)


def _views(request: CalendarRequest) -> Component:
    page_request, names = request.page_request, {GRID: _("Calendar"), LIST: _("List")}
    options = [
        LinkOption(
            names[view],
            _as_grid(request) if view == GRID else page_request.href(view=view),
            view == request.view,
        )
        for view in VIEWS
    ]
    return labelled_switch(_("As"), options)


def _as_grid(request: CalendarRequest) -> str:
    """Any days have no grid: it is that of their year."""
    if request.days is None:
        return request.page_request.href(view=None)
    return request.page_request.in_period(str(request.year), view=None)
