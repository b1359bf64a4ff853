"""Saved sources and what is sent by them, as either database keeps them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import imports
from data.accounts import accounts
from data.imports import ImportOptions
from data.sending import sent_files
from data.sending.content import SourceVersion
from data.sources.saved import keep_text, mapping_of, rename, saved_source, source_in_version
from data.sources.sending import SendingChoices, send
from tests.conftest import ENGINES
from tests.sample_programme import SampleProgramme

SOURCE = """
name: Приёмная
kind: consultations
covers: dates
columns: {№: number, Принято: date, Участок: district, Тема: request}
words: {district: {Сев.: north}, request: {вопрос: consulting}}
"""
FILE = "№;Принято;Участок;Тема\nп-1;05.03.2016;Сев.;вопрос\nп-2;11.03.2016;Сев.;вопрос\n"


@pytest.fixture(params=ENGINES)
def town(request: pytest.FixtureRequest) -> Iterator[SampleProgramme]:
    with SampleProgramme(request.getfixturevalue(f"{request.param}_url"), code="town") as town:
        with town.revision() as change:
            keep_text(change, "town", SOURCE)
        yield town


def test_a_file_waits_under_the_version_it_was_sent_by_and_is_loaded_by_it(
    town: SampleProgramme, tmp_path: Path
) -> None:
    path = tmp_path / "march.csv"
    path.write_text(FILE, encoding="utf-8")
    with town.database.writing("test") as session:
        about = {"role": "reporter", "programmes": ["town"]}
        rita = accounts.add(session, "rita", "a long password", **about)
    choices = SendingChoices("consultations", "", source="Приёмная")
    number, receipt = send(town.database, rita, "rita", "town", path, choices)
    with town.revision() as change:
        keep_text(change, "town", SOURCE.replace("Сев.: north", "Сев.: south"))
    with town.revision() as change:
        rename(change, "town", "Приёмная", "Канцелярия")
    with town.database.read() as session:
        (waiting,) = sent_files.waiting(session, "town")
        assert (waiting.id, waiting.source) == (number, SourceVersion("Приёмная", 1))
        assert sent_files.content_of(session, number) == FILE.encode()
        assert saved_source(session, "town", "Канцелярия").version == 3
        mapping = source_in_version(session, "town", *waiting.source).mapping
        newest = mapping_of(session, "town", "Канцелярия", "consultations")
    assert [each.now for each in mapping.words if each.column == "district"] == ["north"]
    assert [each.now for each in newest.words if each.column == "district"] == ["south"]
    options = ImportOptions("town", waiting.covers, sent_file=number, mapping=mapping)
    loaded = imports.import_file(town.database, "consultations", path, options, author="anna")
    assert (receipt.accepted, loaded.accepted, loaded.covered) == (2, 2, receipt.covered)
    assert loaded.notes[0].params["version"] == 1
    with town.database.read() as session:
        assert sent_files.waiting(session, "town") == []
        (settled,) = sent_files.settled(session, "town")
    assert (settled.state, settled.import_id, settled.source) == (
        "accepted",
        loaded.import_id,
        None,
    )
