"""A backup is the whole database: put back on either kind it answers what it answered, and what is no
whole backup is refused before anything is made.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from alembic import command
from sqlalchemy import func, insert, select

from data.audit.proving import seals
from data.backups import making
from data.backups.lines import DERIVED, PASSING
from data.clock import now
from data.database.database import Database, file_of
from data.database.tallying import differing_tallies
from data.database.upgrading import configuration
from data.passports import DEFAULT_PROGRAMME, codes
from data.tables import metadata
from data.tables.revisions import Revision
from tests import services, template_databases
from tests.commands.conftest import Run, filled, runner
from tests.conftest import ENGINES
from tests.depth import some

KRAI = "khabarovsk-krai-2013-2020"
TABLES = sorted(metadata().tables.keys() - DERIVED - PASSING)


@pytest.fixture(scope="session", params=some(ENGINES, "sqlite"))
def shipped_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Every shipped programme with snapshots: tests only read it."""
    if request.param == "sqlite":
        yield _with_snapshots(f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'itog.db'}")
        return
    server = request.getfixturevalue("postgresql_server")
    with services.fresh_database(server) as url:
        yield _with_snapshots(url)


def _with_snapshots(url: str) -> str:
    template_databases.programmes(url)
    for programme in snapshotted(url):
        assert runner(url)("snapshot", "create", "Meeting", "--programme", programme).exit_code == 0
    return url


@pytest.fixture(params=some(ENGINES, ENGINES[1]))
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of the database to be restored."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'restored' / 'itog.db'}"
        return
    with services.fresh_database(request.getfixturevalue("postgresql_server")) as url:
        yield url


def programmes(url: str) -> list[str]:
    database = Database(url)
    with database.read() as session:
        listed = sorted(codes(session))
    database.dispose()
    return listed


def snapshotted(url: str) -> Sequence[str]:
    """The programmes that have a snapshot; the city's holds most of the answers there are."""
    listed = programmes(url)
    return some(listed, *(each for each in listed if each != DEFAULT_PROGRAMME))


def contents(url: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables that are no caches and no sessions, as the program reads them."""
    database = Database(url)
    with database.read() as session:
        rows = {
            name: [
                tuple(row)
                for row in session.execute(
                    select(metadata().tables[name]).order_by(
                        *metadata().tables[name].primary_key.columns
                    )
                )
            ]
            for name in TABLES
        }
    database.dispose()
    return rows


def test_a_restored_database_is_the_first_and_goes_on(
    shipped_url: str, empty_url: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.itog", tmp_path / "second.itog"
    run = runner(empty_url)
    assert runner(shipped_url)("backup", str(first)).exit_code == 0
    result = run("restore", str(first))
    assert result.exit_code == 0, result.output
    assert contents(empty_url) == contents(shipped_url)
    _check_proofs(empty_url)
    for number, _programme in enumerate(snapshotted(empty_url), start=1):
        verified = run("snapshot", "verify", str(number))
        assert verified.exit_code == 0, verified.output
    assert run("backup", str(second)).exit_code == 0
    with ZipFile(first) as one, ZipFile(second) as other:
        for name in TABLES:
            assert one.read(f"tables/{name}.jsonl") == other.read(f"tables/{name}.jsonl")
    # its numbers go on where they ended
    result = run("snapshot", "create", "Later", "--programme", KRAI)
    assert result.exit_code == 0, result.output


def _check_proofs(url: str) -> None:
    database = Database(url)
    with database.read() as session:
        assert not seals(session).broken
        assert differing_tallies(session) == []
    database.dispose()


def test_every_table_is_in_the_backup_or_is_known_not_to_be(
    shipped_url: str, tmp_path: Path
) -> None:
    runner(shipped_url)("backup", str(tmp_path / "copy.itog"))
    with ZipFile(tmp_path / "copy.itog") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert sorted(manifest["tables"]) == TABLES
    database = Database(shipped_url)
    for name in TABLES:
        with database.read() as session:
            rows = session.scalar(select(func.count()).select_from(metadata().tables[name]))
        assert manifest["tables"][name]["rows"] == rows
        assert set(manifest["tables"][name]["columns"]) == set(
            metadata().tables[name].columns.keys()
        )
    database.dispose()


def test_a_database_of_an_earlier_schema_comes_up_to_date(empty_url: str, tmp_path: Path) -> None:
    file = tmp_path / "old.itog"
    old = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with old.reshaping() as connection:
        command.upgrade(configuration(connection), "0012")
        words = {"at": now(), "author": "x", "action": "load", "summary": "x", "reason": ""}
        connection.execute(insert(Revision).values(number=1, **words))
    _backup_of_version(old, file, "0012")
    result = runner(empty_url)("restore", str(file))
    assert result.exit_code == 0, result.output
    assert len(contents(empty_url)["revision"]) == 1


def _backup_of_version(database: Database, file: Path, version: str) -> None:
    """As the program of that version would have written it."""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "head", lambda: version)
        making.make_backup(database, file)
    database.dispose()


# ---------------------------------------------------------------- what is refused


@pytest.fixture(scope="session")
def town_backup(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A backup of a small town."""
    folder = tmp_path_factory.mktemp("town")
    url = f"sqlite:///{folder / 'itog.db'}"
    template_databases.from_template(url, filled)
    assert runner(url)("backup", str(folder / "copy.itog")).exit_code == 0
    return (folder / "copy.itog").read_bytes()


@pytest.fixture
def backup(town_backup: bytes, tmp_path: Path) -> Path:
    """A file of it, to be damaged."""
    file = tmp_path / "copy.itog"
    file.write_bytes(town_backup)
    return file


@pytest.fixture
def unmade_url(sqlite_url: str) -> str:
    """The address of a database that no refusal may make."""
    return sqlite_url


def refused(url: str, file: Path) -> str:
    """What the refusal says; nothing may have been made."""
    result = runner(url)("restore", str(file))
    assert result.exit_code == 1
    path = file_of(url)
    assert path is not None
    assert not path.exists()
    return result.stderr


@pytest.mark.parametrize("part", [0.001, 0.3, 0.9, 0.999])
def test_a_backup_cut_short_is_refused(backup: Path, unmade_url: str, part: float) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * part)])
    assert "no whole backup" in refused(unmade_url, backup)


def test_a_backup_with_a_changed_byte_is_refused(backup: Path, unmade_url: str) -> None:
    with ZipFile(backup) as archive:
        member = max(archive.infolist(), key=lambda each: each.compress_size)
    content = bytearray(backup.read_bytes())
    # within what is kept: the day of a member, say, is nobody's loss
    content[member.header_offset + 30 + len(member.filename) + member.compress_size // 2] ^= 1
    backup.write_bytes(content)
    assert "no whole backup" in refused(unmade_url, backup)


def _rewrite(backup: Path, name: str, content: bytes | None) -> None:
    """Put another content of one member, or leave it out."""
    with ZipFile(backup) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    members.pop(name)
    with ZipFile(backup, "w", ZIP_DEFLATED) as archive:
        for each, kept in members.items():
            archive.writestr(each, kept)
        if content is not None:
            archive.writestr(name, content)


@pytest.mark.parametrize("content", [b"", b"[1]\n", None])
def test_other_rows_than_were_written_down_are_refused(
    backup: Path, unmade_url: str, content: bytes | None
) -> None:
    _rewrite(backup, "tables/revision.jsonl", content)
    assert "no whole backup" in refused(unmade_url, backup)


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2},
        {"format": 2, "encoding": "cbor", "tables": [], "revision": None},
        {"schema_version": "9999"},
    ],
)
def test_a_newer_backup_is_refused(
    backup: Path, unmade_url: str, changed: dict[str, object]
) -> None:
    with ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    _rewrite(backup, "manifest.json", json.dumps(manifest | changed | {"program": "9.0"}).encode())
    assert "made by a newer Itog (9.0)" in refused(unmade_url, backup)


def test_a_strange_file_is_refused(unmade_url: str, tmp_path: Path) -> None:
    file = tmp_path / "strange.itog"
    file.write_text("a letter")
    assert "no whole backup" in refused(unmade_url, file)
    with ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "of another program")
    assert "no whole backup" in refused(unmade_url, file)
    assert "cannot be read" in refused(unmade_url, tmp_path / "missing.itog")


def test_a_living_database_is_never_restored_over(
    backup: Path, ask: Run, standing_url: str
) -> None:
    before = contents(standing_url)
    result = ask("restore", str(backup))
    assert result.exit_code == 1
    assert "replaces nothing" in result.stderr
    assert contents(standing_url) == before


def test_a_backup_never_replaces_an_earlier_one(backup: Path, ask: Run) -> None:
    content = backup.read_bytes()
    result = ask("backup", str(backup))
    assert result.exit_code == 1
    assert "exists already" in result.stderr
    assert backup.read_bytes() == content


def test_a_full_disk_leaves_no_half_backup(shipped_url: str, tmp_path: Path) -> None:
    file = tmp_path / "limited" / "copy.itog"
    file.parent.mkdir()
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "from data.backups.making import make_backup; from data.database.database import Database;"
        "from pathlib import Path; make_backup(Database(sys.argv[1]), Path(sys.argv[2]))"
    )
    # -B: the limit would cut the compiled modules of others short too
    words = [sys.executable, "-B", "-c", script, shipped_url, str(file)]
    result = subprocess.run(words, capture_output=True, text=True, check=False)
    assert "backup_not_written" in result.stderr
    assert list(file.parent.iterdir()) == []
