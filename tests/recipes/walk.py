"""Run by ``test_recipes.py`` in a copy of the program that has the files of this folder."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from secrets import token_hex
from typing import Any

import dash
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from app import formats
from commands import itog
from commands.common.context import Itog
from dashboard import exports
from dashboard.council.making import report
from dashboard.council.of_page import deck_of_page
from dashboard.jobs import routes, worker
from dashboard.jobs.jobs import Jobs
from dashboard.jobs.kinds import kind
from dashboard.jobs.state import READY, Job, keep
from data.database.database import Database
from data.database.upgrading import upgrade
from data.passports import DEFAULT_PROGRAMME
from indicators.answers import cells
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with changeable(tmp_path_factory.mktemp("recipes"), upgrade) as world:
        world.define("working_meetings", kind="count", measure="working_meetings")
        world.define("meetings", kind="count", measure="events")
        world.record("events", "2014-03-05", "north", type="working_group")
        world.record("events", "2014-03-06", "north", type="seminar")
        world.cover("events", "2014")
        yield world


@pytest.fixture
def server(serving: Any, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()


def test_a_page_is_served_and_stands_in_the_menu_with_its_files(client: FlaskClient) -> None:
    assert client.get("/plain").status_code == 200
    (entry,) = [page for page in dash.page_registry.values() if page["path"] == "/plain"]
    with client.application.test_request_context("/plain?lang=en"):
        document = str(entry["layout"](href="/plain?lang=en"))
    assert "'href': '/plain" in document
    assert "takeaway" in document
    assert "TXT" in document


def test_a_page_and_a_kind_of_slide_make_a_file_of_a_new_format(
    server: Flask, tmp_path: Path
) -> None:
    with server.test_request_context("/"):
        exports.write(report(deck_of_page("/plain")), "txt", tmp_path / "deck.txt")
    assert (tmp_path / "deck.txt").read_text(encoding="utf-8") == f"motto of {DEFAULT_PROGRAMME}"


def test_a_kind_of_slide_is_offered_where_slides_are_added(server: Flask) -> None:
    anna = signed_in(server, "anna")
    assert anna.post("/council/decks", data={"programme": DEFAULT_PROGRAMME}).status_code == 303
    assert 'value="motto"' in anna.get("/council/add?address=/plain").text


def test_a_kind_of_job_is_found_by_its_name_and_ends_at_its_address(server: Flask) -> None:
    """In this process: that jobs have processes of their own is held in tests/dashboard/jobs."""
    jobs: Jobs = server.extensions[routes.EXTENSION]
    job = keep(jobs.folder, Job(token_hex(16), "motto", "A motto", {"motto": "measure"}))
    worker.work(*jobs.work_arguments(job))
    end = jobs.find(job.token)
    assert (end.state, end.result) == (READY, "/council?motto=measure"), end.reason
    with server.test_request_context("/?lang=en"):
        assert kind("motto").words(end).ready == "The file is ready"


def test_a_screen_stands_in_the_menu_and_asks_for_its_role(server: Flask) -> None:
    assert server.test_client().get("/steward/plain").status_code == 401
    screen = unescape(signed_in(server, "anna").get("/steward/plain").text)
    assert "a screen of one file" in screen
    assert 'href="/steward/plain' in screen


def test_a_command_is_listed_and_runs(world: SampleProgramme) -> None:
    context = Itog(
        lambda: Database(world.database.url, [cells.refresh]), lambda: lambda: None, "en", formats=formats
    )  # fmt: skip
    run = CliRunner().invoke
    assert "Print the newest revision." in run(itog, ["--help"], obj=context).output
    rows = run(itog, ["plain", "--format", "csv"], obj=context).output.split()
    assert rows == ["revision", str(world.database.newest())]
    assert "txt" in run(itog, ["export", "--help"], obj=context).output


def test_a_measure_counts_beside_its_kind(client: FlaskClient) -> None:
    query = f"programme={DEFAULT_PROGRAMME}&years=2014&indicator="
    values = {
        code: client.get(f"/api/v1/values?{query}{code}").json["rows"][0]["value"]
        for code in ("working_meetings", "meetings")
    }
    assert values == {"working_meetings": 1, "meetings": 2}
