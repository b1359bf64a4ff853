"""Files made in the background: ordered, watched, cancelled, and checked later."""

import json
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commands.export import FORMS
from dashboard import exports
from dashboard.council.making import find, report
from dashboard.exporting import routes, state
from dashboard.exporting.jobs import AT_ONCE, Jobs
from dashboard.exporting.order import Order
from dashboard.exporting.state import CANCELLED, FAILED, READY, WAITING, Job
from dashboard.exports import zip as archive
from dashboard.exports.parts import browser
from data.refusals import NotFound, Refusal
from indicators.question import DEFAULT_PROGRAMME
from indicators.snapshots import verify_claim
from tests.worlds import World

SECONDS = 90
DECK = Order("html", deck=DEFAULT_PROGRAMME, language="en")


@pytest.fixture
def jobs(town: World, tmp_path: Path) -> Iterator[Jobs]:
    jobs = Jobs(tmp_path / "exports", town.database.url)
    yield jobs
    for path in jobs.folder.glob("*.json"):
        jobs.cancel(path.stem)


def settled(find: Callable[[], Job]) -> Job:
    """The job when it waits no longer."""
    for _second in range(SECONDS * 10):
        if (job := find()).state != WAITING:
            return job
        time.sleep(0.1)
    raise AssertionError("the export is still under way")


def test_a_file_is_made_in_a_process_of_its_own(jobs: Jobs) -> None:
    begun = jobs.start(DECK, "deck.html")
    assert begun.state == WAITING
    ready = settled(lambda: jobs.find(begun.token))
    assert (ready.state, ready.reason) == (READY, "")
    assert 0 < ready.done == ready.total
    assert jobs.file(ready).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_cancelled_export_leaves_no_file(jobs: Jobs) -> None:
    begun = jobs.start(DECK, "deck.html")
    assert jobs.cancel(begun.token).state == CANCELLED
    time.sleep(0.5)
    assert jobs.find(begun.token).state == CANCELLED
    assert [path.suffix for path in jobs.folder.iterdir()] == [".json"]


def test_a_process_that_dies_without_a_word_has_failed(jobs: Jobs) -> None:
    jobs.folder.mkdir(parents=True)
    gone = Job("a" * 32, "html", "deck.html", pid=2**22 - 1)
    state.keep(jobs.folder, gone)
    assert jobs.find(gone.token).state == FAILED


def test_a_refusal_is_told_in_the_reader_s_language(jobs: Jobs) -> None:
    begun = jobs.start(Order("html", deck="nothing", language="ru"), "deck.html")
    failed = settled(lambda: jobs.find(begun.token))
    assert failed.state == FAILED
    assert "Презентации «nothing» нет" in failed.reason


def test_too_many_at_once_are_refused(jobs: Jobs) -> None:
    jobs.folder.mkdir(parents=True)
    for number in range(AT_ONCE):
        state.keep(jobs.folder, Job(f"{number}" * 32, "html", "deck.html"))
    with pytest.raises(Refusal) as refused:
        jobs.start(DECK, "deck.html")
    assert refused.value.problems[0].rule == "exports_many"


@pytest.mark.parametrize("token", ["0" * 32, "../../etc/passwd", ""])
def test_an_unknown_export_is_not_found(jobs: Jobs, token: str) -> None:
    jobs.folder.mkdir(parents=True)
    with pytest.raises(NotFound):
        jobs.find(token)


# ---------------------------------------------------------------- addresses


def test_a_file_is_ordered_watched_and_taken(client: FlaskClient, server: Flask) -> None:
    ordered = client.post(f"/export?deck={DEFAULT_PROGRAMME}", data={"format": "html"})
    assert ordered.status_code == 303
    watched = ordered.headers["Location"]
    assert client.get(watched).headers["Refresh"] == "1"
    assert client.get(f"{watched}/file").status_code == 400
    jobs: Jobs = server.extensions[routes.EXTENSION]
    settled(lambda: jobs.find(watched.rpartition("/")[2]))
    assert "Refresh" not in client.get(watched).headers
    with client.get(f"{watched}/file") as taken:
        assert taken.headers["Content-Disposition"].startswith(f"attachment; filename={DEFAULT_PROGRAMME}-")
        assert taken.mimetype == "text/html"


@pytest.mark.parametrize(
    ("address", "data"),
    [("/export?deck=x", {"format": "exe"}), ("/export?deck=x", {}), ("/export", {"format": "html"})],
)
def test_an_order_that_says_too_little_or_nonsense_is_refused(
    client: FlaskClient, address: str, data: dict[str, str]
) -> None:
    assert client.post(address, data=data).status_code == 400


def test_an_export_from_another_origin_is_refused(client: FlaskClient) -> None:
    answer = client.post("/export?deck=x", data={"format": "html"}, headers={"Origin": "http://elsewhere.example"})
    assert answer.status_code == 403


def test_an_unknown_order_is_said_so(client: FlaskClient) -> None:
    assert client.get(f"/export/{'0' * 32}").status_code == 404


# ---------------------------------------------------------------- writing


def test_the_command_offers_every_format() -> None:
    assert sorted(FORMS) == sorted(exports.names())


def test_no_half_file_is_left_under_its_final_name(tmp_path: Path, server: Flask, monkeypatch) -> None:
    def stumble(_report: object, path: Path) -> None:
        path.write_text("half")
        raise KeyboardInterrupt

    monkeypatch.setattr(exports.module("html"), "write", stumble)
    with server.test_request_context("/"), pytest.raises(KeyboardInterrupt):
        exports.write(report(find(DEFAULT_PROGRAMME)), "html", tmp_path / "deck.html")
    assert list(tmp_path.iterdir()) == []


def test_an_archive_says_what_was_left_out_and_can_be_checked(
    tmp_path: Path, server: Flask, town: World, monkeypatch
) -> None:
    monkeypatch.setattr(browser, "NAMES", ("no-such-browser",))
    with server.test_request_context("/", headers={"X-Lang": "ru"}):
        exports.write(report(find(DEFAULT_PROGRAMME)), "zip", tmp_path / "deck.zip")
    with ZipFile(BytesIO((tmp_path / "deck.zip").read_bytes())) as found:
        names = set(found.namelist())
        readme, claim = found.read(archive.MANIFEST).decode(), json.loads(found.read(archive.CLAIM))
        numbers = found.read("numbers/04-plan_and_fact.csv").decode("utf-8-sig")
    assert f"{DEFAULT_PROGRAMME}.pdf" not in names
    assert f"{DEFAULT_PROGRAMME}.pdf: Для файла «pdf» на сервере нужен Chromium" in readme
    assert {"definitions/visits.yaml", archive.SUMS, f"{DEFAULT_PROGRAMME}.html"} <= names
    assert numbers.splitlines()[1].startswith("2014,2,2")
    with town.database.read() as session:
        assert verify_claim(session, claim)
        assert not verify_claim(session, {**claim, "checksum": "0" * 64})
        with pytest.raises(Refusal):
            verify_claim(session, {"checksum": "0"})
