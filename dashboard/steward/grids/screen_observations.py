"""``/steward/observations``: reported values in a grid."""

from flask.typing import ResponseReturnValue

from dashboard.steward.grids import page
from dashboard.steward.screen import Screen
from dashboard.text.language import _

SCREEN = Screen("/steward/observations", lambda: _("Reported values"), 50)


@SCREEN.get()
def show() -> ResponseReturnValue:
    """The grid as it stands, with what could not be saved over it."""
    return page.show("observations")


@SCREEN.post()
def take() -> ResponseReturnValue:
    """Check or save what was typed."""
    return page.take("observations")
