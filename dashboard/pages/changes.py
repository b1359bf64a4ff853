"""What differs from an earlier moment – a meeting's snapshot, a revision, a day – and why."""

import dash

from dashboard.request import PageRequest
from dashboard.sections import changes
from dashboard.sections.blocks import block, draws
from dashboard.sections.changes_since import ChangesSince
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.text.language import _

dash.register_page(__name__, path="/changes", title=page_title)

draws("changes-list", kept=False)(changes.draw)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The two moments, and the place of the list."""
    ChangesSince(page_request).check()
    return FramedPage(
        title=_("What changed since the meeting"),
        lead=_(
            "Every yearly number that is another one than it was then, with what made it so. "
            "Both are judged by the clock of the later moment; what time alone has changed stands below."
        ),
        body=[block("changes-list", 480)],
    )
