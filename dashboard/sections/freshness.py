"""How fresh a number is: the day on which one of its indicator last changed."""

from dash import html
from dash.development.base_component import Component

from dashboard.request import PageRequest
from dashboard.text import formats
from dashboard.text.language import _
from indicators.answers.freshness import changed_on


def line(page_request: PageRequest, indicator: str) -> list[Component]:
    """«данные от 12.03.2019» as of the asked revision; nothing of an indicator without numbers."""
    date = day(page_request, indicator)
    return (
        [html.Span(_("data of {date}").format(date=date), className="kpi__fresh")] if date else []
    )


def day(page_request: PageRequest, indicator: str) -> str:
    """The day itself."""
    moment = page_request.asker.ask(changed_on, page_request.facts.code, page_request.as_of).get(
        indicator
    )
    return formats.short_date(moment) if moment else ""
