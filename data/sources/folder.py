"""A folder into which others put files: each that is whole is loaded, and stands aside afterwards with
its receipt or with the reasons for its refusal beside it.
"""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.database.database import Database
from data.imports import (
    ImportLimits,
    ImportOptions,
    Receipt,
    SourceMapping,
    import_file,
    kind_of,
)
from data.imports.mapping import period_in
from data.refusals import Problem, Refusal
from data.sources.saved import SavedSourceFacts
from data.system import usable, write_whole

LOADED, REFUSED = "done", "refused"
SETTLED_SECONDS = 10
"""How long nobody has written into a file that is whole."""


@dataclass(frozen=True)
class WaitingFile:
    """A whole file in the folder of its kind, or of the saved source that it comes from."""

    kind: str
    path: Path
    mapping: SourceMapping | None = None


@dataclass(frozen=True)
class FileResult:
    """What became of an arrival: its receipt or its refusal, and where it stands now."""

    arrival: WaitingFile
    result: Receipt | Refusal
    place: Path


def arrivals(
    folder: Path, sources: Sequence[SavedSourceFacts], settled: float = SETTLED_SECONDS
) -> list[WaitingFile]:
    """The whole files of a folder, which has one folder for each kind of file and for each source
    whose files come, in the order of their names; refuses a folder that is neither's.
    """
    named = {each.name: each for each in sources}
    with usable("watch_not_read", folder=folder.name):
        folders = sorted(each for each in folder.iterdir() if each.is_dir())
        return [
            _waiting(path, named.get(each.name))
            for each in folders
            for path in sorted(each.iterdir())
            if _is_whole(path, settled)
        ]


def _waiting(path: Path, source: SavedSourceFacts | None) -> WaitingFile:
    if source is None:
        return WaitingFile(kind_of(path.parent.name).name, path)
    return WaitingFile(source.kind, path, source.mapping)


def take(
    database: Database, arrival: WaitingFile, programme: str, limits: ImportLimits, language: str
) -> FileResult:
    """Load one file and put it aside. What is refused for the database's sake stays where it is, to
    be taken again: that refusal is the caller's.
    """
    result: Receipt | Refusal
    try:
        options = ImportOptions(programme, _covers(arrival), limits=limits, mapping=arrival.mapping)
        reason = f"{LOADED}/{arrival.path.name}"
        result = import_file(database, arrival.kind, arrival.path, options, reason=reason)
    except Refusal as refusal:
        if any(problem.rule.startswith("database_") for problem in refusal.problems):
            raise
        result = refusal
    name = REFUSED if isinstance(result, Refusal) else LOADED
    return FileResult(arrival, result, _put_aside(arrival.path, name, result.text(language)))


def _covers(arrival: WaitingFile) -> str | None:
    """What the file reports completely, by the end of its name; kinds without dates report nothing,
    and of some sources the rows say it.
    """
    by_dates = arrival.mapping is not None and arrival.mapping.covers == "dates"
    if by_dates or not kind_of(arrival.kind).is_record:
        return None
    if (period := period_in(arrival.path.name)) is None:
        raise Refusal(Problem("watch_no_period", {}, arrival.path.name))
    return period


def _is_whole(path: Path, settled: float) -> bool:
    """Whether nobody is writing into a file any more, as far as its time says."""
    return (
        path.is_file()
        and not path.name.startswith((".", "~"))
        and path.stat().st_mtime <= time.time() - settled
    )


def _put_aside(path: Path, name: str, text: str) -> Path:
    """Move a file into the folder ``name`` beside it, with a text; one of the same name there stays."""
    folder = path.parent / name
    with usable("watch_not_moved", folder=f"{path.parent.name}/{name}"):
        folder.mkdir(exist_ok=True)
        target = next(each for each in _names(folder, path.name) if not each.exists())
        write_whole(target.with_name(f"{target.name}.txt"), f"{text}\n".encode(), mode=0o666)
        os.rename(path, target)
    return target


def _names(folder: Path, name: str) -> Iterator[Path]:
    """The name, and the same with numbers."""
    yield folder / name
    stem, dot, extension = name.rpartition(".")
    number = 2
    while True:
        yield folder / (f"{stem}.{number}{dot}{extension}" if dot else f"{name}.{number}")
        number += 1
