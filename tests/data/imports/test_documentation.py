"""The description of the formats says what the importers do."""

import csv
import re
from pathlib import Path

import pytest

from data.imports import kind_of, kinds
from data.imports.help import explain
from data.refusals import messages
from tools.reference import of_definitions, of_formats

ROOT = Path(__file__).parent.parent.parent.parent
DOCUMENT = (ROOT / "docs" / "import-formats.md").read_text(encoding="utf-8")
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for room in ("imports", "kinds")
    for path in (ROOT / "data" / room).rglob("*.*")
    if path.suffix in (".py", ".yaml")
)

# of functions and columns, not of rules
NAMES = {
    "import_id",
    "import_file",
    "import_run",
    "undo_plan",
    "undo_reach",
    "undo_within",
}


def section(kind: str) -> str:
    """What the document says of a kind."""
    return DOCUMENT.split(f"\n### {kind}\n")[1].split("\n### ")[0]


@pytest.mark.parametrize("kind", kinds())
def test_every_column_of_every_kind_is_described(kind: str) -> None:
    for column in kind_of(kind).columns:
        required = "yes" if column.required else ""
        described = explain(column, "en").removeprefix("Required. ")
        assert f"| `{column.name}` | {column.words.ru} | {required} | {described} |" in section(
            kind
        )


@pytest.mark.parametrize("kind", kinds())
def test_no_other_column_is_described(kind: str) -> None:
    names = set(re.findall(r"^\| `([^`]+)` \|", section(kind), re.MULTILINE))
    assert names - {"by:ATTRIBUTE"} == {column.name for column in kind_of(kind).columns}


@pytest.mark.parametrize("kind", kinds())
def test_the_example_of_a_kind_is_the_one_shown(kind: str) -> None:
    example = section(kind).split("```\n")[1]
    rows = [
        {name: value for name, value in row.items() if value}
        for row in csv.DictReader(example.splitlines(), delimiter=";")
    ]
    assert rows == list(kind_of(kind).example)


def test_the_document_is_what_the_kinds_make_of_it() -> None:
    assert of_formats(DOCUMENT) == DOCUMENT


def test_every_kind_of_record_is_named_where_coverage_is_described() -> None:
    assert of_formats(DOCUMENT.replace("`grants`, `publications`", "`publications`")) == DOCUMENT


def test_the_table_of_measures_is_what_the_measures_make_of_it() -> None:
    document = (ROOT / "docs" / "definitions.md").read_text(encoding="utf-8")
    assert of_definitions(document) == document
    row = "| `events` | `participants` | `type` |\n"
    assert of_definitions(document.replace(row, "")) == document


def test_a_kind_without_a_section_gets_one_and_the_prose_of_others_stays() -> None:
    heading = "\n### events\n"
    before, after = DOCUMENT.split(heading)
    events, others = after.split("\n### ", 1)
    document = of_formats(f"{before}\n### {others}")
    assert document.endswith(events[events.index("| column |") :].rstrip() + "\n")
    assert document.startswith(before)
    assert document.split(heading)[0].rstrip() == f"{before}\n### {others}".rstrip()


def test_every_rule_has_a_sentence_and_every_sentence_a_rule() -> None:
    written = {rule for rule in messages() if rule.startswith(("import_", "undo_", "receipt_"))}
    used = set(re.findall(r'"((?:import|undo|receipt)_[a-z0-9_]+)"', CODE)) - NAMES
    assert used <= written
    ours = set(
        re.findall(
            r"^(\w+):",
            (ROOT / "data" / "messages" / "importing.yaml").read_text("utf-8"),
            re.MULTILINE,
        )
    )
    assert {rule for rule in ours if rule.startswith(("import_", "undo_", "receipt_"))} <= used
