"""The JSON Schema of a note on a number."""

from dashboard.api.schemas import FLAG, MAYBE_TEXT, TEXT, Schema, row_schema
from indicators.sheets.number_notes import NUMBER_NOTE_COLUMNS

OWN: dict[str, Schema] = {
    **dict.fromkeys(("programme", "number", "indicator", "text"), TEXT),
    "district": {**MAYBE_TEXT, "description": "Null: the whole territory."},
    "period": {**TEXT, "description": "A year, half, quarter, month or range of years."},
    "illustrative": FLAG,
    "written_at": {**TEXT, "format": "date-time"},
}
NUMBER_NOTE = row_schema(**{name: OWN.get(name, MAYBE_TEXT) for name in NUMBER_NOTE_COLUMNS})
