"""The tour of the overview: four steps from what is worst to what is taken home.

It is offered by a quiet link until a browser has had it, and never begins by itself;
``assets/js/39-tour.js`` leads through what is only a hidden list here.
"""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import data
from dashboard.components.links import link
from dashboard.request import PageRequest
from dashboard.sections.matrix import table
from dashboard.text.language import _

ANCHOR = "tour"
"""What an address ends with that begins the tour."""


def offer() -> Component:
    """The quiet link of the overview; a button, as it leads nowhere without a script."""
    return html.Button(
        _("Show it in a minute"), type="button", className="tour__offer no-print", **data("tour")
    )


def link_to_tour(page_request: PageRequest) -> Component:
    """The link of another page, which stays when the offer is gone."""
    return link(_("Show the overview in a minute"), f"{page_request.page('/')}#{ANCHOR}")


def steps() -> Component:
    """The steps, each at a part of the page; one whose part is not there is passed over."""
    words = data(
        label=_("The overview in a minute"),
        count=_("{number} of {total}"),
        onward=_("Go on"),
        end=_("That is all"),
        close=_("Close"),
    )
    listed = [
        html.Li([html.Strong(title), " ", text], **data(at=place))
        for place, title, text in _steps()
    ]
    return html.Ol(listed, className="tour", hidden=True, **words)


def _steps() -> Iterator[tuple[str, str, str]]:
    """Where each step stands on the page, its title and its text."""
    yield (
        ".findings",
        _("What is worst."),
        _("Here are the indicators furthest from their plans. Begin with the first."),
    )
    yield (
        f"#{table.ANCHOR}",
        _("Open its records."),
        _("Each number leads to its indicator, and there to the very records that it counts."),
    )
    yield (
        "#overview-districts:has(.panels)",
        _("Compare the districts."),
        _("Choose an indicator: the map and the bars say where it goes better and where worse."),
    )
    yield (
        ".takeaway",
        _("Take it away."),
        _("This page as a file or as a slide of a meeting, with the state of its data."),
    )
