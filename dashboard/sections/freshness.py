"""How fresh a number is: the day on which one of its indicator last changed."""

from dash import html
from dash.development.base_component import Component

from dashboard import formats
from dashboard.asked import Asked
from dashboard.language import _


def line(asked: Asked, indicator: str) -> list[Component]:
    """«данные от 12.03.2019» as of the asked revision; nothing of an indicator without numbers."""
    said = day(asked, indicator)
    return [html.Span(_("data of {date}").format(date=said), className="kpi__fresh")] if said else []


def day(asked: Asked, indicator: str) -> str:
    """The day itself."""
    found = asked.asker.changed_on(asked.facts.code, asked.as_of).get(indicator)
    return formats.short_date(found) if found else ""
