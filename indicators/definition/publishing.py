"""Publishing definitions and withdrawing them: versions are added, nothing is overwritten."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.database.database import Change
from data.markup.markup import text_of_file
from data.passports import part_names, passport
from data.refusals import Conflict, Problem
from data.tables.definitions import DefinitionVersion
from indicators.definition import Definition
from indicators.definition.catalogue import PUBLISHED, WITHDRAWN, read_catalogue
from indicators.definition.proposals import ProposedDefinition, files_of, proposals


def publish(
    change: Change, programme: int, texts: Iterable[tuple[str, str]], reason: str = ""
) -> list[str]:
    """Publish definitions given as (file name, YAML); those that stand already are left.

    Returns the codes.
    """
    new = proposals(texts, read_catalogue(change.session, programme).all_definitions())
    for version in new:
        change.session.add(_row(change, programme, version.definition.code, version.text, reason))
        change.session.flush()
    _check_whole(change.session, programme, new)
    _touch(change, programme, *(version.definition for version in new))
    return [version.definition.code for version in new]


def withdraw(change: Change, programme: int, code: str, version: int, reason: str) -> None:
    """Withdraw a version of a code; the earlier one is in force again.

    Refused while a formula needs it, and unless it is the newest.
    """
    catalogue = read_catalogue(change.session, programme)
    newest = catalogue.newest(code)
    if newest.version != version:
        raise Conflict(
            Problem(
                "version_not_newest",
                {"indicator": catalogue.name(code), "version": version, "newest": newest.version},
            )
        )
    catalogue.without_newest(code)
    row = change.session.scalars(
        select(DefinitionVersion).where(
            DefinitionVersion.programme_id == programme,
            DefinitionVersion.code == code,
            DefinitionVersion.version == newest.version,
            DefinitionVersion.until.is_(None),
        )
    ).one()
    row.until = change.revision
    change.session.add(_withdrawn(change, row, reason))
    _touch(change, programme, newest.definition)


def _touch(change: Change, programme: int, *definitions: Definition) -> None:
    """Say that these definitions came or went, each for the years it is valid for."""
    programme_passport = passport(change.session, programme)
    everything = range(programme_passport.first_year, programme_passport.last_year + 1)
    for definition in definitions:
        years = [year for year in everything if year in definition.years]
        change.touch(programme, "definitions", years=years, codes=[definition.code])


def texts_of(folder: Path) -> list[tuple[str, str]]:
    """The definition files of a folder as (name, YAML): ``code.yaml``, then ``code.2.yaml`` …"""
    paths = sorted(
        folder.glob("*.yaml"), key=lambda path: (path.name.split(".")[0], len(path.name), path.name)
    )
    return [(path.name, text_of_file(path)) for path in paths]


def _check_whole(session: Session, programme: int, new: Iterable[ProposedDefinition]) -> None:
    parts = part_names(session, programme)
    read_catalogue(session, programme).check(parts, files_of(new))


def _row(change: Change, programme: int, code: str, text: str, reason: str) -> DefinitionVersion:
    number = select(func.max(DefinitionVersion.version)).where(
        DefinitionVersion.programme_id == programme, DefinitionVersion.code == code
    )
    version = (change.session.scalar(number) or 0) + 1
    return DefinitionVersion(
        programme_id=programme,
        code=code,
        version=version,
        state=PUBLISHED,
        text=text,
        reason=reason,
        since=change.revision,
    )


def _withdrawn(change: Change, row: DefinitionVersion, reason: str) -> DefinitionVersion:
    return DefinitionVersion(
        programme_id=row.programme_id,
        code=row.code,
        version=row.version,
        state=WITHDRAWN,
        text=row.text,
        reason=reason,
        since=change.revision,
        chain=row.chain or row.id,
    )
