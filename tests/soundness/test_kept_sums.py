"""Sums that readers keep for one another never say anything else than the records do.

Whatever came, was corrected, withdrawn, imported or undone since they were kept, and as of whatever
revision somebody asks.
"""

import itertools
import random
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from commands.doctor import _repair
from commands.doctor import rows as rows_of_doctor
from data.imports import ImportOptions, import_file
from data.imports.undoing.undoing import undo
from data.organisations.merging import merge
from data.tables.revisions import ImportRun
from data.tables.sums import KeptSums
from indicators.answers.answer import Answer
from indicators.answers.cells import computed
from indicators.answers.grid import answers
from indicators.answers.keeping import keep_sums, prepare
from indicators.answers.question import Question
from indicators.asking import Asker
from indicators.definition import Aggregate, FilterCondition
from indicators.engine import kept_rows, kept_sums
from indicators.engine.compute import Engine
from indicators.engine.context import EngineContext
from indicators.engine.kept_rows import countable_of, countable_text, keeping
from indicators.engine.month_sums import JoinedSums
from indicators.engine.sum_table import SumTable
from indicators.records.selection import AnyOf, Scope
from tests import template_databases
from tests.depth import some
from tests.sample_programme import SampleProgramme

VISITS: dict[str, Any] = {"kind": "count", "measure": "consultations"}
DEFINED: dict[str, dict[str, Any]] = {
    "visits": VISITS,
    "copies": VISITS | {"filter": {"request": ["copying"]}},
    "ever": VISITS | {"accumulate": "to_date"},
    "people": {"kind": "sum", "measure": "consultations", "amount": "people"},
    "askers": {"kind": "distinct", "measure": "consultations", "of": "organisation"},
    "a_visitor": {
        "kind": "ratio",
        "numerator": {"kind": "count", "measure": "consultations"},
        "denominator": {"kind": "distinct", "measure": "consultations", "of": "organisation"},
    },
}
QUESTIONS = [
    *({"split": "topic", "by": by} for by in (("year",), ("district", "quarter"))),
    {"split": "topic", "by": ("month",), "within_year": True},
    {"split": "topic", "district": "north"},
    {"split": "topic", "years": (2015, 2016)},
    *({"by": ("range",), "years": years} for years in ((2014, 2015), (2015, 2016))),
    {"by": ("district", "range")},
]
TOPICS = ["law", "finance", None]


@pytest.fixture
def worth(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets from how many records on sums are kept."""
    return lambda records: monkeypatch.setattr(kept_sums, "WORTH", records)


def filled(url: str) -> SampleProgramme:
    with SampleProgramme(url, districts=("north", "south")) as world:
        for code, fields in DEFINED.items():
            world.define(code, **fields)
        world.cover("consultations", "2014..2015")
    return world


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


def _answers(world: SampleProgramme, **question: Any) -> tuple[Answer, ...]:
    """By a reader who has just come: nothing is remembered but what is kept."""
    asker = Asker(world.database)
    return tuple(
        itertools.chain.from_iterable(
            asker.ask(answers, Question(world.code, (code,), **question)) for code in DEFINED
        )
    )


def _check(world: SampleProgramme, worth: Callable[[int], None], as_of: int | None = None) -> None:
    for question in QUESTIONS:
        worth(10**9)
        counted = _answers(world, as_of=as_of, **question)
        worth(1)
        assert _answers(world, as_of=as_of, **question) == counted, question


def _record(world: SampleProgramme, dice: random.Random, askers: list[int]) -> Any:
    day = dice.choice(["{}-{:02}-05", "{}-{:02}", "{}"])
    return world.record(
        "consultations",
        day.format(dice.randint(2014, 2016), dice.randint(1, 12)),
        *dice.choice([["north"], ["south"], []]),
        topic=dice.choice(TOPICS),
        request=dice.choice(["consulting", "copying"]),
        people=dice.choice([None, 1, 5]),
        organisation_id=dice.choice([None, *askers]),
        illustrative=dice.random() < 0.1,
    )


def test_kept_sums_follow_what_comes_and_goes(
    town: SampleProgramme, worth: Callable[[int], None]
) -> None:
    dice = random.Random(3)
    askers = [town.organisation(f"NGO {number}") for number in range(4)]
    with town.revision():
        living = [_record(town, dice, askers) for _ in range(30)]
    _check(town, worth)
    for step in range(6):
        with town.revision():
            living += [_record(town, dice, askers) for _ in range(3)]
            old = living.pop(dice.randrange(len(living)))
            living.append(town.replace("consultations", old, topic=dice.choice(TOPICS), people=9))
            town.close("consultations", living.pop(dice.randrange(len(living))))
        # every other revision nobody asks: two are caught up with at once
        if step % 2:
            _check(town, worth)
    newest = town.database.newest()
    for as_of in some(range(newest - 6, newest + 1), newest - 6, newest - 1):
        _check(town, worth, as_of)


def test_kept_sums_follow_imports_and_their_undoing(
    town: SampleProgramme, worth: Callable[[int], None], tmp_path: Path
) -> None:
    for number in range(3):
        town.organisation(f"NGO {number}", number=f"NGO-{number}")
    _check(town, worth)
    runs = [_imported(town, tmp_path, rows) for rows in (range(40), range(40, 50))]
    _check(town, worth)
    undo(town.database, runs[0])
    _check(town, worth)
    _imported(town, tmp_path, range(20))
    _check(town, worth)


def _imported(world: SampleProgramme, folder: Path, rows: range) -> int:
    file = folder / "rows.csv"
    lines = ["number,date,district,organisation,request,topic,people"]
    for row in rows:
        when, where = f"201{4 + row % 3}-0{1 + row % 9}-1{row % 7}", ("north", "south")[row % 2]
        topic = ("law", "finance", "")[row % 3]
        lines.append(f"{row},{when},{where},NGO-{row % 3},consulting,{topic},{row % 4}")
    file.write_text("\n".join(lines), encoding="utf-8")
    import_file(world.database, "consultations", file, ImportOptions(world.code, "none"))
    with world.database.read() as session:
        return max(session.scalars(select(ImportRun.id)))


def test_merged_organisations_are_one_in_kept_sums_too(
    town: SampleProgramme, worth: Callable[[int], None]
) -> None:
    worth(1)
    one, other = town.organisation("NGO 1"), town.organisation("NGO 2")
    for organisation in (one, other):
        town.record(
            "consultations", "2014-03-05", "north", topic="law", organisation_id=organisation
        )
    split = Question(town.code, ("askers",), (2014, 2014), split="topic")
    assert [each.value for each in Asker(town.database).ask(answers, split)] == [2]
    with town.revision() as change:
        merge(change, town.programme_id, one, other)
    assert [each.value for each in Asker(town.database).ask(answers, split)] == [1]


def test_an_award_whose_day_is_not_known_is_of_no_year(
    town: SampleProgramme, worth: Callable[[int], None]
) -> None:
    worth(1)
    town.define("awards", kind="count", measure="grant_awards")
    town.cover("grants", "2014..2016")
    town.record("grants", "2014-05-20", "north", decision="awarded", decided_on="2015-02-01")
    town.record("grants", "2014-06-20", "north", decision="awarded")
    split = Question(town.code, ("awards",), (2014, 2016), split="direction")
    counted = [
        (each.period, each.value) for each in Asker(town.database).ask(answers, split) if each.value
    ]
    assert counted == [("2015", 1)]
    ranged = Question(town.code, ("awards",), (2014, 2015), by=("range",))
    assert [each.value for each in Asker(town.database).ask(answers, ranged)] == [1]


def test_what_is_kept_is_read_instead_of_the_records(
    town: SampleProgramme, worth: Callable[[int], None]
) -> None:
    worth(1)
    for topic in ("law", "law", "finance"):
        town.record("consultations", "2014-03-05", "north", topic=topic)
    split = Question(town.code, ("visits",), split="topic")
    first = Asker(town.database).ask(answers, split)
    statements: list[str] = []
    event.listen(
        town.database.engine,
        "before_cursor_execute",
        lambda *event_arguments: statements.append(event_arguments[2]),
    )
    assert Asker(town.database).ask(answers, split) == first
    scanned = [each for each in statements if "FROM consultation" in each]
    assert all("max(" in each for each in scanned), scanned


def test_a_reader_does_not_wait_to_keep(
    town: SampleProgramme, worth: Callable[[int], None]
) -> None:
    town.record("consultations", "2014-03-05", "north", topic="law")
    worth(1)
    split = Question(town.code, ("visits",), (2014, 2014), split="topic")
    with town.database.writing("somebody"):
        assert [each.value for each in Asker(town.database).ask(answers, split)] == [1]
    with town.database.read() as session:
        assert session.scalars(select(KeptSums)).all() == []
    Asker(town.database).ask(answers, split)
    with town.database.read() as session:
        assert len(session.scalars(select(KeptSums)).all()) == 1


def test_a_writer_reads_what_the_one_before_has_kept(
    town: SampleProgramme, worth: Callable[[int], None]
) -> None:
    worth(1)
    for topic in ("law", "finance"):
        town.record("consultations", "2014-03-05", "north", topic=topic)
    statements: list[str] = []
    event.listen(
        town.database.engine,
        "before_cursor_execute",
        lambda *event_arguments: statements.append(event_arguments[2]),
    )
    town.record("consultations", "2015-04-05", "south", topic="law")
    counted = [each for each in statements if "GROUP BY consultation.district" in each]
    # what came is found by its revision, what went by its end: never by year
    assert counted
    assert all(".since >" in each or ".until BETWEEN" in each for each in counted), counted
    assert [each.value for each in _answers(town, by=("year",))][:3] == [2, 1, None]


def test_an_upgrade_keeps_what_the_first_writer_would_have_to_count(
    town: SampleProgramme, worth: Callable[[int], None]
) -> None:
    town.record("consultations", "2014-03-05", "north", topic="law")
    worth(1)
    newest = town.database.newest()
    keep_sums(town.database)
    with town.database.read() as session:
        kept = session.execute(select(KeptSums.revision, KeptSums.attribute).distinct()).all()
        texts = set(session.scalars(select(KeptSums.counted)))
    assert kept == [(newest, None)]
    assert {countable_of(text).kind for text in texts} >= {"count", "sum", "distinct"}
    assert town.database.newest() == newest


def test_what_a_writer_has_counted_ahead_is_what_it_would_count_under_the_lock(
    town: SampleProgramme, worth: Callable[[int], None], tmp_path: Path
) -> None:
    dice = random.Random(11)
    askers = [town.organisation(f"NGO {each}", number=f"NGO-{each}") for each in range(3)]
    for _ in range(12):
        _record(town, dice, askers)
    worth(1)
    town.database.preparers = [prepare]
    # seen from inside the change: what is kept before its own cells are computed
    ahead: list[tuple[Any, ...]] = []
    town.database.listeners = [
        lambda change: ahead.extend(_contents(change.session)),
        *town.database.listeners,
    ]
    _imported(town, tmp_path, range(9))
    newest = town.database.newest()
    assert {revision for revision, *_rest in ahead} == {newest - 1}
    with town.database.writing("test") as session:
        kept_rows.forget(session)
        scope = Scope(session, town.programme_id, newest - 1)
        engine = Engine(scope, context=EngineContext(scope, kept=True))
        with keeping(session):
            for code in DEFINED:
                computed(engine, code, frozenset({2014, 2015}))
        session.flush()
        assert _contents(session) == sorted(ahead)
        kept_rows.forget(session)
    _check(town, worth)
    # the next change finds them, and counts nothing ahead
    ahead.clear()
    _imported(town, tmp_path, range(9, 15))
    assert {revision for revision, *_rest in ahead} <= {newest}
    _check(town, worth)


def _contents(session: Session) -> list[tuple[Any, ...]]:
    return sorted(
        tuple(row)
        for row in session.execute(select(KeptSums.revision, KeptSums.name, KeptSums.content))
    )


def test_a_writer_keeps_the_sums_of_splits_anew_where_much_has_changed(
    town: SampleProgramme, worth: Callable[[int], None]
) -> None:
    worth(5)
    living = [town.record("consultations", "2014-03-05", "north", topic="law") for _ in range(6)]
    split = Question(town.code, ("visits",), (2014, 2014), split="topic")
    Asker(town.database).ask(answers, split)
    with town.revision():
        for record in living[:3]:
            town.replace("consultations", record, topic="finance")
    kept = select(KeptSums.content).where(
        KeptSums.attribute.is_not(None), KeptSums.revision == town.database.newest()
    )
    with town.database.read() as session:
        tables = [SumTable.read(content) for content in session.scalars(kept)]
    assert [table.values_met for table in tables] == [{"law", "finance"}]


def test_two_editions_side_by_side_leave_each_other_what_they_have_counted(
    town: SampleProgramme, worth: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """During an upgrade the old program and the new one serve one database."""
    worth(1)

    def editions_after(program: str) -> set[str]:
        monkeypatch.setattr(kept_rows, "edition", lambda: program)
        monkeypatch.setattr(kept_sums, "edition", lambda: program)
        town.record("consultations", "2014-03-05", "north", topic="law")
        with town.database.read() as session:
            return set(session.scalars(select(KeptSums.edition)))

    assert editions_after("1") == {"1"}
    assert editions_after("2") == {"1", "2"}
    assert editions_after("1") == {"1", "2"}
    assert editions_after("3") == {"1", "3"}
    assert editions_after("3") == {"1", "3"}


def test_what_is_counted_comes_back_from_its_text() -> None:
    visits = Aggregate(kind="count", measure="consultations")
    every = visits.model_copy(update={"filter": {"topic": ("law", None)}})
    people = Aggregate(kind="sum", measure="consultations", amount="people")
    few = FilterCondition(max=Decimal("2.5"), empty=True)
    spring = FilterCondition(since=date(2015, 3, 1), until=date(2015, 5, 31))
    some = Aggregate(kind="count", measure="consultations", filter={"people": few, "date": spring})
    for countable in (
        visits,
        every,
        people,
        some,
        AnyOf((visits, every), (people,)),
        AnyOf((every,), (some,)),
    ):
        assert countable_of(countable_text(countable)) == countable


def test_a_repair_counts_the_records_and_not_what_is_kept(
    town: SampleProgramme, worth: Callable[[int], None]
) -> None:
    worth(1)
    town.record("consultations", "2014-03-05", "north", topic="law")
    with town.database.writing("somebody") as session:
        session.execute(update(KeptSums).values(content=SumTable.of({}).content()))
    town.record("consultations", "2014-04-05", "north", topic="law")
    with town.database.read() as session:
        assert list(rows_of_doctor(session, history=False))
    _repair(town.database, {town.code: set()})
    with town.database.read() as session:
        assert list(rows_of_doctor(session, history=False)) == []


def test_a_table_comes_back_as_it_was_kept() -> None:
    law = JoinedSums([["north", 2014, None, 2, 2, 2, 0]], [["north", 2014, None, "7\x1f7"]])
    none = JoinedSums([[None, 2014, 3, 1, 0, 1, 1]], [[None, 2014, 3, None]])
    table = SumTable.of({"law": law, None: none})
    again = SumTable.read(table.content())
    assert again.values_met == {"law", None}
    assert again.records == 3
    for each in (table, again):
        rows = {value: sums.rows for value, sums in each.by_value((2014, 2014)).items()}
        assert rows == {
            "law": [("north", 2014, None, 2, 2, 2, 0)],
            None: [(None, 2014, 3, 1, 0, 1, 1)],
        }
    nothing = SumTable.of({})
    assert table.changed(nothing, table).records == 0
    assert table.changed(table, nothing).by_value((2014, 2014))["law"].rows[0][3] == 4
