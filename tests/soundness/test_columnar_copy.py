"""What is read from the columnar copy is what the records say: of every measure, whatever came and
went since the copy was made, as of whatever revision, and never out of a copy that is another's.
"""

import datetime
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from data.columnar import renewing
from data.columnar.folder import folder_of, keep_copies, table_copies
from data.columnar.renewing import renew_copy
from indicators.answers.answer import Answer
from indicators.answers.doctor import differing_cells
from indicators.answers.grid import answers
from indicators.answers.question import from_words
from indicators.definition import Aggregate, FilterCondition
from indicators.drill_down import sources
from indicators.engine import kept_sums
from indicators.engine.compute import Engine
from indicators.engine.copy_sums import copied
from indicators.engine.kept_sums import SumsByRevision
from indicators.engine.record_sums import RecordSums
from indicators.engine.sum_table import SumTable
from indicators.measures import Records, measures
from indicators.records.copies import RecordCopy, record_copy
from indicators.records.places import read_places
from indicators.records.selection import AnyOf, Countable, Scope
from tests.depth import some
from tests.indicators.impact.test_effect import EVERY_KIND, founded, publishing
from tests.record_tables import Consultation
from tests.sample_programme import TABLES, SampleProgramme
from tests.soundness.towns import CUTS, TREE, Town

HOSTILE = (
    "'; DROP VIEW consultation; --", '"quoted"', "", " ", "e\u0301", "\u00e9", "\u00c9", "a\nb",
    "NULL", "None", "0012", "12", "nan", "true", "\u0451", "\u0415\u0308", "\U0001f600", "$1", "%s",
)  # fmt: skip
YEARLY = {code for code, records in measures().items() if records.yearly}
COUNTED = sorted(measures().keys() - YEARLY)
PLACES = ("dock", "pier", "hill", "field", "port")


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of records is many, and any change is copied."""
    monkeypatch.setattr(renewing, "MANY", 1)
    monkeypatch.setattr(renewing, "FEW", 1)
    monkeypatch.setattr(kept_sums, "WORTH", 1)


@pytest.fixture(scope="module")
def town_with_copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """For tests that change nothing but the copy, and put it back."""
    with SampleProgramme(f"sqlite:///{tmp_path_factory.mktemp('copy') / 'itog.db'}") as world:
        world.define("visits", kind="count", measure="consultations")
        for day in range(1, 10):
            world.record("consultations", f"2014-03-0{day}", "north", topic="law")
        with pytest.MonkeyPatch.context() as patches:
            patches.setattr(renewing, "MANY", 1)
            renew_copy(world.database)
        yield world


@pytest.fixture
def town(
    database_url: str, tmp_path: Path, many: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Town(database_url, districts=TREE, cuts=CUTS) as world:
        yield world


class History:
    """Records of every kind that come, are corrected and go at random."""

    def __init__(self, world: Town, seed: int) -> None:
        self.world, self.dice = world, random.Random(seed)
        self.askers = [world.organisation(f"NGO {number}") for number in range(3)]
        self.living: dict[str, list[Any]] = {kind: [] for kind in TABLES}

    def go_on(self, number: int) -> None:
        """One revision in which so many records of each kind come, and some change or go."""
        with self.world.revision():
            for kind, living in self.living.items():
                living += [self._record(kind) for _ in range(number)]
                self.dice.shuffle(living)
                if len(living) > number:
                    self.world.close(kind, living.pop())
                    old = living.pop()
                    living.append(self.world.correct(kind, old, **self._words(kind)))

    def _record(self, kind: str) -> Any:
        day = self.dice.choice(["{}-{:02}-05", "{}-{:02}", "{}"])
        when = day.format(self.dice.randint(2013, 2017), self.dice.randint(1, 12))
        districts = self.dice.sample(PLACES, self.dice.randint(0, 2 if kind == "events" else 1))
        people = self.dice.choice([None, *self.askers])
        illustrative = self.dice.random() < 0.1
        columns = {"organisation_id": people, "illustrative": illustrative, **self._words(kind)}
        if kind == "grants":
            days = {"decided_on": "2015-02-03", "reported_on": "2016"}
            columns |= {name: day for name, day in days.items() if self.dice.random() < 0.7}
        return self.world.record(kind, when, *districts, **columns)

    def _words(self, kind: str) -> dict[str, Any]:
        """Any text where measures read a text, and any number where they read one."""
        described = [each for each in measures().values() if each.kind == kind]
        names = {name for each in described for name in (*each.attributes, *each.amounts)}
        named = {name: TABLES[kind].__table__.columns[name] for name in sorted(names)}
        return {name: self._value(str(each.type), each) for name, each in named.items()}

    def _value(self, kind: str, column: Any) -> Any:
        if kind == "BOOLEAN":
            return self.dice.random() < 0.5
        if not kind.startswith("VARCHAR"):
            return self.dice.choice([None, 0, 1, 7, 10**9])
        texts = [text for text in HOSTILE if len(text) <= column.type.length]
        return self.dice.choice([*texts, *([None] if column.nullable else [])])


def _aggregates(measure: str) -> Iterator[Countable]:
    described = measures()[measure]
    plain = Aggregate(kind="count", measure=measure)
    yield plain
    for amount in described.amounts:
        yield Aggregate(kind="sum", measure=measure, amount=amount)
        yield Aggregate(kind="median", measure=measure, amount=amount)
    for key in described.distinct_keys:
        yield Aggregate(kind="distinct", measure=measure, of=key)
    for attribute, each in described.attributes.items():
        is_flag = str(each.column.type) == "BOOLEAN"
        values = (True, None) if is_flag else (*HOSTILE[::3], None)
        filtered = plain.model_copy(update={"filter": {attribute: values}})
        unnamed = plain.model_copy(update={"filter": {attribute: (None,)}})
        yield AnyOf((filtered,), but=(unnamed,))
    yield Aggregate(kind="count", measure=measure, filter=_conditions(described))


def _conditions(described: Records) -> dict[str, Any]:
    """A condition of every amount and date; of one field that it is filled in."""
    bounds = FilterCondition(min=Decimal("0.5"), max=Decimal(10**9))
    days = FilterCondition(since=datetime.date(2014, 2, 1), until=datetime.date(2016, 10, 30))
    conditions = {**dict.fromkeys(described.amounts, bounds), **dict.fromkeys(described.days, days)}
    return {
        **{
            name: each.model_copy(update={"empty": name in described.may_be_empty or None})
            for name, each in conditions.items()
        },
        "organisation": FilterCondition(empty=False),
    }


def _check(world: Town, dice: random.Random, as_of: int | None = None, *, current: bool) -> None:
    """Every measure and aggregate, from the copy against the records themselves."""
    with world.database.read() as session:
        scope = Scope(session, world.programme_id, as_of)
        places = read_places(session, world.programme_id, as_of)
        kept = SumsByRevision(scope, places, keeps=False)
        for measure in COUNTED:
            assert record_copy(scope, measure) is not None
            for aggregate in _aggregates(measure):
                attributes = (None, *measures()[measure].attributes)
                for attribute in some(attributes, dice.choice(attributes)):
                    _compare(
                        kept, RecordSums(scope, places, aggregate, attribute=attribute), current
                    )


def _compare(kept: SumsByRevision, sums: RecordSums, current: bool) -> None:
    if sums.records.link is None:
        table = kept.table(sums.aggregate, sums.attribute)
        assert table is not None
        assert not table.differs_from(SumTable.of(sums.by_value)), sums
        return
    same = copied(sums)
    # of records that several districts share nothing is added up: they are counted themselves
    assert (same.copy is not None) == current
    assert _plain(same) == _plain(sums), sums


def _plain(sums: RecordSums) -> Any:
    return {
        value: (sorted(map(tuple, each.rows), key=repr), sorted(map(_keys, each.keys), key=repr))
        for value, each in sums.by_value.items()
    }


def _keys(row: Any) -> Any:
    """The keys of a group in order: databases join them in any."""
    return (*row[:-1], sorted(row[-1].split("\x1f")) if row[-1] else None)


def test_every_measure_is_the_same_from_the_copy(town: Town) -> None:
    history, dice = History(town, 5), random.Random(6)
    history.go_on(12)
    renew_copy(town.database)
    _check(town, dice, current=True)
    # behind by two revisions, which are added up
    history.go_on(2)
    history.go_on(2)
    _check(town, dice, current=False)
    # carried on: more files, and ends of rows that were written without one
    renew_copy(town.database)
    _check(town, dice, current=True)
    _check(town, dice, town.database.newest() - 1, current=True)


DAYS = "2014-11-20..2016-02-20"


def test_any_days_and_weeks_are_the_same_from_the_copy(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.define("visits", kind="count", measure="consultations")
    town.define("people", kind="sum", measure="consultations", amount="people")
    town.define("askers", kind="distinct", measure="consultations", of="organisation")
    town.define("meetings", kind="count", measure="events")
    History(town, 8).go_on(60)
    renew_copy(town.database)
    read: list[Any] = []
    answer = RecordCopy.answer
    monkeypatch.setattr(
        RecordCopy,
        "answer",
        lambda copy, statement: read.append(statement) or answer(copy, statement),
    )
    from_copy = _of_days(town)
    assert len(read) > 4
    assert sum(1 for each in from_copy if each.value) > 20
    read.clear()
    shutil.rmtree(_folder(town))
    assert _of_days(town) == from_copy
    assert not read


def _of_days(town: Town) -> list[Answer]:
    """Of the period, and of each week of it; by district, and by value of an attribute."""
    of_weeks = {"indicator": ["visits", "people", "meetings"], "by": "district,week"}
    questions: list[dict[str, Any]] = [
        {"by": "district"},
        of_weeks,
        {"indicator": ["visits", "people"], "by": "week", "split": "topic"},
    ]
    with town.database.read() as session:
        return [
            each
            for words in questions
            for each in answers(
                session, from_words({"programme": town.code, "period": DAYS, **words})
            )
        ]


def test_an_effect_is_the_same_from_the_copy(
    tmp_path: Path, many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "RARE", 0)
    with founded(f"sqlite:///{tmp_path / 'itog.db'}") as world:
        renew_copy(world.database)
        statements = _statements(world)
        effects = _effects(world)
        assert not [each for each in statements if "sum(CASE WHEN" in each and "topic" in each]
        gone = world.record("consultations", "2014-05-06", "north", request="copying", people=4)
        renew_copy(world.database)
        world.close("consultations", gone)
        world.record("consultations", "2014-04-06", "south", topic="grants", people=8)
        world.record("events", "2015-06-13", "north", "south")
        statements.clear()
        behind = _effects(world)
        # what came and went is found by the indexes of these, which those of years would hide
        counted = [each for each in statements if "sum(" in each and "FROM consultation" in each]
        assert counted
        assert all(".since >" in each or ".until BETWEEN" in each for each in counted), counted
        assert all("programme_id +" in each for each in counted), counted
        shutil.rmtree(_folder(world))
        assert _effects(world) == behind
        assert behind != effects


def _effects(world: SampleProgramme) -> list[Any]:
    drafts = {name: (code, fields) for name, code, fields in EVERY_KIND}
    names = some(list(drafts), "filter", "accumulate", "distinct", "side of a ratio")
    effects = [publishing(world, drafts[name][0], **drafts[name][1]) for name in names]
    return [(each.revision, each.codes, each.changed, each.moved) for each in effects]


def _statements(world: SampleProgramme) -> list[str]:
    statements: list[str] = []
    event.listen(
        world.database.engine,
        "before_cursor_execute",
        lambda *event_arguments: statements.append(event_arguments[2]),
    )
    return statements


def _folder(world: SampleProgramme) -> Path:
    folder = folder_of(world.database.engine.url)
    assert folder is not None
    return folder


def _altered(files: Path) -> None:
    (file,) = files.glob("consultation-*.parquet")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _without_file(files: Path) -> None:
    next(files.glob("consultation-*.parquet")).unlink()


def _with(**fields: Any) -> Callable[[Path], None]:
    def change(files: Path) -> None:
        copies = table_copies(files)
        copies["consultation"] = replace(copies["consultation"], **fields)
        keep_copies(files, copies)

    return change


def _without_manifest(files: Path) -> None:
    (files / "manifest.json").write_text('{"format": 1, "tables": []}')


@pytest.mark.parametrize(
    "harm",
    [
        _altered,
        _without_file,
        _without_manifest,
        _with(seal="0" * 64),
        _with(rows=3),
        _with(columns={"id": "BIGINT"}),
        _with(revision=10_000),
    ],
)
def test_a_copy_that_does_not_match_is_not_believed(
    town_with_copy: SampleProgramme, many: None, harm: Callable[[Path], None]
) -> None:
    world, files = town_with_copy, _folder(town_with_copy)
    whole = files.with_name("whole")
    shutil.copytree(files, whole)
    try:
        assert _is_believed(world)
        harm(files)
        assert not _is_believed(world)
        renew_copy(world.database)
        assert _is_believed(world)
    finally:
        shutil.rmtree(files)
        whole.rename(files)


def _is_believed(world: SampleProgramme) -> bool:
    with world.database.read() as session:
        return record_copy(Scope(session, world.programme_id), "consultations") is not None


def test_a_few_changes_leave_the_copy_as_it_is(
    tmp_path: Path, many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SampleProgramme(f"sqlite:///{tmp_path / 'itog.db'}") as world:
        living = [world.record("consultations", "2014-03-05", "north") for _ in range(3)]
        renew_copy(world.database)
        (first,) = _files(world)
        monkeypatch.setattr(renewing, "FEW", 3)
        world.close("consultations", living[0])
        world.record("consultations", "2014-03-06", "north")
        renew_copy(world.database)
        assert _files(world) == {first}
        world.record("consultations", "2014-03-07", "north")
        statements = _statements(world)
        renew_copy(world.database)
        # what came and what went is read, and of the rest nothing
        assert len(_files(world)) == 3
        read = [each for each in statements if each.startswith("SELECT consultation.")]
        assert len(read) == 2
        assert all(".since >" in each or ".until BETWEEN" in each for each in read), read
        monkeypatch.setattr(renewing, "MOST_FILES", 2)
        for _ in range(3):
            world.record("consultations", "2014-03-08", "north")
        renew_copy(world.database)
        assert len(_files(world)) == 1
        with world.database.read() as session:
            copy = record_copy(Scope(session, world.programme_id), "consultations")
            assert copy is not None
            living_rows = select(func.count()).where(Consultation.until.is_(None))
            assert copy.answer(living_rows) == [(session.scalar(living_rows),)]
        monkeypatch.setattr(renewing, "MANY", 10**6)
        renew_copy(world.database)
        assert _files(world) == set()


def _files(world: SampleProgramme) -> set[str]:
    return {file.name for file in _folder(world).glob("*.parquet")}


def test_what_cannot_be_written_is_left_out(tmp_path: Path, many: None) -> None:
    with SampleProgramme(f"sqlite:///{tmp_path / 'itog.db'}") as world:
        world.record("consultations", "2014-03-05", "north")
        _folder(world).write_text("a file stands where a folder is expected")
        renew_copy(world.database)
        assert not _is_believed(world)


def test_what_checks_reads_the_records(town_with_copy: SampleProgramme) -> None:
    with town_with_copy.database.read() as session:
        statements = _statements(town_with_copy)
        engine = Engine(Scope(session, town_with_copy.programme_id))
        list(differing_cells(engine, "visits", frozenset({2014})))
    assert any("GROUP BY consultation.district" in each for each in statements)


def test_what_other_records_say_of_an_organisation_is_never_out_of_an_older_copy(
    town: Town,
) -> None:
    club, first = town.organisation("Club"), {"organisation_first_supported": [True]}
    town.define("newcomers", kind="count", measure="supports", filter=first)
    with town.revision():
        town.record("supports", "2016-05-04", "pier", organisation_id=club)
        town.record("grants", "2016-01-01", decision="refused")
    renew_copy(town.database)
    with town.database.read() as session:
        scope = Scope(session, town.programme_id)
        for measure in ("supports", "grant_awards"):
            assert record_copy(scope, measure) is not None
        copy = record_copy(scope, "supports")
        assert copy is not None
        aggregate = Aggregate(kind="count", measure="supports", filter=first)
        statement = RecordSums(scope, read_places(session, town.programme_id), aggregate).totals
        assert copy.answer(statement) is None
    town.record("supports", "2014-05-04", "pier", organisation_id=club)
    assert town.behind("newcomers", "2016").total == town.year("newcomers", 2016).records == 0
