"""A city of its own: neither the programmes that ship, nor districts, parts or a territory's name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands import itog
from commands.common.context import Itog
from dashboard.components import header
from dashboard.request_reading import read_page_request
from dashboard.sections.matrix import table
from data.database.database import Database
from data.refusals import Refusal
from tests import template_databases
from tests.sample_programme import SampleProgramme

CODE = "omsk-2024-2026"
PAGES = (
    "/",
    "/indicator/visits",
    "/districts",
    "/compare",
    "/register",
    "/grants",
    "/resource-centre",
    "/calendar",
    "/report",
    "/about",
    "/council",
    f"/present/{CODE}",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('omsk') / 'itog.db'}"
    with SampleProgramme(url, code=CODE, districts=(), create=template_databases.upgraded) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.record("consultations", "2014-03-05")
            world.cover("consultations", "2014")
        yield world


@pytest.mark.parametrize("address", PAGES)
def test_an_address_that_names_no_programme_shows_the_one_there_is(client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_what_the_programme_does_not_have_is_not_announced(server) -> None:
    with server.test_request_context("/"):
        page_request = read_page_request("/")
        text = str(header.framed(page_request, []).to_plotly_json()) + str(table.draw(page_request))
        from dashboard.pages.overview import about_programme  # a page needs its application

        assert about_programme(page_request) == "2014–2016"
    assert "/compare" in text
    assert "/districts" not in text
    assert "Другие показатели" not in text


def test_a_command_that_names_no_programme_means_the_one_there_is(
    world: SampleProgramme, tmp_path: Path
) -> None:
    result = _run(world.database.url, "definitions", "export", str(tmp_path))
    assert result.exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["visits.yaml"]


def test_a_database_without_programmes_says_how_to_load_one(
    serving, sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url)
    template_databases.upgraded(database)
    with serving(database) as server:
        client = server.test_client()
        assert [client.get(address).status_code for address in ("/", "/districts")] == [503, 503]
        with server.test_request_context("/"), pytest.raises(Refusal) as refused:
            read_page_request("/")
    assert refused.value.problems[0].rule == "no_programmes"
    result = _run(sqlite_url, "definitions", "export", str(tmp_path))
    assert (result.exit_code, "itog load" in result.stderr) == (1, True)
    database.dispose()


def _run(url: str, *words: str):
    def nothing() -> None:
        raise AssertionError("only serve makes a server")

    return CliRunner().invoke(itog, words, obj=Itog(lambda: Database(url), nothing, "en"))
