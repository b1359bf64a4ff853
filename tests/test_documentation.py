"""The documents say what the code is: every command, setting, field, kind and measure is named in
them.
"""

import re
from pathlib import Path
from typing import get_args

import click
import pytest
from pydantic import BaseModel

from commands import itog
from data.programme.files import (
    Contradiction,
    Fact,
    ImportOfFile,
    PartOfProgramme,
    ProgrammeFile,
    ProgrammeSettings,
    TextName,
)
from indicators.definition import Definition, Kind
from indicators.measures import measures

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEFINITIONS = (ROOT / "docs" / "definitions.md").read_text(encoding="utf-8")
PROGRAMMES = (ROOT / "data" / "programmes" / "README.md").read_text(encoding="utf-8")
PAGES = (
    *(
        re.findall(r'path(?:_template)?="(/[^"<]*)', path.read_text(encoding="utf-8"))[-1]
        for path in ROOT.glob("dashboard/pages/[a-z]*.py")
        if path.stem != "not_found_404"
    ),
    "/present/",
)


@pytest.mark.parametrize("name", sorted(Definition.model_fields))
def test_every_field_of_a_definition_is_documented(name: str) -> None:
    assert re.search(rf"\b{name}\b", DEFINITIONS)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_indicator_is_documented(kind: str) -> None:
    assert f"| `{kind}` |" in DEFINITIONS


@pytest.mark.parametrize(
    "model", [ProgrammeFile, PartOfProgramme, Fact, Contradiction, ProgrammeSettings, ImportOfFile]
)
def test_every_field_of_a_programme_is_documented(model: type[BaseModel]) -> None:
    assert all(
        f"`{name}`" in PROGRAMMES or f"`{name}:" in PROGRAMMES for name in model.model_fields
    )


@pytest.mark.parametrize("name", get_args(TextName))
def test_every_text_of_a_programme_is_documented(name: str) -> None:
    assert f"`{name}`" in PROGRAMMES


@pytest.mark.parametrize("name", sorted(measures()))
def test_every_measure_is_documented_with_its_amounts_and_attributes(name: str) -> None:
    line = next(line for line in DEFINITIONS.splitlines() if line.startswith(f"| `{name}` |"))
    described = measures()[name]
    assert all(f"`{word}`" in line for word in (*described.amounts, *described.attributes))


@pytest.mark.parametrize("name", itog.list_commands(click.Context(itog)))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"itog {name}\b", README)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_in_the_readme(page: str) -> None:
    assert f"`{page}" in README


def test_every_setting_is_in_the_readme() -> None:
    named = {
        name
        for path in (ROOT / "app.py", *ROOT.glob("commands/**/*.py"))
        for name in _settings(path)
    }
    assert named
    assert all(f"`{name}`" in README for name in named)


@pytest.mark.parametrize(
    "document",
    [
        "README.md",
        "README.ru.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/definitions.md",
        "docs/operating.md",
    ],
)
def test_every_file_that_a_document_names_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)#:]+)", text)]
    assert all((ROOT / document).parent.joinpath(link).exists() for link in links)


def _settings(path: Path) -> set[str]:
    return set(re.findall(r'"((?:ITOG_[A-Z_]+|PORT))"', path.read_text(encoding="utf-8")))
