"""``/api/v1/programmes``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint
from dashboard.api.schemas import FLAG, IN_LANGUAGES, MAYBE_TEXT, TEXT, WHOLE, row_schema
from indicators.asking import Asker
from indicators.sheets import queries
from indicators.sheets.rows import RowSheet

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


def answer(asker: Asker, _choices: Choices) -> RowSheet:
    return asker.ask(queries.programmes)


ENDPOINT = Endpoint(
    "/programmes",
    "Programmes, and what may be asked of them",
    (),
    PROGRAMME,
    answer,
)
