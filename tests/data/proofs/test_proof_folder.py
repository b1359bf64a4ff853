"""Proofs in a folder: written before the row that names them, read whole or refused, and never lost."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from commands import itog
from commands.common.context import Itog
from data.backups.making import make_backup
from data.backups.restoring import restore
from data.database.database import Database
from data.fault_points import FaultPoint
from data.passports import DEFAULT_PROGRAMME, programme_id
from data.proofs import proofs
from data.proofs.checking import check_folder
from data.proofs.folder import ProofFolder
from data.proofs.moving import move_to_database, move_to_folder, sweep
from data.refusals import Refusal
from data.tables.proofs import ProofPiece
from data.topics import Topic
from tests import template_databases
from tests.commands.conftest import filled
from tests.faults.wounds import observing

ACT = b"%PDF-1.7\n" + b"an act of many words\n" * 5_000
"""Of more than one piece."""
LETTER = b"%PDF-1.7\na letter"
ACT_HASH, LETTER_HASH = (hashlib.sha256(each).hexdigest() for each in (ACT, LETTER))
ACT_FILE, LETTER_FILE = (f"{each[:2]}/{each}" for each in (ACT_HASH, LETTER_HASH))
RECORD = Topic(kind="organisations", number="NGO-1")
VALUE = Topic(indicator="visits", period="2014")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'itog.db'}"
    template_databases.from_template(url, filled)
    database = Database(url)
    yield database
    database.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> ProofFolder:
    (tmp_path / "proofs").mkdir()
    folder = ProofFolder.of(str(tmp_path / "proofs"))
    assert folder is not None
    return folder


def attach(
    database: Database, content: bytes, folder: ProofFolder | None, topic: Topic = RECORD
) -> int:
    assert database.file is not None
    path = database.file.with_name("act.pdf")
    path.write_bytes(content)
    with database.writing("test") as session:
        return proofs.add(
            session,
            programme_id(session, "town"),
            topic,
            path,
            form="pdf",
            file_name="act.pdf",
            title="",
            author="anna",
            folder=folder,
        )


def content(database: Database, number: int, folder: ProofFolder | None) -> bytes:
    with database.read() as session:
        return proofs.content_of(session, proofs.numbered(session, number), folder)


def remove(database: Database, number: int, folder: ProofFolder) -> None:
    with database.writing("test") as session:
        facts = proofs.remove(session, number)
    sweep(database, folder, facts.hash)


def files(folder: ProofFolder) -> list[str]:
    return [str(each.relative_to(folder.path)) for each in folder.files()]


def pieces(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(ProofPiece)) or 0


def run(database: Database, folder: ProofFolder | None, *words: str) -> Result:
    url = database.url
    context = Itog(lambda: Database(url), _no_server, "en", proof_folder=lambda: folder)
    return CliRunner().invoke(itog, words, obj=context)


def _no_server() -> None:
    raise AssertionError("only serve makes a server")


def test_a_file_lies_in_the_folder_once_and_goes_with_its_last_proof(
    database: Database, folder: ProofFolder
) -> None:
    first, second = attach(database, ACT, folder), attach(database, ACT, folder, VALUE)
    assert (files(folder), pieces(database)) == ([ACT_FILE], 0)
    assert (folder.path / ACT_FILE).read_bytes() == ACT
    assert (folder.path / ACT_FILE).stat().st_mode & 0o777 == 0o600
    remove(database, first, folder)
    assert content(database, second, folder) == ACT
    remove(database, second, folder)
    assert files(folder) == []


def test_what_lies_in_the_database_stays_there_and_is_read(
    database: Database, folder: ProofFolder
) -> None:
    number = attach(database, ACT, None)
    again = attach(database, ACT, folder, VALUE)
    assert files(folder) == []
    assert content(database, number, folder) == content(database, again, None) == ACT


def test_a_missing_or_damaged_file_is_refused_and_mended_by_attaching_it_anew(
    database: Database, folder: ProofFolder
) -> None:
    number = attach(database, ACT, folder)
    with pytest.raises(Refusal, match="does not know where that is"):
        content(database, number, None)
    file = folder.path / ACT_FILE
    for damage, sentence in (
        (ACT[:-1], "is damaged in the folder"),
        (None, "is not in the folder"),
    ):
        file.unlink()
        if damage is not None:
            file.write_bytes(damage)
        with pytest.raises(Refusal, match=sentence) as refusal:
            content(database, number, folder)
        assert "act.pdf" in refusal.value.text("en")
        assert ACT_HASH in refusal.value.text("ru")
    attach(database, ACT, folder, VALUE)
    assert content(database, number, folder) == ACT


def test_what_is_killed_between_file_and_row_leaves_an_orphan_that_the_doctor_names(
    database: Database, folder: ProofFolder
) -> None:
    attach(database, LETTER, folder)

    def die(point: FaultPoint) -> None:
        if point is FaultPoint.FILE_NAMED:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), observing(die):
        attach(database, ACT, folder, VALUE)
    state = check_folder(database, folder)
    assert (state.checked, state.orphaned, state.is_sound) == (1, (ACT_FILE,), True)
    result = run(database, folder, "doctor")
    assert (result.exit_code, f"Nothing needs the file {ACT_FILE}" in result.stderr) == (0, True)
    # attached after all, it is what it is for
    attach(database, ACT, folder, VALUE)
    assert check_folder(database, folder).orphaned == ()


def test_the_doctor_names_what_is_missing_and_damaged_and_of_which_proof(
    database: Database, folder: ProofFolder
) -> None:
    act, letter = attach(database, ACT, folder), attach(database, LETTER, folder)
    assert (
        "The files in the folder of proofs are whole: 2." in run(database, folder, "doctor").stderr
    )
    (folder.path / ACT_FILE).unlink()
    (folder.path / LETTER_FILE).write_bytes(LETTER[::-1])
    (folder.path / LETTER_FILE[:2] / f".{LETTER_HASH}.0a1b2c3d").write_bytes(b"half")
    result = run(database, folder, "doctor")
    assert result.exit_code == 1
    assert (
        f"There is no file {ACT_HASH} in the folder of proofs: № {act} «act.pdf»." in result.stderr
    )
    assert f"The file {LETTER_HASH} in the folder of proofs is damaged: № {letter}" in result.stderr
    assert f".{LETTER_HASH}.0a1b2c3d" in result.stderr
    # by name and size alone a file of the right length is in its place
    assert check_folder(database, folder, by_content=False).damaged == ()
    without = run(database, None, "doctor")
    assert (without.exit_code, "ITOG_PROOF_FOLDER does not name it" in without.stderr) == (1, True)


def test_files_are_moved_to_the_folder_and_back(database: Database, folder: ProofFolder) -> None:
    numbers = attach(database, ACT, None), attach(database, LETTER, None)
    kept = pieces(database)
    assert run(database, None, "proofs", "move", "folder").exit_code == 1
    result = run(database, folder, "proofs", "move", "folder")
    assert (result.exit_code, result.stdout.rstrip().endswith(": 2.")) == (0, True)
    assert (files(folder), pieces(database)) == (sorted([ACT_FILE, LETTER_FILE]), 0)
    assert [content(database, each, folder) for each in numbers] == [ACT, LETTER]
    assert run(database, folder, "proofs", "move", "database").exit_code == 0
    assert (files(folder), pieces(database)) == ([], kept)
    assert [content(database, each, None) for each in numbers] == [ACT, LETTER]


def test_a_move_that_is_killed_loses_nothing_and_is_ended_by_the_next(
    database: Database, folder: ProofFolder
) -> None:
    number = attach(database, ACT, None)

    def die(point: FaultPoint) -> None:
        if point is FaultPoint.BEFORE_COMMIT:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), observing(die):
        move_to_folder(database, folder)
    assert (content(database, number, None), files(folder)) == (ACT, [ACT_FILE])
    assert check_folder(database, folder).orphaned == (ACT_FILE,)
    assert move_to_folder(database, folder).moved == 1
    with pytest.raises(KeyboardInterrupt), observing(die):
        move_to_database(database, folder)
    assert content(database, number, folder) == ACT
    (folder.path / ACT_FILE).write_bytes(b"damaged")
    assert move_to_database(database, folder).left == (ACT_HASH,)
    result = run(database, folder, "proofs", "move", "database")
    assert (result.exit_code, ACT_HASH in result.stderr) == (1, True)
    assert files(folder) == [ACT_FILE]


@pytest.mark.parametrize("with_folder", [True, False])
def test_a_backup_has_the_folder_and_is_restored_with_one_or_without(
    database: Database, folder: ProofFolder, tmp_path: Path, with_folder: bool
) -> None:
    numbers = attach(database, ACT, folder), attach(database, LETTER, None)
    backup = make_backup(database, tmp_path / "copy.itog", proof_folder=folder)
    assert backup.left_out == ()
    (tmp_path / "elsewhere").mkdir()
    target = ProofFolder(tmp_path / "elsewhere") if with_folder else None
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    restore(other, tmp_path / "copy.itog", proof_folder=target)
    assert [content(other, each, target) for each in numbers] == [ACT, LETTER]
    assert (pieces(other) == 0) is with_folder
    assert len(list((tmp_path / "elsewhere").iterdir())) == (2 if with_folder else 0)
    other.dispose()


def test_a_backup_says_which_files_it_could_not_have(
    database: Database, folder: ProofFolder, tmp_path: Path
) -> None:
    attach(database, ACT, folder)
    attach(database, LETTER, folder)
    (folder.path / ACT_FILE).write_bytes(b"damaged")
    result = run(database, folder, "backup", str(tmp_path / "copy.itog"))
    assert (result.exit_code, "(files: 1)" in result.stderr) == (1, True)
    without = make_backup(database, tmp_path / "none.itog")
    assert without.left_out == tuple(sorted([ACT_HASH, LETTER_HASH]))


def test_a_folder_that_is_not_there_is_never_made(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no folder"):
        ProofFolder.of(str(tmp_path / "unmounted"))
    assert ProofFolder.of("") is None
    with pytest.raises(Refusal, match="cannot be used"):
        attach(database, ACT, ProofFolder(tmp_path / "unmounted"))
    assert not (tmp_path / "unmounted").exists()
    with database.read() as session:
        assert proofs.listed(session, DEFAULT_PROGRAMME, RECORD) == []
