"""Merged organisations are counted once, as of the revision; counted again here in plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from data.organisations.merging import merge, unmerge
from data.refusals import Refusal
from indicators.answers.doctor import doctor
from indicators.answers.grid import answers
from indicators.answers.question import from_words
from indicators.answers.reader import ProgrammeReader
from indicators.answers.snapshots import create, verify
from indicators.drill_down.records import records
from indicators.engine.compute import Engine
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.changes import changes
from indicators.impact.merging_effect import effect_of_merging, effect_of_unmerging
from indicators.periods import parse
from tests import template_databases
from tests.sample_programme import SampleProgramme

YEARS = (2014, 2016)
VISITS = (  # organisation, year, month, district
    ("a", 2014, 1, "north"),
    ("b", 2014, 2, "north"),
    ("b", 2014, 2, "south"),
    ("c", 2014, 8, "south"),
    ("c", 2015, 8, "north"),
    ("a", 2016, 3, "south"),
    ("d", 2016, 12, "north"),
    (None, 2016, 12, "north"),
)


@dataclass
class Town:
    """A town whose visits are known here too, and the merges that stood at each revision."""

    world: SampleProgramme
    known: Mapping[str, int]
    merges: dict[str, str] = field(default_factory=dict)
    then: dict[int, dict[str, str]] = field(default_factory=dict)

    def merge(self, organisation: str, into: str) -> None:
        with self.world.revision("merge") as change:
            merge(change, self.world.programme_id, self.known[organisation], self.known[into])
        self.merges = {**self.merges, organisation: into}
        self.remember()

    def unmerge(self, organisation: str) -> None:
        with self.world.revision("unmerge") as change:
            unmerge(change, self.world.programme_id, self.known[organisation])
        self.merges = {name: into for name, into in self.merges.items() if name != organisation}
        self.remember()

    def remember(self) -> None:
        self.then[self.world.database.newest()] = self.merges


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with SampleProgramme(database_url, years=YEARS, create=template_databases.upgraded) as world:
        with world.revision():
            known = fill(world)
        merging_town = Town(world, known)
        merging_town.remember()
        yield merging_town


def fill(world: SampleProgramme) -> dict[str, int]:
    world.define("asking", kind="distinct", measure="consultations", of="organisation")
    world.define(
        "ever", kind="distinct", measure="consultations", of="organisation", accumulate="to_date"
    )
    visits = {"kind": "count", "measure": "consultations"}
    asking = {"kind": "distinct", "measure": "consultations", "of": "organisation"}
    world.define("share", kind="ratio", numerator=asking, denominator=visits, scale=100)
    known = {name: world.organisation(name) for name in "abcd"}
    for name, year, month, district in VISITS:
        world.record(
            "consultations",
            f"{year}-{month:02}-05",
            district,
            organisation_id=known.get(name or ""),
        )
    world.cover("consultations", "2014..2016")
    return known


def end(merges: Mapping[str, str], name: str | None) -> str | None:
    while name in merges:
        name = merges[name]
    return name


def counted(merges: Mapping[str, str], code: str, label: str, district: str | None) -> int:
    """How many organisations, by going through the list."""
    period = parse(label)
    first = (YEARS[0], 1) if code == "ever" else (period.year, period.first_month)
    last = (period.final_year, period.last_month)
    inside = [
        end(merges, name)
        for name, year, month, place in VISITS
        if first <= (year, month) <= last and district in (None, place)
    ]
    return len({name for name in inside if name is not None})


def check(town: Town, revision: int | None, merges: Mapping[str, str], by: Sequence[str]) -> None:
    words = {"programme": "town", "indicator": ["asking", "ever"], "by": ",".join(by)}
    question = from_words(words).but(as_of=revision)
    with town.world.database.read() as session:
        rows = list(answers(session, question))
    compared = [answer for answer in rows if answer.district != "none"]
    assert compared
    for answer in compared:
        expected = counted(merges, answer.indicator, answer.period, answer.district)
        assert answer.value == expected, (
            answer.indicator,
            answer.period,
            answer.district,
            revision,
            dict(merges),
        )


def test_merged_organisations_count_once_at_every_revision(town: Town) -> None:
    town.merge("a", "b")
    town.merge("c", "d")
    town.merge("b", "c")  # a → b → c → d
    town.unmerge("c")
    town.unmerge("a")
    for revision, merges in town.then.items():
        for by in (("year",), ("district", "year"), ("quarter",), ("district", "month"), ()):
            check(town, revision, merges, by)
    check(town, None, town.merges, ("district", "year"))
    with town.world.database.read() as session:
        assert doctor(Engine(ProgrammeReader(session, "town").scope)) == []


def test_undoing_a_merge_gives_every_number_back(town: Town) -> None:
    before = everything(town, None)
    town.merge("a", "b")
    assert everything(town, None) != before
    town.unmerge("a")
    assert everything(town, None) == before
    assert everything(town, town.world.database.newest() - 2) == before


def test_the_effect_is_what_changes_says_afterwards_and_is_taken_back_by_undoing(
    town: Town,
) -> None:
    known, database = town.known, town.world.database
    town.merge("c", "b")
    with database.read() as session:
        expected = effect_of_merging(session, "town", known["b"], known["a"])
        with pytest.raises(Refusal):
            effect_of_merging(session, "town", known["c"], known["a"])
    town.merge("b", "a")
    with database.read() as session:
        assert {sides(change) for change in changes(session, "town", database.newest() - 1)} == set(
            map(sides, expected)
        )
        back = effect_of_unmerging(session, "town", known["b"])
    assert expected
    assert {
        (change.at, change.new.value, change.old.value)
        for change in back
        if change.old and change.new
    } == {
        (change.at, change.old.value, change.new.value)
        for change in expected
        if change.old and change.new
    }


def sides(change: ChangedAnswer) -> tuple[object, ...]:
    return change.at, change.old and change.old.value, change.new and change.new.value


def test_a_share_follows_its_organisations(town: Town) -> None:
    town.merge("b", "a")
    town.merge("c", "a")
    question = from_words({"programme": "town", "indicator": ["share"], "years": "2014"})
    with town.world.database.read() as session:
        (answer,) = answers(session, question)
    assert (answer.numerator, answer.denominator, answer.value) == (1, 4, 25)


def test_a_snapshot_is_not_changed_by_a_later_merge(town: Town) -> None:
    snapshot = create(town.world.database, "Before the merge", "town")
    town.merge("a", "b")
    with town.world.database.read() as session:
        assert verify(session, snapshot.id).holds


def test_the_records_of_a_merged_organisation_are_listed_under_the_other_one_with_their_own_name(
    town: Town,
) -> None:
    town.merge("a", "b")
    question = from_words({"programme": "town", "indicator": ["asking"]})
    with town.world.database.read() as session:
        now = records(session, question, "2014")
        before = records(session, question.but(as_of=town.world.database.newest() - 1), "2014")
    assert {(row.organisation, row.merged) for row in now.rows} == {
        ("b", "a"),
        ("b", None),
        ("c", None),
    }
    assert {(row.organisation, row.merged) for row in before.rows} == {
        ("a", None),
        ("b", None),
        ("c", None),
    }
    assert now.total == before.total


def everything(town: Town, revision: int | None) -> list[tuple[object, ...]]:
    question = from_words({"programme": "town", "by": "district,month"}).but(as_of=revision)
    with town.world.database.read() as session:
        return [
            (answer.indicator, answer.district, answer.period, answer.value)
            for answer in answers(session, question)
        ]
