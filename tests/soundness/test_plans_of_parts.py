"""A plan of a part judges that part alone: by figures worked out by hand, as of any revision."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest

from indicators.answers.answer import Answer
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.drill_down.records import records
from indicators.impact.changes import changes
from tests.sample_programme import SampleProgramme

APART = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Of 4 supports 3 were financial and 1 informational; property was planned and none came."""
    url = f"sqlite:///{tmp_path_factory.mktemp('town') / 'itog.db'}"
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


def test_a_plan_of_a_reported_part_is_a_change_that_its_revision_tells(town):
    with town.database.read() as session:
        told = {
            (each.split_by, each.split): (each.old.plan, each.new.plan, each.new.status)
            for each in changes(session, town.code, 2, 3, grains=("year",))
            if each.split is not None
        }
    assert told == {("sex", "women"): (None, 50, "over_fulfilled")}


def test_the_records_behind_a_planned_part_without_any_are_none(town):
    question = Question(town.code, ("supported",), split="form", split_value="property")
    with town.database.read() as session:
        assert records(session, question, "2014").total == 0
