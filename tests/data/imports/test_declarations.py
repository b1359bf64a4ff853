"""Kinds of records declared as data: what may be declared, and what each fault is answered by."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from data.imports import kind_of
from data.imports.declarations.reading import read_declaration, read_file
from data.refusals import Refusal, messages

SHIPPED = sorted((Path(__file__).parents[3] / "data" / "kinds").glob("*.yaml"))
NAME = "name: {ru: Показы, en: Showings}"
HEAD = f"code: showings\n{NAME}\ncolumns:\n  - {{column: date}}\n"


def faults_of(text: str) -> list[tuple[str, str | None]]:
    with pytest.raises(Refusal) as refusal:
        read_declaration(text, "showings.yaml")
    for problem in refusal.value.problems:
        assert problem.rule in messages()
        assert "showings.yaml" in problem.text("ru")
        assert "{field}" not in problem.text("en")
    return [(problem.rule, problem.field) for problem in refusal.value.problems]


def column(**fields: Any) -> str:
    """A declaration with a column of its own."""
    declared = {"column": "hall", "type": "text", "name": {"ru": "Зал", "en": "Hall"}, **fields}
    kept = {name: value for name, value in declared.items() if value is not None}
    return f"{HEAD}  - {kept!r}".replace("True", "true")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_declaration_is_its_file_s_name_and_makes_its_columns(path: Path) -> None:
    declared, kind = read_file(path), kind_of(path.stem)
    written = YAML(typ="safe").load(path)
    assert declared.code == kind.name == path.stem
    assert [each.name for each in kind.columns][:-3] == [
        row["column"] for row in written["columns"]
    ]
    assert [each.name for each in kind.columns][-3:] == ["illustrative", "source", "note"]
    assert [each.required for each in kind.columns][:-3] == [
        row["column"] == "date" or row.get("required", False) for row in written["columns"]
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("- a list", [("field_fields", None)]),
        ("code: showings", [("field_missing", "name"), ("field_missing", "columns")]),
        (HEAD.replace("code: showings", "code: Показы"), [("field_code", "code")]),
        (HEAD.replace(NAME, "name: Показы"), [("field_words", "name")]),
        (HEAD + "  - {colour: red}", [("field_missing", "columns.1.column"),
                                      ("field_unknown", "columns.1.colour")]),
        (HEAD.replace("date", "place_of_it"), [("field_missing", "columns.0")]),
        (column(type="number"), [("field_choice", "columns.1.type")]),
        (column(column="number"), [("kind_common_typed", "columns.1")]),
        (column(type="word"), [("kind_words", "columns.1")]),
        (column(words={"small": {"ru": "Малый", "en": "Small"}}), [("kind_words", "columns.1")]),
        (column(type="word", words={"small": {"ru": "Малый", "en": "Small"},
                                    "little": {"ru": "малый ", "en": "Little"}}),
         [("kind_words_alike", "columns.1")]),
        (column(type="word", default="great", words={"small": {"ru": "Малый", "en": "Small"}}),
         [("kind_default", "columns.1")]),
        (column(type="word", words={"s" * 21: {"ru": "Малый", "en": "Small"}}),
         [("kind_word_long", "columns.1")]),
        (column(column="date", type=None), [("kind_column_doubled", None)]),
        (column() + "\n" + column(column="room").splitlines()[-1], [("kind_titles_alike", None)]),
        (HEAD.replace("column: date", "column: number"), [("kind_undated", None)]),
        (HEAD + "  - {column: district}\n  - {column: districts}",
         [("kind_district_and_districts", None)]),
        (HEAD + "example:\n  - {seats: '5'}", [("kind_example_column", None)]),
        (HEAD + "  - &again {column: number}\n  - *again", [("yaml_tangled", None)]),
        (HEAD.replace("Показы", '"По\\u0007казы"'), [("yaml_unseen", "name.ru")]),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_field(text: str, faults: list[tuple[str, str | None]]) -> None:
    assert faults_of(text) == faults
