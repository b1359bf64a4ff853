"""The council: decks to show, snapshots to rely on."""

import dash

from dashboard.asked import Asked
from dashboard.blocks import block, draws
from dashboard.frame import Page, page, page_title
from dashboard.language import _
from dashboard.sections import council_decks, council_snapshots

dash.register_page(__name__, path="/council", title=page_title, nav=lambda: _("Council"), place=5)

draws("council-decks", kept=False)(council_decks.draw)
draws("council-snapshots", kept=False)(council_snapshots.draw)


@page
def layout(asked: Asked) -> Page:
    """What can be shown in a meeting, and the revisions that were given a name."""
    return Page(
        title=_("Council"),
        lead=_("Slides whose numbers stand still in the meeting, and files that can be checked later."),
        body=[block("council-decks", 420), block("council-snapshots", 300)],
    )
