"""A programme's folder: what it adds to the database, and how a bad one is refused."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from sqlalchemy import func, select

from data.database.database import Database, newest_revision
from data.passports import passport
from data.programme.files import read_imports, read_passport
from data.programme.folder import load_passport, shipped
from data.refusals import Refusal, messages
from data.tables.coverage import SourceNote
from data.tables.programmes import Part, Programme
from tests import template_databases
from tests.data.programmes.shipped import CITY, FOLDERS

PASSPORT = {
    "code": "somewhere-2030",
    "first_year": 2030,
    "last_year": 2032,
    "texts": {"name": {"ru": "Программа", "en": "Programme"}},
}
WORDS = {"ru": "Слова", "en": "Words"}
Folder = Callable[..., Path]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    template_databases.tables(database)
    yield database
    database.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Make a folder whose ``programme.yaml`` differs from a good one by the given fields."""

    def make(**fields: Any) -> Path:
        contents = {name: value for name, value in (PASSPORT | fields).items() if value is not None}
        YAML().dump(contents, tmp_path / "programme.yaml")
        return tmp_path

    return make


def rules(refusal: Refusal) -> list[str]:
    assert all(problem.text(language) for problem in refusal.problems for language in ("ru", "en"))
    return [problem.rule for problem in refusal.problems]


def test_three_programmes_ship() -> None:
    assert sorted(shipped()) == sorted(FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_passport_is_loaded_with_its_parts_and_notes(folder: Path, database: Database) -> None:
    contents = read_passport(folder)
    with database.transaction("load", "programme") as change:
        programme = load_passport(change, folder)
    with database.read() as session:
        stored = passport(session, programme)
        assert (stored.first_year, stored.last_year) == (contents.first_year, contents.last_year)
        assert set(stored.texts["name"]) == {"ru", "en"}
        assert len(stored.settings["facts"]) == len(contents.facts)
        assert session.scalar(select(func.count()).select_from(Part)) == len(contents.parts)
        assert session.scalar(select(func.count()).select_from(SourceNote)) == len(
            contents.source_notes
        )


def test_loading_tells_the_listeners_that_a_passport_changed(database: Database) -> None:
    with database.transaction("load", "programme") as change:
        programme = load_passport(change, CITY)
    assert [(touch.programme_id, touch.subject) for touch in change.touches] == [
        (programme, "passport")
    ]


def test_a_programme_that_exists_is_refused_and_nothing_changes(database: Database) -> None:
    with database.transaction("load", "programme") as change:
        load_passport(change, CITY)
    with (
        pytest.raises(Refusal) as refused,
        database.transaction("load", "programme again") as change,
    ):
        load_passport(change, CITY)
    assert rules(refused.value) == ["programme_exists"]
    with database.read() as session:
        assert newest_revision(session) == 1
        assert session.scalar(select(func.count()).select_from(Programme)) == 1


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("programme_years", {"first_year": 2033}),
        ("field_unknown", {"colour": "green"}),
        ("field_missing", {"code": None}),
        ("field_missing", {"texts": {"goal": {"ru": "Цель", "en": "Goal"}}}),
        ("field_missing", {"texts": {"name": {"en": "In English alone"}}}),
        ("field_whole", {"first_year": "soon"}),
        ("programme_code_wrong", {"code": "With spaces"}),
        ("field_long", {"code": "c" * 101}),
        ("field_range", {"last_year": 3000}),
        ("field_flag", {"illustrative": "partly"}),
        ("field_text", {"texts": {"name": {"ru": "Программа", "en": 5}}}),
        ("field_empty", {"texts": {"name": {"ru": " ", "en": "Programme"}}}),
        ("field_words", {"texts": {"name": "Programme"}}),
        ("field_choice", {"texts": {"name": WORDS, "shortname": WORDS}}),
        ("field_fields", {"texts": "Programme"}),
        ("field_list", {"parts": "all"}),
        ("field_number", {"facts": [{"code": "a", "value": "many", "text": WORDS, "source": "s"}]}),
        ("field_choice", {"settings": {"thresholds": {"at_risc": 0.9}}}),
        ("field_range", {"settings": {"thresholds": {"at_risk": 95}}}),
        ("field_unknown", {"settings": {"colour": "green"}}),
        ("programme_banner_missing", {"illustrative": True}),
        ("programme_code_twice", {"parts": [{"code": "a", "name": {"ru": "А", "en": "A"}}] * 2}),
        (
            "programme_unknown_parent",
            {"parts": [{"code": "a", "parent": "b", "name": {"ru": "А", "en": "A"}}]},
        ),
    ],
)
def test_a_bad_passport_is_refused_by_its_rule(
    rule: str, fields: dict[str, Any], folder: Folder
) -> None:
    with pytest.raises(Refusal) as refused:
        read_passport(folder(**fields))
    assert rules(refused.value) == [rule]
    assert "Input should" not in refused.value.text("en"), "not a word of the library's"
    assert {problem.file for problem in refused.value.problems} == {"programme.yaml"}


def test_a_folder_without_a_passport_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read_passport(tmp_path)
    assert rules(refused.value) == ["programme_file_missing"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"code: [", "yaml_wrong"),
        (b"code: a\ncode: b", "yaml_doubled_key"),
        (b"", "field_fields"),
        ("код: Хабаровск".encode("cp1251"), "yaml_not_unicode"),
    ],
)
def test_a_passport_that_cannot_be_read_is_refused(
    content: bytes, rule: str, tmp_path: Path
) -> None:
    (tmp_path / "programme.yaml").write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_passport(tmp_path)
    assert rules(refused.value) == [rule]


def test_what_a_file_may_say_is_said_of_its_own_place(folder: Folder) -> None:
    with pytest.raises(Refusal) as refused:
        read_passport(folder(parts=[{"code": "a", "name": WORDS, "colour": "red"}]))
    (problem,) = refused.value.problems
    assert (problem.field, problem.params["known"]["ru"]) == (
        "parts.0.colour",
        "code, parent, name",
    )


def test_imports_that_name_a_missing_file_are_refused(tmp_path: Path) -> None:
    YAML().dump(
        {"imports": [{"kind": "events", "file": "events.csv", "covers": "2030"}]},
        tmp_path / "imports.yaml",
    )
    with pytest.raises(Refusal) as refused:
        read_imports(tmp_path)
    assert rules(refused.value) == ["programme_records_missing"]


def test_a_folder_without_imports_has_no_records(tmp_path: Path) -> None:
    assert read_imports(tmp_path) == []


def test_every_rule_speaks_both_languages() -> None:
    own = {rule: text for rule, text in messages().items() if rule.startswith("programme_")}
    assert all(set(text) == {"ru", "en"} for text in own.values())
