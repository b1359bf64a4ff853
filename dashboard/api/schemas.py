"""JSON Schemas of the rows."""

from typing import Any

from indicators.answers.achievement import STATUSES
from indicators.answers.stages import STAGES
from indicators.engine.readings import MARKS
from indicators.intervals import METHODS
from indicators.states import STATES

Schema = dict[str, Any]


def maybe(schema: Schema) -> Schema:
    """The same or null."""
    # a list of words, or of types, would have to name null as well
    is_plain = isinstance(schema.get("type"), str) and "enum" not in schema
    return (
        {**schema, "type": [schema["type"], "null"]}
        if is_plain
        else {"anyOf": [schema, {"type": "null"}]}
    )


def row_schema(**properties: Schema) -> Schema:
    """A row that has all of these."""
    return {"type": "object", "properties": properties, "required": list(properties)}


TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
MAYBE_TEXT = maybe(TEXT)
MAYBE_WHOLE = maybe(WHOLE)
NUMBER: Schema = {
    "type": ["number", "string", "null"],
    "description": "Money is a string with its full scale.",
}
DEGREE: Schema = {"type": ["number", "null"]}
STATUS: Schema = {"enum": [*STATUSES, None]}
STATUS_RULES = (
    "By default: over_fulfilled above 105 % of the plan, achieved from 100 %, at_risk from 95 %, not_achieved below; a "
    "programme may set both tolerances. Until «due_on» at_risk can still be saved; after it, it is almost achieved. "
    "«undetermined» is planned and due without a value; null has no plan or is not due."
)
IN_LANGUAGES: Schema = {"type": "object", "properties": {"ru": TEXT, "en": TEXT}}

VALUE = row_schema(
    programme=TEXT,
    indicator=TEXT,
    district={
        **MAYBE_TEXT,
        "description": "Null for the whole territory, «none» for records without a district.",
    },
    period=TEXT,
    value=NUMBER,
    numerator=NUMBER,
    denominator=NUMBER,
    records=MAYBE_WHOLE,
    state={"type": "string", "enum": list(STATES)},
    coverage={"type": "number", "minimum": 0, "maximum": 1},
    plan=NUMBER,
    degree_raw=DEGREE,
    degree=DEGREE,
    status={**STATUS, "description": STATUS_RULES},
    definition_version=MAYBE_WHOLE,
    revision=WHOLE,
    marks={"type": "array", "items": {"type": "string", "enum": list(MARKS)}},
    source=MAYBE_TEXT,
    due_on=maybe(DAY),
    original_plan={
        **NUMBER,
        "description": "What was approved first; «plan» is what was asked for.",
    },
    original_degree_raw=DEGREE,
    original_status=STATUS,
    stage={
        "enum": [*STAGES, None],
        "description": "Of a reported value; of a computed one «preliminary» while an input is.",
    },
    respondents={**MAYBE_WHOLE, "description": "Of how many answers a reported share is."},
    low={**DEGREE, "description": "Of the interval, in the unit of the value."},
    high=DEGREE,
    interval={
        "enum": [*METHODS, None],
        "description": "How it was computed: Wilson's of a share, Garwood's exact one of a count of rare events.",
    },
    level={**MAYBE_WHOLE, "description": "Of the interval, in per cent."},
)
VALUE["properties"]["split"] = {
    **MAYBE_TEXT,
    "description": "Only with the parameter «split»; null for the total beside reported parts.",
}
