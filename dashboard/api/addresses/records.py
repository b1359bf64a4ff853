"""``/api/v1/records``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint, next_page, question_of
from dashboard.api.parameters import (
    AFTER_RECORD,
    AS_OF,
    CUT,
    INDICATOR,
    LIMIT,
    OFFSET,
    PERIOD,
    PROGRAMME,
    TERRITORY,
    WITHIN,
    whole,
)
from dashboard.api.schemas import DAY, FLAG, MAYBE_TEXT, TEXT, WHOLE, row_schema
from indicators.asking import Asker
from indicators.drill_down.order import record_place
from indicators.sheets import queries
from indicators.sheets.rows import RECORD_COLUMNS, RECORD_NOTES, RowSheet

_KINDS = {
    "date": DAY,
    "districts": {"type": "array", "items": TEXT},
    "organisation": MAYBE_TEXT,
    "illustrative": FLAG,
    "source": MAYBE_TEXT,
    "note": MAYBE_TEXT,
}
RECORD = row_schema(**{name: _KINDS.get(name, TEXT) for name in (*RECORD_COLUMNS, *RECORD_NOTES)})


def answer(asker: Asker, choices: Choices) -> RowSheet:
    """A page of records; the next one is read as of the same revision, so that no record is missed
    or met twice.
    """
    after = choices.get("after")
    sheet = asker.ask(
        queries.record_rows,
        question_of(choices),
        choices.get("period"),
        offset=whole(choices, OFFSET),
        limit=whole(choices, LIMIT),
        after=record_place(after) if after else None,
    )
    following = sheet.extra["next"]
    if following is None:
        return sheet
    # what was skipped before this page is behind its place
    question = {name: value for name, value in choices.items() if name != "offset"}
    return sheet.but(next=next_page("/records", question, sheet, after=following))


ENDPOINT = Endpoint(
    "/records",
    "The records that a number counts",
    (
        PROGRAMME,
        INDICATOR,
        PERIOD,
        TERRITORY,
        CUT,
        WITHIN,
        AS_OF,
        LIMIT,
        OFFSET,
        AFTER_RECORD,
    ),
    RECORD,
    answer,
    {"total": WHOLE, "next": MAYBE_TEXT},
)
