"""``/calendar.ics``: the same entries for calendars of people, who subscribe to them."""

from dash import html
from dash.development.base_component import Component

from dashboard.request import PageRequest
from dashboard.text.language import _

PATH = "/calendar.ics"
KEPT = ("programme", "type", "district", "cut", "as_of", "lang")


def subscription(page_request: PageRequest) -> Component:
    """The way to subscribe to what the page shows, of all years."""
    choices = page_request.address.choices
    gone = {name: None for name in choices if name not in KEPT}
    return html.A(_("Subscribe (iCalendar)"), href=page_request.href(PATH, **gone))
