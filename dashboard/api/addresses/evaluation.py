"""``/api/v1/evaluation``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint, question_of
from dashboard.api.parameters import AS_OF, METHODOLOGY, ON, PROGRAMME, YEAR, whole
from dashboard.api.schemas import DEGREE, MAYBE_TEXT, NUMBER, TEXT, WHOLE, row_schema
from indicators.asking import Asker
from indicators.sheets.evaluation import EVALUATION_COLUMNS, ROW_KINDS, evaluation_rows
from indicators.sheets.rows import RowSheet
from indicators.states import STATES

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


def answer(asker: Asker, choices: Choices) -> RowSheet:
    question = question_of(choices, "programme", "as_of", "on")
    return asker.ask(
        evaluation_rows,
        question.programme,
        whole(choices, YEAR),
        choices.get("methodology"),
        question.as_of,
        question.on,
    )


ENDPOINT = Endpoint(
    "/evaluation",
    "The evaluation of a year by a methodology, step by step",
    (
        PROGRAMME,
        YEAR,
        METHODOLOGY,
        AS_OF,
        ON,
    ),
    EVALUATION,
    answer,
)
