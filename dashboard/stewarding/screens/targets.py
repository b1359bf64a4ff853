"""``/steward/targets``: plans in a grid."""

from flask.typing import ResponseReturnValue

from dashboard.language import _
from dashboard.stewarding.rows import gridding
from dashboard.stewarding.screen import Screen

SCREEN = Screen("/steward/targets", lambda: _("Plans"), 40)


@SCREEN.get()
def show() -> ResponseReturnValue:
    """The grid as it stands, with what could not be saved over it."""
    return gridding.show("targets")


@SCREEN.post()
def take() -> ResponseReturnValue:
    """Check or save what was typed."""
    return gridding.take("targets")
