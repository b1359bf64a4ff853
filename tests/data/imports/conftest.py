"""A small programme to import into, and files written as people write them."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from data import imports
from data.database.database import Database, newest_revision
from data.imports import Corrections, Receipt
from data.refusals import Refusal
from data.tables.base import Base
from data.tables.definitions import DefinitionVersion
from data.tables.places import District
from data.tables.programmes import Part, Passport, Programme
from tests import template_databases

PROGRAMME = "city"
OF_READING = {field.name for field in fields(imports.ImportOptions)}
PLACES = [
    ("central", "Центральный", None, "south"),
    ("kirovsky", "Кировский", None, "south"),
    ("northern", "Северный", None, None),
    ("south", "Юг", "okrugs", None),
]

Write = Callable[..., Path]


class World:
    """A database with a programme of 2014–2020, and short ways to load files and to look."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        template_databases.tables(database)
        self._fill()

    def _fill(self) -> None:
        with self.database.transaction("init", "a small programme") as change:
            for code in (PROGRAMME, "bare"):
                programme = Programme(code=code)
                change.session.add(programme)
                change.session.flush()
                stamp = {"programme_id": programme.id, "since": change.revision}
                change.session.add(
                    Passport(first_year=2014, last_year=2020, texts={}, settings={}, **stamp)
                )
                if code == PROGRAMME:
                    change.session.add_all(_contents(stamp))

    def write(self, text: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
        """A file with this text; ``|`` is a readable comma."""
        path = self.folder / name
        path.write_text(text, encoding=encoding, newline="")
        return path

    def load(self, kind: str, text: str | Path, **options: Any) -> Receipt:
        """Import a text as a file of this kind, whose doubtful values are right unless a test asks
        about them.
        """
        path = text if isinstance(text, Path) else self.write(text)
        settings = {
            "programme": PROGRAMME,
            "covers": "none",
            "corrections": Corrections(confirms_all=True),
            **{name: value for name, value in options.items() if name in OF_READING},
        }
        loading = {name: value for name, value in options.items() if name not in OF_READING}
        return imports.import_file(
            self.database, kind, path, imports.ImportOptions(**settings), **loading
        )

    def refused(self, kind: str, text: str | Path, **options: Any) -> list[str]:
        """The rules for which a file is refused; nothing may have changed."""
        before = self.revision
        with pytest.raises(Refusal) as refusal:
            self.load(kind, text, **options)
        assert self.revision == before
        for language in ("ru", "en"):
            assert refusal.value.text(language)
        return [problem.rule for problem in refusal.value.problems]

    def rows(self, table: Any, *columns: str, living: bool = True) -> list[tuple[Any, ...]]:
        """Living rows of a table, in order of arrival."""
        fields = [getattr(table, column) for column in columns]
        statement = select(*fields).order_by(table.id)
        with self.database.read() as session:
            return [
                tuple(row)
                for row in session.execute(
                    statement.where(table.until.is_(None)) if living else statement
                )
            ]

    def count(self, table: Any, *which: Any) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(table).where(*which)) or 0

    @property
    def revision(self) -> int:
        with self.database.read() as session:
            return newest_revision(session)


SURVEY = "kind: observed\nunit: {ru: '%', en: '%'}"


def _contents(stamp: dict[str, Any]) -> Iterator[Base]:
    for number, name, cut, member_of in PLACES:
        named = {"number": number, "name_ru": name, "name_en": name, "fingerprint": ""}
        yield District(cut=cut, member_of=member_of, **named, **stamp)
    for code, text in (("consultations", "kind: count"), ("survey", SURVEY)):
        yield DefinitionVersion(code=code, version=1, state="published", text=text, **stamp)
    yield DefinitionVersion(code="draft", version=1, state="draft", text="", **stamp)
    yield Part(code="help", name_ru="Поддержка", **stamp)


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> Iterator[World]:
    """The small programme, on each database."""
    database = Database(database_url)
    yield World(database, tmp_path)
    database.dispose()


@pytest.fixture
def embedded(sqlite_url: str, tmp_path: Path) -> Iterator[World]:
    """The small programme on SQLite alone, for what no database has a part in."""
    database = Database(sqlite_url)
    yield World(database, tmp_path)
    database.dispose()
