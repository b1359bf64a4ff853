"""``/api/v1/notes``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint, question_of
from dashboard.api.parameters import AS_OF, INDICATORS, OF_DISTRICT, OF_YEARS, PROGRAMME
from dashboard.api.schemas import FLAG, MAYBE_TEXT, TEXT, Schema, row_schema
from indicators.asking import Asker
from indicators.sheets.number_notes import NUMBER_NOTE_COLUMNS, number_note_rows
from indicators.sheets.rows import RowSheet

OWN: dict[str, Schema] = {
    **dict.fromkeys(("programme", "number", "indicator", "text"), TEXT),
    "district": {**MAYBE_TEXT, "description": "Null: the whole territory."},
    "period": {**TEXT, "description": "A year, half, quarter, month or range of years."},
    "illustrative": FLAG,
    "written_at": {**TEXT, "format": "date-time"},
}
NUMBER_NOTE = row_schema(**{name: OWN.get(name, MAYBE_TEXT) for name in NUMBER_NOTE_COLUMNS})


def answer(asker: Asker, choices: Choices) -> RowSheet:
    return asker.ask(
        number_note_rows,
        question_of(choices, "programme", "indicator", "years", "district", "as_of"),
    )


ENDPOINT = Endpoint(
    "/notes",
    "What has been noted of numbers: what should be known of an indicator's period",
    (
        PROGRAMME,
        INDICATORS,
        OF_YEARS,
        OF_DISTRICT,
        AS_OF,
    ),
    NUMBER_NOTE,
    answer,
)
