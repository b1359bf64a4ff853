"""JSON Schemas of the rows."""

from typing import Any

from data.kinds.supports import FORMS
from data.tables.definitions import TARGET_REASONS
from indicators.answers.achievement import STATUSES
from indicators.answers.stages import STAGES
from indicators.engine.readings import MARKS
from indicators.findings.finding import CHANGED, TOPICS, WORST
from indicators.findings.reasons import REASONS
from indicators.findings.years import MOVEMENTS
from indicators.intervals import METHODS
from indicators.ranking.basis import BASES, UNLIKE
from indicators.ranking.ranking import FEW, PARTIAL, POPULATION
from indicators.sheets.evaluation import EVALUATION_COLUMNS, ROW_KINDS
from indicators.sheets.findings import DECISION_OVERDUE, OF_ANSWER
from indicators.sheets.queries import CHANGE_SAID
from indicators.sheets.ranking import BETTER, QUARTILES
from indicators.sheets.register import REGISTER_COLUMNS
from indicators.sheets.rows import RECORD_COLUMNS, RECORD_NOTES
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

_KINDS = {
    "date": DAY,
    "districts": {"type": "array", "items": TEXT},
    "organisation": MAYBE_TEXT,
    "illustrative": FLAG,
    "source": MAYBE_TEXT,
    "note": MAYBE_TEXT,
}
RECORD = row_schema(**{name: _KINDS.get(name, TEXT) for name in (*RECORD_COLUMNS, *RECORD_NOTES)})

PROGRAMME = row_schema(
    code=TEXT,
    name=IN_LANGUAGES,
    first_year=WHOLE,
    last_year=WHOLE,
    illustrative=FLAG,
    texts={"type": "object", "additionalProperties": IN_LANGUAGES},
    districts={
        "type": "array",
        "items": row_schema(code=TEXT, cut=MAYBE_TEXT, parent=MAYBE_TEXT, name=IN_LANGUAGES),
    },
    indicators={"type": "array", "items": TEXT},
)
TARGET = row_schema(
    programme=TEXT,
    indicator=TEXT,
    district=MAYBE_TEXT,
    period=TEXT,
    split_by={
        **MAYBE_TEXT,
        "description": "The attribute of whose value it is a target; null for that of the whole.",
    },
    split={**MAYBE_TEXT, "description": "That value."},
    value={**NUMBER, "description": "Null where the act sets no target."},
    act=MAYBE_TEXT,
    set_on=maybe(DAY),
    act_title=MAYBE_TEXT,
    change_reason={"enum": [*TARGET_REASONS.codes, None]},
    explanation=MAYBE_TEXT,
    original=FLAG,
    in_force=FLAG,
    lowered_late={
        **FLAG,
        "description": "It asks for less than the edition before, in its own year or later.",
    },
    illustrative=FLAG,
    source=MAYBE_TEXT,
)
REGISTER = row_schema(
    **dict.fromkeys(REGISTER_COLUMNS, MAYBE_TEXT)
    | {
        "programme": TEXT,
        "number": TEXT,
        "decided_on": {**DAY, "description": "As well as «precision» says: the rest is its first."},
        "precision": {"type": "string", "enum": ["day", "month", "year"]},
        "organisation": {
            **MAYBE_WHOLE,
            "description": "The number in the address of its page, /organisation/<n>.",
        },
        "own_name": {
            **MAYBE_TEXT,
            "description": "Its name in the entry, where it was merged into another since.",
        },
        "form": {"type": "string", "enum": list(FORMS.codes)},
        "amount": {
            **MAYBE_TEXT,
            "description": "Roubles with their full scale; null where the entry says none.",
        },
        **dict.fromkeys(("entered_on", "ended_on", "until"), maybe(DAY)),
        **dict.fromkeys(("violation", "illustrative"), FLAG),
    }
)
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
)
LAPSES = {
    "type": "array",
    "items": row_schema(
        indicator=TEXT,
        period=TEXT,
        due_on=maybe(DAY),
        old_state={"enum": list(STATES)},
        new_state={"enum": list(STATES)},
        old_status=STATUS,
        new_status=STATUS,
    ),
    "description": "What the passing of time alone has changed: whole years by the clock of «since» and by that of the "
    "later moment, with the data of the later one.",
}
FINDING = row_schema(
    topic={"enum": list(TOPICS)},
    rank={**WHOLE, "description": "The place in the list of its topic, from 1."},
    rule={
        "enum": [WORST, CHANGED, *REASONS, DECISION_OVERDUE],
        "description": "The topic, or the reason to ask; «decision_overdue» is of a meeting's decision, whatever the "
        "year: its number is that of its own period, null where it is about no indicator.",
    },
    **{
        **{name: VALUE["properties"][name] for name in OF_ANSWER},
        "indicator": MAYBE_TEXT,
        "period": MAYBE_TEXT,
        "state": {"enum": [*STATES, None]},
    },
    missed_years={
        **WHOLE,
        "description": "For how many years without a break the plan was missed.",
    },
    movement={"enum": [*MOVEMENTS, None]},
    before={**NUMBER, "description": "The value of the year before."},
    change={**DEGREE, "description": "Value less «before»; null where the two do not compare."},
    within_margin={
        **maybe(FLAG),
        "description": "Whether chance alone may have made the change; null where nobody knows: "
        "without an interval of both values.",
    },
    notable={
        **maybe(FLAG),
        "description": "Whether the change is as much as the definition calls notable; null where it "
        "says nothing of it.",
    },
    decision={**MAYBE_TEXT, "description": "The number of an overdue decision."},
    owner={**MAYBE_TEXT, "description": "Who was to act upon it."},
    due_on={**maybe(DAY), "description": "By which day."},
    sentence=TEXT,
)
RANKING = row_schema(
    **{
        name: {
            **NUMBER,
            "description": "Of the numbers that are compared; quartiles of four or more, by linear interpolation.",
        }
        for name in QUARTILES
    },
    programme=TEXT,
    indicator=TEXT,
    district=TEXT,
    period=TEXT,
    basis={
        "enum": [*BASES, None],
        "description": "What is compared: the indicator's own number, or so many per 10,000 residents.",
    },
    value={**NUMBER, "description": "That number; null where «reason» says why there is none."},
    rank={**MAYBE_WHOLE, "description": "From 1 for the best; equal places share one."},
    equal={**MAYBE_WHOLE, "description": "How many places have this rank."},
    total={**MAYBE_WHOLE, "description": "How many places compare."},
    within_margin={
        **MAYBE_WHOLE,
        "description": "From how many places with another number chance alone may tell it apart.",
    },
    better={
        "enum": [*BETTER.values(), None],
        "description": "Which numbers are better; null where nobody knows, and ranks go by size.",
    },
    whole={**NUMBER, "description": "The same of the whole territory."},
    reason={"enum": [*UNLIKE, FEW, PARTIAL, POPULATION, *STATES[1:], None]},
    illustrative={**FLAG, "description": "It stands on illustrative residents."},
    sentence=TEXT,
)
DEVIATION = row_schema(
    programme=TEXT,
    indicator=TEXT,
    year=WHOLE,
    plan=NUMBER,
    value=NUMBER,
    share={
        "type": ["number", "null"],
        "description": "Of the plan, or of the nearer end of a band; null where that is 0.",
    },
    reason_needed={
        **FLAG,
        "description": "It is more than the programme's share of the plan, by default 0.15.",
    },
    explanation=MAYBE_TEXT,
    illustrative=maybe(FLAG),
    source=MAYBE_TEXT,
    written_at={**MAYBE_TEXT, "format": "date-time"},
)
DEFINITION = row_schema(
    programme=TEXT, code=TEXT, version=WHOLE, published_in=WHOLE, definition={"type": "object"}
)
EVALUATION = row_schema(
    **dict.fromkeys(EVALUATION_COLUMNS, MAYBE_TEXT)
    | {
        "programme": TEXT,
        "year": WHOLE,
        "methodology": TEXT,
        "part": {**MAYBE_TEXT, "description": "Null for the whole programme."},
        "row": {"type": "string", "enum": list(ROW_KINDS)},
        "code": TEXT,
        "total": {
            "enum": ["known", "zero", None],
            "description": "Over what is known, or with missing facts as 0; the latter only where facts are missing.",
        },
        "value": NUMBER,
        "state": {"enum": [*STATES, None]},
        **dict.fromkeys(("plan", "fact", "weight"), NUMBER),
        "degree_raw": DEGREE,
        "basis": {
            "enum": ["act", "default", None],
            "description": "Whether the act says so, or it is a default of ours.",
        },
    }
)
