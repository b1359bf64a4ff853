"""Where the data come from, what is illustrative, what has been reported, and how numbers are made."""

import dash
from dash import html

from dashboard.asked import Asked
from dashboard.blocks import block, draws
from dashboard.components import filters
from dashboard.frame import Page, page, page_title
from dashboard.language import _
from dashboard.sections import about_coverage, about_money, about_numbers, about_programme

dash.register_page(__name__, path="/about", title=page_title, nav=lambda: _("About the data"), place=9)

draws("about-coverage")(about_coverage.draw)
draws("about-money")(about_money.draw)


@page
def layout(asked: Asked) -> Page:
    """The programme, its facts and contradictions, coverage, money, rules."""
    return Page(
        title=_("About the data"),
        lead=asked.facts.text("name", asked.language),
        filters=filters.as_of(asked),
        body=[
            html.Div(
                [
                    about_programme.programme(asked),
                    about_programme.real_or_not(asked),
                    about_programme.facts(asked),
                    about_programme.source_notes(asked),
                ],
                className="panels",
            ),
            block("about-coverage", 500),
            block("about-money", 400),
            html.Div(
                [about_numbers.numbers(asked), about_numbers.statuses(asked), about_numbers.program()],
                className="panels",
            ),
        ],
    )
