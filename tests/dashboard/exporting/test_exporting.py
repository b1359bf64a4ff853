"""Files to take home: ordered, watched, taken, and checked later."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import formats
from dashboard import exports
from dashboard.council.making import find, report
from dashboard.exports import zip as zip_format
from dashboard.exports.parts import browser
from dashboard.jobs import routes
from dashboard.jobs.jobs import Jobs
from dashboard.jobs.state import READY
from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from indicators.answers.file_checksum import matches, read_file_checksum
from tests.dashboard.waiting import wait_for_end
from tests.sample_programme import SampleProgramme

# ---------------------------------------------------------------- addresses


def test_a_file_is_ordered_watched_and_taken(client: FlaskClient, server: Flask) -> None:
    ordered = client.post(f"/export?deck={DEFAULT_PROGRAMME}", data={"format": "html"})
    assert ordered.status_code == 303
    watched = ordered.headers["Location"]
    assert client.get(watched).headers["Refresh"] == "1"
    assert client.get(f"{watched}/file").status_code == 400
    jobs: Jobs = server.extensions[routes.EXTENSION]
    assert wait_for_end(jobs, watched.rpartition("/")[2]).state == READY
    assert "Refresh" not in client.get(watched).headers
    with client.get(f"{watched}/file") as taken:
        assert taken.headers["Content-Disposition"].startswith(
            f"attachment; filename={DEFAULT_PROGRAMME}-"
        )
        assert taken.mimetype == "text/html"


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/export?deck=x", {"format": "exe"}),
        ("/export?deck=x", {}),
        ("/export", {"format": "html"}),
    ],
)
def test_an_order_that_says_too_little_or_nonsense_is_refused(
    client: FlaskClient, address: str, data: dict[str, str]
) -> None:
    assert client.post(address, data=data).status_code == 400


def test_an_export_from_another_origin_is_refused(client: FlaskClient) -> None:
    answer = client.post(
        "/export?deck=x", data={"format": "html"}, headers={"Origin": "http://elsewhere.example"}
    )
    assert answer.status_code == 403


# ---------------------------------------------------------------- writing


def test_the_command_offers_every_format() -> None:
    assert sorted(formats()) == sorted(exports.names())


def test_pictures_are_an_archive_and_other_formats_are_called_as_their_files() -> None:
    assert exports.extension("pictures") == "zip"
    others = set(exports.names()) - {"pictures"}
    assert {exports.extension(name) for name in others} == others


def test_no_half_file_is_left_under_its_final_name(
    tmp_path: Path, server: Flask, monkeypatch
) -> None:
    def stumble(_report: object, path: Path) -> None:
        path.write_text("half")
        raise KeyboardInterrupt

    monkeypatch.setattr(exports.module("html"), "write", stumble)
    with server.test_request_context("/"), pytest.raises(KeyboardInterrupt):
        exports.write(report(find(DEFAULT_PROGRAMME)), "html", tmp_path / "deck.html")
    assert list(tmp_path.iterdir()) == []


def test_an_archive_says_what_was_left_out_and_can_be_checked(
    tmp_path: Path, server: Flask, town: SampleProgramme, monkeypatch
) -> None:
    monkeypatch.setattr(browser, "NAMES", ("no-such-browser",))
    with server.test_request_context("/", headers={"X-Lang": "ru"}):
        exports.write(report(find(DEFAULT_PROGRAMME)), "zip", tmp_path / "deck.zip")
    with ZipFile(BytesIO((tmp_path / "deck.zip").read_bytes())) as archive:
        names = set(archive.namelist())
        readme, claim = (
            archive.read(zip_format.MANIFEST).decode(),
            json.loads(archive.read(zip_format.CLAIM)),
        )
        table = next(name for name in names if name.endswith("-plan_and_fact.csv"))
        numbers = archive.read(table).decode("utf-8-sig")
    assert f"{DEFAULT_PROGRAMME}.pdf" not in names
    assert f"{DEFAULT_PROGRAMME}.pdf: Для файла «pdf» на сервере нужен Chromium" in readme
    assert {"definitions/visits.yaml", zip_format.SUMS, f"{DEFAULT_PROGRAMME}.html"} <= names
    assert numbers.splitlines()[1].startswith("2014,2,2")
    with town.database.read() as session:
        assert matches(session, read_file_checksum(claim))
        assert not matches(session, read_file_checksum({**claim, "checksum": "0" * 64}))
        with pytest.raises(Refusal):
            read_file_checksum({"checksum": "0"})
