"""Definitions as files: checking a folder, writing one, what publishing it would add, how two
versions differ.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.passports import part_names, programme_id
from data.programme.files import PASSPORT, read_passport
from data.refusals import NotFound, Problem, refuse
from data.tables.definitions import DefinitionVersion
from data.words.offers import with_code
from indicators.definition import Definition, read
from indicators.definition.catalogue import PUBLISHED, Catalogue, PublishedVersion, read_catalogue
from indicators.definition.proposals import ProposedDefinition, files_of, proposals
from indicators.definition.publishing import texts_of

Texts = Sequence[tuple[str, str]]


def texts_in(folder: Path) -> list[tuple[str, str]]:
    """The definitions of a folder, or of the ``definitions`` inside a programme's folder."""
    inner = folder / "definitions"
    texts = texts_of(inner if inner.is_dir() else folder)
    definitions = [(name, text) for name, text in texts if name != PASSPORT]
    if not definitions:
        raise refuse("definitions_none", folder=folder)
    return definitions


def check_folder(folder: Path) -> int:
    """Check a folder by itself, without a database; returns how many files are sound."""
    texts = texts_in(folder)
    passport = next(
        (place for place in (folder, folder.parent) if (place / PASSPORT).is_file()), None
    )
    parts = (
        {part.code: part.name.model_dump() for part in read_passport(passport).parts}
        if passport is not None
        else None
    )
    new = proposals(texts)
    _catalogue(Catalogue([]), _definitions(new)).check(parts, files_of(new))
    return len(texts)


def would_publish(session: Session, programme: int, texts: Texts) -> list[str]:
    """The codes that publishing would add a version to; refuses what publishing would refuse."""
    published = read_catalogue(session, programme)
    new = proposals(texts, published.all_definitions())
    parts = part_names(session, programme)
    _catalogue(published, _definitions(new)).check(parts, files_of(new))
    return [proposal.definition.code for proposal in new]


def export(session: Session, programme: int, folder: Path) -> list[str]:
    """Write every published version as it was written; refuses a folder with definitions of
    something else.
    """
    texts_by_name = dict(files(session, programme))
    folder.mkdir(parents=True, exist_ok=True)
    stray = sorted({path.name for path in folder.glob("*.yaml")} - set(texts_by_name))
    if stray:
        raise refuse("definitions_stray", folder=folder, names=", ".join(stray))
    for name, text in texts_by_name.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return list(texts_by_name)


@dataclass(frozen=True)
class FieldChange:
    """A field that two versions fill in differently; null where it is not filled in."""

    field: str
    old: Any
    new: Any


def difference(old: Definition, new: Definition) -> list[FieldChange]:
    """The fields that differ, in the schema's order, texts in each language apart."""
    before, after = dict(_flat(old)), dict(_flat(new))
    names = dict.fromkeys((*before, *after))
    return [
        FieldChange(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def version_of(session: Session, programme: int, code: str, version: int) -> Definition:
    """One version, in force or not; refuses an unknown one and names the known."""
    statement = select(DefinitionVersion.version, DefinitionVersion.text).where(
        DefinitionVersion.programme_id == programme, DefinitionVersion.code == code
    )
    texts = {
        row.version: row.text
        for row in session.execute(statement.order_by(DefinitionVersion.version))
    }
    if not texts:
        read_catalogue(session, programme).newest(code)
    if version not in texts:
        raise unknown_version(read(list(texts.values())[-1]), version, texts)
    return read(texts[version])


def unknown_version(newest: Definition, version: int, known: Iterable[int]) -> NotFound:
    """A version that an indicator never had."""
    params = {
        "indicator": with_code(newest.name.model_dump(), newest.code),
        "version": version,
        "known": ", ".join(map(str, known)),
    }
    return NotFound(Problem("unknown_version", params))


def _definitions(proposed: list[ProposedDefinition]) -> list[Definition]:
    return [proposal.definition for proposal in proposed]


def _catalogue(catalogue: Catalogue, new: list[Definition]) -> Catalogue:
    """What would stand if the new ones were published."""
    versions = [
        version for versions_of_code in catalogue.versions.values() for version in versions_of_code
    ]
    return Catalogue([*versions, *(PublishedVersion(definition, 0, 0) for definition in new)])


def files(session: Session, programme: int, as_of: int | None = None) -> Iterator[tuple[str, str]]:
    """``code.yaml``, then ``code.2.yaml`` …, in the order in which they were published."""
    statement = select(DefinitionVersion.code, DefinitionVersion.text).where(
        DefinitionVersion.programme_id == programme,
        DefinitionVersion.state == PUBLISHED,
        DefinitionVersion.as_of(as_of),
    )
    numbers: dict[str, int] = {}
    for code, text in session.execute(
        statement.order_by(DefinitionVersion.code, DefinitionVersion.version)
    ):
        numbers[code] = numbers.get(code, 0) + 1
        yield (f"{code}.yaml" if numbers[code] == 1 else f"{code}.{numbers[code]}.yaml"), text


def definition_files(
    session: Session, programme: str, as_of: int | None = None
) -> Mapping[str, str]:
    """The published definitions of a programme as files: name and YAML text."""
    return dict(files(session, programme_id(session, programme), as_of))


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Dotted names with their values, without what is not filled in."""
    fields = (
        value.model_dump(mode="json", by_alias=True) if isinstance(value, Definition) else value
    )
    if isinstance(fields, dict):
        for key, inner in fields.items():
            yield from _flat(inner, f"{name}.{key}" if name else key)
    elif fields is not None:
        yield name, fields
