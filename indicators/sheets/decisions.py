"""Decisions as rows: who is to act and by when, with the number as the meeting saw it and as it is."""

import datetime
from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from data.words.offers import check_choice
from indicators.decisions.decisions import STATE_NAMES
from indicators.decisions.numbers import DecisionNumber, DecisionNumbers, decision_numbers
from indicators.sheets.rows import RowSheet, plain, value_row

OF_DECISION = (
    "number",
    "held_on",
    "snapshot",
    "text",
    "indicator",
    "district",
    "part",
    "owner",
    "due_on",
    "outcome",
    "illustrative",
    "source",
    "note",
)
OF_NUMBER = ("value", "plan", "status")
DECISION_COLUMNS = (
    "programme",
    *OF_DECISION[:6],
    "period",
    *OF_DECISION[6:9],
    "state",
    *OF_DECISION[9:],
    "written_at",
    "seen_at",
    *(f"{name}_then" for name in OF_NUMBER),
    *(f"{name}_now" for name in OF_NUMBER),
)


def decision_rows(
    session: Session,
    programme: str,
    state: str | None = None,
    indicator: str | None = None,
    as_of: int | None = None,
    on: datetime.date | None = None,
) -> RowSheet:
    """The decisions of a programme, of one state or indicator or of all.

    ``seen_at`` is the revision that the meeting saw, ``value_then`` what the number was in it. Refuses
    a state that no decision has.
    """
    check_choice("state", state, STATE_NAMES)
    rows = [
        _row(programme, each)
        for each in decision_numbers(session, programme, as_of, on)
        if state in (None, each.state) and indicator in (None, each.decision.indicator)
    ]
    newest = newest_revision(session)
    return RowSheet(newest, as_of or newest, DECISION_COLUMNS, rows)


def _row(programme: str, each: DecisionNumbers) -> dict[str, Any]:
    decision = each.decision
    row: dict[str, Any] = {name: plain(getattr(decision, name)) for name in OF_DECISION}
    row |= {
        "programme": programme,
        "period": each.period if decision.indicator else decision.period,
        "state": each.state,
        "written_at": f"{decision.at.isoformat(timespec='seconds')}Z",
        "seen_at": each.seen_at,
        **_of_number("then", each.then),
        **_of_number("now", each.now),
    }
    return {name: row[name] for name in DECISION_COLUMNS}


def _of_number(when: str, number: DecisionNumber | None) -> dict[str, Any]:
    row = {} if number is None else value_row(number.answer, number.catalogue)
    return {f"{name}_{when}": row.get(name) for name in OF_NUMBER}
