"""``/api/v1/values``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import OF_A_FORM, Choices, Endpoint, question_of
from dashboard.api.parameters import (
    AS_OF,
    CUT,
    GRID,
    INDICATORS,
    ON,
    ONE_PERIOD,
    PLAN,
    PROGRAMME,
    SPLIT,
    TERRITORY,
    WITHIN,
    YEARS,
)
from dashboard.api.schemas import VALUE
from indicators.asking import Asker
from indicators.sheets import queries
from indicators.sheets.rows import RowSheet


def answer(asker: Asker, choices: Choices) -> RowSheet:
    words = (name for name in choices if name not in OF_A_FORM)
    return asker.ask(queries.values, question_of(choices, *words))


ENDPOINT = Endpoint(
    "/values",
    "Values of indicators, with plan, degree and status",
    (
        PROGRAMME,
        INDICATORS,
        YEARS,
        ONE_PERIOD,
        GRID,
        TERRITORY,
        CUT,
        SPLIT,
        WITHIN,
        PLAN,
        AS_OF,
        ON,
    ),
    VALUE,
    answer,
)
