"""``/api/v1/changes``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint
from dashboard.api.parameters import OF_GRAINS, PROGRAMME, SINCE, UNTIL
from dashboard.api.schemas import (
    DAY,
    FLAG,
    MAYBE_TEXT,
    STATUS,
    TEXT,
    VALUE,
    WHOLE,
    maybe,
    row_schema,
)
from indicators.answers.question import from_words
from indicators.asking import Asker
from indicators.impact.deeds import DEEDS
from indicators.sheets.changes import caused_rows
from indicators.sheets.queries import CHANGE_SAID
from indicators.sheets.rows import RowSheet
from indicators.states import STATES

_CHANGED = {
    **{
        name: VALUE["properties"][name] for name in ("programme", "indicator", "district", "period")
    },
    "cut": MAYBE_TEXT,
    "within_year": FLAG,
    "split_by": MAYBE_TEXT,
    "split": MAYBE_TEXT,
}
CHANGE = row_schema(
    **_CHANGED,
    **{
        f"{side}_{name}": maybe(VALUE["properties"][name])
        for name in CHANGE_SAID
        for side in ("old", "new")
    },
    revisions={
        "type": "array",
        "items": WHOLE,
        "description": "Those that changed the answer, the newest first; none where the programme's "
        "passport did.",
    },
    amounts={
        "type": "array",
        "items": {"type": "number"},
        "description": "What each of «revisions» has added to the value, so that together they are the difference; "
        "empty where one side has no number, where the unit changed, and of parts.",
    },
    deeds={
        "type": "array",
        "items": TEXT,
        "description": "What each of «revisions» has done to what the answer is made of: "
        f"{', '.join(DEEDS)}; several at once are joined by «+».",
    },
)

LAPSES = {
    "type": "array",
    "items": row_schema(
        indicator=TEXT,
        district=MAYBE_TEXT,
        period=TEXT,
        due_on=maybe(DAY),
        old_state={"enum": list(STATES)},
        new_state={"enum": list(STATES)},
        old_status=STATUS,
        new_status=STATUS,
    ),
    "description": "What the passing of time alone has changed, by the clock of «since» and by that of the later "
    "moment, with the data of the later one: whole years of the whole territory, and what has a plan of its own by "
    "district or in parts of years.",
}


def answer(asker: Asker, choices: Choices) -> RowSheet:
    """What differs between two moments, each row with the revisions that made it differ."""
    grains = from_words({"by": choices.get("by") or "year"}).by
    return asker.ask(
        caused_rows, choices["programme"], choices["since"], choices.get("until"), grains
    )


ENDPOINT = Endpoint(
    "/changes",
    "Answers that differ between two moments, old and new, with the revisions that changed them",
    (PROGRAMME, SINCE, UNTIL, OF_GRAINS),
    CHANGE,
    answer,
    {"since": WHOLE, "by_clock": LAPSES},
)
