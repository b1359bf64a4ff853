"""A folder into which others put files: each that is whole is loaded, and stands aside afterwards with
its receipt or with the reasons for its refusal beside it.
"""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.database.database import Database
from data.imports import ImportLimits, ImportOptions, Receipt, import_file, kind_of
from data.refusals import Problem, Refusal
from data.system import usable, write_whole

LOADED, REFUSED = "done", "refused"
SETTLED_SECONDS = 10
"""How long nobody has written into a file that is whole."""
PERIOD = re.compile(
    r"(?:^|[ _-])(\d{4}(?:-(?:\d{2}|[QH]\d))?(?:\.\.\d{4}(?:-(?:\d{2}|[QH]\d))?)?|none)$"
)
"""At the end of a file's name: what it reports completely."""


@dataclass(frozen=True)
class WaitingFile:
    """A whole file in the folder of its kind."""

    kind: str
    path: Path


@dataclass(frozen=True)
class FileResult:
    """What became of an arrival: its receipt or its refusal, and where it stands now."""

    arrival: WaitingFile
    result: Receipt | Refusal
    place: Path


def arrivals(folder: Path, settled: float = SETTLED_SECONDS) -> list[WaitingFile]:
    """The whole files of a folder, which has one folder for each kind of file, in the order of their
    names; refuses a folder that is no kind's.
    """
    with usable("watch_not_read", folder=folder.name):
        kinds = sorted(each for each in folder.iterdir() if each.is_dir())
        return [
            WaitingFile(kind_of(each.name).name, path)
            for each in kinds
            for path in sorted(each.iterdir())
            if _is_whole(path, settled)
        ]


def take(
    database: Database, arrival: WaitingFile, programme: str, limits: ImportLimits, language: str
) -> FileResult:
    """Load one file and put it aside. What is refused for the database's sake stays where it is, to
    be taken again: that refusal is the caller's.
    """
    result: Receipt | Refusal
    try:
        options = ImportOptions(programme, _covers(arrival), limits=limits)
        reason = f"{LOADED}/{arrival.path.name}"
        result = import_file(database, arrival.kind, arrival.path, options, reason=reason)
    except Refusal as refusal:
        if any(problem.rule.startswith("database_") for problem in refusal.problems):
            raise
        result = refusal
    name = REFUSED if isinstance(result, Refusal) else LOADED
    return FileResult(arrival, result, _put_aside(arrival.path, name, result.text(language)))


def _covers(arrival: WaitingFile) -> str | None:
    """What the file reports completely, by the end of its name; kinds without dates report nothing."""
    if not kind_of(arrival.kind).is_record:
        return None
    if (period := PERIOD.search(arrival.path.stem)) is None:
        raise Refusal(Problem("watch_no_period", {}, arrival.path.name))
    return period[1]


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
