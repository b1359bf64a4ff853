"""``/steward/overdue``: what is late in a programme, and who brings it."""

from collections.abc import Iterable
from itertools import groupby

from flask.typing import ResponseReturnValue

from dashboard.steward.deadlines.text import DeadlineRow, of_programme
from dashboard.steward.pages import page, programme
from dashboard.steward.screen import Screen
from dashboard.text.language import _
from data import clock

SCREEN = Screen("/steward/overdue", None, 12)


@SCREEN.get()
def overdue() -> ResponseReturnValue:
    """Late periods by owner, the longest first; those of nobody at the end."""
    late = [row for row in of_programme(programme(), clock.today()) if row.is_late]
    return page(
        "overdue.html",
        _("Overdue"),
        lead=_(
            "A period is late when its due day has passed and it has not been reported in full."
        ),
        owners=_by_owner(late),
    )


def _by_owner(rows: Iterable[DeadlineRow]) -> list[tuple[str | None, list[DeadlineRow]]]:
    ordered = sorted(
        rows, key=lambda row: (row.owner is None, row.owner or "", -row.days, row.indicator)
    )
    return [
        (owner, list(of_owner)) for owner, of_owner in groupby(ordered, key=lambda row: row.owner)
    ]
