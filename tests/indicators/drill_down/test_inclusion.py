"""A record is told to be counted exactly where the records behind a number list it, and why not
elsewhere.
"""

from collections.abc import Iterator

import pytest

from data.refusals import NotFound, Refusal
from data.tables import classes
from data.tables.base import Record
from data.tables.organisations import Organisation
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.drill_down.exclusion import Reason
from indicators.drill_down.inclusion import Counting, counting_of
from indicators.drill_down.organisation_inclusion import organisation_counted
from indicators.drill_down.pages import RecordRow
from indicators.drill_down.records import records
from indicators.measures import kind_of
from tests.sample_programme import TABLES, SampleProgramme, yaml_of

YEARS = (2014, 2015, 2016)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Every kind of record, and every kind of definition over them."""
    with SampleProgramme(f"sqlite:///{tmp_path_factory.mktemp('counted') / 'itog.db'}") as world:
        with world.revision():
            _define(world)
            ngo = world.organisation("NGO")
            for kind in TABLES:
                world.record(kind, "2014-03-05", "north", organisation_id=ngo)
                world.record(kind, "2015", "south")
                world.record(kind, "2016-07")
        with world.revision():
            world.record(
                "consultations",
                "2014-05",
                number="topic",
                topic="law",
                people=3,
                organisation_id=ngo,
            )
            won = {"decision": "awarded", "decided_on": "2015-04-20", "awarded": 100, "spent": 5}
            world.record(
                "grants",
                "2014-11-02",
                number="won",
                **won,
                reported_on="2016-01",
                organisation_id=ngo,
            )
            world.record("grants", "2016-11-02", number="late", **won | {"decided_on": "2017-02"})
            world.record("supports", "2014", number="bad", violation=True, amount=7)
        gone = world.record("events", "2014-01-01", "north", "south", number="gone")
        world.close("events", gone)
        yield world


def _define(world: SampleProgramme) -> None:
    for kind in TABLES:
        measure = {"grants": "grant_applications"}.get(kind, kind)
        world.define(f"all_{kind}", kind="count", measure=measure)
        world.define(
            f"ngo_{kind}", kind="distinct", measure=measure, of="organisation", years="2014..2015"
        )
    law = {"measure": "consultations", "filter": {"topic": ["law"]}}
    roubles = {"unit": {"ru": "руб.", "en": "r"}}
    share = {"unit": {"ru": "%", "en": "%"}, "scale": 100}
    world.define("law", kind="count", **law)
    world.define("law_to_date", kind="count", accumulate="to_date", **law)
    world.define("visitors", kind="sum", measure="consultations", amount="people")
    world.define(
        "grown", kind="count", measure="events", change={"from": "previous", "as": "difference"}
    )
    world.define("awarded", kind="sum", measure="grant_awards", amount="awarded", **roubles)
    world.define("reported", kind="count", measure="grant_reports")
    world.define("clean", kind="count", measure="supports", filter={"violation": [False]})
    counted = {"kind": "count", "measure": "consultations"}
    world.define(
        "law_share", kind="ratio", numerator={"kind": "count", **law}, denominator=counted, **share
    )
    world.define(
        "success",
        kind="ratio",
        numerator={"indicator": "reported"},
        denominator={"indicator": "all_grants"},
        **share,
    )
    world.define("both", kind="formula", formula="law + all_events")
    world.publish(
        yaml_of("changing", kind="count", measure="events", years="2014..2014"),
        yaml_of("changing", kind="count", measure="publications", years="2015.."),
    )


def _all_rows(world: SampleProgramme) -> list[tuple[str, int]]:
    with world.database.read() as session:
        return [
            (kind, row.id) for kind, table in TABLES.items() for row in session.query(table).all()
        ]


def _counting(world: SampleProgramme, kind: str, number: str) -> Counting:
    with world.database.read() as session:
        (row,) = session.query(TABLES[kind]).filter_by(number=number).all()
        return counting_of(session, world.code, kind, row.id)


def test_told_to_be_counted_exactly_where_it_is_listed(world):
    """Every record of every kind against every indicator and year."""
    listed: dict[tuple[str, int], set[tuple[str, int, str]]] = {}
    for code, year, row in _listed(world):
        listed.setdefault((kind_of(row.measure), row.id), set()).add((code, year, row.role))
    with world.database.read() as session:
        roles_of = {}
        for kind, row_id in _all_rows(world):
            counting = counting_of(session, world.code, kind, row_id)
            roles_of[kind, row_id] = {
                (each.indicator, year, role)
                for each in counting.counted
                for year, role in each.roles.items()
            }
            assert all(missed.reasons for missed in counting.not_counted)
            assert not {each.indicator for each in counting.counted} & {
                each.indicator for each in counting.not_counted
            }
    assert sum(map(len, roles_of.values())) > 50
    assert {at: roles for at, roles in roles_of.items() if roles} == listed


def test_an_organisation_is_counted_where_its_records_are_listed(world):
    listed: dict[str, dict[int, set[str]]] = {}
    for code, year, row in _listed(world):
        if row.organisation == "NGO":
            listed.setdefault(code, {}).setdefault(year, set()).add(row.role)
    with world.database.read() as session:
        counting = organisation_counted(
            session, world.code, session.query(Organisation.id).scalar()
        )
        nobody = organisation_counted(session, world.code, 10**6)
    assert {each.indicator: each.roles for each in counting.counted} == {
        code: {year: "both" if len(roles) > 1 else roles.pop() for year, roles in years.items()}
        for code, years in listed.items()
    }
    assert "both" in counting.through
    assert nobody == Counting((), (), ())


def _listed(world: SampleProgramme) -> Iterator[tuple[str, int, RecordRow]]:
    """Every record behind every number of a year."""
    with world.database.read() as session:
        for code in _codes(world):
            for year in YEARS:
                try:
                    rows = records(session, Question(world.code, (code,)), str(year)).rows
                except Refusal:
                    continue
                yield from ((code, year, row) for row in rows)


def _codes(world: SampleProgramme) -> tuple[str, ...]:
    with world.database.read() as session:
        return ProgrammeReader(session, world.code).catalogue.codes


def test_the_tables_of_this_test_are_all_kinds_of_records(world):
    kinds = {table for table in classes() if issubclass(table, Record)}
    assert kinds == set(TABLES.values())


def _why(counting: Counting, code: str) -> tuple[Reason, ...]:
    return next(each.reasons for each in counting.not_counted if each.indicator == code)


def test_why_not(world):
    late = _counting(world, "grants", "late")
    assert _why(late, "awarded") == (
        Reason("outside_programme", "grant_awards", "decided_on", 2017),
    )
    assert _why(late, "reported") == (Reason("no_date", "grant_reports", "reported_on"),)
    assert _why(late, "ngo_grants") == (Reason("no_version", value=2016, accepted=(2014, 2015)),)
    bad = _counting(world, "supports", "bad")
    assert _why(bad, "clean") == (Reason("filtered", "supports", "violation", True, (False,)),)
    assert next(each for each in bad.counted if each.indicator == "ngo_supports").silent == (
        Reason("empty", "supports", "organisation"),
    )
    gone = _counting(world, "events", "gone")
    assert gone.counted == ()
    assert {reason.rule for missed in gone.not_counted for reason in missed.reasons} == {
        "withdrawn"
    }
    law = _counting(world, "consultations", "topic")
    assert law.through == ("both",)
    assert next(
        each.roles for each in law.counted if each.indicator == "law_to_date"
    ) == dict.fromkeys(YEARS, "counted")
    assert next(each.roles for each in law.counted if each.indicator == "law_share") == {
        2014: "both"
    }


def test_a_grant_that_was_not_awarded_says_so(world):
    with world.database.read() as session:
        row = next(
            row for row in session.query(TABLES["grants"]).all() if row.decision == "pending"
        )
        counting = counting_of(session, world.code, "grants", row.id)
    assert _why(counting, "awarded") == (
        Reason("not_of_measure", "grant_awards", "decision", "pending"),
    )


def test_a_row_that_there_is_not(world):
    with world.database.read() as session, pytest.raises(NotFound):
        counting_of(session, world.code, "events", 10_000)
