"""What a programme says of itself as of a revision: everything that is printed besides numbers."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.coverage import SourceNote
from data.tables.programmes import Part
from data.tables.revisions import Revision
from data.words.borrowed import in_language, language_pair
from indicators.answers.achievement import Thresholds
from indicators.answers.reader import ProgrammeReader
from indicators.definition.catalogue import Catalogue
from indicators.records.places import Places

Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class PartFacts:
    """A task or subprogramme."""

    code: str
    parent: str | None
    names: Mapping[str, str]


@dataclass(frozen=True)
class NoteFacts:
    """A contradiction of a source: as printed, what is wrong, where; and the indicators it touches."""

    code: str
    printed: str
    problem: Mapping[str, str]
    source: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What a programme says of itself as of a revision; everything printed besides numbers."""

    code: str
    revision: int
    as_of: int | None
    committed_at: datetime.datetime
    first_year: int
    last_year: int
    illustrative: bool
    texts: Texts
    settings: Mapping[str, Any]
    thresholds: Thresholds
    places: Places
    catalogue: Catalogue
    parts: tuple[PartFacts, ...]
    notes: tuple[NoteFacts, ...]

    def text(self, name: str, language: str) -> str:
        """One of the programme's texts, borrowed from another language where it has no such one, or
        nothing.
        """
        return in_language(self.texts.get(name, {}), language)


def programme_facts(session: Session, programme: str, as_of: int | None = None) -> Facts:
    """What a programme says of itself; refuses an unknown programme or revision."""
    reader = ProgrammeReader(session, programme, as_of)
    passport = reader.passport
    return Facts(
        code=reader.code,
        revision=reader.revision,
        as_of=reader.as_of,
        committed_at=session.scalars(
            select(Revision.at).where(Revision.number == reader.revision)
        ).one(),
        first_year=passport.first_year,
        last_year=passport.last_year,
        illustrative=passport.illustrative,
        texts=passport.texts,
        settings=passport.settings,
        thresholds=reader.thresholds,
        places=reader.places,
        catalogue=reader.catalogue,
        parts=part_facts(reader),
        notes=_notes(reader),
    )


def part_facts(reader: ProgrammeReader) -> tuple[PartFacts, ...]:
    """The parts of a programme in their order."""
    statement = select(Part).where(
        Part.programme_id == reader.programme_id, Part.as_of(reader.as_of)
    )
    rows = reader.session.scalars(statement.order_by(Part.position, Part.code))
    return tuple(
        PartFacts(row.code, row.parent, language_pair(row.name_ru, row.name_en)) for row in rows
    )


def _notes(reader: ProgrammeReader) -> tuple[NoteFacts, ...]:
    statement = select(SourceNote).where(
        SourceNote.programme_id == reader.programme_id, SourceNote.as_of(reader.as_of)
    )
    return tuple(
        NoteFacts(
            row.code,
            row.printed,
            language_pair(row.problem_ru, row.problem_en),
            row.source,
            tuple(code for code in row.indicators.split(";") if code),
        )
        for row in reader.session.scalars(statement.order_by(SourceNote.id))
    )
