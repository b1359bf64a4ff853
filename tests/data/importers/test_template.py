"""Templates: a workbook that explains itself, and whose rows import."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data import imports
from data.imports import kind_of, kinds
from data.imports.template import columns_of
from data.refusals import Refusal
from tests.data.importers.conftest import World

LANGUAGES = ("ru", "en")
NEEDED = {
    "organisations": "number,name\nНКО-1,Первая\n",
    "districts": "code,name_ru\nnowhere,Нигде\n",
}


def prepare(world: World, kind: str) -> None:
    """Make what the example of a kind refers to."""
    if kind not in NEEDED:
        world.load("organisations", NEEDED["organisations"])


def example(kind: str) -> list[dict[str, str]]:
    """The kind's example, with codes that the small programme has."""
    known = {"indicator": "survey", "part": "help", "code": "nowhere"}
    return [
        {name: known.get(name, value) for name, value in row.items()}
        for row in kind_of(kind).example
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds())
def test_a_template_filled_with_the_example_imports(
    embedded: World, kind: str, language: str
) -> None:
    prepare(embedded, kind)
    path = embedded.folder / "template.xlsx"
    imports.write_template(kind, path, language, example(kind))
    assert embedded.load(kind, path).accepted == len(kind_of(kind).example)


@pytest.mark.parametrize("kind", kinds())
def test_an_empty_template_has_no_rows(embedded: World, kind: str) -> None:
    path = embedded.folder / "template.xlsx"
    imports.write_template(kind, path)
    assert embedded.refused(kind, path) == ["import_no_rows"]


def test_a_template_that_cannot_be_written_is_refused(embedded: World) -> None:
    path = embedded.folder / "no such folder" / "template.xlsx"
    with pytest.raises(Refusal):
        imports.write_template("events", path)


@pytest.mark.office
def test_what_an_office_saves_imports(
    embedded: World, convert: Callable[[Path, str], Path]
) -> None:
    prepare(embedded, "grants")
    written = embedded.folder / "grants.xlsx"
    imports.write_template("grants", written, "ru", example("grants"))
    saved = convert(convert(written, "ods"), "xlsx")
    receipt = embedded.load("grants", saved)
    assert (receipt.accepted, receipt.file_name) == (1, "grants.xlsx")


@pytest.mark.parametrize("kind", kinds())
def test_an_example_names_columns_of_its_kind(kind: str) -> None:
    names = {column.name for column in columns_of(kind_of(kind), kind_of(kind).example)}
    assert all(set(row) <= names for row in kind_of(kind).example)
