"""The shipped definitions: readable, in both languages, of every kind, and consistent with their
programme.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.programme.files import read_passport
from indicators.definition import Definition, read, write
from indicators.definition.publishing import texts_of
from tests.data.programmes.shipped import CITY, FOLDERS, KRAI, MOSCOW, rows

FILES = [file for folder in FOLDERS for file in sorted((folder / "definitions").glob("*.yaml"))]
EVERY_KIND = {"count", "distinct", "sum", "average", "ratio", "formula", "observed"}


def definitions(folder: Path) -> list[Definition]:
    return [read(text, name) for name, text in texts_of(folder / "definitions")]


def texts(value: Any) -> Iterator[dict[str, str]]:
    """Every text in two languages, however deep."""
    if isinstance(value, dict):
        if "ru" in value or "en" in value:
            yield value
        else:
            for inner in value.values():
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parts[-3]}-{file.stem}")
def test_a_definition_is_read_and_written_without_change(file: Path) -> None:
    definition = read(file.read_text(encoding="utf-8"))
    assert read(write(definition)) == definition
    assert re.fullmatch(rf"{definition.code}(\.\d+)?", file.stem)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_word_is_in_both_languages(folder: Path) -> None:
    contents = [definition.model_dump(mode="json") for definition in definitions(folder)]
    passport = read_passport(folder).model_dump(mode="json")
    for text in texts([*contents, passport]):
        assert text["ru"].strip()
        assert text["en"].strip()
        assert not re.search(r"[А-Яа-яЁё]{4,}", re.sub("«[^»]*»", "", text["en"])), text["en"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_indicator_is_of_the_programme_or_a_part_and_every_input_exists(folder: Path) -> None:
    parts = {None} | {part.code for part in read_passport(folder).parts}
    codes = {definition.code for definition in definitions(folder)}
    for definition in definitions(folder):
        assert definition.part in parts
        assert set(definition.inputs) <= codes


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_facts_notes_targets_and_observations_name_existing_indicators(folder: Path) -> None:
    codes = {definition.code for definition in definitions(folder)}
    passport = read_passport(folder)
    named = {code for note in (*passport.facts, *passport.source_notes) for code in note.indicators}
    named |= {
        row["indicator"] for kind in ("targets", "observations") for row in rows(folder, kind)
    }
    assert named <= codes


def test_the_city_uses_every_kind_and_modifier() -> None:
    city = definitions(CITY)
    assert len({definition.code for definition in city}) >= 25
    assert {definition.kind for definition in city} == EVERY_KIND
    assert {definition.direction for definition in city} == {"increase", "decrease", "keep"}
    assert any(definition.accumulate == "to_date" for definition in city)
    assert any(definition.per for definition in city)
    assert {definition.change.since for definition in city if definition.change} == {
        "base",
        "previous",
    }
    assert 6 <= sum(definition.key for definition in city) <= 8


def test_one_indicator_breaks_in_2016() -> None:
    first, second = (
        definition for definition in definitions(CITY) if definition.code == "public_discussions"
    )
    assert (first.years.first, first.years.last, second.years.first, second.years.last) == (
        2014,
        2015,
        2016,
        2020,
    )
    assert set(first.filter["type"]) < set(second.filter["type"])


def test_the_lower_bound_of_2013_is_nobodys_baseline() -> None:
    marked = [definition for definition in definitions(CITY) if definition.lower_bound]
    assert [(definition.code, definition.years.last) for definition in marked] == [
        ("resource_centre_first_users", 2013)
    ]
    baselines = [
        definition.baseline.value for definition in definitions(CITY) if definition.baseline
    ]
    assert 34 not in baselines


def test_one_city_indicator_has_no_target_and_moscow_has_none() -> None:
    planned = {row["indicator"] for row in rows(CITY, "targets")}
    assert "events_per_10000" in {definition.code for definition in definitions(CITY)} - planned
    assert rows(MOSCOW, "targets") == []


def test_the_krai_is_observed_and_reads_its_units_in_words() -> None:
    assert {definition.kind for definition in definitions(KRAI)} == {"observed"}
    assert not any('"' in definition.unit.ru for definition in definitions(KRAI))
