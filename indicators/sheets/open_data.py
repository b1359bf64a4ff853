"""A programme as tables that belong together, as of one revision: what its open data are."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.records.places import NONE
from indicators.sheets import queries
from indicators.sheets.row_stream import Row
from indicators.sheets.rows import RowSheet

INDICATOR_COLUMNS = (
    "programme",
    "code",
    "version",
    "published_in",
    "name_ru",
    "name_en",
    "unit_ru",
    "unit_en",
    "kind",
    "definition",
)
DISTRICT_COLUMNS = ("code", "parent", "name_ru", "name_en")
WITHOUT_DISTRICT = {"ru": "Без района", "en": "Without a district"}
LANGUAGES = ("ru", "en")


def open_tables(session: Session, question: Question) -> Mapping[str, RowSheet]:
    """Yearly values of the territory and its districts, targets with their history, indicators and
    districts; of the years, revision and clock of the question.
    """
    return {
        "values": _values(session, question),
        "targets": queries.targets(session, question),
        "indicators": _indicators(session, question),
        "districts": _districts(session, question),
    }


def _values(session: Session, question: Question) -> RowSheet:
    """First the whole territory, then each district and what has none."""
    whole = queries.values(session, question)
    if not ProgrammeReader(session, question.programme, question.as_of).places.main:
        return whole
    districts = queries.values(session, question.but(by=("district", "year")))
    return RowSheet(
        whole.revision, whole.as_of, whole.columns, [*whole.rows, *districts.rows], whole.extra
    )


def _indicators(session: Session, question: Question) -> RowSheet:
    sheet = queries.definitions(session, question.programme, question.as_of)
    rows = [_indicator(row) for row in sheet.rows]
    return RowSheet(sheet.revision, sheet.as_of, INDICATOR_COLUMNS, rows)


def _indicator(row: Row) -> Row:
    definition = row["definition"]
    words = {
        f"{name}_{language}": definition[name].get(language)
        for name in ("name", "unit")
        for language in LANGUAGES
    }
    return {**row, **words, "kind": definition["kind"]}


def _districts(session: Session, question: Question) -> RowSheet:
    """The main tree, and what values say of records that have no district."""
    reader = ProgrammeReader(session, question.programme, question.as_of)
    main = (reader.places.by_code[code] for code in reader.places.main)
    rows = [_district(place.code, place.parent, place.names) for place in main]
    if rows:
        rows.append(_district(NONE, None, WITHOUT_DISTRICT))
    return RowSheet(reader.newest, question.as_of or reader.newest, DISTRICT_COLUMNS, rows)


def _district(code: str, parent: str | None, names: Mapping[str, str]) -> Row:
    return {"code": code, "parent": parent, "name_ru": names["ru"], "name_en": names["en"]}
