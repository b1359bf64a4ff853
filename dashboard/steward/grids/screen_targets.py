"""``/steward/targets``: plans in a grid."""

from flask.typing import ResponseReturnValue

from dashboard.steward.grids import page
from dashboard.steward.screen import Screen
from dashboard.text.language import _

SCREEN = Screen("/steward/targets", lambda: _("Plans"), 40)


@SCREEN.get()
def show() -> ResponseReturnValue:
    """The grid as it stands, with what could not be saved over it."""
    return page.show("targets")


@SCREEN.post()
def take() -> ResponseReturnValue:
    """Check or save what was typed."""
    return page.take("targets")
