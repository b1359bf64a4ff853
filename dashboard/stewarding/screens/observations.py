"""``/steward/observations``: reported values in a grid."""

from flask.typing import ResponseReturnValue

from dashboard.language import _
from dashboard.stewarding.rows import gridding
from dashboard.stewarding.screen import Screen

SCREEN = Screen("/steward/observations", lambda: _("Reported values"), 50)


@SCREEN.get()
def show() -> ResponseReturnValue:
    """The grid as it stands, with what could not be saved over it."""
    return gridding.show("observations")


@SCREEN.post()
def take() -> ResponseReturnValue:
    """Check or save what was typed."""
    return gridding.take("observations")
