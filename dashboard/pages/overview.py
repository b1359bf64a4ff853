"""The state of a programme in ten seconds."""

import dash

from dashboard import formats
from dashboard.asked import Asked
from dashboard.blocks import block, draws
from dashboard.components import filters
from dashboard.frame import Page, page, page_title
from dashboard.language import _
from dashboard.sections import glance, key_cards, matrix, tally

dash.register_page(__name__, path="/", title=page_title, nav=lambda: _("Overview"), place=1)

draws("overview-tally")(tally.draw)
draws("overview-cards")(key_cards.draw)
draws("overview-matrix")(matrix.draw)
draws("overview-districts")(glance.draw)


@page
def layout(asked: Asked) -> Page:
    """The programme's name, its indicators by status, key indicators, matrix and districts."""
    return Page(
        title=asked.facts.text("name", asked.language),
        path=about_programme(asked),
        lead=asked.facts.text("act", asked.language),
        filters=[*filters.years(asked), *filters.as_of(asked)],
        body=[
            block("overview-tally", 190),
            block("overview-cards", 640),
            block("overview-districts", 0),
            block("overview-matrix", 800),
        ],
    )


def about_programme(asked: Asked) -> str:
    """Where and when."""
    place = asked.facts.text("territory", asked.language)
    return ", ".join(filter(None, (place, formats.years(asked.facts.first_year, asked.facts.last_year))))
