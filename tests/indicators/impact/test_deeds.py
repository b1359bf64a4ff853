"""What was done to numbers since a meeting, by what was done to rows: amounts that add up to the
difference, written out by hand.
"""

import datetime
from collections.abc import Mapping
from fractions import Fraction

import pytest

from data.organisations.merging import merge
from indicators.impact.causes import CausedChange, caused_changes
from tests.sample_programme import SampleProgramme

NEXT_YEAR = {
    "date": datetime.date(2015, 1, 1),
    "year": 2015,
    "half": 1,
    "quarter": 1,
    "month": 1,
}


@pytest.fixture(scope="module")
def changed(tmp_path_factory) -> Mapping[str, CausedChange]:
    """What changed of 2014 since the meeting, by indicator.

    Three records are added and one of them withdrawn; two organisations are one; a record of before
    is corrected into the next year; in one revision another is corrected and one is added; then
    come residents, a plan and a definition.
    """
    url = f"sqlite:///{tmp_path_factory.mktemp('deeds') / 'itog.db'}"
    with SampleProgramme(url) as world:
        first, second, house, garden = begin(world)
        meeting = world.database.newest()
        with world.revision("import"):
            added = [world.record("consultations", "2014-04-05", "north") for _ in range(3)]
        with world.revision("edit"):
            world.close("consultations", added[0])
        with world.revision("merge") as change:
            merge(change, world.programme_id, garden, house)
        world.replace("consultations", first, **NEXT_YEAR)
        with world.revision("edit"):
            world.replace("consultations", second, people=9)
            world.record("consultations", "2014-05-05", "north", people=2)
        with world.revision("edit"):
            world.population(50, "2014-01-01")
        with world.revision("edit"):
            world.target("visits", "2014", 5)
        with world.revision("publish"):
            world.define("talks", kind="count", measure="consultations")
        with world.database.read() as session:
            listed = caused_changes(session, "town", meeting, None, ("year",))
    return {
        each.change.indicator: each
        for each in listed
        if (each.change.district, each.change.period) == (None, "2014")
        and not each.change.within_year
    }


def begin(world: SampleProgramme):
    with world.revision():
        world.define("visits", kind="count", measure="consultations")
        world.define("people", kind="sum", measure="consultations", amount="people")
        world.define("mean", kind="average", measure="consultations", amount="people")
        world.define("ngos", kind="distinct", measure="consultations", of="organisation")
        world.define(
            "rate", kind="count", measure="consultations", per={"residents": 10}, decimals=1
        )
        world.define("twice", kind="formula", formula="visits * 2")
        world.define("talks", kind="count", measure="events")
        world.population(100, "2014-12-31")
        house, garden = world.organisation("House"), world.organisation("Garden")
        world.cover("consultations", "2014..2016")
        world.cover("events", "2014..2016")
        first = world.record(
            "consultations", "2014-03-05", "north", people=3, organisation_id=house
        )
        second = world.record(
            "consultations", "2014-03-06", "north", people=5, organisation_id=garden
        )
    return first, second, house, garden


ADDED, WITHDRAWN, CORRECTED = ("added",), ("withdrawn",), ("corrected",)
BOTH = ("added", "corrected")


@pytest.mark.parametrize(
    ("indicator", "amounts"),
    [
        # 2, 5, 4, 4, 3, 4
        ("visits", {ADDED: 3, WITHDRAWN: -1, CORRECTED: -1, BOTH: 1}),
        ("twice", {ADDED: 6, WITHDRAWN: -2, CORRECTED: -2, BOTH: 2}),
        # 8 people, then without the 3, then 9 instead of 5 and 2 more
        ("people", {CORRECTED: -3, BOTH: 6}),
        ("ngos", {("merger",): -1}),
        # the events, none of them, and the four consultations
        ("talks", {("definition",): 4}),
    ],
)
def test_the_amounts_are_those_written_by_hand(changed, indicator: str, amounts) -> None:
    known = {deeds: amount for deeds, amount in changed[indicator].by_deeds().items() if amount}
    assert known == amounts


def test_they_add_up_to_the_difference_whatever_the_kind(changed) -> None:
    for each in changed.values():
        old, new = each.change.old, each.change.new
        assert sum(each.by_deeds().values()) == Fraction(new.exact) - Fraction(old.exact)
    assert {"mean", "rate"} <= changed.keys()
    assert ("population",) in changed["rate"].by_deeds()


def test_a_plan_is_a_deed_that_adds_nothing(changed) -> None:
    assert ("target",) in changed["visits"].deeds.values()
    assert ("target",) not in changed["visits"].by_deeds()
    assert ("target",) not in changed["twice"].deeds.values()
