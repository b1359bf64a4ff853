"""An indicator in all programmes that have it, as rows."""

from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.exact import cut
from indicators.ranking.peers import Peer, peers
from indicators.sheets.row_stream import Row
from indicators.sheets.rows import RowSheet, plain, value_row

OF_PEER = ("value", "state", "plan", "degree_raw", "status", "marks")
PEER_COLUMNS = (
    "programme",
    "indicator",
    "period",
    *OF_PEER,
    "per_10000_residents",
    "residents_illustrative",
    "unit",
    "reason",
    "changed_on",
)


def peer_rows(session: Session, question: Question, indicator: str, year: int) -> RowSheet:
    """The programme of the question first; ``reason`` says why another does not compare with it."""
    rows = [
        _row(each, ProgrammeReader(session, each.programme, question.as_of))
        for each in peers(session, question, indicator, year)
    ]
    newest = newest_revision(session)
    return RowSheet(newest, question.as_of or newest, PEER_COLUMNS, rows)


def _row(each: Peer, reader: ProgrammeReader) -> Row:
    answer = {} if each.answer is None else value_row(each.answer, reader.catalogue)
    fields: dict[str, Any] = {name: answer.get(name) for name in OF_PEER}
    return {
        "programme": each.programme,
        "indicator": each.definition.code,
        "period": str(each.year),
        **fields,
        "marks": fields["marks"] or [],
        "per_10000_residents": None if each.rate is None else plain(cut(each.rate)),
        "residents_illustrative": each.rate_is_illustrative,
        "unit": each.definition.unit.ru,
        "reason": each.reason,
        "changed_on": plain(each.changed_on),
    }
