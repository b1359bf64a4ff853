"""A task or subprogramme: its indicators, activities and money together."""

import dash

from dashboard.components import filters
from dashboard.components.links import choice
from dashboard.request import PageRequest
from dashboard.sections.blocks import block, draws
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, here
from dashboard.sections.part import activities, money, summary
from dashboard.text.language import _

dash.register_page(
    __name__,
    path="/part",
    path_template="/part/<code>",
    title=page_title,
    deck=PageDeck(
        lambda: _("Task or subprogramme"),
        here("part_indicators", "part_activities", "part_money"),
        lambda page_request, _code: summary.PartPage(page_request).name,
    ),
)

draws("part-result")(summary.draw_result)
draws("part-indicators")(summary.draw_indicators)
draws("part-activities")(activities.draw)
draws("part-money")(money.draw)


@page
def layout(page_request: PageRequest, code: str = "") -> FramedPage:
    """The way up the tree, the choices, and the places of the blocks."""
    view = summary.PartPage(page_request)
    return FramedPage(
        title=view.name,
        path=summary.breadcrumbs(view),
        lead=page_request.facts.text("name", page_request.language),
        filters=[
            choice("part", _("Task or subprogramme"), view.part_options(), grow=True),
            filters.year(page_request, view.year, _("Year shown")),
            choice("responsible", _("Responsible"), view.responsible_options(), grow=True),
            *filters.as_of(page_request),
        ],
        body=[
            block("part-result", 700),
            block("part-indicators", 420),
            block("part-activities", 620),
            block("part-money", 420),
        ],
    )
