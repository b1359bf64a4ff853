"""``/steward/audit``: who did what, when and why; each revision's page is the receipt of what it changed."""

from typing import Any

from flask.typing import ResponseReturnValue

from dashboard import context
from dashboard.language import _
from dashboard.stewarding.changed import changed_numbers
from dashboard.stewarding.pages import page
from dashboard.stewarding.screen import Screen

SCREEN = Screen("/steward/audit", lambda: _("Audit"), 90)


@SCREEN.get("/<int:number>")
def revision(number: int) -> ResponseReturnValue:
    """One revision: who, when, why, and the numbers that it made other."""
    found = context.asker().revision_record(number)
    numbers = [changed_numbers(programme, number - 1, number) for programme in found.programmes]
    title = _("Revision {number}").format(number=number)
    return page("revision.html", title, revision=found, numbers=numbers, words=_words())


def _words() -> dict[str, Any]:
    return {
        "who": _("Who"),
        "when": _("When"),
        "what": _("What"),
        "why": _("Why"),
        "rows": _("Rows"),
        "seal": _("Seal"),
        "import": _("Import"),
        "indicator": _("Indicator"),
        "place": _("Place"),
        "period": _("Period"),
        "old": _("Before"),
        "new": _("After"),
        "status": _("Status"),
        "more": _("The first {shown} of {total} are shown; all of them: itog changes."),
    }
