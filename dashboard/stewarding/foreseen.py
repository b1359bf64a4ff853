"""Numbers that a change would make other, before it is made."""

from collections.abc import Iterable
from typing import Any

from dashboard.language import _
from dashboard.stewarding.changed import ChangedNumbers, said_of
from indicators.changes import Changed
from indicators.facts import Facts
from indicators.views import PLAIN


def foreseen(facts: Facts, effect: Iterable[Changed]) -> ChangedNumbers:
    """What would differ, whole years only."""
    whole_years = [each for each in effect if each.at.mode == PLAIN and each.at.grain == "year"]
    return said_of(facts, whole_years, ahead=True)


def words_of_changes() -> dict[str, Any]:
    """The heads of the table."""
    return {
        "indicator": _("Indicator"),
        "place": _("Place"),
        "period": _("Period"),
        "old": _("Before"),
        "new": _("After"),
        "status": _("Status"),
        "more": _("The first {shown} of {total} are shown; all of them: itog changes."),
    }
