"""The checksums of programmes that hide small numbers: what readers get tells nothing of what is hidden
from them, and can be verified later.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from data.declaring import publishing
from data.imports import ImportOptions, import_file
from data.imports.registry import adopt
from data.refusals import Refusal
from indicators.answers.file_checksum import (
    FileChecksum,
    file_checksum,
    matches,
    read_file_checksum,
)
from indicators.answers.snapshots import create, snapshot, snapshots, verify
from indicators.asking import Asker
from tests.commands.conftest import runner
from tests.soundness.towns import Town

ON = "2016-12-31"
KIND = """
code: visits
name: {ru: Приёмы, en: Visits}
small: {under: 5, of: people}
columns:
  - {column: number}
  - {column: date}
  - {column: district}
  - {column: people, type: whole, name: {ru: Человек, en: People}, required: true}
"""
# three came to one of two districts, nine to the other: which to which readers do not see
ROWS = (("2014-02-01", "east", 3), ("2014-03-01", "north", 9), ("2014-03-02", "south", 60))
OTHER_WAY = (("2014-02-01", "north", 3), ("2014-03-01", "east", 9), ("2014-03-02", "south", 60))


def new_town(folder: Path, name: str, rows: tuple[tuple[str, str, int], ...] = ROWS) -> Town:
    town = Town(f"sqlite:///{folder / name}.db", districts=("east", "north", "south"))
    with town.revision("kinds") as change:
        publishing.publish(change, [("visits.yaml", KIND)])
    load(town, folder / "visits.csv", rows)
    with town.revision("definitions"):
        town.define("people", kind="sum", amount="people", measure="visits")
    return town


def load(town: Town, path: Path, rows: tuple[tuple[str, str, int], ...]) -> None:
    lines = [f"{date},{date},{district},{people}" for date, district, people in rows]
    path.write_text("\n".join(["number,date,district,people", *lines]), encoding="utf-8")
    import_file(town.database, "visits", path, ImportOptions(town.code, "2014..2016"))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with new_town(tmp_path, "town") as town:
        yield town
    adopt({})


def of_readers(town: Town, revision: int | None = None) -> FileChecksum:
    return Asker(town.database).ask(
        file_checksum, town.code, revision or town.database.newest(), ON
    )


def of_everything(town: Town) -> FileChecksum:
    with town.database.read() as session:
        return file_checksum(session, town.code, town.database.newest(), ON)


def is_true(town: Town, first: FileChecksum) -> bool:
    with town.database.read() as session:
        return matches(session, first)


def test_a_checksum_of_readers_is_the_same_whatever_is_hidden(town: Town, tmp_path: Path) -> None:
    with new_town(tmp_path, "other", OTHER_WAY) as other:
        assert of_readers(town).checksum == of_readers(other).checksum
        assert of_everything(town).checksum != of_everything(other).checksum


def test_what_readers_take_home_is_verified_by_what_they_saw(town: Town, tmp_path: Path) -> None:
    first = of_readers(town)
    assert first.readers_at == town.database.newest()
    assert is_true(town, first)
    assert not is_true(town, replace(first, readers_at=None))
    assert of_everything(town).readers_at is None
    assert is_true(town, of_everything(town))
    path = tmp_path / "snapshot.json"
    path.write_text(json.dumps({**asdict(first), "on": ON}), encoding="utf-8")
    verified = runner(f"sqlite:///{tmp_path / 'town.db'}")("snapshot", "verify", str(path))
    assert verified.exit_code == 0, verified.output
    assert "as readers saw them" in verified.output


def test_it_stays_true_when_records_change_later(town: Town, tmp_path: Path) -> None:
    before, first = town.database.newest(), of_readers(town)
    load(town, tmp_path / "later.csv", (("2015-05-01", "south", 40),))
    assert is_true(town, first)
    # of the earlier revision nothing is told any more, and a file of today says so
    later = of_readers(town, before)
    assert (later.revision, later.readers_at) == (before, town.database.newest())
    assert later.checksum != first.checksum
    assert is_true(town, later)
    assert not is_true(town, replace(first, readers_at=later.readers_at))


def test_another_limit_since_is_no_fault_of_the_file(town: Town) -> None:
    first = of_readers(town)
    with town.revision("kinds") as change:
        publishing.publish(change, [("visits.yaml", KIND.replace("under: 5", "under: 90"))])
    with pytest.raises(Refusal, match="kinds of records have changed since"):
        is_true(town, first)


def test_a_snapshot_keeps_its_checksum_for_those_who_see_all(town: Town) -> None:
    facts, asker = create(town.database, "Meeting", town.code), Asker(town.database)
    stewards = asker.in_full(frozenset({town.code}))
    assert len(facts.checksum) == 64
    assert asker.read(snapshot, facts.id).checksum == ""
    assert [each.checksum for each in asker.read(snapshots, town.code)] == [""]
    assert stewards.read(snapshot, facts.id).checksum == facts.checksum
    with town.database.read() as session:
        assert verify(session, facts.id).holds


def test_without_such_records_readers_have_the_checksum(town: Town, tmp_path: Path) -> None:
    with Town(f"sqlite:///{tmp_path / 'plain.db'}") as plain:
        with plain.revision() as change:
            publishing.publish(change, [("visits.yaml", KIND)])
        with plain.revision():
            plain.define("talks", kind="count", measure="consultations")
            plain.record("consultations", "2014-05-06", "north")
        facts = create(plain.database, "Meeting", plain.code)
        assert Asker(plain.database).read(snapshot, facts.id).checksum == facts.checksum


def test_a_file_that_says_it_otherwise_is_refused(town: Town) -> None:
    fields = {**asdict(of_readers(town)), "on": ON}
    for wrong in ({"readers_at": "now"}, {"revision": "two"}, {"on": "yesterday"}):
        with pytest.raises(Refusal, match=next(iter(wrong))):
            read_file_checksum({**fields, **wrong})
