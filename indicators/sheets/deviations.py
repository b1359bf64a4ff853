"""Deviations as rows: the years that came out otherwise than planned, with their reasons."""

from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from indicators.answers.deviations import Deviation, deviations
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.sheets.rows import RowSheet, plain, value_row

DEVIATION_COLUMNS = (
    "programme",
    "indicator",
    "year",
    "plan",
    "value",
    "share",
    "reason_needed",
    "explanation",
    "illustrative",
    "source",
    "written_at",
)


def deviation_rows(session: Session, question: Question) -> RowSheet:
    """The asked years that deviate by more than the programme's share, and those with a reason.

    ``share`` is of the plan, with the sign of the difference; null where the plan is 0.
    """
    catalogue = ProgrammeReader(session, question.programme, question.as_of).catalogue
    rows = []
    for each in deviations(session, question):
        answer = value_row(each.answer, catalogue)
        rows.append({name: answer[name] for name in ("programme", "indicator", "plan", "value")})
        rows[-1] |= _of_reason(each)
    newest = newest_revision(session)
    return RowSheet(newest, question.as_of or newest, DEVIATION_COLUMNS, rows)


def _of_reason(each: Deviation) -> dict[str, Any]:
    reason = each.reason
    return {
        "year": each.year,
        "share": plain(each.share),
        "reason_needed": each.is_large,
        "explanation": reason.text if reason else None,
        "illustrative": reason.illustrative if reason else None,
        "source": reason.source if reason else None,
        "written_at": f"{reason.at.isoformat(timespec='seconds')}Z" if reason else None,
    }
