"""The calendar: meetings, events, control dates, reports and acts by month, year and list."""

import dash
from dash.development.base_component import Component

from dashboard.components import filters
from dashboard.components.links import link
from dashboard.request import PageRequest
from dashboard.sections.about import programme
from dashboard.sections.blocks import block, draws
from dashboard.sections.calendar import drawing, feed
from dashboard.sections.calendar.choices import LIST, choices, read_calendar
from dashboard.sections.calendar.plan import is_plan
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, Slides
from dashboard.text.language import _
from data.decks import SlideText


def slides(page_request: PageRequest) -> Slides:
    """A year by month; its list too, or a month's, where the page shows one."""
    request = read_calendar(page_request)
    address = page_request.address.href()
    if request.month is None and request.days is None:
        yield SlideText("calendar_year", address)
    if request.month is not None or request.view == LIST:
        yield SlideText("calendar_list", address)


dash.register_page(
    __name__,
    path="/calendar",
    title=page_title,
    nav=lambda: _("Calendar"),
    place=4.7,
    deck=PageDeck(lambda: _("Calendar"), slides),
)

# meetings make no revision
draws("calendar-grid", kept=False)(drawing.draw_grid)
draws("calendar-list", kept=False)(drawing.draw_list)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The choices, the ways to the plan and the feed, and the places of the blocks."""
    request = read_calendar(page_request)
    plan = page_request.href(type="activity", view="list", period=str(request.year))
    return FramedPage(
        title=_("Calendar"),
        lead=[
            link(_("The plan of {year} on one page").format(year=request.year), plan),
            " · ",
            feed.subscription(page_request),
            " · ",
            _("years are those of the calendar, January to December"),
        ],
        filters=[
            *choices(request),
            *filters.district(page_request, together=True),
            *filters.as_of(page_request),
            filters.days(page_request),
        ],
        body=[
            block("calendar-grid", 560),
            block("calendar-list", 900),
            *([] if is_plan(request) else _broken_dates(page_request)),
        ],
    )


def _broken_dates(page_request: PageRequest) -> list[Component]:
    """Acts with the dates that their sources print wrongly."""
    return [programme.source_notes(page_request)] if page_request.facts.notes else []
