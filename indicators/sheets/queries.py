"""What commands and addresses give: each function reads one state of the database and returns its
rows.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from data.passports import codes
from indicators.answers.answer import Answer
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.answers.target_history import TargetHistory, target_histories
from indicators.answers.targets import Edition
from indicators.definition.catalogue import Catalogue
from indicators.drill_down.choice import EVERYTHING, ListChoice
from indicators.drill_down.order import RecordPlace
from indicators.drill_down.records import record_stream, records
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.changes import changes
from indicators.periods import GRAINS
from indicators.sheets.row_stream import Roubles, Row, RowStream
from indicators.sheets.rows import (
    RowSheet,
    number_text,
    plain,
    record_columns,
    record_row,
    value_row,
    values_sheet,
)

PROGRAMME_COLUMNS = (
    "code",
    "name",
    "first_year",
    "last_year",
    "illustrative",
    "texts",
    "districts",
    "indicators",
)
TARGET_COLUMNS = (
    "programme",
    "indicator",
    "district",
    "period",
    "split_by",
    "split",
    "value",
    "act",
    "set_on",
    "act_title",
    "change_reason",
    "explanation",
    "original",
    "in_force",
    "lowered_late",
    "illustrative",
    "source",
)
DEFINITION_COLUMNS = ("programme", "code", "version", "published_in", "definition")
CHANGE_WHERE = (
    "programme",
    "indicator",
    "district",
    "cut",
    "period",
    "within_year",
    "split_by",
    "split",
)
CHANGE_SAID = (
    "value",
    "numerator",
    "denominator",
    "records",
    "state",
    "coverage",
    "plan",
    "degree",
    "status",
    "marks",
)
CHANGE_COLUMNS = (
    *CHANGE_WHERE,
    *(f"{side}_{name}" for name in CHANGE_SAID for side in ("old", "new")),
)


def values(session: Session, question: Question) -> RowSheet:
    """The answers to a question."""
    reader = ProgrammeReader(session, question.programme, question.as_of)
    split = question.split is not None
    return values_sheet(
        answers(session, question), reader.catalogue, reader.newest, question.as_of, split=split
    )


def record_rows(
    session: Session,
    question: Question,
    period: str | None,
    *,
    offset: int = 0,
    limit: int,
    after: RecordPlace | None = None,
    choice: ListChoice = EVERYTHING,
) -> RowSheet:
    """A page of the records behind one number; ``total`` is how many there are, ``next`` the place
    where the next page goes on.
    """
    # one more than is shown: whether there is a next page
    more = limit + 1
    page = records(session, question, period, offset=offset, limit=more, after=after, choice=choice)
    listed = page.rows[:limit]
    columns = record_columns(row.measure for row in listed)
    rows = [record_row(row) for row in listed]
    following = str(listed[-1].place) if len(page.rows) > limit else None
    return _sheet(session, columns, rows, question.as_of).but(total=page.total, next=following)


def all_record_rows(
    session: Session, question: Question, period: str | None, choice: ListChoice = EVERYTHING
) -> RowStream:
    """All the records behind one number, read while they are written: the session must stay open."""
    stream = record_stream(session, question, period, choice)
    newest = newest_revision(session)
    columns, rows = record_columns(stream.measures), map(record_row, stream.rows)
    return RowStream(newest, question.as_of or newest, columns, rows, {"total": stream.total})


def programmes(session: Session) -> RowSheet:
    """Every programme, in order of arrival, with what may be asked of it."""
    rows = [_programme(ProgrammeReader(session, code)) for code in codes(session)]
    return _sheet(session, PROGRAMME_COLUMNS, rows)


def definitions(session: Session, programme: str, as_of: int | None = None) -> RowSheet:
    """Every published version of a programme's definitions, in the order in which they are shown."""
    catalogue = ProgrammeReader(session, programme, as_of).catalogue
    rows = [
        {
            "programme": programme,
            "code": code,
            "version": version.version,
            "published_in": version.published_in,
            "definition": version.definition.model_dump(
                mode="json", by_alias=True, exclude_defaults=True
            ),
        }
        for code in catalogue.codes
        for version in catalogue.versions[code]
    ]
    return _sheet(session, DEFINITION_COLUMNS, rows, as_of)


def targets(session: Session, question: Question) -> RowSheet:
    """Every edition of the asked targets, the oldest first: what each act of a day has set."""
    reader = ProgrammeReader(session, question.programme, question.as_of)
    rows = [
        _edition(reader.catalogue, question.programme, history, edition)
        for history in target_histories(session, question)
        for edition in history.plan.editions
    ]
    return _sheet(session, TARGET_COLUMNS, rows, question.as_of)


def _edition(
    catalogue: Catalogue, programme: str, history: TargetHistory, edition: Edition
) -> dict[str, Any]:
    version = catalogue.in_force(history.indicator, history.period.final_year)
    money = version is not None and version.definition.is_money
    of_edition = {
        "programme": programme,
        "indicator": history.indicator,
        "district": history.district,
        "period": history.period.label,
        "split_by": history.split_by,
        "split": history.split,
        "value": plain(edition.value, money=money),
        "original": edition is history.plan.original,
        "in_force": edition is history.plan.current,
        "lowered_late": edition in history.late,
    }
    texts = {
        name: plain(getattr(edition, name)) for name in TARGET_COLUMNS if name not in of_edition
    }
    return of_edition | texts


def changed(
    session: Session,
    since: int,
    until: int | None = None,
    programme: str | None = None,
    grains: Collection[str] = GRAINS,
) -> RowSheet:
    """The answers that differ between two revisions, old and new side by side."""
    rows = [
        row
        for code in _programmes(session, programme)
        for row in _changed_in(session, code, since, until, grains)
    ]
    return _sheet(session, CHANGE_COLUMNS, rows, until)


def _programmes(session: Session, programme: str | None) -> tuple[str, ...]:
    return codes(session) if programme is None else (programme,)


def _changed_in(
    session: Session, programme: str, since: int, until: int | None, grains: Collection[str]
) -> Iterator[Row]:
    changed = changes(session, programme, since, until, grains)
    now = ProgrammeReader(session, programme, until).catalogue
    before = (
        ProgrammeReader(session, programme, since).catalogue
        if any(change.old for change in changed)
        else now
    )
    for change in changed:
        yield change_row(change, before, now)


def change_row(change: ChangedAnswer, before: Catalogue, now: Catalogue) -> dict[str, Any]:
    """One answer before and after, each written as its own definition says."""
    where = {name: getattr(change, name) for name in CHANGE_WHERE}
    row = where | _side("old", change.old, before) | _side("new", change.new, now)
    old, new = (answer.value if answer is not None else None for answer in (change.old, change.new))
    if old is not None and new is not None and old != new and row["old_value"] == row["new_value"]:
        # averages, in one kopeck
        row |= {
            "old_value": Roubles(number_text(old)),
            "new_value": Roubles(number_text(new)),
        }
    return row


def _side(side: str, answer: Answer | None, catalogue: Catalogue) -> dict[str, Any]:
    row = value_row(answer, catalogue) if answer is not None else {}
    return {f"{side}_{name}": row.get(name) for name in CHANGE_SAID}


def _sheet(
    session: Session, columns: Sequence[str], rows: Sequence[Row], as_of: int | None = None
) -> RowSheet:
    newest = newest_revision(session)
    return RowSheet(newest, as_of or newest, columns, rows)


def _programme(reader: ProgrammeReader) -> dict[str, Any]:
    passport = reader.passport
    return {
        "code": reader.code,
        "name": passport.texts.get("name", {}),
        "first_year": passport.first_year,
        "last_year": passport.last_year,
        "illustrative": passport.illustrative,
        "texts": passport.texts,
        "districts": [
            {
                "code": place.code,
                "cut": place.cut,
                "parent": place.parent,
                "name": dict(place.names),
            }
            for place in reader.places.by_code.values()
        ],
        "indicators": list(reader.catalogue.codes),
    }
