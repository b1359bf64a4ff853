"""The list of imports, page by page, and the other files of a revision."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.steward.imports import screen
from data.tables.revisions import ImportRun
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.sample_programme import SampleProgramme

LIST = "/steward/imports"


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Five imports, of which the last two came in one revision."""
    with changeable(tmp_path_factory.mktemp("imports")) as world:
        for names in (["one"], ["two"], ["three"], ["four", "five"]):
            with world.revision("import") as change:
                for name in names:
                    change.session.add(imported(world, change.revision, name))
        yield world


def imported(world: SampleProgramme, revision: int, name: str) -> ImportRun:
    counts = {"accepted": 1, "updated": 0, "skipped": 0}
    of = {"programme_id": world.programme_id, "kind": "events", "revision": revision}
    return ImportRun(
        **of, **counts, file_name=f"{name}.csv", file_sha256="", covers="none", receipt={}
    )


@pytest.fixture
def anna(server, monkeypatch) -> FlaskClient:
    monkeypatch.setattr(screen, "ROWS", 2)
    return signed_in(server, "anna")


def files(page: str) -> list[str]:
    return re.findall(r"(\w+)\.csv</a>", page)


def link(page: str, name: str) -> str:
    return unescape(re.search(rf'href="([^"]+)">{name}</a>', page)[1])


def test_older_imports_stand_on_the_next_pages(anna):
    pages = [anna.get(LIST).text]
    while ">Older</a>" in pages[-1]:
        pages.append(anna.get(link(pages[-1], "Older")).text)
    assert [files(page) for page in pages] == [["five", "four"], ["three", "two"], ["one"]]
    assert files(anna.get(link(pages[2], "To the beginning")).text) == ["five", "four"]


def test_past_the_oldest_import_the_list_says_so(anna):
    beyond = anna.get(f"{LIST}?before=1").text
    assert "There are no older imports." in beyond
    assert files(anna.get(f"{LIST}?before=nothing").text) == ["five", "four"]


def test_an_import_says_how_many_files_came_with_it(anna):
    assert "with 1 other file" in anna.get(f"{LIST}/5").text
    assert "other file" not in anna.get(f"{LIST}/3").text
