"""Sent files in words."""

from collections.abc import Sequence

from dashboard.text.language import _, ngettext
from data.sending.sent_files import SentFileFacts


def waiting_sentence(files: Sequence[SentFileFacts]) -> str:
    """How many files wait, and for how long the oldest; there is at least one."""
    number = ngettext("{number} sent file waits", "{number} sent files wait", len(files))
    days = max(each.days for each in files)
    if not days:
        return number
    return f"{number}, " + ngettext(
        "the oldest for {number} day", "the oldest for {number} days", days
    )


def state_names() -> dict[str, str]:
    """What became of a file, as its reporter reads it."""
    return {
        "waiting": _("waits for a steward"),
        "accepted": _("accepted"),
        "returned": _("sent back"),
        "withdrawn": _("taken back"),
    }
