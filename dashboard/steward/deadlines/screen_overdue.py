"""``/steward/overdue``: what is late in a programme, and who brings it."""

from itertools import groupby

from flask.typing import ResponseReturnValue

from dashboard.steward.deadlines.text import late_rows
from dashboard.steward.pages import page, programme
from dashboard.steward.screen import Screen
from dashboard.text.language import _
from data import clock

SCREEN = Screen("/steward/overdue", None, 12)


@SCREEN.get()
def overdue() -> ResponseReturnValue:
    """Late periods by owner, the longest first; those of nobody at the end."""
    late = late_rows(programme(), clock.today())
    return page(
        "overdue.html",
        _("Overdue"),
        lead=_(
            "A period is late when its due day has passed and it has not been reported in full."
        ),
        owners=[(owner, list(rows)) for owner, rows in groupby(late, key=lambda row: row.owner)],
    )
