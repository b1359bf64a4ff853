"""A disk that is full or may only be read: a sentence in both languages, nothing half done, and the
next try works.
"""

import errno
import os
import stat
import sys
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from click.testing import CliRunner
from werkzeug.datastructures import FileStorage

import app
from commands import itog
from commands.common.context import Itog
from dashboard.steward.imports import effects
from dashboard.steward.imports.store import Uploads
from data.database import writing
from data.database.database import Database
from data.database.upgrading import make
from data.imports.template import write_template
from data.refusals import NotFound, Refusal
from data.system import SENTENCES, locked, reason, whole_file, write_whole
from tests import template_databases
from tests.disks import fill, full_disk, small_disk
from tests.sample_programme import SampleProgramme

NOBODY = 65534
"""A user without rights, whom root can become: for root there is nothing that may not be written.
"""


def rule(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.problems[0].rule


def words(refused: pytest.ExceptionInfo[Refusal]) -> tuple[str, str]:
    return refused.value.text("ru"), refused.value.text("en")


def begin(database: Database) -> None:
    with database.transaction("test", "one"):
        pass


def test_what_a_system_objects_to_is_said_in_both_languages() -> None:
    assert all({"ru", "en"} == set(sentence) for sentence in SENTENCES.values())
    assert reason(OSError(errno.ENOSPC, "x"))["ru"] == "на диске кончилось место"
    assert reason(OSError(errno.EXDEV, "x"))["ru"] == "EXDEV"
    assert reason(EOFError())["en"] == "EOFError"


# ---------------------------------------------------------------- files


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "disk" / "note"
    target.parent.mkdir()
    with full_disk(target.parent):
        before = sorted(target.parent.iterdir())
        with pytest.raises(OSError, match="No space left"):
            write_whole(target, b"x" * 100_000)
        assert sorted(target.parent.iterdir()) == before
    write_whole(target, b"first")
    write_whole(target, b"second", replace=False)
    assert target.read_bytes() == b"first"
    assert [path.name for path in target.parent.iterdir()] == ["note"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_what_lasts_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut leaves the name of a backup, of a secret or of somebody's words with nothing
    in it.
    """
    target, events = tmp_path / "note", []

    def synced(file: int) -> None:
        size = 0 if stat.S_ISDIR(os.fstat(file).st_mode) else os.fstat(file).st_size
        events.append((size, target.exists()))

    monkeypatch.setattr(os, "fsync", synced)
    with whole_file(target) as part:
        part.write_bytes(b"four")
    assert events == [(4, False), (0, True)]
    for replace in (True, False):
        target.unlink()
        events.clear()
        write_whole(target, b"four", replace=replace, lasting=True)
        assert events == [(4, False), (0, True)]
    events.clear()
    write_whole(target, b"what only says how something goes on")
    assert events == []


def test_whom_a_lock_makes_wait_is_told_of(tmp_path: Path) -> None:
    waits, ended = Event(), []

    def second() -> None:
        with locked(tmp_path, report_waiting=waits.set):
            ended.append("second")

    with locked(tmp_path, report_waiting=lambda: ended.append("nobody waits")):
        thread = Thread(target=second)
        thread.start()
        assert waits.wait(20)
        ended.append("first")
    thread.join()
    assert ended == ["first", "second"]


def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for write in (lambda: write_whole(pipe, b"x"), lambda: write_template("events", pipe)):
        with pytest.raises((OSError, Refusal)):
            write()
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_template_on_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with full_disk(tmp_path):
        before = sorted(tmp_path.iterdir())
        with pytest.raises(Refusal) as refused:
            write_template("events", tmp_path / "events.xlsx")
        assert sorted(tmp_path.iterdir()) == before
    assert "кончилось место" in words(refused)[0]
    write_template("events", tmp_path / "events.xlsx")


def test_a_command_that_may_not_write_says_so_without_a_traceback(
    sqlite_url: str, tmp_path: Path
) -> None:
    with SampleProgramme(sqlite_url, create=template_databases.upgraded) as world:
        world.define("visits", kind="count", measure="consultations")
    (tmp_path / "letter").write_text("in the way", encoding="ascii")
    for language, sentence in (("ru", "Система отказывает"), ("en", "The system refuses")):
        result = CliRunner().invoke(
            itog,
            ["definitions", "export", str(tmp_path / "letter" / "folder")],
            obj=Itog(lambda: Database(sqlite_url), lambda: lambda: None, language),
        )
        assert result.exit_code == 1
        assert sentence in result.stderr


# ---------------------------------------------------------------- the database


def test_a_database_cannot_be_made_on_a_full_disk_and_leaves_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path, "96k") as is_mounted:
        if not is_mounted:
            return  # SQLite writes past Python: only a real disk is full for it
        database = Database(f"sqlite:///{tmp_path / 'itog.db'}")
        with pytest.raises(Refusal) as refused:
            make(database, begin)
        assert rule(refused) == "database_full"
        assert list(tmp_path.iterdir()) == []


def test_a_database_whose_journal_finds_no_room_in_its_file_gets_no_name(tmp_path: Path) -> None:
    """It would be renamed without what its journal has."""

    def fill_both(database: Database) -> None:
        begin(database)
        fill(tmp_path)

    with small_disk(tmp_path, "8m") as is_mounted:
        if not is_mounted:
            return
        database = Database(f"sqlite:///{tmp_path / 'itog.db'}")
        with pytest.raises(Refusal) as refused:
            make(database, fill_both)
        assert rule(refused) == "database_full"
        assert [path.name for path in tmp_path.iterdir()] == ["ballast"]
        (tmp_path / "ballast").unlink()
        assert make(database, begin)
        database.dispose()


def test_a_database_on_a_disk_that_fills_up_keeps_what_it_has(tmp_path: Path) -> None:
    with small_disk(tmp_path, "4m") as is_mounted:
        if not is_mounted:
            return
        database = Database(f"sqlite:///{tmp_path / 'itog.db'}")
        assert make(database, begin)
        fill(tmp_path)
        with pytest.raises(Refusal) as refused, database.transaction("test", "x" * 1_000_000):
            pass
        assert rule(refused) == "database_full"
        (tmp_path / "ballast").unlink()
        assert database.newest() == 1
        begin(database)
        assert database.newest() == 2
        database.dispose()


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        ({"folder": 0o555, "file": 0o444}, {"database_read_only", "database_cannot_be_opened"}),
        ({"folder": 0o755, "file": 0o000}, {"database_cannot_be_opened"}),
    ],
)
def test_a_database_that_may_not_be_written_says_so(
    sqlite_url: str, tmp_path: Path, rights: dict[str, int], expected: set[str]
) -> None:
    database = Database(sqlite_url)
    template_databases.tables(database)
    database.dispose()
    (tmp_path / "itog.db").chmod(rights["file"])
    tmp_path.chmod(rights["folder"])
    for parent in tmp_path.parents:
        if parent.owner() == tmp_path.owner() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o011)
    try:
        rule_name = _of_writing_without_rights(sqlite_url)
    finally:
        tmp_path.chmod(0o755)
    assert rule_name in expected


def _of_writing_without_rights(url: str) -> str:
    """The rule that a process is refused for which may not write as it likes; where we are not
    root, we may not.
    """
    reading, writing_end = os.pipe()
    if not (child := os.fork()):
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        try:
            begin(Database(url))
        except Refusal as refusal:
            os.write(writing_end, refusal.problems[0].rule.encode())
        finally:
            os._exit(0)
    os.close(writing_end)
    os.waitpid(child, 0)
    with os.fdopen(reading, encoding="ascii") as pipe:
        return pipe.read()


# ---------------------------------------------------------------- the note of who writes


def test_the_note_of_who_writes_may_go_while_it_is_read(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer ends between the look for its note and the reading of it."""
    database = Database(sqlite_url)
    template_databases.tables(database)
    real = Path.exists
    heard: list[str] = []

    def exists_and_goes(path: Path, **named: Any) -> bool:
        there = real(path, **named)
        if path.name.endswith("-writer"):
            path.unlink(missing_ok=True)
        return there

    other = Database(sqlite_url, report_waiting=heard.append)
    with database.transaction("test", "first"):
        monkeypatch.setattr(Path, "exists", exists_and_goes)
        monkeypatch.setattr(writing, "WAIT_SECONDS", 0)
        (Path(f"{database.file}-writer")).unlink()
        with pytest.raises(Refusal) as refused:
            begin(other)
    assert rule(refused) == "database_busy"
    assert heard == ["SQLite"]


def test_many_who_write_at_once_all_write(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    template_databases.tables(database)
    databases = [Database(sqlite_url) for _ in range(4)]
    failures: list[BaseException] = []

    def write(each: Database) -> None:
        try:
            for _ in range(15):
                begin(each)
        except (Refusal, OSError) as error:
            failures.append(error)

    threads = [Thread(target=write, args=(each,)) for each in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert database.newest() == 60


# ---------------------------------------------------------------- the secret


def settings(tmp_path: Path) -> app.Settings:
    return app.Settings.of({"ITOG_DATABASE_URL": f"sqlite:///{tmp_path / 'itog.db'}"})


@pytest.mark.parametrize("left", [b"", b"short", b"\xff\xfe"])
def test_a_secret_that_a_full_disk_cut_short_signs_nothing(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "secret").write_bytes(left)
    secret = app.secret(settings(tmp_path))
    assert len(secret) >= app.SHORTEST_SECRET
    assert app.secret(settings(tmp_path)) == secret
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_secret_that_cannot_be_kept_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with full_disk(tmp_path):
        before = sorted(tmp_path.iterdir())
        with pytest.raises(Refusal) as refused:
            app.secret(settings(tmp_path))
        assert sorted(tmp_path.iterdir()) == before
    assert "на диске кончилось место" in words(refused)[0]
    assert "the disk is full" in words(refused)[1]


# ---------------------------------------------------------------- uploads


def sent(content: bytes = b"x" * 10_000) -> FileStorage:
    return FileStorage(BytesIO(content), "march.csv")


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    folder = tmp_path / "uploads"
    folder.mkdir()
    return Uploads(folder)


def test_an_upload_that_finds_no_room_leaves_nothing(uploads: Uploads) -> None:
    with full_disk(uploads.folder):
        before = sorted(uploads.folder.rglob("*"))
        with pytest.raises(Refusal) as refused:
            uploads.begin("anna", "town", sent(), kind="events")
        assert sorted(path for path in uploads.folder.rglob("*") if path.is_file()) == before
    assert rule(refused) == "uploads_folder_unusable"
    assert list(uploads.of("anna")) == []
    assert (
        uploads.file(uploads.begin("anna", "town", sent(), kind="events")).stat().st_size == 10_000
    )


def test_a_mended_file_that_finds_no_room_leaves_the_first(
    uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = uploads.begin("anna", "town", sent(b"first"), kind="events")

    def no_room(_file: FileStorage, to: Path) -> None:
        Path(to).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileStorage, "save", no_room)
    with pytest.raises(Refusal) as refused:
        uploads.put(first, sent())
    assert rule(refused) == "uploads_folder_unusable"
    assert uploads.find(first.token, "anna") == first
    assert uploads.file(first).read_bytes() == b"first"
    left = [path.name for path in (uploads.folder / first.token).rglob("*") if path.is_file()]
    assert sorted(left) == ["march.csv", "upload.json"]


@pytest.mark.parametrize("name", ["march.csv", "april.csv"])
def test_a_note_names_a_whole_file_at_every_moment(
    uploads: Uploads, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is killed between the two leaves the first file as it was, read as it was."""
    first = uploads.begin("anna", "town", sent(b"first"), kind="events")
    with monkeypatch.context() as patched:
        patched.setattr(Uploads, "change", lambda *_upload, **_choices: sys.exit())
        with pytest.raises(SystemExit):
            uploads.put(first, FileStorage(BytesIO(b"second"), name))
    assert uploads.find(first.token, "anna") == first
    assert uploads.file(first).read_bytes() == b"first"
    second = uploads.put(first, FileStorage(BytesIO(b"second"), name))
    assert uploads.find(first.token, "anna") == second
    assert uploads.file(second).read_bytes() == b"second"
    assert not uploads.file(first).exists()


@pytest.mark.parametrize("written", [b"", b"{", b"\xff", b"[]", b'{"version": "x"}'])
def test_a_damaged_note_is_one_lost_upload(uploads: Uploads, written: bytes) -> None:
    whole = uploads.begin("anna", "town", sent(), kind="events")
    lost = uploads.begin("anna", "town", sent(), kind="events")
    (uploads.folder / lost.token / "upload.json").write_bytes(written)
    (uploads.folder / whole.token / "found.json").write_bytes(written)
    with pytest.raises(NotFound):
        uploads.find(lost.token, "anna")
    assert list(uploads.of("anna")) == [whole]
    assert uploads.check_result_of(whole) is None


def test_a_damaged_effect_is_worked_out_anew(tmp_path: Path) -> None:
    (tmp_path / effects.FOLDER).mkdir()
    (tmp_path / effects.FOLDER / "1.json").write_bytes(b"{")
    assert effects.effect(tmp_path, 1, 1) is None
