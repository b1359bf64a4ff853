"""Notes on numbers as rows."""

from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.decisions.notes import NumberNoteFacts, number_notes
from indicators.sheets.rows import RowSheet, plain

OF_NOTE = ("number", "indicator", "district", "period", "text", "illustrative", "source", "note")
NUMBER_NOTE_COLUMNS = ("programme", *OF_NOTE, "written_at")


def number_note_rows(session: Session, question: Question) -> RowSheet:
    """The notes on the asked indicators and of the asked district, whose periods touch the asked
    years; without one of these, all.

    Refuses indicators, districts and years that the programme does not have.
    """
    reader = ProgrammeReader(session, question.programme, question.as_of)
    reader.indicators(question.indicators)
    reader.places.key_of(question.district)
    reader.window(question.years)
    rows = [
        _row(question.programme, each)
        for each in number_notes(session, question.programme, question.as_of)
        if _suits(question, each)
    ]
    newest = newest_revision(session)
    return RowSheet(newest, question.as_of or newest, NUMBER_NOTE_COLUMNS, rows)


def _suits(question: Question, each: NumberNoteFacts) -> bool:
    return (
        each.indicator in (question.indicators or (each.indicator,))
        and question.district in (None, each.district)
        and (question.years is None or each.touches(question.years))
    )


def _row(programme: str, each: NumberNoteFacts) -> dict[str, Any]:
    row = {name: plain(getattr(each, name)) for name in OF_NOTE}
    return {
        "programme": programme,
        **row,
        "written_at": f"{each.at.isoformat(timespec='seconds')}Z",
    }
