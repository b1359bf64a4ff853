"""What commands and addresses give: each function reads one state of the database and returns its rows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from data.database import newest_revision
from data.programme import codes
from indicators.answers import Reader, answers
from indicators.behind import records
from indicators.question import Question
from indicators.rows import Row, Sheet, records_sheet, values_sheet

PROGRAMME_COLUMNS = ("code", "name", "first_year", "last_year", "illustrative", "texts", "districts", "indicators")
DEFINITION_COLUMNS = ("programme", "code", "version", "published_in", "definition")


def values(session: Session, question: Question) -> Sheet:
    """The answers to a question."""
    reader = Reader(session, question.programme, question.as_of)
    return values_sheet(answers(session, question), reader.catalogue, reader.newest, question.as_of)


def record_rows(
    session: Session, question: Question, period: str | None, *, offset: int = 0, limit: int | None = None
) -> Sheet:
    """The records behind one number, all of them or a page; ``total`` is how many there are."""
    page = records(session, question, period, offset=offset, limit=limit)
    return records_sheet(page.rows, newest_revision(session), question.as_of, total=page.total)


def programmes(session: Session) -> Sheet:
    """Every programme, in order of arrival, with what may be asked of it."""
    rows = [_programme(Reader(session, code)) for code in codes(session)]
    return _sheet(session, PROGRAMME_COLUMNS, rows)


def definitions(session: Session, programme: str, as_of: int | None = None) -> Sheet:
    """Every published version of a programme's definitions, in the order in which they are shown."""
    catalogue = Reader(session, programme, as_of).catalogue
    rows = [
        {
            "programme": programme,
            "code": code,
            "version": version.version,
            "published_in": version.published_in,
            "definition": version.definition.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        }
        for code in catalogue.codes
        for version in catalogue.versions[code]
    ]
    return _sheet(session, DEFINITION_COLUMNS, rows, as_of)


def _sheet(session: Session, columns: tuple[str, ...], rows: Sequence[Row], as_of: int | None = None) -> Sheet:
    newest = newest_revision(session)
    return Sheet(newest, as_of or newest, columns, rows)


def _programme(reader: Reader) -> dict[str, Any]:
    said = reader.passport
    return {
        "code": reader.code,
        "name": said.texts.get("name", {}),
        "first_year": said.first_year,
        "last_year": said.last_year,
        "illustrative": said.illustrative,
        "texts": said.texts,
        "districts": [
            {"code": place.code, "cut": place.cut, "parent": place.parent, "name": dict(place.names)}
            for place in reader.places.by_code.values()
        ],
        "indicators": list(reader.catalogue.codes),
    }
