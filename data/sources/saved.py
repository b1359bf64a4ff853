"""Sources that stewards have saved: read by their names, kept in versions, renamed and withdrawn; each
change is a revision.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.database.change import Change
from data.imports import SourceMapping, context_of
from data.markup.markup import text_of_file
from data.passports import programme_id
from data.refusals import NotFound, refuse
from data.sources.declaration import SourceDeclaration, read_source, text_of
from data.sources.judging import refuse_faults
from data.system import usable, write_whole
from data.tables.saved_sources import SavedSource
from data.words.offers import unknown, unnamed

MOST = 100
"""Sources of one programme."""
SUFFIX = ".yaml"


@dataclass(frozen=True)
class SavedSourceFacts:
    """A source as it is listed; ``revision`` made this version of it."""

    name: str
    version: int
    kind: str
    revision: int
    text: str

    @property
    def declaration(self) -> SourceDeclaration:
        return read_source(self.text)

    @property
    def mapping(self) -> SourceMapping:
        """How its files are read."""
        return self.declaration.mapping(self.version)


def saved_sources(session: Session, programme: str) -> list[SavedSourceFacts]:
    """The sources of a programme, by name."""
    return [_facts(row) for row in _living(session, programme_id(session, programme))]


def saved_source(session: Session, programme: str, name: str) -> SavedSourceFacts:
    """The source of a name; refuses one that there is not."""
    sources = {each.name: each for each in saved_sources(session, programme)}
    if name not in sources:
        raise _unknown(name, sources)
    return sources[name]


def source_in_version(
    session: Session, programme: str, name: str, version: int
) -> SavedSourceFacts:
    """A source as one of its versions has it, also where it was changed or withdrawn since."""
    of_name = (SavedSource.name == name, SavedSource.version == version)
    mine = SavedSource.programme_id == programme_id(session, programme)
    row = session.scalar(select(SavedSource).where(mine, *of_name))
    if row is None:
        raise _unknown(name, [each.name for each in saved_sources(session, programme)])
    return _facts(row)


def _unknown(name: str, names: Iterable[str]) -> NotFound:
    return unknown("source_unknown", "name", name, unnamed(names))


def mapping_of(session: Session, programme: str, name: str, kind: str) -> SourceMapping:
    """How files of a kind are read that come from a source; refuses one that there is not, or of
    another kind.
    """
    source = saved_source(session, programme, name)
    if source.kind != kind:
        raise refuse("source_other_kind", name=name, kind=source.kind, other=kind)
    return source.mapping


def keep(
    change: Change, programme: str, kind: str, mapping: SourceMapping, name: str
) -> SavedSourceFacts:
    """Save a mapping under a name, as the next version of the source that has it."""
    return keep_text(change, programme, text_of(" ".join(name.split()), kind, mapping))


def keep_text(
    change: Change, programme: str, text: str, file: str | None = None
) -> SavedSourceFacts:
    """The same from a text; refuses what could not be read by it."""
    source = read_source(text, file)
    refuse_faults(context_of(change.session, programme), source, file)
    identity = programme_id(change.session, programme)
    rows = {row.name: row for row in _living(change.session, identity)}
    if source.name not in rows and len(rows) >= MOST:
        raise refuse("sources_many", most=MOST)
    return _put(change, identity, rows.get(source.name), source, text)


def rename(change: Change, programme: str, name: str, new: str) -> SavedSourceFacts:
    """Give a source another name; refuses one that another source has."""
    source = saved_source(change.session, programme, name)
    identity = programme_id(change.session, programme)
    rows = {row.name: row for row in _living(change.session, identity)}
    declared = source.declaration.model_copy(update={"name": " ".join(new.split())})
    if declared.name in rows:
        raise refuse("source_name_taken", name=declared.name)
    text = text_of(declared.name, declared.kind, declared.mapping())
    refuse_faults(context_of(change.session, programme), read_source(text))
    return _put(change, identity, rows[name], declared, text)


def withdraw(change: Change, programme: str, name: str) -> None:
    """Offer a source no longer; what it has brought stays, and its receipts name it."""
    source = saved_source(change.session, programme, name)
    for row in _living(change.session, programme_id(change.session, programme)):
        if row.name == source.name:
            row.until = change.revision
    change.session.flush()


def new_texts(
    session: Session, programme: str, texts: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Those of some files that say something new; refuses every one that could not be read by."""
    context = context_of(session, programme)
    living = {each.name: each.text for each in saved_sources(session, programme)}
    new = []
    for file, text in texts:
        source = read_source(text, file)
        refuse_faults(context, source, file)
        if living.get(source.name) != text:
            new.append((file, text))
    return new


def texts_in(folder: Path) -> list[tuple[str, str]]:
    """The sources of a folder: the names of its files, and what they say."""
    with usable("sources_not_read", folder=folder.name):
        return [(path.name, text_of_file(path)) for path in sorted(folder.glob(f"*{SUFFIX}"))]


def export(session: Session, programme: str, folder: Path) -> list[str]:
    """Write every source as a file; returns the files' names."""
    names = []
    with usable("export_not_written", file=folder.name):
        folder.mkdir(parents=True, exist_ok=True)
        for each in saved_sources(session, programme):
            names.append(f"{each.name}{SUFFIX}")
            write_whole(folder / names[-1], each.text.encode(), mode=0o666)
    return names


def _put(
    change: Change,
    programme: int,
    before: SavedSource | None,
    source: SourceDeclaration,
    text: str,
) -> SavedSourceFacts:
    if before is not None:
        before.until = change.revision
        # before the new one comes: of a name one row stands at a time
        change.session.flush()
    version = max((0, *_versions(change.session, programme, source.name, before))) + 1
    row = SavedSource(
        programme_id=programme,
        since=change.revision,
        chain=(before.chain or before.id) if before else None,
        name=source.name,
        version=version,
        kind=source.kind,
        text=text,
    )
    change.session.add(row)
    change.session.flush()
    return _facts(row)


def _versions(
    session: Session, programme: int, name: str, before: SavedSource | None
) -> Iterator[int]:
    """The newest version that had the name at any time, so that a name and a number mean one version
    for ever; and that of the source before.
    """
    newest = select(func.max(SavedSource.version)).where(
        SavedSource.programme_id == programme, SavedSource.name == name
    )
    yield session.scalar(newest) or 0
    yield before.version if before else 0


def _living(session: Session, programme: int) -> list[SavedSource]:
    living = (SavedSource.programme_id == programme, SavedSource.until.is_(None))
    return list(session.scalars(select(SavedSource).where(*living).order_by(SavedSource.name)))


def _facts(row: SavedSource) -> SavedSourceFacts:
    return SavedSourceFacts(row.name, row.version, row.kind, row.since, row.text)
