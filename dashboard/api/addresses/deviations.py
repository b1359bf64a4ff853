"""``/api/v1/deviations``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint, question_of
from dashboard.api.parameters import AS_OF, INDICATORS, ON, PROGRAMME, YEARS
from dashboard.api.schemas import FLAG, MAYBE_TEXT, NUMBER, TEXT, WHOLE, maybe, row_schema
from indicators.asking import Asker
from indicators.sheets.deviations import deviation_rows
from indicators.sheets.rows import RowSheet

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


def answer(asker: Asker, choices: Choices) -> RowSheet:
    return asker.ask(deviation_rows, question_of(choices))


ENDPOINT = Endpoint(
    "/deviations",
    "Years that came out otherwise than planned, and why",
    (
        PROGRAMME,
        INDICATORS,
        YEARS,
        AS_OF,
        ON,
    ),
    DEVIATION,
    answer,
)
