"""A programme from a folder of files: its passport first, its records after the definitions are
published.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from data.database.database import Change
from data.imports import Corrections, ImportOptions, Receipt, check, load
from data.programme.files import PASSPORT, ImportOfFile, ProgrammeFile, read_imports, read_passport
from data.refusals import refuse
from data.tables.coverage import SourceNote
from data.tables.programmes import Part, Passport, Programme

SHIPPED = Path(__file__).parents[1] / "programmes"


def shipped() -> list[Path]:
    """The folders of the programmes that ship, in alphabetical order."""
    return sorted(path.parent for path in SHIPPED.glob(f"*/{PASSPORT}"))


def load_passport(change: Change, folder: Path) -> int:
    """Add the programme of ``folder`` with its parts and source notes; returns its id, refuses a
    code that exists.
    """
    document = read_passport(folder)
    if (
        change.session.scalar(select(Programme.id).where(Programme.code == document.code))
        is not None
    ):
        raise refuse("programme_exists", programme=document.code)
    programme = Programme(code=document.code)
    change.session.add(programme)
    change.session.flush()
    stamp = {"programme_id": programme.id, "since": change.revision}
    change.session.add_all(
        [*_passport(document, stamp), *_parts(document, stamp), *_notes(document, stamp)]
    )
    change.session.flush()
    change.touch(programme.id, "passport")
    return programme.id


def load_imports(change: Change, folder: Path, *, sure: bool = False) -> list[Receipt]:
    """Load the folder's files of records in their order; the definitions they refer to must be
    published.

    ``sure``: doubtful values are right.
    """
    programme = read_passport(folder).code
    return [
        _load(change, folder, programme, entry, Corrections(confirms_all=sure))
        for entry in read_imports(folder)
    ]


def _load(
    change: Change, folder: Path, programme: str, entry: ImportOfFile, corrections: Corrections
) -> Receipt:
    options = ImportOptions(
        programme,
        covers=entry.covers,
        districts=entry.districts or "all",
        corrections=corrections,
    )
    return load(change, check(change.session, entry.kind, folder / entry.file, options))


def _passport(file: ProgrammeFile, stamp: dict[str, Any]) -> Iterator[Passport]:
    plain = file.model_dump(mode="json")
    yield Passport(
        first_year=file.first_year,
        last_year=file.last_year,
        illustrative=file.illustrative,
        texts=plain["texts"],
        settings=plain["settings"] | {"facts": plain["facts"]},
        **stamp,
    )


def _parts(file: ProgrammeFile, stamp: dict[str, Any]) -> Iterator[Part]:
    for position, part in enumerate(file.parts):
        name = {"name_ru": part.name.ru, "name_en": part.name.en}
        yield Part(code=part.code, parent=part.parent, position=position, **name, **stamp)


def _notes(file: ProgrammeFile, stamp: dict[str, Any]) -> Iterator[SourceNote]:
    for note in file.source_notes:
        yield SourceNote(
            code=note.code,
            printed=note.printed,
            problem_ru=note.problem.ru,
            problem_en=note.problem.en,
            source=note.source,
            indicators=";".join(note.indicators),
            **stamp,
        )
