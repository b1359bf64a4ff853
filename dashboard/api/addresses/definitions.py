"""``/api/v1/definitions``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint, question_of
from dashboard.api.parameters import AS_OF, PROGRAMME
from dashboard.api.schemas import TEXT, WHOLE, row_schema
from indicators.asking import Asker
from indicators.sheets import queries
from indicators.sheets.rows import RowSheet

DEFINITION = row_schema(
    programme=TEXT, code=TEXT, version=WHOLE, published_in=WHOLE, definition={"type": "object"}
)


def answer(asker: Asker, choices: Choices) -> RowSheet:
    question = question_of(choices)
    return asker.ask(queries.definitions, question.programme, question.as_of)


ENDPOINT = Endpoint(
    "/definitions",
    "Published definitions, every living version",
    (PROGRAMME, AS_OF),
    DEFINITION,
    answer,
)
