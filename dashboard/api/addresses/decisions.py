"""``/api/v1/decisions``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint, question_of
from dashboard.api.parameters import AS_OF, DECISION_STATE, OF_INDICATOR, ON, PROGRAMME
from dashboard.api.schemas import (
    DAY,
    FLAG,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    NUMBER,
    STATUS,
    TEXT,
    Schema,
    row_schema,
)
from indicators.asking import Asker
from indicators.decisions.decisions import STATE_NAMES
from indicators.sheets.decisions import DECISION_COLUMNS, decision_rows
from indicators.sheets.rows import RowSheet

OWN: dict[str, Schema] = {
    "programme": TEXT,
    "number": TEXT,
    "held_on": {**DAY, "description": "The day of the meeting."},
    "snapshot": {
        **MAYBE_WHOLE,
        "description": "What the meeting looked at; null: the last revision of its day.",
    },
    "text": TEXT,
    "period": {
        **MAYBE_TEXT,
        "description": "Where it is about an indicator and names none: the year of the meeting.",
    },
    "owner": TEXT,
    "due_on": DAY,
    "state": {
        "type": "string",
        "enum": list(STATE_NAMES),
        "description": "«overdue» is open the day after it was due.",
    },
    "illustrative": FLAG,
    "written_at": {**TEXT, "format": "date-time"},
    "seen_at": {
        **MAYBE_WHOLE,
        "description": "The revision of «…_then»; null before the first one and before the meeting.",
    },
    **dict.fromkeys(("value_then", "plan_then", "value_now", "plan_now"), NUMBER),
    **dict.fromkeys(("status_then", "status_now"), STATUS),
}
DECISION = row_schema(**{name: OWN.get(name, MAYBE_TEXT) for name in DECISION_COLUMNS})


def answer(asker: Asker, choices: Choices) -> RowSheet:
    question = question_of(choices, "programme", "as_of", "on")
    of_rows = choices.get("state"), choices.get("indicator")
    return asker.ask(decision_rows, question.programme, *of_rows, question.as_of, question.on)


ENDPOINT = Endpoint(
    "/decisions",
    "What meetings have decided: who is to act, by when, and the number then and now",
    (
        PROGRAMME,
        DECISION_STATE,
        OF_INDICATOR,
        AS_OF,
        ON,
    ),
    DECISION,
    answer,
)
