"""What rows of the database name: organisations, legal acts and acts that set plans, of which there may be
very many.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from data.confidentiality import is_closed
from data.imports import kind_of
from data.organisations.merging import IDENTITY
from data.organisations.names import SOUGHT_TEXTS
from data.tables.base import Versioned
from data.tables.definitions import Target
from data.tables.organisations import Organisation
from data.words.searching import resembles
from indicators.answers.reader import ProgrammeReader
from indicators.search.entries import NAME, SearchEntry
from indicators.search.words import TextWord

ORGANISATION, ACT, PLAN_ACT = "organisation", "act", "plan_act"
LETTERS = 3
"""Where no row has the words themselves, so many first letters of each are asked of the database; the
rest is compared here, where a word may have a typing error.
"""
MOST_ROWS = 2_000
"""Rows that are compared: of more, the words are too short to mean any."""


def row_entries(
    session: Session, programme: str, sought: Sequence[TextWord], as_of: int | None = None
) -> tuple[SearchEntry, ...]:
    """The organisations and acts that the words may mean, living at the asked revision."""
    if not sought:
        return ()
    reader = ProgrammeReader(session, programme, as_of)
    return _entries(reader, sought) or _entries(reader, sought, LETTERS)


def _entries(
    reader: ProgrammeReader, sought: Sequence[TextWord], letters: int | None = None
) -> tuple[SearchEntry, ...]:
    """Those with the words in any form, or with so many first letters of each."""
    return (
        *_organisations(reader, sought, letters),
        *_acts(reader, sought, letters),
        *_plan_acts(reader, sought, letters),
    )


def _organisations(
    reader: ProgrammeReader, sought: Sequence[TextWord], letters: int | None
) -> Iterator[SearchEntry]:
    merged = reader.scope.merged
    statement = select(IDENTITY, *SOUGHT_TEXTS).where(
        *_living(reader, Organisation), *_like(SOUGHT_TEXTS, sought, letters)
    )
    for identity, name, short, *numbers in reader.session.execute(statement.limit(MOST_ROWS)):
        if identity not in merged:
            own = {
                NAME: " ".join(filter(None, (name, short))),
                "number": " ".join(filter(None, numbers)),
            }
            yield SearchEntry(ORGANISATION, str(identity), {"ru": name, "en": name}, own)


def _acts(
    reader: ProgrammeReader, sought: Sequence[TextWord], letters: int | None
) -> Iterator[SearchEntry]:
    kind = kind_of("legal_acts")
    if is_closed(reader.session, reader.code, kind.name):
        return
    number, title = kind.attribute("act_number"), kind.attribute("title")
    statement = select(kind.attribute("number"), number, title).where(
        *_living(reader, kind.table), *_like((number, title), sought, letters)
    )
    for code, printed, name in reader.session.execute(statement.limit(MOST_ROWS)):
        names = {"ru": f"№ {printed} «{name}»", "en": f"No. {printed} “{name}”"}
        yield SearchEntry(ACT, code, names, {NAME: name, "number": printed})


def _plan_acts(
    reader: ProgrammeReader, sought: Sequence[TextWord], letters: int | None
) -> Iterator[SearchEntry]:
    """The acts that have set plans, each by the first indicator whose plan it has set."""
    texts = (Target.act, Target.act_title)
    statement = (
        select(*texts, func.min(Target.indicator))
        .where(*_living(reader, Target), Target.act.is_not(None), *_like(texts, sought, letters))
        .group_by(*texts)
        .order_by(*texts)
    )
    for act, title, indicator in reader.session.execute(statement.limit(MOST_ROWS)):
        if indicator in reader.catalogue.versions:
            name = " ".join(filter(None, (act, title)))
            yield SearchEntry(PLAN_ACT, indicator, {"ru": name, "en": name}, {NAME: name})


def _living(reader: ProgrammeReader, table: type[Versioned]) -> tuple[ColumnElement[bool], ...]:
    return (table.programme_id == reader.programme_id, table.as_of(reader.as_of))


def _like(
    texts: Sequence[object], sought: Sequence[TextWord], letters: int | None
) -> Iterator[ColumnElement[bool]]:
    return (
        or_(resembles(texts, word.word[:letters]), resembles(texts, word.stem[:letters]))
        for word in sought
    )
