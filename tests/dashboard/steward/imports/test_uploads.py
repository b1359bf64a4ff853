"""Files that stewards send: checked, mended, loaded, taken back; and the tricks that are refused."""

import fcntl
import io
import json
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from dashboard.http.file_names import cleaned
from dashboard.http.upload_limit import DEFAULT_MB, LIMIT
from dashboard.jobs import routes
from dashboard.jobs.processes import Process
from dashboard.jobs.state import FAILED, READY, Job, forget, keep
from dashboard.steward.imports import loading
from dashboard.steward.imports.checking import uploads_in
from dashboard.steward.imports.store import TYPING, UPLOAD, Upload, Uploads
from data.accounts import accounts
from data.database.database import Database
from data.imports import Corrections, ImportOptions, check, imports, load, undo
from data.passports import DEFAULT_PROGRAMME
from indicators.answers.question import Question
from indicators.sheets.queries import values
from tests.dashboard.waiting import wait_for_end
from tests.sample_programme import SampleProgramme

PHRASE = "correct horse battery"
HEAD = "number,date,district,request,people\n"
GOOD = HEAD + "u1,2016-03-05,north,consulting,2\nu2,2016-04-05,south,consulting,3\n"
BAD = (
    HEAD
    + "u1,2016-03-05,north,consulting,2\nu2,31.02.2016,south,consulting,3\nu3,2016-05-01,west,consulting,x1\n"
)
START = "/steward/imports/uploads"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """A town of this module's own, with a steward of it, another steward of it, and one of another
    programme.
    """
    url = f"sqlite:///{tmp_path_factory.mktemp('uploads') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        world.define("visits", kind="count", measure="consultations")
        world.record("consultations", "2014-03-05", "north")
        world.cover("consultations", "2014")
        with world.database.writing("test") as session:
            accounts.add(session, "anna", PHRASE)
            accounts.add(session, "boris", PHRASE)
            accounts.add(session, "vera", PHRASE, programmes=["elsewhere"])
        yield world


@pytest.fixture
def anna(server: Flask) -> FlaskClient:
    return signed_in(server, "anna")


def signed_in(server: Flask, name: str) -> FlaskClient:
    client = server.test_client()
    assert client.post("/login", data={"name": name, "password": PHRASE}).status_code == 303
    return client


def send(
    client: FlaskClient, content: str | bytes, name: str = "march.csv", **data: Any
) -> TestResponse:
    body = content.encode() if isinstance(content, str) else content
    data = {
        "kind": "consultations",
        "covers": "2016-03..2016-05",
        "file": (io.BytesIO(body), name),
        **data,
    }
    return client.post(f"{START}?lang=en", data=data)


def job_of(client: FlaskClient, response: TestResponse) -> Job:
    """The job that a form has begun, when it has ended."""
    assert response.status_code == 303, response.text
    return wait_for_end(
        client.application.extensions[routes.EXTENSION], response.location.rpartition("/")[2]
    )


def checked(
    client: FlaskClient, content: str | bytes, name: str = "march.csv", **fields: Any
) -> str:
    """The address of a file that was sent and checked."""
    job = job_of(client, send(client, content, name, **fields))
    assert (job.state, job.reason) == (READY, {})
    return job.result.partition("?")[0]


def loaded(client: FlaskClient, address: str) -> int:
    version = re.search(r'name="version" value="(\d+)"', client.get(address).text)
    assert version
    job = job_of(
        client, client.post(f"{address}/load", data={"version": version[1], "reason": "monthly"})
    )
    assert (job.state, job.reason) == (READY, {})
    number = re.search(r"/imports/(\d+)", job.result)
    assert number
    return int(number[1])


def values_of(database: Database) -> str:
    """All values of the programme as programs read them, without the revision they are asked at."""
    with database.read() as session:
        question = Question(DEFAULT_PROGRAMME, by=("district", "year"))
        rows = values(session, question).rows
    return json.dumps([{**row, "revision": None} for row in rows])


def test_three_mended_cells_load_and_undo_to_the_byte(
    anna: FlaskClient, world: SampleProgramme
) -> None:
    before = values_of(world.database)
    address = checked(anna, BAD)
    page = anna.get(f"{address}?lang=en").text
    assert "3 problems in 2 rows" in page
    assert 'name="cell-3-1" value="31.02.2016"' in page
    choices = {"kind": "consultations", "covers": "2016-03..2016-05", "version": "1"}
    fixes = {"cell-3-1": "2016-04-30", "cell-4-2": "north", "cell-4-4": "4", "cell-2-4": "99"}
    assert job_of(anna, anna.post(f"{address}/mend", data={**choices, **fixes})).state == READY
    page = anna.get(f"{address}?lang=en").text
    assert "The file is sound" in page
    assert "31.02.2016" in page, "what the file says is shown beside"
    assert "numbers would change" in page
    assert values_of(world.database) == before, "a preview changes nothing"
    number = loaded(anna, address)
    receipt = anna.get(f"/steward/imports/{number}?lang=en").text
    assert "anna" in receipt
    assert "monthly" in receipt
    assert "numbers changed on" in receipt
    assert "31.02.2016" in receipt
    assert ">99<" not in receipt, "only cells that the check has shown are mended"
    assert values_of(world.database) != before
    assert job_of(anna, anna.post(f"/steward/imports/{number}/effect")).state == READY
    page = anna.get(f"/steward/imports/{number}/undo?lang=en").text
    assert "numbers would change" in page
    assert values_of(world.database) != before
    undone = job_of(
        anna, anna.post(f"/steward/imports/{number}/undo", data={"reason": "wrong month"})
    )
    assert undone.result.startswith("/steward/audit/")
    assert "wrong month" in anna.get(undone.result).text
    assert values_of(world.database) == before
    assert anna.get(f"/steward/imports/{number}/undo").status_code == 303


def test_a_doubtful_value_of_a_file_is_a_question_that_must_be_answered(anna: FlaskClient) -> None:
    address = checked(
        anna,
        "indicator;period;value\nvisits;2016;61,4\nvisits;2015;70,5\n",
        kind="targets",
        covers="",
    )
    page = anna.get(f"{address}?lang=en").text
    assert page.count("tick “The value is right”") == 2
    assert 'name="sure-2"' in page
    assert f"{address}/load" not in page
    choices = {"kind": "targets", "covers": ""}
    assert (
        job_of(
            anna, anna.post(f"{address}/mend", data={**choices, "version": "1", "sure-2": "1"})
        ).state
        == READY
    )
    page = anna.get(f"{address}?lang=en").text
    assert 'name="sure-2"' not in page
    assert 'name="sure-3"' in page
    mended = {**choices, "version": "2", "cell-3-2": "70"}
    assert job_of(anna, anna.post(f"{address}/mend", data=mended)).state == READY
    assert "The file is sound" in anna.get(f"{address}?lang=en").text
    number = loaded(anna, address)
    job_of(anna, anna.post(f"/steward/imports/{number}/undo", data={"reason": "a trial"}))


def test_months_are_proposed_and_a_file_is_not_loaded_without_them(anna: FlaskClient) -> None:
    address = checked(anna, GOOD, covers="")
    page = anna.get(f"{address}?lang=en").text
    assert 'value="2016-03..2016-04"' in page
    assert f"{address}/load" not in page
    refused = anna.post(f"{address}/load?lang=en", data={"version": "1", "reason": "x"})
    assert (refused.status_code, "has not been checked" in refused.text) == (400, True)
    anna.post(f"{address}/remove", data={"version": "1"})
    assert anna.get(address).status_code == 404


def test_what_an_earlier_version_kept_of_an_upload_is_read_with_its_corrections() -> None:
    upload = Upload(
        "0" * 32, "anna", "town", "a.csv", "events", corrections=Corrections(left_out=(3,))
    )
    kept = UPLOAD.dump_json(upload)
    earlier = kept.replace(b'"corrections":', b'"mending":')
    assert earlier != kept
    assert UPLOAD.validate_json(earlier) == UPLOAD.validate_json(kept) == upload
    typing = b'{"version":2,"mending":{"left_out":[3]}}'
    assert TYPING.validate_json(typing).corrections == Corrections(left_out=(3,))


def test_rows_left_out_and_mends_taken_back(anna: FlaskClient) -> None:
    address = checked(anna, BAD)
    choices = {"kind": "consultations", "covers": "2016-03..2016-05"}
    first = {**choices, "version": "1", "cell-3-1": "2016-04-30", "out-4": "1"}
    job_of(anna, anna.post(f"{address}/mend", data=first))
    page = anna.get(f"{address}?lang=en").text
    assert "The file is sound" in page
    assert "row left out" in page
    job_of(anna, anna.post(f"{address}/mend", data={**choices, "version": "2", "back-row-4": "1"}))
    assert "2 problems in 1 row" in anna.get(f"{address}?lang=en").text
    stale = anna.post(f"{address}/mend", data={**choices, "version": "2"})
    assert stale.status_code == 409
    anna.post(f"{address}/remove", data={"version": "3"})


def test_cells_are_kept_as_they_are_typed_until_the_file_is_checked_again(
    anna: FlaskClient,
) -> None:
    address = checked(anna, BAD)
    data = {
        "version": "1",
        "do": "check",
        "kind": "consultations",
        "cell-3-1": "2016-03-0",
        "out-4": "1",
    }
    kept = anna.post(f"{address}/mend/cells", data=data, headers={"X-Lang": "en"})
    assert "What you typed is kept" in kept.json["saved"]
    page = anna.get(address).text
    assert re.search(r'name="cell-3-1" value="2016-03-0"', page)
    assert re.search(r'name="out-4" value="1" checked', page)
    moved = anna.post(f"{address}/mend/cells", data=data | {"version": "7"})
    assert moved.status_code == 409
    assert moved.json["detail"]
    anna.post(f"{address}/remove", data={"version": "1"})


def test_an_undone_import_is_loaded_again_as_it_was_mended(
    anna: FlaskClient, server: Flask, world: SampleProgramme
) -> None:
    before = values_of(world.database)
    address = checked(anna, BAD, "again.csv")
    cells = {"cell-3-1": "2016-04-30", "cell-4-2": "north", "cell-4-4": "1"}
    choices = {"kind": "consultations", "covers": "2016-03..2016-05", "version": "1"}
    job_of(anna, anna.post(f"{address}/mend", data=choices | cells))
    number = loaded(anna, address)
    after = values_of(world.database)
    assert "Load again" not in anna.get(f"/steward/imports/{number}?lang=en").text
    assert anna.post(f"/steward/imports/{number}/again").status_code == 409
    job_of(anna, anna.post(f"/steward/imports/{number}/undo", data={"reason": "too early"}))
    assert values_of(world.database) == before
    assert "Load again" in anna.get(f"/steward/imports/{number}?lang=en").text
    other = signed_in(server, "anna")  # on another computer
    again = job_of(other, other.post(f"/steward/imports/{number}/again")).result.partition("?")[0]
    page = other.get(f"{again}?lang=en").text
    assert "The file is sound" in page
    assert "31.02.2016" in page, "what the file itself says stands beside what was mended"
    second = loaded(other, again)
    assert values_of(world.database) == after
    job_of(anna, anna.post(f"/steward/imports/{second}/undo", data={"reason": "as before"}))


def test_a_mended_file_takes_the_place_of_the_first(anna: FlaskClient) -> None:
    address = checked(anna, BAD)
    mended = {"version": "1", "file": (io.BytesIO(GOOD.encode()), "april.csv")}
    assert job_of(anna, anna.post(f"{address}/file", data=mended)).state == READY
    page = anna.get(f"{address}?lang=en").text
    assert "The file is sound" in page
    assert "april.csv" in page
    anna.post(f"{address}/remove", data={"version": "2"})


def test_the_form_speaks_the_readers_language(anna: FlaskClient) -> None:
    assert "Консультации" in anna.get("/steward/imports?lang=ru").text
    address = checked(anna, BAD)
    page = anna.get(f"{address}?lang=ru").text
    assert "Даты «31.02.2016» не существует." in page
    assert "Исправьте день или месяц." in page
    anna.post(f"{address}/remove", data={"version": "1"})


def test_a_wrong_cell_offers_the_list_of_its_column(anna: FlaskClient) -> None:
    text = HEAD + "u1,2016-03-05,west,consulting,2\nu2,2016-04-05,north,dancing,x\n"
    address = checked(anna, text)
    page = anna.get(f"{address}?lang=ru").text
    district, request, people = (
        re.search(f'<input[^>]*name="cell-{row}-{place}"[^>]*>', page)
        for row, place in ((2, 2), (3, 3), (3, 4))
    )
    assert district
    assert request
    assert people
    assert 'value="west"' in district[0]
    assert 'list="list-district"' in district[0]
    assert 'list="list-request"' in request[0]
    assert "list=" not in people[0]
    assert re.search(r'<datalist id="list-district">.*value="north"', page)
    assert '<datalist id="list-request"><option value="' in page
    anna.post(f"{address}/remove", data={"version": "1"})


def test_a_template_is_taken_and_an_unknown_kind_is_not(anna: FlaskClient) -> None:
    assert anna.get("/steward/imports/template/consultations.xlsx").data.startswith(b"PK")
    content = anna.get("/steward/imports/template/consultations.xlsx?lang=en").data
    with ZipFile(io.BytesIO(content)) as parts:
        assert ">north<" in parts.read("xl/sharedStrings.xml").decode()
    assert anna.get("/steward/imports/template/..%2Fsecret.xlsx").status_code == 404
    assert anna.get("/steward/imports/template/nothing.xlsx").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "empty.csv", "The file is empty."),
        (b"#!/bin/sh\nrm -rf /\n", "tool.xlsx", "not an XLSX workbook"),
        (b"PK\x03\x04 and no more", "book.xlsx", "not an XLSX workbook"),
        ("дата;район\n".encode("utf-16"), "unicode.csv", "neither UTF-8"),
    ],
)
def test_what_is_no_file_of_records_is_refused_with_help(
    anna: FlaskClient, content: bytes, name: str, sentence: str
) -> None:
    address = checked(anna, content, name)
    page = anna.get(f"{address}?lang=en").text
    assert sentence in page
    assert f"{address}/load" not in page
    anna.post(f"{address}/remove", data={"version": "1"})


def test_a_form_without_a_file_keeps_what_was_typed(anna: FlaskClient) -> None:
    refused = anna.post(
        f"{START}?lang=en", data={"kind": "events", "covers": "2015-Q2", "reason": "why not"}
    )
    assert refused.status_code == 400
    assert "No file was chosen." in refused.text
    assert all(
        markup in refused.text
        for markup in ('value="2015-Q2"', 'value="why not"', '"events" selected')
    )


@pytest.fixture
def small(server: Flask) -> Iterator[None]:
    """A server that takes files of one megabyte."""
    before = server.config.get(LIMIT)
    server.config[LIMIT] = 1
    yield
    server.config[LIMIT] = before or DEFAULT_MB


def test_a_body_without_end_is_refused_before_it_is_read(anna: FlaskClient) -> None:
    body = io.BytesIO(b"--x")
    refused = anna.post(f"{START}?lang=en", input_stream=body, environ_overrides=announced(2 << 30))
    assert refused.status_code == 413
    assert body.tell() == 0
    assert "larger than the limit" in refused.text


@pytest.mark.usefixtures("small")
def test_who_sends_a_large_file_is_heard_out_and_then_answered(anna: FlaskClient) -> None:
    body = io.BytesIO(bytes(20 << 20))
    refused = anna.post(
        f"{START}?lang=en", input_stream=body, environ_overrides=announced(20 << 20)
    )
    assert refused.status_code == 413
    assert body.tell() == 20 << 20, "a browser that is cut off in the middle shows no answer"
    assert "larger than the limit of 1 MB" in refused.text


@pytest.mark.usefixtures("small")
def test_the_limit_is_that_of_the_file(anna: FlaskClient) -> None:
    file = FileStorage(io.BytesIO(bytes((1 << 20) + 1)), "march.csv")
    boundary, body = encode_multipart({"kind": "consultations", "file": file})
    refused = anna.post(
        f"{START}?lang=en", data=body, content_type=f'multipart/form-data; boundary="{boundary}"'
    )
    assert refused.status_code == 413
    assert "larger than the limit of 1 MB" in refused.text


def announced(size: int) -> dict[str, str]:
    return {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(size)}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\anna\март.csv", "март.csv"),
        ("a\x00b\u202ecsv.exe\n.csv", "abcsv.exe.csv"),
        ("<script>.csv", "_script_.csv"),
        ("...", "file"),
        (".csv", "csv"),
        ("", "file"),
    ],
)
def test_only_a_harmless_name_is_kept(name: str, kept: str) -> None:
    assert cleaned(name) == kept


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = cleaned("ж" * 300 + ".xlsx")
    assert name.endswith(".xlsx")
    assert len(name.encode()) < 200


def test_an_upload_is_its_accounts_own(anna: FlaskClient, server: Flask) -> None:
    address = checked(anna, GOOD)
    boris = signed_in(server, "boris")
    for token in (
        address,
        f"{START}/{'0' * 32}",
        f"{START}/..",
        f"{START}/%2e%2e%2fsecret",
        f"{START}/x",
    ):
        assert boris.get(token).status_code == 404
    assert boris.post(f"{address}/load", data={"version": "1", "reason": "mine"}).status_code == 404
    assert boris.post(f"{address}/remove", data={"version": "1"}).status_code == 404
    assert address not in boris.get("/steward/imports").text
    assert address in anna.get("/steward/imports").text
    anna.post(f"{address}/remove", data={"version": "1"})


def test_only_stewards_of_the_programme_load_and_undo(
    anna: FlaskClient, server: Flask, world: SampleProgramme
) -> None:
    number = loaded(anna, checked(anna, GOOD))
    vera = signed_in(server, "vera")
    assert send(vera, GOOD).status_code == 403
    assert 'type="file"' not in vera.get("/steward/imports").text
    for post in ("effect", "undo"):
        assert (
            vera.post(f"/steward/imports/{number}/{post}", data={"reason": "no"}).status_code == 403
        )
    nobody = server.test_client()
    assert send(nobody, GOOD).status_code in (303, 401)
    without = anna.post(f"/steward/imports/{number}/undo?lang=en", data={"reason": " "})
    assert without.status_code == 400
    undo(world.database, number)


def test_later_corrections_go_only_with_consent(anna: FlaskClient, world: SampleProgramme) -> None:
    number = loaded(anna, checked(anna, GOOD))
    corrected = checked(anna, GOOD.replace("consulting,3", "consulting,5"), update="1")
    later = loaded(anna, corrected)
    page = anna.get(f"/steward/imports/{number}/undo?lang=en").text
    assert "1 later correction would go with it" in page
    refused = anna.post(f"/steward/imports/{number}/undo?lang=en", data={"reason": "all wrong"})
    assert (refused.status_code, "tick the consent" in refused.text) == (400, True)
    assert 'value="all wrong"' in refused.text
    undone = anna.post(
        f"/steward/imports/{number}/undo", data={"reason": "all wrong", "with_edits": "1"}
    )
    assert job_of(anna, undone).state == READY
    with world.database.read() as session:
        states = {run.id: run.state for run in imports(session)}
    assert (states[number], states[later]) == ("undone", "loaded")


def test_a_file_that_changes_nothing_says_so(anna: FlaskClient, world: SampleProgramme) -> None:
    first, second = checked(anna, GOOD), checked(anna, GOOD)
    number = loaded(anna, first)
    job = job_of(anna, anna.post(f"{second}/load", data={"version": "1", "reason": "again"}))
    assert job.state == FAILED, "the preview was of an older revision"
    anna.post(f"{second}/remove", data={"version": "1"})
    undo(world.database, number)


def test_a_file_of_several_says_that_the_numbers_are_those_of_all(
    anna: FlaskClient, world: SampleProgramme, tmp_path
) -> None:
    with world.database.transaction("load", "two files") as change:
        for number in ("one", "two"):
            path = tmp_path / f"{number}.csv"
            path.write_text(
                f"number,date,request\n{number},2014-05-06,consulting\n", encoding="utf-8"
            )
            load(
                change,
                check(change.session, "consultations", path, ImportOptions(world.code, "none")),
            )
    with world.database.read() as session:
        run = imports(session, world.code)[-1].id
    assert "in one revision with 1 other file" in anna.get(f"/steward/imports/{run}?lang=en").text


def test_a_refused_form_can_be_read_in_another_language(anna: FlaskClient) -> None:
    """What the form is sent to is no page; what it stands on is."""
    sent = {
        "data": {"kind": "consultations", "covers": ""},
        "headers": {"Referer": "http://localhost/steward/imports"},
    }
    refused = anna.post("/steward/imports/uploads?lang=en", **sent)
    assert refused.status_code == 400
    (other,) = re.findall(r'href="([^"]*lang=ru[^"]*)"', refused.text)
    assert anna.get(other).status_code == 200


def test_a_file_that_went_away_before_it_was_loaded_is_said_to_be_gone(anna: FlaskClient) -> None:
    address = checked(anna, GOOD.replace("\nu", "\ngone"), covers="none")
    uploads = uploads_in(anna.application.extensions[routes.EXTENSION].folder)
    uploads.file(uploads.find(address.rpartition("/")[2], "anna")).unlink()
    job = job_of(anna, anna.post(f"{address}/load", data={"version": "1", "reason": "monthly"}))
    assert job.state == READY
    assert "no longer on the server" in anna.get(f"{job.result}&lang=en").text


def test_the_page_of_a_load_that_was_broken_off_leads_back_to_the_file(anna: FlaskClient) -> None:
    folder = anna.application.extensions[routes.EXTENSION].folder
    job = Job(
        "b" * 32,
        "load",
        "march.csv",
        {"back": f"{START}/abc"},
        "anna",
        process=f"{2**22 - 1} 1@boot",
    )
    keep(folder, job)
    page = anna.get(f"/jobs/{job.token}?lang=en").text
    assert "was broken off: the server was restarted" in page
    assert "stands among the imports" in page
    assert f'href="{START}/abc"' in page


def test_two_loads_of_a_file_at_once_load_it_once_and_both_lead_to_the_receipt(
    anna: FlaskClient, world: SampleProgramme
) -> None:
    address = checked(anna, GOOD.replace("\nu", "\nboth"), covers="none")
    jobs = anna.application.extensions[routes.EXTENSION]
    arguments = {
        "token": address.rpartition("/")[2],
        "account": "anna",
        "back": address,
        "reason": "r",
        "override_closed_years": False,
    }
    begun = [jobs.start("load", arguments, "march.csv", account="anna") for _ in range(2)]
    ended = [wait_for_end(jobs, job.token) for job in begun]
    assert [(job.state, job.reason) for job in ended] == [(READY, {})] * 2
    assert ended[0].result == ended[1].result
    with world.database.read() as session:
        newest = imports(session, world.code)
    assert f"/steward/imports/{max(run.id for run in newest)}?" in ended[0].result
    again = anna.post(
        f"{address}/load", data={"version": "1", "reason": "again"}, follow_redirects=True
    )
    assert again.request.path == ended[0].result.partition("?")[0], "the receipt"
    assert anna.get(address, follow_redirects=True).request.path == again.request.path


def test_a_load_locks_a_file_that_file_systems_of_several_machines_can_lock(
    tmp_path: Path,
) -> None:
    """NFS locks no folders, and files only for whoever may write to them."""
    uploads = Uploads(tmp_path)
    upload = uploads.begin("anna", "town", FileStorage(io.BytesIO(b""), "a.csv"), kind="events")
    lock = uploads.lock(upload)
    child = os.fork()
    if not child:
        # never back into the test's own frames: they are the parent's
        try:
            loading.wait_for_others(uploads, upload.token, "anna")
            os.kill(os.getpid(), signal.SIGSTOP)
        finally:
            os._exit(0)
    os.waitpid(child, os.WUNTRACED)
    with lock.open("r+") as file:
        with pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert lock.is_file()
    loading.wait_for_others(uploads, "0" * 32, "anna")


@contextmanager
def loading_job(folder: Path, arguments: dict[str, str]) -> Iterator[Job]:
    """A load that goes on for as long as one looks."""
    job = keep(
        folder,
        Job("c" * 32, "load", "march.csv", arguments, "anna", process=str(Process.current())),
    )
    try:
        yield job
    finally:
        forget(folder, job.token)


def test_a_file_that_is_being_loaded_is_neither_loaded_again_nor_changed(anna: FlaskClient) -> None:
    address = checked(anna, GOOD.replace("\nu", "\nlate"), covers="none")
    form = {"version": "1", "reason": "again"}
    arguments = {"token": address.rpartition("/")[2], "back": address}
    with loading_job(anna.application.extensions[routes.EXTENSION].folder, arguments) as job:
        assert (
            anna.post(f"{address}/load", data=form).location.partition("?")[0]
            == f"/jobs/{job.token}"
        )
        assert "is being loaded" in anna.get(f"/jobs/{job.token}?lang=en").text
        refused = anna.post(f"{address}/remove?lang=en", data=form)
    assert refused.status_code == 409
    assert "already being loaded" in refused.text


def workbook(**sheets: list[list[Any]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return content.getvalue()


def rows_of(*numbers: str, people: Any = 2) -> list[list[Any]]:
    head = ["number", "date", "district", "request", "people"]
    return [head, *([number, "2016-03-05", "north", "consulting", people] for number in numbers)]


CHOICES = {"kind": "consultations", "covers": "2016-03..2016-05"}


def test_a_sheet_is_chosen_where_several_have_the_header(
    anna: FlaskClient, world: SampleProgramme
) -> None:
    content = workbook(North=rows_of("s1", "s2"), South=rows_of("s3"), Notes=[["of the office"]])
    address = checked(anna, content, "book.xlsx")
    page = anna.get(f"{address}?lang=en").text
    assert "Several sheets have the same header: “North” (2), “South” (1)" in page
    assert "--sheet" not in page, "there is no command line in a browser"
    assert all(f'<option value="{name}"' in page for name in ("", "all", "North", "South", "Notes"))
    job_of(anna, anna.post(f"{address}/mend", data={**CHOICES, "version": "1", "sheet": "South"}))
    page = anna.get(f"{address}?lang=en").text
    assert "The file is sound" in page
    assert "Sheets not read: “North” (not chosen), “Notes” (no header of this kind)." in page
    job_of(anna, anna.post(f"{address}/mend", data={**CHOICES, "version": "2", "sheet": "all"}))
    page = anna.get(f"{address}?lang=en").text
    assert "Read from sheets: “North”, “South”." in page
    assert all(number in page for number in ("s1", "s2", "s3"))
    number = loaded(anna, address)
    receipt = anna.get(f"/steward/imports/{number}?lang=ru").text
    assert "Прочитано с листов: «North», «South»." in receipt
    undo(world.database, number)


def test_a_row_of_the_second_sheet_is_mended_in_place(
    anna: FlaskClient, world: SampleProgramme
) -> None:
    content = workbook(North=rows_of("s1"), South=rows_of("s2", people="x1"))
    address = checked(anna, content, "book.xlsx", sheet="all")
    page = anna.get(f"{address}?lang=en").text
    field = re.search(r'name="(cell-\d+-4)" value="x1"', page)
    assert field
    assert "South: 2" in page
    job_of(
        anna,
        anna.post(
            f"{address}/mend", data={**CHOICES, "version": "1", "sheet": "all", field[1]: "7"}
        ),
    )
    assert "The file is sound" in anna.get(f"{address}?lang=en").text
    number = loaded(anna, address)
    assert "South: 2" in anna.get(f"/steward/imports/{number}?lang=en").text
    undo(world.database, number)


def test_what_was_mended_in_one_sheet_is_not_mended_in_another(anna: FlaskClient) -> None:
    content = workbook(North=rows_of("s1", people="x1"), South=rows_of("s2", people="x1"))
    address = checked(anna, content, "book.xlsx", sheet="North")
    job_of(
        anna,
        anna.post(
            f"{address}/mend", data={**CHOICES, "version": "1", "sheet": "North", "cell-2-4": "7"}
        ),
    )
    assert "The file is sound" in anna.get(f"{address}?lang=en").text
    job_of(anna, anna.post(f"{address}/mend", data={**CHOICES, "version": "2", "sheet": "South"}))
    assert "1 problem in 1 row" in anna.get(f"{address}?lang=en").text
    anna.post(f"{address}/remove", data={"version": "3"})


def test_the_preview_says_what_was_seen_of_the_file(anna: FlaskClient) -> None:
    text = "Report;;;;\n" + GOOD.replace(",", ";").replace("south", "")
    address = checked(anna, text, covers="2016-03..2016-04")
    page = anna.get(f"{address}?lang=en").text
    assert "The header is in row 2." in page
    assert "Rows in which “District” is empty: 1 (numbers 4)" in page.replace("«", "“").replace(
        "»", "”"
    )
    assert 'name="sheet"' not in page
    bad = checked(anna, text.replace("2016-04-05", "soon"), covers="2016-03..2016-04")
    assert "The header is in row 2." in anna.get(f"{bad}?lang=en").text, "beside problems too"
    for each in (address, bad):
        anna.post(f"{each}/remove", data={"version": "1"})


def test_a_damaged_workbook_leaves_a_sentence(anna: FlaskClient) -> None:
    content = bytearray(workbook(North=rows_of(*map(str, range(200)))))
    start = content.index(b"xl/worksheets/sheet1.xml") + 200
    content[start : start + 40] = b"\xff" * 40
    address = checked(anna, bytes(content), "book.xlsx")
    assert "not an XLSX workbook, or it is damaged" in anna.get(f"{address}?lang=en").text
    anna.post(f"{address}/remove", data={"version": "1"})


def test_a_column_that_is_missing_is_called_by_its_words(anna: FlaskClient) -> None:
    address = checked(anna, "Номер;Вид обращения\n1;Копирование\n")
    page = anna.get(f"{address}?lang=ru").text
    assert "Нет обязательного столбца" in page
    assert re.search(r">\s*Дата\s*<", page)
    assert not re.search(r">\s*date\s*<", page)


def test_a_value_that_was_called_right_is_still_right_when_the_file_is_loaded_again(
    anna: FlaskClient, server: Flask
) -> None:
    address = checked(
        anna, "indicator;period;value\nvisits;2016;61,4\n", "right.csv", kind="targets", covers=""
    )
    data = {"kind": "targets", "covers": "", "version": "1", "sure-2": "1"}
    job_of(anna, anna.post(f"{address}/mend", data=data))
    number = loaded(anna, address)
    receipt = anna.get(f"/steward/imports/{number}?lang=en").text
    assert re.search("<td>Target</td>\\s*<td[^>]*>61,4</td><td>The value is right</td>", receipt)
    job_of(anna, anna.post(f"/steward/imports/{number}/undo", data={"reason": "too early"}))
    again = job_of(anna, anna.post(f"/steward/imports/{number}/again")).result.partition("?")[0]
    page = anna.get(f"{again}?lang=en").text
    assert "The file is sound" in page
    assert 'name="back-sure-2"' in page
    second = loaded(anna, again)
    job_of(anna, anna.post(f"/steward/imports/{second}/undo", data={"reason": "as before"}))


MANY = 230
"""More rows than the problems that a page lists."""
SUCH = "Replace in all such cells"


def many(word: str) -> str:
    """So many rows with one wrong district, after one with another."""
    rows = (f"m{at},2016-03-05,{word},consulting,2\n" for at in range(MANY))
    return HEAD + "m,2016-03-05,east,consulting,2\n" + "".join(rows)


def version_of(page: str) -> str:
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    return version[1]


def mended(client: FlaskClient, address: str, **fields: str) -> str:
    """The page of a file that was mended and checked again."""
    data = {
        "kind": "consultations",
        "covers": "2016-03..2016-05",
        "version": version_of(client.get(address).text),
    }
    form = data | {name.replace("_", "-"): text for name, text in fields.items()}
    assert job_of(client, client.post(f"{address}/mend", data=form)).state == READY
    return client.get(f"{address}?lang=en").text


def test_a_wrong_word_is_replaced_in_all_rows_that_have_it_and_loaded_so_again(
    anna: FlaskClient, world: SampleProgramme
) -> None:
    before = values_of(world.database)
    address = checked(anna, many("west"), "many.csv")
    page = anna.get(f"{address}?lang=en").text
    assert f"{SUCH} ({MANY})" in page
    assert page.count(SUCH) == 1, "at the first of them; the other word stands once"
    assert "all-3-2" in page
    assert f"{MANY + 1} problems." in page, "those that are not listed are counted too"
    page = mended(anna, address, cell_2_2="south", all_3_2="1", cell_3_2="north", cell_5_2="south")
    assert "The file is sound" in page
    count = MANY - 1
    note = f"“west” was replaced by “north” in {count} rows (numbers 3–4, 6–{MANY + 2})."
    assert note in unescape(page)
    assert "all such rows" in page
    number = loaded(anna, address)
    receipt = unescape(anna.get(f"/steward/imports/{number}?lang=en").text)
    assert note in receipt
    assert re.search(
        "all such rows</td><td>District</td>\\s*<td[^>]*>west</td><td><strong>north<", receipt
    )
    after = values_of(world.database)
    job_of(anna, anna.post(f"/steward/imports/{number}/undo", data={"reason": "too early"}))
    assert values_of(world.database) == before
    again = job_of(anna, anna.post(f"/steward/imports/{number}/again")).result.partition("?")[0]
    page = unescape(anna.get(f"{again}?lang=en").text)
    assert "The file is sound" in page
    assert note in page
    second = loaded(anna, again)
    assert values_of(world.database) == after
    job_of(anna, anna.post(f"/steward/imports/{second}/undo", data={"reason": "as before"}))


def test_a_replacement_is_typed_over_and_taken_back(anna: FlaskClient) -> None:
    address = checked(anna, many("west"), "over.csv")
    data = {"version": "1", "kind": "consultations", "cell-3-2": "nord", "all-3-2": "1"}
    assert anna.post(f"{address}/mend/cells", data=data).status_code == 200
    page = anna.get(f"{address}?lang=en").text
    assert 'name="cell-3-2" value="nord"' in page
    assert 'name="all-3-2" value="1" checked' in page
    assert 'name="cell-4-2" value="west"' in page
    page = mended(anna, address, cell_2_2="south", all_3_2="1", cell_3_2="nord")
    assert f"{SUCH} ({MANY})" in page, "the new word is wrong in as many rows"
    page = mended(anna, address, all_3_2="1", cell_3_2="north")
    assert "The file is sound" in page
    assert ">west</td><td><strong>north</strong></td>" in page
    assert f"in {MANY} rows" in page
    field = re.search(
        r'name="(back-all-\d+)"[^>]*>\s*</td></tr>\s*<tr><td class="number"[^>]*>2<', page
    )
    assert field
    page = mended(anna, address, **{field[1]: "1"})
    assert f"{SUCH} ({MANY})" in page
    assert "<strong>south</strong>" in page, "what else was mended stays"
    anna.post(f"{address}/remove", data={"version": version_of(page)})


def test_a_form_replaces_nothing_that_no_line_offers(anna: FlaskClient) -> None:
    text = HEAD + "a,2016-03-05,west,consulting,x1\nb,2016-03-06,north,consulting,x1\n"
    address = checked(anna, text, "sly.csv")
    assert SUCH not in anna.get(f"{address}?lang=en").text, "numbers are of no list"
    tricks = {"cell_2_2": "north", "all_2_2": "1", "cell_2_4": "7", "all_2_4": "1", "all_99_9": "1"}
    page = mended(anna, address, **tricks)
    assert "1 problem in 1 row" in page
    assert 'name="cell-3-4" value="x1"' in page
    assert "all such rows" not in page
    anna.post(f"{address}/remove", data={"version": version_of(page)})
