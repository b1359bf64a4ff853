"""Every version of a definition that was ever published: who published it, when and why, and what
it gives.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.passports import programme_id
from data.tables.definitions import DefinitionVersion
from data.tables.revisions import Revision
from indicators.answers.answer import Answer
from indicators.answers.cells import content
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition, Years, read
from indicators.definition.catalogue import WITHDRAWN, Catalogue, PublishedVersion
from indicators.engine.compute import Engine
from indicators.engine.rollup import PLAIN
from indicators.impact.changed_answer import AnswerKey
from indicators.impact.changes import answered
from indicators.impact.effect_records import Moved, records_moved


@dataclass(frozen=True)
class VersionFacts:
    """One version; ``at`` is UTC.

    ``withdrawn_in`` is the revision that took it out of force, if one did.
    """

    version: int
    definition: Definition
    text: str
    revision: int
    at: datetime.datetime
    author: str
    reason: str
    withdrawn_in: int | None = None


def versions_of(session: Session, programme: str, code: str) -> tuple[VersionFacts, ...]:
    """The versions of a code, oldest first; none of a code that never was."""
    statement = (
        select(DefinitionVersion, Revision)
        .join(Revision, Revision.number == DefinitionVersion.since)
        .where(
            DefinitionVersion.programme_id == programme_id(session, programme),
            DefinitionVersion.code == code,
        )
        # by number, not by revision: a version withdrawn is the same number once more
        .order_by(DefinitionVersion.version, DefinitionVersion.since)
    )
    rows = session.execute(statement).all()
    # withdrawing adds a row of the same version: what was published keeps its own
    gone = {row.version: row.since for row, _revision in rows if row.state == WITHDRAWN}
    return tuple(
        VersionFacts(
            row.version,
            read(row.text),
            row.text,
            row.since,
            revision.at,
            revision.author,
            # each definition of one publishing may have a reason of its own
            row.reason or revision.reason,
            gone.get(row.version),
        )
        for row, revision in rows
        if row.state != WITHDRAWN
    )


def withdrawn_codes(session: Session, programme: str) -> tuple[str, ...]:
    """The codes that no version is left of."""
    statement = select(DefinitionVersion.code).where(
        DefinitionVersion.programme_id == programme_id(session, programme)
    )
    return tuple(
        sorted(
            set(session.scalars(statement.distinct()))
            - set(ProgrammeReader(session, programme).catalogue.versions)
        )
    )


def computed_by(
    session: Session, programme: str, definition: Definition
) -> Mapping[AnswerKey, Answer]:
    """What a version gives in every year and place if it were in force in all of them."""
    reader = _reading(session, programme, definition)
    readings = Engine(reader.scope, reader.catalogue).indicator(
        definition.code, reader.window(None), (("year", PLAIN),)
    )
    cells = {
        AnswerKey(definition.code, *key): content(reading, version.version, version.definition)
        for key, (version, reading) in readings.items()
    }
    # as if these were the cells: nothing is stored, and plan and clock are the real ones
    return answered(reader, cells, reader.clock(None), cells)


def moved_between(
    session: Session, programme: str, old: Definition, new: Definition
) -> tuple[Moved, ...]:
    """How many of today's records one version counts and another does not, if each were in force in
    all years.
    """
    before, after = (_reading(session, programme, definition) for definition in (old, new))
    return records_moved(before, after, [new.code], listed=0)


def _reading(session: Session, programme: str, definition: Definition) -> ProgrammeReader:
    """A reader for whom a definition is the only one of its code, in all years."""
    reader = ProgrammeReader(session, programme)
    # in force in all years, else a version could be compared in its own alone
    alone = PublishedVersion(definition.model_copy(update={"years": Years()}), 1, reader.revision)
    others = (
        each for each in reader.catalogue.all_versions() if each.definition.code != definition.code
    )
    reader.catalogue = Catalogue([*others, alone])
    # an old version may refer to an indicator that is withdrawn by now
    reader.catalogue.check()
    return reader
