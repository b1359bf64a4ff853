"""Templates: a workbook that explains itself, and whose rows import."""

import re
from collections.abc import Callable
from pathlib import Path
from string import ascii_uppercase
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from data import imports
from data.imports import kind_of, kinds
from data.imports.template import columns_of, write_template
from data.refusals import Refusal
from tests.data.imports.conftest import PROGRAMME, World

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
    write_template(kind, path, language, example(kind))
    assert embedded.load(kind, path).accepted == len(kind_of(kind).example)


@pytest.mark.parametrize("kind", kinds())
def test_an_empty_template_has_no_rows(embedded: World, kind: str) -> None:
    path = embedded.folder / "template.xlsx"
    write_template(kind, path)
    assert embedded.refused(kind, path) == ["import_no_rows"]


def test_a_template_that_cannot_be_written_is_refused(embedded: World) -> None:
    path = embedded.folder / "no such folder" / "template.xlsx"
    with pytest.raises(Refusal):
        write_template("events", path)


@pytest.mark.office
def test_what_an_office_saves_imports(
    embedded: World, convert: Callable[[Path, str], Path]
) -> None:
    prepare(embedded, "grants")
    written = embedded.folder / "grants.xlsx"
    write_template("grants", written, "ru", example("grants"))
    saved = convert(convert(written, "ods"), "xlsx")
    receipt = embedded.load("grants", saved)
    assert (receipt.accepted, receipt.file_name) == (1, "grants.xlsx")


@pytest.mark.parametrize("kind", kinds())
def test_an_example_names_columns_of_its_kind(kind: str) -> None:
    names = {column.name for column in columns_of(kind_of(kind), kind_of(kind).example)}
    assert all(set(row) <= names for row in kind_of(kind).example)


def with_places(world: World, kind: str, language: str) -> Path:
    """The template of a kind for the small programme."""
    path = world.folder / f"{kind}.xlsx"
    with world.database.read() as session:
        write_template(kind, path, language, context=imports.context_of(session, PROGRAMME))
    return path


def offer(path: Path, title: str) -> tuple[str, list[str]]:
    """How strictly the list below a title is kept, and its words."""
    book = CalamineWorkbook.from_path(str(path))
    place = book.get_sheet_by_index(0).to_python()[0].index(title)
    with ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    rules = re.findall(r"<dataValidation .*?</dataValidation>", sheet, re.DOTALL)
    rule = next(each for each in rules if f'sqref="{ascii_uppercase[place]}2:' in each)
    source = re.search(r"<formula1>(.+)!\$?[A-Z]\$?1:\$?[A-Z]\$?(\d+)</formula1>", rule)
    style = re.search(r'errorStyle="(\w+)"', rule)
    assert source
    assert style
    name, last = source[1], int(source[2])
    rows = book.get_sheet_by_name(name.strip("'$")).to_python(skip_empty_area=False)
    return style[1], [str(row[place]) for row in rows[:last]]


@pytest.mark.parametrize(
    ("kind", "language", "title"),
    [
        ("consultations", "ru", "Район"),
        ("consultations", "en", "district"),
        ("events", "ru", "Районы"),
        ("events", "en", "districts"),
    ],
)
def test_a_template_for_a_programme_lists_its_districts_by_name(
    embedded: World, kind: str, language: str, title: str
) -> None:
    path = with_places(embedded, kind, language)
    assert offer(path, title) == ("warning", ["Центральный", "Кировский", "Северный"])


@pytest.mark.office
def test_an_office_keeps_the_list_of_districts(
    embedded: World, convert: Callable[[Path, str], Path]
) -> None:
    path = with_places(embedded, "events", "ru")
    saved = convert(convert(path, "ods"), "xlsx")
    assert set(offer(saved, "Районы")[1]) == {"Северный", "Центральный", "Кировский"}


def test_many_districts_are_listed_and_namesakes_by_their_codes(embedded: World) -> None:
    rows = "".join(f"d{number},Район с длинным названием {number}\n" for number in range(60))
    embedded.load("districts", f"code,name_ru\n{rows}twin1,Двойник\ntwin2,Двойник\n")
    words = offer(with_places(embedded, "consultations", "ru"), "Район")[1]
    assert len(words) == 65
    assert {"Район с длинным названием 59", "twin1", "twin2"} <= set(words)


def test_every_listed_district_imports(embedded: World) -> None:
    words = offer(with_places(embedded, "consultations", "ru"), "Район")[1]
    rows = "".join(f"k{at},2016-05-31,{word},consulting\n" for at, word in enumerate(words))
    receipt = embedded.load("consultations", f"number,date,district,request\n{rows}")
    assert receipt.accepted == len(words)
