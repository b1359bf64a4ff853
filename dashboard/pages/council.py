"""The council: decks to show, snapshots to rely on."""

import dash

from dashboard.components.links import link
from dashboard.council import decks as council_decks
from dashboard.council import snapshots as council_snapshots
from dashboard.request import PageRequest
from dashboard.sections import decisions
from dashboard.sections.blocks import block, draws
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.text.language import _

dash.register_page(__name__, path="/council", title=page_title, nav=lambda: _("Council"), place=5)

draws("council-decks", kept=False)(council_decks.draw)
draws("council-decisions")(decisions.of_programme)
draws("council-snapshots", kept=False)(council_snapshots.draw)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """What can be shown in a meeting, and the revisions that were given a name."""
    return FramedPage(
        title=_("Council"),
        lead=[
            _(
                "Slides whose numbers stand still in the meeting, and files that can be checked later."
            ),
            " ",
            link(_("What changed since the meeting"), page_request.page("/changes")),
        ],
        body=[
            block("council-decks", 420),
            block("council-decisions", 0),
            block("council-snapshots", 300),
        ],
    )
