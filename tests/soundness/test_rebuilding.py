"""Cells that are computed anew out of files, as a cluster reads them, are those that the database gives:
of every kind of indicator, of every measure, of many programmes at once, as of any revision.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from sqlalchemy import update

from data.database.database import Database
from data.distributed.partitions import laid_out
from data.passports import codes, programme_id
from data.refusals import Refusal, refuse
from data.tables.cells import Cell
from indicators.answers import rebuilding
from indicators.answers.cells import stored_cells
from indicators.answers.rebuilding import FileExchange, RebuildingReceipt, rebuild
from indicators.engine.context import EngineContext
from indicators.engine.programme_sums import SumsOfMany
from indicators.engine.record_sums import RecordSums
from indicators.engine.sum_table import SumTable
from indicators.measures import measures
from indicators.records.places import read_places
from indicators.records.selection import Scope
from tests.depth import examples
from tests.file_reader import FileReader
from tests.sample_programme import SampleProgramme
from tests.soundness.strategies import Story, stories
from tests.soundness.strategies import town as made_town
from tests.soundness.test_against_reference import CALM
from tests.soundness.test_columnar_copy import COUNTED, History, _aggregates, _keys
from tests.soundness.towns import CUTS, TREE, Town

NUMBERS = count(1)
EVENTS = {"kind": "count", "measure": "events"}
HOSTS = {"kind": "distinct", "measure": "events", "of": "organisation"}
CALLERS = {"kind": "distinct", "measure": "consultations", "of": "organisation"}


def test_every_measure_is_the_same_out_of_files(database_url: str) -> None:
    with Town(database_url, districts=TREE, cuts=CUTS) as town:
        history = History(town, 11)
        history.go_on(8)
        earlier = town.database.newest()
        history.go_on(3)
        with town.database.read() as session, laid_out(session, [town.programme_id]) as tables:
            reader = FileReader()
            reader.use(tables)
            for as_of in (None, earlier):
                _check(Scope(session, town.programme_id, as_of), reader)


def _check(scope: Scope, reader: FileReader) -> None:
    programme = scope.programme_id
    many = SumsOfMany({programme: EngineContext(scope)}, reader)
    places = read_places(scope.session, programme, scope.revision)
    for measure in COUNTED:
        for aggregate in _aggregates(measure):
            sums = RecordSums(scope, places, aggregate).by_value
            counted = many.counted(aggregate)
            if measures()[measure].link is not None:
                assert _plain(counted[programme]) == _plain(sums[None]), aggregate
                continue
            table = SumTable.of({programme: sums[None]} if None in sums else {})
            same = counted.get(programme, SumTable.of({}))
            assert isinstance(same, SumTable)
            assert not same.differs_from(table), (aggregate, scope.revision)


def _plain(sums: Any) -> Any:
    rows = sorted(map(tuple, sums.rows), key=repr)
    return rows, sorted(map(_keys, sums.keys), key=repr)


@settings(CALM, max_examples=examples(3, 60))
@given(story=stories(most=12, revisions=1))
def test_every_cell_of_a_made_up_programme_is_the_same(sqlite_url: str, story: Story) -> None:
    with made_town(sqlite_url, next(NUMBERS)) as town:
        story.begin(town)
        for deeds in story.later:
            with town.revision():
                story.apply(town, deeds)
        # together with the towns of the examples before
        latest = dict(list(_programmes(town.database).items())[-3:])
        exchange = FileExchange(FileReader())
        assert rebuild(town.database, latest, exchange) == RebuildingReceipt(len(latest), 0)


def test_every_cell_of_what_ships_is_the_same(shipped_database: Database) -> None:
    programmes = _programmes(shipped_database)
    reader = FileReader()
    rebuilt = rebuild(shipped_database, programmes, FileExchange(reader))
    assert rebuilt == RebuildingReceipt(len(programmes), 0)
    # two for a count of what is told apart, three of what several districts share; once for all
    assert 0 < reader.statements < 100


def test_programmes_are_counted_apart(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Districts of one name, numbers of one record and organisations of one name are not one."""
    monkeypatch.setattr(rebuilding, "AT_ONCE", 2)
    towns = [Town(sqlite_url, code=code, districts=TREE, cuts=CUTS) for code in ("a", "b")]
    towns.append(Town(sqlite_url, code="c", districts=("hill", "far"), cuts={}))
    for number, town in enumerate(towns, 1):
        with town.revision():
            town.define("events", **EVENTS)
            town.define("hosts", **HOSTS)
            town.define("callers", **CALLERS)
            hosts = [town.organisation(f"NGO {each}") for each in range(number)]
            for host in hosts:
                town.record("events", "2014-05-06", "hill", organisation_id=host)
                town.record("consultations", "2014-05", "hill", organisation_id=host)
        town.record("events", "2015", *(("dock", "pier") if number < 3 else ("hill", "far")))
    database = towns[0].database
    assert _over_files(database) == RebuildingReceipt(3, 0)
    assert [_value(town, "events", "", "2014") for town in towns] == [1, 2, 3]
    assert [_value(town, "callers", "hill", "2014-05") for town in towns] == [1, 2, 3]
    assert [_value(town, "events", "okrugs/left", "2015") for town in towns[:2]] == [1, 1]
    for town in towns:
        town.__exit__()


def _value(town: Town, code: str, place: str, period: str) -> Any:
    with town.database.read() as session:
        cells = stored_cells(session, town.programme_id, [code])
    (value,) = (
        content.value
        for (_, (where, _, when, mode)), (content, _) in cells.items()
        if (where, when, mode) == (place, period, "plain")
    )
    return value


@pytest.fixture
def damaged(database_url: str) -> Iterator[SampleProgramme]:
    """A programme with two right and two wrong cells, and one of an indicator that is none."""
    with SampleProgramme(database_url, districts=()) as world:
        world.define("events", **EVENTS)
        world.record("events", "2014-05-06")
        world.record("events", "2015-05-06")
        with world.database.writing("test") as session:
            session.execute(
                update(Cell).where(Cell.year == 2014, Cell.grain != "month").values(value=7)
            )
            cell = session.query(Cell).filter_by(year=2015, grain="year").one()
            session.execute(update(Cell).where(Cell.id == cell.id).values(indicator="gone"))
        yield world


@pytest.mark.parametrize("over_files", [True, False])
def test_what_differs_is_written_as_one_revision(
    damaged: SampleProgramme, over_files: bool
) -> None:
    before = damaged.database.newest()
    exchange = FileExchange(FileReader()) if over_files else None
    rebuilt = rebuild(damaged.database, _programmes(damaged.database), exchange)
    assert rebuilt.cells > 4
    assert rebuilt.revision == damaged.database.newest() == before + 1
    assert rebuild(damaged.database, _programmes(damaged.database)) == RebuildingReceipt(1, 0)
    # what was said before stays what was said
    with damaged.database.read() as session:
        then = stored_cells(session, damaged.programme_id, ["events", "gone"], None, before)
        now = stored_cells(session, damaged.programme_id, ["events", "gone"])
    year = ("", "year", "2014", "plain")
    assert then["events", year][0].value == 7
    assert now["events", year][0].value == 1
    assert not [code for code, _ in now if code == "gone"]


class WhileSomebodyWrites(FileReader):
    """Somebody adds a record, and another one takes one away, while the files are read."""

    def __init__(self, world: SampleProgramme) -> None:
        super().__init__()
        self.world = world

    def answer(self, statement: Any) -> list[tuple[Any, ...]]:
        if not self.statements:
            self.world.record("events", "2014-06-07")
        return super().answer(statement)


def test_what_others_write_meanwhile_is_counted(damaged: SampleProgramme) -> None:
    exchange = FileExchange(WhileSomebodyWrites(damaged))
    rebuilt = rebuild(damaged.database, _programmes(damaged.database), exchange)
    assert rebuilt.revision == damaged.database.newest()
    assert rebuild(damaged.database, _programmes(damaged.database)) == RebuildingReceipt(1, 0)
    assert _value(damaged, "events", "", "2014") == 2  # type: ignore[arg-type]


class Lost(FileReader):
    """Takes the files, and is gone."""

    def answer(self, statement: Any) -> list[tuple[Any, ...]]:
        raise refuse("spark_workers_lost", master="spark://far:7077")


def test_a_reader_that_is_lost_changes_nothing(damaged: SampleProgramme, tmp_path: Any) -> None:
    before = damaged.database.newest()
    with pytest.raises(Refusal):
        rebuild(damaged.database, _programmes(damaged.database), FileExchange(Lost(), tmp_path))
    assert damaged.database.newest() == before
    assert not list(tmp_path.glob("itog-cells-*"))


def _over_files(database: Database) -> RebuildingReceipt:
    return rebuild(database, _programmes(database), FileExchange(FileReader()))


def _programmes(database: Database) -> dict[str, int]:
    with database.read() as session:
        return {code: programme_id(session, code) for code in codes(session)}
