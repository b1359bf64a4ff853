"""``/steward/plain``: a screen of the stewards that does not ship."""

from flask.typing import ResponseReturnValue

from dashboard.steward.pages import page
from dashboard.steward.screen import Screen
from dashboard.text.language import _

SCREEN = Screen("/steward/plain", lambda: _("Details"), 95)


@SCREEN.get()
def plain() -> ResponseReturnValue:
    """One sentence in a template of its own."""
    return page("plain.html", _("Details"), sentence="a screen of one file")
