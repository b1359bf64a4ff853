"""``/api/v1/targets``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint, question_of
from dashboard.api.parameters import AS_OF, DISTRICT, INDICATORS, PROGRAMME, YEARS
from dashboard.api.schemas import DAY, FLAG, MAYBE_TEXT, NUMBER, TEXT, maybe, row_schema
from data.tables.definitions import TARGET_REASONS
from indicators.asking import Asker
from indicators.sheets import queries
from indicators.sheets.rows import RowSheet

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


def answer(asker: Asker, choices: Choices) -> RowSheet:
    return asker.ask(queries.targets, question_of(choices))


ENDPOINT = Endpoint(
    "/targets",
    "Targets with their history: what each act has set, and why",
    (
        PROGRAMME,
        INDICATORS,
        YEARS,
        DISTRICT,
        AS_OF,
    ),
    TARGET,
    answer,
)
