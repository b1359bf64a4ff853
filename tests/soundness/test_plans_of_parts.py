"""A plan of a part judges that part alone: by figures worked out by hand, as of any revision."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.answers.answer import Answer
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.drill_down.records import records
from indicators.impact.changes import changes
from tests.sample_programme import SampleProgramme

LATER = datetime.date(2014, 2, 1)
APART = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[SampleProgramme]:
    """Of 4 supports 3 were financial and 1 informational; property was planned and none came."""
    url = f"sqlite:///{tmp_path / 'itog.db'}"
    with SampleProgramme(url, years=(2014, 2015)) as world:
        with world.revision():
            world.define("supported", kind="count", measure="supports")
            world.define("share", **APART)
            for form in ("financial", "financial", "financial", "informational"):
                world.record("supports", "2014-03-05", "north", form=form)
            world.cover("supports", "2014..2015")
            world.observe("share", "2014", 55)
            world.observe("share", "2014", 60, by="sex=women")
            world.observe("share", "2014", 50, by="sex=men")
        with world.revision():  # revision 3
            world.target("supported", "2014", 10)
            world.target("supported", "2014", 4, by="form=financial")
            world.target("supported", "2014", 2, by="form=property")
            world.target("share", "2014", 100)
            world.target("share", "2014", 50, by="sex=women")
        yield world


def by_part(world: SampleProgramme, indicator: str, **changes: object) -> dict[str | None, Answer]:
    question = Question(world.code, (indicator,), (2014, 2014), on=datetime.date(2020, 1, 1))
    with world.database.read() as session:
        return {each.split: each for each in answers(session, question.but(**changes))}


def test_each_part_is_judged_by_its_own_plan(town):
    parts = by_part(town, "supported", split="form")
    judged = {
        name: (each.value, each.plan, each.degree_raw, each.status) for name, each in parts.items()
    }
    assert judged == {
        "financial": (3, 4, Decimal("0.75"), "not_achieved"),
        "informational": (1, None, None, None),
        # nothing came of it: that is 0 of 2, and no missing row
        "property": (0, 2, 0, "not_achieved"),
    }


def test_the_plan_of_the_whole_is_neither_shared_out_nor_changed(town):
    whole = by_part(town, "supported")[None]
    assert (whole.value, whole.plan, whole.degree_raw) == (4, 10, Decimal("0.4"))


def test_a_reported_part_stands_beside_its_total(town):
    parts = by_part(town, "share", split="sex")
    assert {name: (each.value, each.plan, each.status) for name, each in parts.items()} == {
        None: (55, 100, "not_achieved"),
        "women": (60, 50, "over_fulfilled"),
        "men": (50, None, None),
    }


def test_before_it_was_set_there_was_no_plan(town):
    parts = by_part(town, "supported", split="form", as_of=2)
    assert set(parts) == {"financial", "informational"}
    assert all(each.plan is None for each in parts.values())


def parts_between(
    world: SampleProgramme, since: int, until: int
) -> dict[tuple[object, ...], object]:
    with world.database.read() as session:
        return {
            (each.split_by, each.split, each.district, each.period): (
                each.old.plan,
                each.new.plan,
                each.new.value,
                each.new.status,
            )
            for each in changes(session, world.code, since, until)
            if each.split is not None and each.old is not None and each.new is not None
        }


def test_a_plan_of_a_part_is_a_change_that_its_revision_tells(town):
    assert parts_between(town, 2, 3) == {
        ("sex", "women", None, "2014"): (None, 50, 60, "over_fulfilled"),
        # 3 of 4; of property 0 of 2
        ("form", "financial", None, "2014"): (None, 4, 3, "not_achieved"),
        ("form", "property", None, "2014"): (None, 2, 0, "not_achieved"),
    }


def test_a_plan_of_a_counted_part_that_is_changed_or_withdrawn_is_told_where_it_stood(town):
    with town.revision() as change:
        quarter = town.target("supported", "2014-Q1", 3, "north", by="form=financial")
        town.target("supported", "2014", 3, by="form=financial", set_on=LATER)
    since = change.revision - 1
    assert parts_between(town, since, change.revision) == {
        ("form", "financial", None, "2014"): (4, 3, 3, "achieved"),
        ("form", "financial", "north", "2014-Q1"): (None, 3, 3, "achieved"),
    }
    with town.revision() as withdrawn:
        town.close("targets", quarter)
    assert parts_between(town, withdrawn.revision - 1, withdrawn.revision) == {
        ("form", "financial", "north", "2014-Q1"): (3, None, 3, None)
    }
    # over all of them the quarter's plan came and went: that is no difference
    assert set(parts_between(town, since, withdrawn.revision)) == {
        ("form", "financial", None, "2014")
    }


def test_records_that_come_are_told_by_their_whole(town):
    with town.revision() as change:
        town.record("supports", "2015-03-05", "north", form="financial")
    assert parts_between(town, change.revision - 1, change.revision) == {}


def test_awards_have_plans_of_their_directions(database_url):
    """Awards are a measure beside that of their kind: 1 of 2 planned for youth, 200 of 150 roubles."""
    with SampleProgramme(database_url, years=(2014, 2015)) as world:
        with world.revision():
            world.define("awards", kind="count", measure="grant_awards")
            world.define("money", kind="sum", measure="grant_awards", amount="awarded")
            for direction, awarded in (("youth", 200), ("sport", 100)):
                world.record("grants", "2014-02-01", direction=direction, decision="awarded",
                             decided_on="2014-03-01", awarded=awarded)  # fmt: skip
            world.cover("grants", "2014..2015")
            world.target("awards", "2014", 2, by="direction=youth")
            world.target("money", "2014", 150, by="direction=youth")
        judged = [
            (each.value, each.plan, each.status)
            for code in ("awards", "money")
            for name, each in by_part(world, code, split="direction").items()
            if name == "youth"
        ]
        assert judged == [(1, 2, "not_achieved"), (200, 150, "over_fulfilled")]
        assert parts_between(world, 1, 2) == {}, (
            "before its first definition an indicator has no answers"
        )
        with world.revision() as change:
            world.target("awards", "2014", 1, by="direction=youth", set_on=LATER)
        assert parts_between(world, change.revision - 1, change.revision) == {
            ("direction", "youth", None, "2014"): (2, 1, 1, "achieved")
        }


def test_the_records_behind_a_planned_part_without_any_are_none(town):
    question = Question(town.code, ("supported",), split="form", split_value="property")
    with town.database.read() as session:
        assert records(session, question, "2014").total == 0
