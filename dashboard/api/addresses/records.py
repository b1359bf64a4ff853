"""``/api/v1/records``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint, next_page, question_of
from dashboard.api.parameters import (
    AFTER_RECORD,
    AS_OF,
    CUT,
    INDICATOR,
    LIMIT,
    OFFSET,
    ORDER_OF_RECORDS,
    PERIOD,
    PROGRAMME,
    TERRITORY,
    WITHIN,
    WORDS_OF_RECORDS,
    whole,
)
from dashboard.api.schemas import DAY, FLAG, MAYBE_TEXT, TEXT, WHOLE, row_schema
from data.refusals import LONGEST, refuse
from indicators.asking import Asker
from indicators.drill_down.choice import ListChoice
from indicators.drill_down.order import record_place
from indicators.records.list_order import RecordOrder, record_order
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
    after, choice = choices.get("after"), ListChoice(choices.get("search", ""), _order(choices))
    sheet = asker.ask(
        queries.record_rows,
        question_of(choices),
        choices.get("period"),
        offset=whole(choices, OFFSET),
        limit=whole(choices, LIMIT),
        after=record_place(after) if after else None,
        choice=choice,
    )
    if sheet.extra["next"] is None:
        return sheet
    return sheet.but(next=_next_page(choices, sheet, by_place=choice.order.is_by_date))


def _order(choices: Choices) -> RecordOrder:
    """The order asked for; refuses a place in a list that goes by something else than days."""
    order = record_order(choices.get("order"))
    if "after" in choices and not order.is_by_date:
        raise refuse("place_of_another_order", order=str(order)[:LONGEST])
    return order


def _next_page(choices: Choices, sheet: RowSheet, *, by_place: bool) -> str:
    """By the place of the last record, which an index finds; in another order than by day by how
    many are before it.
    """
    if not by_place:
        before = whole(choices, OFFSET) + len(sheet.rows)
        return next_page("/records", choices, sheet, offset=before)
    # what was skipped before this page is behind its place
    question = {name: value for name, value in choices.items() if name != "offset"}
    return next_page("/records", question, sheet, after=sheet.extra["next"])


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
        WORDS_OF_RECORDS,
        ORDER_OF_RECORDS,
    ),
    RECORD,
    answer,
    {"total": WHOLE, "next": MAYBE_TEXT},
)
