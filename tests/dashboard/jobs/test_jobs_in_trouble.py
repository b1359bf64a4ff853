"""Jobs where the machine plays tricks: numbers of processes come again, notes are damaged, disks
are full.
"""

import errno
import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from socket import gethostname
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from dashboard import exports
from dashboard.jobs import routes, state
from dashboard.jobs.jobs import AT_ONCE, EACH, KEPT_SECONDS, LOCK, START_SECONDS, Jobs
from dashboard.jobs.processes import Process
from dashboard.jobs.progress import JobProgress
from dashboard.jobs.state import CANCELLED, FAILED, READY, WAITING, Job
from data.accounts import accounts
from data.passports import DEFAULT_PROGRAMME
from data.refusals import NotFound, Refusal
from data.tables.accounts import Account
from tests.dashboard.waiting import SECONDS, wait_for_end
from tests.disks import full_disk
from tests.sample_programme import SampleProgramme

DECK = {"form": "html", "deck": DEFAULT_PROGRAMME, "language": "en"}
PHRASE = "correct horse battery"
BEFORE = "1@an-earlier-boot"

DAMAGED = {
    "empty": b"",
    "half": b'{"format": 2, "token": "aa',
    "bytes": b"\xff\xfe\x00",
    "list": b"[]",
    "number": b"7",
    "deep": b"[" * 100_000,
    "no fields": b'{"format": 2}',
    "wrong types": b'{"format": 2, "token": 1, "kind": [], "name": {}}',
    "unknown state": b'{"format": 2, "token": "t", "kind": "export", "name": "n", "state": "asleep"}',
    "older": b'{"token": "t", "kind": "export", "name": "n", "pid": 1}',
    "newer": b'{"format": 3, "token": "t", "kind": "export", "name": "n"}',
}


@pytest.fixture
def jobs(town: SampleProgramme, tmp_path: Path) -> Iterator[Jobs]:
    jobs = Jobs(tmp_path / "jobs", town.database)
    jobs.folder.mkdir()
    yield jobs
    for token in state.tokens(jobs.folder):
        job_file = state.state_file(jobs.folder, token)
        if job_file.read_bytes() not in DAMAGED.values():
            jobs.cancel(token)


@pytest.fixture
def kept(server: Flask, jobs: Jobs) -> Iterator[Jobs]:
    """The same jobs, as those of the server."""
    before = server.extensions[routes.EXTENSION]
    server.extensions[routes.EXTENSION] = jobs
    yield jobs
    server.extensions[routes.EXTENSION] = before


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A process that has nothing to do with Itog."""
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process
        process.kill()


def rule(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.problems[0].rule


def waiting(jobs: Jobs, number: int = 0, **facts: str | None) -> Job:
    """A job that has been ordered and not begun."""
    return state.keep(jobs.folder, Job(f"{number:032x}", "export", "deck.html", DECK, **facts))


# ---------------------------------------------------------------- processes


def test_a_process_is_told_from_a_later_one_with_its_number(
    stranger: subprocess.Popen[bytes],
) -> None:
    now = Process.current()
    assert now.is_alive
    assert Process.read(str(now)) == now
    assert not Process(now.pid, BEFORE).is_alive
    Process(stranger.pid, BEFORE).kill()
    Process(stranger.pid, "").kill()
    assert stranger.poll() is None


@pytest.mark.parametrize("text", ["", "12", "12 ", "-1 1@b", "x 1@b", "²2 1@b", "9" * 40 + " 1@b"])
def test_what_is_no_process_is_none(text: str) -> None:
    assert Process.read(text) is None


def test_a_process_is_ended_with_what_it_has_started() -> None:
    with subprocess.Popen(
        ["sh", "-c", "sleep 600 & echo $!; wait"], stdout=subprocess.PIPE, process_group=0
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        birth = (
            Path(f"/proc/{parent.pid}/stat")
            .read_text(encoding="ascii")
            .rpartition(")")[2]
            .split()[19]
        )
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        Process(parent.pid, f"{birth}@{boot}@{gethostname()}").kill()
        assert parent.wait(20) == -signal.SIGKILL
    for _tenth in range(100):
        if not _runs(child):
            return
        time.sleep(0.1)
    raise AssertionError("the child goes on")


def _runs(pid: int) -> bool:
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
            != "Z"
        )
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("where", ["state", "claim", "both"])
def test_cancelling_never_kills_a_stranger(
    jobs: Jobs, stranger: subprocess.Popen[bytes], where: str
) -> None:
    recycled = f"{stranger.pid} {BEFORE}"
    job = waiting(jobs, process=recycled if where != "claim" else str(Process.current()))
    if where != "state":
        (jobs.folder / f"{job.token}.claim").write_text(recycled, encoding="ascii")
    assert jobs.cancel(job.token).state in (FAILED, CANCELLED)
    assert stranger.poll() is None
    (jobs.folder / f"{job.token}.claim").unlink(missing_ok=True)


def test_a_number_without_a_birth_is_nobody_s(
    jobs: Jobs, stranger: subprocess.Popen[bytes]
) -> None:
    """As an older version of the program wrote it."""
    job = waiting(jobs)
    (jobs.folder / f"{job.token}.claim").write_text(str(stranger.pid), encoding="ascii")
    assert jobs.cancel(job.token).state == CANCELLED
    assert stranger.poll() is None


def test_a_job_whose_number_is_another_s_by_now_has_failed_and_holds_no_place(
    jobs: Jobs, stranger: subprocess.Popen[bytes]
) -> None:
    for number in range(AT_ONCE):
        waiting(jobs, number, process=f"{stranger.pid} {BEFORE}")
    assert {jobs.find(f"{number:032x}").state for number in range(AT_ONCE)} == {FAILED}
    assert wait_for_end(jobs, jobs.start("export", DECK, "deck.html").token).state == READY


def test_what_the_system_killed_says_so_and_leaves_no_part(
    client: FlaskClient, kept: Jobs, town: SampleProgramme
) -> None:
    with town.database.writing("Boris"):  # the snapshot waits for him
        facts = {"title": "Meeting", "programme": DEFAULT_PROGRAMME, "author": "anna"}
        token = kept.start("snapshot", facts, "Meeting").token
        os.kill(_begun(kept, token).pid, signal.SIGKILL)
        assert wait_for_end(kept, token).state == FAILED
        for _tenth in range(SECONDS * 10):
            if kept.find(token).reason:
                break
            time.sleep(0.1)
    assert "не хватило памяти" in client.get(f"/jobs/{token}", headers={"X-Lang": "ru"}).text
    assert "ran out of memory" in client.get(f"/jobs/{token}", headers={"X-Lang": "en"}).text
    assert {path.suffix for path in kept.folder.iterdir()} == {".json", ".claim", ".lock"}


def test_a_server_that_stops_is_said_and_nothing_is_left(
    client: FlaskClient, kept: Jobs, town: SampleProgramme
) -> None:
    with town.database.writing("Boris"):
        facts = {"title": "Meeting", "programme": DEFAULT_PROGRAMME, "author": "anna"}
        token = kept.start("snapshot", facts, "Meeting").token
        process = _begun(kept, token)
        os.kill(process.pid, signal.SIGTERM)
    assert wait_for_end(kept, token).state == FAILED
    assert "Сервер остановили" in client.get(f"/jobs/{token}", headers={"X-Lang": "ru"}).text
    assert {path.suffix for path in kept.folder.iterdir()} <= {".json", ".claim", ".lock"}


def _begun(jobs: Jobs, token: str) -> Process:
    """The process of a job, once it waits for the writer."""
    for _tenth in range(SECONDS * 10):
        job = jobs.find(token)
        if job.writer and (process := Process.read(job.process)):
            return process
        time.sleep(0.1)
    raise AssertionError("the job has not begun")


# ---------------------------------------------------------------- notes


@pytest.mark.parametrize("written", DAMAGED.values(), ids=DAMAGED)
def test_an_unreadable_note_is_one_lost_job(
    client: FlaskClient, kept: Jobs, written: bytes
) -> None:
    lost = "a" * 32
    state.state_file(kept.folder, lost).write_bytes(written)
    page = client.get(f"/jobs/{lost}", headers={"X-Lang": "ru"})
    assert page.status_code == 404
    assert "повреждена" in page.text
    for address in (f"/jobs/{lost}/file", f"/jobs/{lost}/cancel"):
        assert (
            client.open(address, method="POST" if "cancel" in address else "GET").status_code == 404
        )
    begun = client.post(f"/export?deck={DEFAULT_PROGRAMME}", data={"format": "html"})
    assert begun.status_code == 303
    assert wait_for_end(kept, begun.headers["Location"].rpartition("/")[2]).state == READY


def test_a_note_of_work_that_this_version_does_not_know_is_lost(
    client: FlaskClient, kept: Jobs
) -> None:
    job = state.keep(kept.folder, Job("a" * 32, "knitting", "scarf"))
    assert client.get(f"/jobs/{job.token}").status_code == 404


def test_what_is_left_of_lost_jobs_goes_after_an_hour_and_what_is_not_ours_stays(
    jobs: Jobs,
) -> None:
    lost, foreign = "b" * 32, jobs.folder / "notes.json"
    ours = [jobs.folder / f"{lost}.{suffix}" for suffix in ("json", "made", "claim", "room")]
    for path in ours[:3]:
        path.write_bytes(b"{")
    ours[3].mkdir()
    (ours[3] / "profile").write_text("half", encoding="ascii")
    foreign.write_text("not ours", encoding="ascii")
    long_ago = time.time() - KEPT_SECONDS - 60
    for path in (*ours, foreign):
        os.utime(path, (long_ago, long_ago))
    jobs.cancel(jobs.start("export", DECK, "deck.html").token)
    assert not any(path.exists() for path in ours)
    assert foreign.read_text(encoding="ascii") == "not ours"


def test_a_clock_that_was_set_back_keeps_no_dead_job(jobs: Jobs) -> None:
    for number in range(AT_ONCE):
        job = waiting(jobs, number)
        later = time.time() + 10 * START_SECONDS
        os.utime(state.state_file(jobs.folder, job.token), (later, later))
    assert jobs.find(job.token).state == FAILED
    jobs.cancel(jobs.start("export", DECK, "deck.html").token)


# ---------------------------------------------------------------- places


def test_nobody_in_particular_takes_no_place_of_an_account(jobs: Jobs) -> None:
    for number in range(AT_ONCE):
        waiting(jobs, number, reader=f"address {number}")
    with pytest.raises(Refusal) as refused:
        jobs.start("export", DECK, "deck.html", reader="another address")
    assert rule(refused) == "jobs_many"
    assert jobs.start("export", DECK, "deck.html", account="anna").state == WAITING


def test_accounts_take_no_place_of_those_who_have_none(jobs: Jobs) -> None:
    for number in range(AT_ONCE):
        waiting(jobs, number, account=f"account {number}", reader=f"account {number}")
    assert jobs.start("export", DECK, "deck.html", reader="address").state == WAITING


def test_one_account_has_its_own_limit(jobs: Jobs) -> None:
    for number in range(EACH):
        waiting(jobs, number, account="anna", reader="anna")
    with pytest.raises(Refusal) as refused:
        jobs.start("export", DECK, "deck.html", account="anna")
    assert rule(refused) == "jobs_many_of_account"
    assert jobs.start("export", DECK, "deck.html", account="boris").state == WAITING


def test_one_address_has_its_own_limit_and_is_told_in_words(
    server: Flask, kept: Jobs, monkeypatch
) -> None:
    monkeypatch.setattr(Jobs, "_begin", lambda _jobs, _job: None)
    here, elsewhere = ({"REMOTE_ADDR": address} for address in ("192.0.2.1", "192.0.2.2"))
    client, order = (
        server.test_client(),
        {"path": f"/export?deck={DEFAULT_PROGRAMME}", "data": {"format": "html"}},
    )
    answers = [client.post(**order, environ_base=here) for _ in range(EACH + 1)]
    assert [answer.status_code for answer in answers] == [303] * EACH + [429]
    assert client.post(**order, environ_base=elsewhere).status_code == 303
    for language, words in (("ru", "С вашего адреса"), ("en", "from your address")):
        refused = client.post(**order, environ_base=here, headers={"X-Lang": language})
        assert words in refused.text
    assert "192.0.2.1" not in "".join(
        path.read_text(encoding="utf-8") for path in kept.folder.glob("*.json")
    )


def test_two_servers_never_give_the_last_place_twice(
    jobs: Jobs, town: SampleProgramme, monkeypatch
) -> None:
    monkeypatch.setattr(Jobs, "_begin", lambda _jobs, _job: None)
    servers = (jobs, Jobs(jobs.folder, town.database))
    begun: list[Job] = []
    refusals: list[Refusal] = []

    def order(number: int) -> None:
        try:
            begun.append(
                servers[number % 2].start("export", DECK, "deck.html", reader=f"address {number}")
            )
        except Refusal as refusal:
            refusals.append(refusal)

    threads = [Thread(target=order, args=(number,)) for number in range(AT_ONCE * 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(begun) == AT_ONCE
    assert {refusal.problems[0].rule for refusal in refusals} == {"jobs_many"}


# ---------------------------------------------------------------- disks


def test_a_full_disk_is_said_and_leaves_nothing(client: FlaskClient, kept: Jobs) -> None:
    with full_disk(kept.folder):
        before = sorted(kept.folder.iterdir())
        for language, words in (("ru", "на диске кончилось место"), ("en", "the disk is full")):
            order = {"data": {"format": "html"}, "headers": {"X-Lang": language}}
            answer = client.post(f"/export?deck={DEFAULT_PROGRAMME}", **order)
            assert answer.status_code == 503
            assert words in answer.text
        assert sorted(kept.folder.iterdir()) == sorted([*before, kept.folder / LOCK])
    begun = client.post(f"/export?deck={DEFAULT_PROGRAMME}", data={"format": "html"})
    assert wait_for_end(kept, begun.headers["Location"].rpartition("/")[2]).state == READY


def test_a_folder_that_cannot_be_made_is_said(
    client: FlaskClient, kept: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "letter").write_text("in the way", encoding="ascii")
    kept.folder = tmp_path / "letter" / "jobs"
    answer = client.post(
        f"/export?deck={DEFAULT_PROGRAMME}", data={"format": "html"}, headers={"X-Lang": "ru"}
    )
    assert answer.status_code == 503
    assert "на пути к папке стоит файл" in answer.text
    kept.folder = tmp_path / "jobs"


def test_work_goes_on_where_there_is_no_room_to_say_how_far_it_is(
    jobs: Jobs, town: SampleProgramme
) -> None:
    job = waiting(jobs)
    progress = JobProgress(jobs.folder, job)
    with full_disk(jobs.folder):
        progress(1, 2)
    assert progress.job.count == 1
    progress.end(state=READY)
    assert json.loads(state.state_file(jobs.folder, job.token).read_bytes())["count"] == 1


def test_an_account_sees_its_own_limit_in_words(
    server: Flask, kept: Jobs, town: SampleProgramme
) -> None:
    with town.database.writing("test") as session:
        accounts.add(session, "vera", PHRASE)
    client = server.test_client()
    client.post("/login", data={"name": "vera", "password": PHRASE})
    for number in range(EACH):
        waiting(kept, number, account="vera", reader="vera")
    answer = client.post(
        f"/export?deck={DEFAULT_PROGRAMME}", data={"format": "html"}, headers={"X-Lang": "ru"}
    )
    assert answer.status_code == 429
    assert "У вас уже выполняется 2 таких задания" in answer.text
    assert '<h1 class="page__title">Слишком много сразу</h1>' in answer.text
    links = re.findall(r'href="(/jobs/[^"]+)">Открыть задание: deck.html<', answer.text)
    assert sorted(links) == [f"/jobs/{number:032x}" for number in range(EACH)]
    cancelled = client.post(f"{links[0]}/cancel")
    assert cancelled.status_code == 303
    again = re.search(r'<form class="begin-again".*?</form>', answer.text, re.DOTALL)
    assert again is not None
    assert f'action="/export?deck={DEFAULT_PROGRAMME}"' in again[0]
    assert 'name="format" hidden>\nhtml<' in again[0]
    assert "Повторить" in again[0]
    with town.database.writing("test") as session:
        session.execute(delete(Account))


def test_an_unknown_token_reads_no_file(jobs: Jobs) -> None:
    for token in ("x" * 300, "..", "a" * 31, "A" * 32):
        with pytest.raises(NotFound):
            jobs.find(token)


@pytest.mark.parametrize(
    ("code", "status", "sentences"),
    [
        (errno.ENOSPC, 503, ("на диске кончилось место", "the disk is full")),
        (errno.EROFS, 503, ("диск открыт только для чтения", "the disk is read-only")),
        (errno.EBADF, 500, ("Внутренняя ошибка", "An internal error")),
    ],
)
def test_what_the_machine_is_short_of_is_said_wherever_it_happens(
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    status: int,
    sentences: tuple[str, str],
) -> None:
    """A form with a file is spooled to a temporary folder, say, before any view sees it."""

    def no_room(_form: str) -> str:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(exports, "known", no_room)
    for language, words in zip(("ru", "en"), sentences, strict=True):
        answer = client.post(
            "/export?deck=x", data={"format": "html"}, headers={"X-Lang": language}
        )
        assert answer.status_code == status
        assert words in answer.text
