"""Jobs in processes of their own: begun, watched, cancelled, and whose they are."""

import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from dashboard.jobs import processes, routes, state
from dashboard.jobs.jobs import AT_ONCE, KEPT_SECONDS, SILENT_SECONDS, Jobs
from dashboard.jobs.kinds import kinds
from dashboard.jobs.processes import Process
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import CANCELLED, FAILED, READY, WAITING, Job
from dashboard.jobs.worker import work
from data.accounts import accounts
from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from data.refusals import NotFound, Refusal
from data.tables.accounts import Account
from data.tables.snapshots import Snapshot
from data.time_zone import set_time_zone
from indicators.answers.doctor import doctor
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.engine.compute import Engine
from indicators.records.selection import Scope
from tests.dashboard.waiting import SECONDS, wait_for_end, wait_until
from tests.record_tables import Consultation
from tests.sample_programme import NEEDED, SampleProgramme, calendar

DECK = {"form": "html", "deck": DEFAULT_PROGRAMME, "language": "en"}
SNAPSHOT = {"title": "Meeting", "programme": DEFAULT_PROGRAMME, "author": "anna"}
PHRASE = "correct horse battery"


@pytest.fixture
def clean(town: SampleProgramme) -> Iterator[SampleProgramme]:
    yield town
    with town.database.writing("test") as session:
        for table in (Snapshot, Account):
            session.execute(delete(table))


@pytest.fixture
def jobs(clean: SampleProgramme, tmp_path: Path) -> Iterator[Jobs]:
    """Jobs over the town; they are stopped before it is cleaned."""
    jobs = Jobs(tmp_path / "jobs", clean.database)
    jobs.folder.mkdir()
    yield jobs
    for path in jobs.folder.glob("*.json"):
        jobs.cancel(path.stem)


def test_a_file_is_made_in_a_process_of_its_own(jobs: Jobs) -> None:
    begun = jobs.start("export", DECK, "deck.html")
    assert begun.state == WAITING
    ready = wait_for_end(jobs, begun.token)
    assert (ready.state, ready.reason) == (READY, {})
    assert 0 < ready.count == ready.total
    assert jobs.file(ready).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_file_of_a_job_tells_moments_in_the_servers_time_zone(jobs: Jobs) -> None:
    set_time_zone("Asia/Vladivostok")
    ready = wait_for_end(jobs, jobs.start("export", DECK, "deck.html").token)
    text = jobs.file(ready).read_text(encoding="utf-8")
    assert re.search(r"data as of \d\d? \w{3} \d{4}, \d\d:\d\d UTC\+10, revision", text)


def test_a_result_may_be_an_address(jobs: Jobs, clean: SampleProgramme) -> None:
    ready = wait_for_end(jobs, jobs.start("snapshot", SNAPSHOT, "Meeting", account="anna").token)
    assert (ready.state, ready.result) == (READY, f"/council?programme={DEFAULT_PROGRAMME}")
    assert 0 < ready.count == ready.total
    with clean.database.read() as session:
        assert session.query(Snapshot.title, Snapshot.author).all() == [("Meeting", "anna")]


def test_a_cancelled_job_leaves_no_file(jobs: Jobs) -> None:
    begun = jobs.start("export", DECK, "deck.html")
    assert jobs.cancel(begun.token).state == CANCELLED
    # its process may only now begin, or be on its way out
    wait_until(
        lambda: {path.suffix for path in jobs.folder.iterdir()} == {".json", ".claim", ".lock"}
    )
    assert jobs.find(begun.token).state == CANCELLED


def test_a_job_is_either_begun_or_cancelled(jobs: Jobs, clean: SampleProgramme) -> None:
    job = state.keep(jobs.folder, Job("a" * 32, "snapshot", "Meeting", SNAPSHOT))
    jobs.cancel(job.token)
    work(*jobs.work_arguments(job))
    assert jobs.find(job.token).state == CANCELLED
    with clean.database.read() as session:
        assert session.query(Snapshot).count() == 0


def test_a_job_cancelled_while_it_waits_for_the_writer_changes_nothing(
    jobs: Jobs, clean: SampleProgramme
) -> None:
    with clean.database.writing("Boris"):
        begun = jobs.start("snapshot", SNAPSHOT, "Meeting")
        for _tenth in range(SECONDS * 10):
            if jobs.find(begun.token).writer:
                break
            time.sleep(0.1)
        assert "Boris" in jobs.find(begun.token).writer
        jobs.cancel(begun.token)
    with clean.database.read() as session:
        assert session.query(Snapshot).count() == 0


@pytest.fixture
def elsewhere(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> Jobs:
    """The same folder as another machine sees it, to which no process of ours is its own."""
    monkeypatch.setattr(processes, "gethostname", lambda: "another-machine")
    return jobs


def test_a_job_of_another_machine_is_watched_and_cancelled_from_here(
    elsewhere: Jobs, clean: SampleProgramme
) -> None:
    with clean.database.writing("Boris"):
        begun = elsewhere.start("snapshot", SNAPSHOT, "Meeting")
        wait_until(lambda: bool(elsewhere.find(begun.token).writer))
        (process,) = {Process.read(elsewhere.find(begun.token).process)}
        assert not process.is_of_this_machine
        # it goes on, and says so for longer than its last word would last
        assert elsewhere.find(begun.token).state == WAITING
        assert elsewhere.cancel(begun.token).state == CANCELLED
        wait_until(lambda: not Path(f"/proc/{process.pid}").exists())
    assert elsewhere.find(begun.token).state == CANCELLED
    with clean.database.read() as session:
        assert session.query(Snapshot).count() == 0


def test_a_job_of_another_machine_that_says_nothing_has_died(elsewhere: Jobs) -> None:
    job = Job("a" * 32, "snapshot", "Meeting", SNAPSHOT, process="77 1@boot@a-third-machine")
    path = state.state_file(elsewhere.folder, state.keep(elsewhere.folder, job).token)
    assert elsewhere.find(job.token).state == WAITING
    long_ago = time.time() - SILENT_SECONDS - 1
    os.utime(path, (long_ago, long_ago))
    assert elsewhere.find(job.token).state == FAILED
    state.touch(elsewhere.folder, job.token)
    assert elsewhere.find(job.token).state == WAITING


def test_a_revision_made_by_a_job_has_its_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_a_visit(database: Database, arguments: Mapping[str, Any], progress: JobProgress) -> str:
        with database.transaction("edit", "edit") as change:
            known = {
                "number": "late",
                "fingerprint": "",
                "programme_id": 1,
                "since": change.revision,
            }
            change.session.add(
                Consultation(**NEEDED["consultations"], **known, **calendar("2014-07-01"))
            )
            change.touch(1, "consultations", years=[2014])
        return "/"

    monkeypatch.setitem(kinds(), "add", SimpleNamespace(work=add_a_visit))
    with SampleProgramme(f"sqlite:///{tmp_path / 'itog.db'}") as world:
        world.define("visits", kind="count", measure="consultations")
        world.record("consultations", "2014-03-05", "north")
        world.cover("consultations", "2014")
        job = state.keep(tmp_path, Job("a" * 32, "add", "late"))
        jobs = Jobs(tmp_path, world.database)
        work(*jobs.work_arguments(job))
        assert jobs.find(job.token).state == READY
        with world.database.read() as session:
            (answer,) = answers(session, Question(programme=world.code, years=(2014, 2014)))
            assert answer.value == 2
            assert doctor(Engine(Scope(session, 1))) == []


def test_a_process_that_dies_without_a_word_has_failed(jobs: Jobs) -> None:
    gone = Job("a" * 32, "export", "deck.html", process=f"{2**22 - 1} 1@boot")
    state.keep(jobs.folder, gone)
    assert jobs.find(gone.token).state == FAILED


def test_a_refusal_is_told_in_the_reader_s_language(jobs: Jobs) -> None:
    begun = jobs.start("export", {**DECK, "deck": "nothing"}, "deck.html")
    failed = wait_for_end(jobs, begun.token)
    assert failed.state == FAILED
    assert "Презентации «nothing» нет" in failed.reason["ru"][0]
    assert "nothing" in failed.reason["en"][0]


def test_too_many_of_a_kind_are_refused_and_other_kinds_are_not(
    jobs: Jobs, clean: SampleProgramme
) -> None:
    for number in range(AT_ONCE):
        state.keep(jobs.folder, Job(f"{number}" * 32, "export", "deck.html"))
    with pytest.raises(Refusal) as refused:
        jobs.start("export", DECK, "deck.html")
    assert refused.value.problems[0].rule == "jobs_many"
    assert jobs.start("snapshot", SNAPSHOT, "Meeting").state == WAITING


def test_what_ended_an_hour_ago_is_forgotten_and_what_goes_on_is_not(
    jobs: Jobs, clean: SampleProgramme
) -> None:
    ended, going = (
        Job("a" * 32, "export", "x", state=READY),
        Job("b" * 32, "export", "y", process=str(Process.current())),
    )
    for job in (ended, going):
        state.keep(jobs.folder, job)
        jobs.file(job).touch()
        long_ago = time.time() - KEPT_SECONDS - 60
        os.utime(state.state_file(jobs.folder, job.token), (long_ago, long_ago))
    jobs.start("snapshot", SNAPSHOT, "Meeting")
    assert jobs.find(going.token).state == WAITING
    assert not jobs.file(ended).exists()
    with pytest.raises(NotFound):
        jobs.find(ended.token)
    # the process is this test's own
    state.keep(jobs.folder, Job(going.token, "export", "y", state=READY))


@pytest.mark.parametrize("token", ["0" * 32, "../../etc/passwd", ""])
def test_an_unknown_job_is_not_found(jobs: Jobs, token: str) -> None:
    with pytest.raises(NotFound):
        jobs.find(token)


# ---------------------------------------------------------------- addresses


@pytest.fixture
def kept(server: Flask, tmp_path: Path) -> Iterator[Jobs]:
    """The server's jobs, in a folder of this test's own."""
    before: Jobs = server.extensions[routes.EXTENSION]
    jobs = server.extensions[routes.EXTENSION] = Jobs(tmp_path, before.database)
    yield jobs
    server.extensions[routes.EXTENSION] = before


def signed_in(server: Flask, world: SampleProgramme, name: str) -> FlaskClient:
    with world.database.writing("test") as session:
        accounts.add(session, name, PHRASE)
    client = server.test_client()
    assert client.post("/login", data={"name": name, "password": PHRASE}).status_code == 303
    return client


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("of", ["waiting", "ready", "failed", "cancelled"])
def test_every_kind_says_how_it_is(client: FlaskClient, kept: Jobs, kind: str, of: str) -> None:
    known = {"form": "html", "programme": "town", "back": "/steward", "import_id": 1}
    job = Job(
        "a" * 32,
        kind,
        "The name",
        known,
        state=of,
        total=4,
        count=1,
        process=str(Process.current()),
    )
    state.keep(kept.folder, job)
    page = client.get(f"/jobs/{job.token}", headers={"X-Lang": "ru"})
    assert page.status_code == 200
    assert ("Refresh" in page.headers) == (of == WAITING)
    assert "The name" in page.text
    state.keep(kept.folder, Job(job.token, kind, "The name", state=READY))


def test_a_page_says_whom_its_job_waits_for(client: FlaskClient, kept: Jobs) -> None:
    state.keep(
        kept.folder, Job("a" * 32, "snapshot", "Meeting", SNAPSHOT, writer="import.csv, 12:03 UTC")
    )
    assert "import.csv, 12:03 UTC" in client.get(f"/jobs/{'a' * 32}").text


def test_a_page_of_what_failed_leads_back(client: FlaskClient, kept: Jobs) -> None:
    state.keep(
        kept.folder,
        Job(
            "a" * 32,
            "snapshot",
            "Meeting",
            SNAPSHOT,
            state=FAILED,
            reason={"en": ["Why.", "What to do."]},
        ),
    )
    page = client.get(f"/jobs/{'a' * 32}?lang=en").text
    assert f'href="/council?programme={DEFAULT_PROGRAMME}"' in page
    assert "<p>Why.</p>" in page


def test_only_who_began_a_job_may_see_and_cancel_it(
    server: Flask, clean: SampleProgramme, kept: Jobs
) -> None:
    anna, boris = signed_in(server, clean, "anna"), signed_in(server, clean, "boris")
    state.keep(kept.folder, Job("a" * 32, "export", "x.html", {"form": "html"}, account="anna"))
    own = f"/jobs/{'a' * 32}"
    assert (
        server.test_client()
        .get(own, headers={"Accept": "text/html"})
        .headers["Location"]
        .startswith("/login?")
    )
    assert "другой учётной записью" in boris.get(own, headers={"X-Lang": "ru"}).text
    for method, address in (("GET", own), ("GET", f"{own}/file"), ("POST", f"{own}/cancel")):
        assert boris.open(address, method=method).status_code == 403
    assert kept.find("a" * 32).state == WAITING
    assert anna.get(own).status_code == 200
    assert anna.post(f"{own}/cancel").status_code == 303
    assert kept.find("a" * 32).state == CANCELLED


def test_a_job_from_another_origin_is_not_cancelled(client: FlaskClient, kept: Jobs) -> None:
    state.keep(kept.folder, Job("a" * 32, "export", "x.html"))
    answer = client.post(f"/jobs/{'a' * 32}/cancel", headers={"Origin": "http://elsewhere.example"})
    assert answer.status_code == 403
    assert kept.find("a" * 32).state == WAITING


def test_an_unknown_job_is_said_so(client: FlaskClient) -> None:
    assert client.get(f"/jobs/{'0' * 32}").status_code == 404
