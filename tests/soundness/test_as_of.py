"""An answer as of a revision never changes, whatever comes later."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.answers.answer import Answer
from tests.depth import examples
from tests.soundness.agreement import check, clock
from tests.soundness.strategies import Story, questions, recorded, stories
from tests.soundness.towns import CUTS, TREE, Town

VISITS = {"kind": "count", "measure": "consultations"}
AFTER = clock("2030-01-01")
NUMBERS = count(1)
CALM = settings(
    max_examples=examples(5, 50),
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
VIEWS: list[dict[str, Any]] = [
    {},
    {"by": ("district", "half"), "within_year": True, "cut": "okrugs"},
    {"by": ("range",)},
]


class Memory:
    """What was answered at each revision."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.answers: dict[int, list[list[Answer]]] = {}

    def ask(self, revision: int | None) -> list[list[Answer]]:
        return [self.town.ask(**view, on=AFTER, as_of=revision) for view in VIEWS]

    def remember(self) -> None:
        self.answers[self.town.revision_number] = self.ask(None)

    def check(self) -> None:
        for revision, answers in self.answers.items():
            assert self.ask(revision) == answers, revision


class Deeds:
    """Everything that may happen to a town; each is one revision."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.rows: dict[str, list[Any]] = {"consultations": [], "events": [], "targets": []}

    def add(self, row: tuple[str, tuple[Any, ...], dict[str, Any]]) -> None:
        name, arguments, columns = row
        self.rows[arguments[0]].append(getattr(self.town, name)(*arguments, **columns))

    def close(self, kind: str) -> None:
        if self.rows[kind]:
            self.town.close(kind, self.rows[kind].pop())

    def correct(self, kind: str) -> None:
        if self.rows[kind]:
            self.rows[kind][-1] = self.town.correct(kind, self.rows[kind][-1], illustrative=True)

    def publish(self, topic: str) -> None:
        self.town.define(
            "visits", **VISITS, filter={"topic": [topic]}, description={"ru": topic, "en": topic}
        )

    def plan(self, value: int) -> None:
        with self.town.revision():
            for row in self.rows["targets"]:
                self.town.shut(row, "targets")
            self.rows["targets"] = [self.town.target("visits", "2015", value)]

    def cover(self, period: str) -> None:
        self.town.cover("consultations", period)

    def people(self, number: int) -> None:
        self.town.population(
            number, f"{2014 + number % 3}-01-01", number=f"p{self.town.revision_number}"
        )


DEED = st.one_of(
    st.tuples(st.just("add"), recorded("consultations")),
    st.tuples(st.just("add"), recorded("events")),
    st.tuples(st.just("close"), st.sampled_from(["consultations", "events"])),
    st.tuples(st.just("correct"), st.sampled_from(["consultations", "events"])),
    st.tuples(st.just("publish"), st.sampled_from(["law", "other"])),
    st.tuples(st.just("plan"), st.integers(0, 5)),
    st.tuples(st.just("cover"), st.sampled_from(["2014", "2015..2016", "2016-Q1"])),
    st.tuples(st.just("people"), st.integers(1, 9)),
)


def everything_once(town: Town) -> None:
    with town.revision():
        town.define("visits", **VISITS)
        town.define(
            "callers_ever",
            kind="distinct",
            of="organisation",
            measure="consultations",
            accumulate="to_date",
        )
        town.define("events", kind="count", measure="events")
        town.define("dense", **VISITS, per={"residents": 10})
        town.define("together", kind="formula", formula="if_none(visits, 0) + events")
        town.cover("events", "2014..2016")


@CALM
@given(deeds=st.lists(DEED, min_size=3, max_size=6))
def test_an_answer_as_of_a_revision_never_changes(
    new_town: Callable[..., Town], deeds: list[tuple[str, Any]]
) -> None:
    town = new_town(code=f"town{next(NUMBERS)}", districts=TREE, cuts=CUTS)
    everything_once(town)
    memory, doing = Memory(town), Deeds(town)
    for name, argument in deeds:
        memory.remember()
        getattr(doing, name)(argument)
    memory.check()
    assert town.doctor() == []


@CALM
@given(story=stories(revisions=2), question=questions())
def test_an_earlier_revision_has_the_answers_of_its_own_records(
    new_town: Callable[..., Town], story: Story, question: dict[str, Any]
) -> None:
    """What is computed on demand, and not only what was kept, is as of the revision."""
    town = new_town(code=f"story{next(NUMBERS)}", districts=TREE, cuts=CUTS)
    story.begin(town)
    revisions = [town.revision_number]
    for deeds in story.later:
        with town.revision():
            Story.apply(town, deeds)
        revisions.append(town.revision_number)
    for revision in revisions:
        check(town, story.codes, as_of=revision, **question | {"on": clock(question["on"])})
    assert town.doctor() == []


def test_names_plans_and_places_are_as_of_the_revision_too(town: Town) -> None:
    town.define("visits", **VISITS)
    plan = town.target("visits", "2015", 5)
    before = town.revision_number
    with town.revision():
        town.shut(plan, "targets")
        town.target("visits", "2015", 9)
    assert [town.year("visits", 2015, as_of=at).plan for at in (before, None)] == [5, 9]
    town.place("west")
    by_place = {"by": ("district", "year"), "years": (2015, 2015)}
    assert len(town.ask("visits", **by_place)) == 3
    assert len(town.ask("visits", **by_place, as_of=before)) == 2


def test_a_range_and_a_split_as_of_a_revision_count_its_records(town: Town) -> None:
    town.define("visits", **VISITS)
    row = town.record("consultations", "2015-05", "north", topic="law")
    before = town.revision_number
    town.replace("consultations", row, topic="other")
    town.record("consultations", "2016-05", "north", topic="other")
    assert town.values("visits", by=(), as_of=before) == [1]
    assert town.values("visits", by=()) == [2]
    assert [
        part.split for part in town.ask("visits", years=(2015, 2015), split="topic", as_of=before)
    ] == ["law"]


def test_every_answer_says_its_revision(town: Town) -> None:
    town.define("visits", **VISITS)
    before = town.revision_number
    town.record("consultations", "2015-05", "north")
    assert town.year("visits", 2015).revision == before + 1
    assert town.year("visits", 2015, as_of=before).revision == before


def fail_halfway(town: Town) -> None:
    with town.revision():
        town.record("consultations", "2015-05", "north")
        raise RuntimeError


def test_a_failed_revision_leaves_no_trace(town: Town) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2015")
    before = town.revision_number
    with pytest.raises(RuntimeError):
        fail_halfway(town)
    assert (town.year("visits", 2015).value, town.revision_number) == (0, before)
    assert town.doctor() == []


def test_two_programmes_of_one_database_do_not_meet(sqlite_url: str, tmp_path: Path) -> None:
    with Town(sqlite_url, code="one") as one, Town(sqlite_url, code="two") as two:
        for town in (one, two):
            town.define("visits", **VISITS)
            town.cover("consultations", "2015")
        one.record("consultations", "2015-05", "north")
        assert (one.year("visits", 2015).value, two.year("visits", 2015).value) == (1, 0)
        assert (one.behind("visits", "2015").total, two.behind("visits", "2015").total) == (1, 0)
