"""What an address looks for in a list of records, beside the filters of its columns."""

from collections.abc import Mapping

from dashboard.steward.records.list_columns import ListColumns
from data.editing import RecordSearch
from data.refusals import LONGEST, NotFound, Problem
from data.words.whole import whole
from indicators.answers.facts import Facts
from indicators.records.places import NONE

CHOICES = ("words", "district", "period", "state")
BESIDE = ("after", "before")
WITHDRAWN = "withdrawn"


def choices_of(arguments: Mapping[str, str]) -> dict[str, str]:
    """The choices of an address, empty where it does not say."""
    return {name: arguments.get(name, "").strip() for name in CHOICES}


def record_search(
    facts: Facts, list_columns: ListColumns, choices: Mapping[str, str]
) -> RecordSearch:
    """The same as the list is asked; refuses a district that there is not."""
    return RecordSearch(
        choices["words"],
        _districts(facts, choices["district"]),
        choices["period"],
        withdrawn=choices["state"] == WITHDRAWN,
        filters=list_columns.filters,
        order=list_columns.order,
    )


def beside_of(arguments: Mapping[str, str]) -> dict[str, int | None]:
    """The rows that an address says a page begins after, or ends before; refuses what names none."""
    return {name: _row_named(arguments.get(name, "")) for name in BESIDE}


def _row_named(text: str) -> int | None:
    number = whole(text)
    if text and number is None:
        raise NotFound(Problem("edit_place_unknown", {"row": text[:LONGEST]}))
    return number


def _districts(facts: Facts, code: str) -> list[str] | None:
    """A district and what is in it."""
    if not code:
        return None
    if code == NONE:
        return [""]
    key = facts.places.key_of(code)
    return [district for district, places in facts.places.closure.items() if key in places]
