"""What makes up a difference, over small worlds whose numbers are counted by hand."""

import itertools
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from indicators.answers.question import Question
from indicators.contributions.asking import decomposition, dimensions
from indicators.contributions.contribution import REST
from indicators.contributions.decomposition import Decomposition, DifferenceQuestion
from indicators.contributions.organisations import of_organisations
from indicators.definition import Aggregate
from indicators.periods import parse
from indicators.records.selection import Scope
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """North: 1 consultation of 2014, 4 of 2015; south: 3, then 1; without a district: 0, then 1."""
    url = f"sqlite:///{tmp_path_factory.mktemp('difference') / 'itog.db'}"
    with SampleProgramme(url) as world:
        with world.revision():
            organisations = [world.organisation(name) for name in ("A", "B", "C")]
            count = {"kind": "count", "measure": "consultations"}
            world.define("visits", **count)
            world.define("callers", kind="distinct", measure="consultations", of="organisation")
            world.define(
                "answered",
                kind="ratio",
                numerator={**count, "filter": {"request": ["consulting"]}},
                denominator=count,
                scale=100,
                unit={"ru": "%", "en": "%"},
                decimals=1,
            )
            world.define("twice", kind="formula", formula="visits * 2 + callers")
            world.define(
                "growth",
                **count,
                change={"from": "previous", "as": "difference"},
            )
            rows = (
                ("2014-03-05", "north", 0, "consulting"),
                ("2014-03-05", "south", 0, "consulting"),
                ("2014-04-05", "south", 1, "internet"),
                ("2014-05-05", "south", 1, "internet"),
                ("2015-03-05", "north", 0, "consulting"),
                ("2015-03-06", "north", 0, "consulting"),
                ("2015-03-07", "north", 2, "consulting"),
                ("2015-09-07", "north", 2, "internet"),
                ("2015-03-05", "south", 2, "consulting"),
                ("2015-10-05", None, 0, "internet"),
            )
            for date, district, who, request in rows:
                places = () if district is None else (district,)
                world.record(
                    "consultations",
                    date,
                    *places,
                    organisation_id=organisations[who],
                    request=request,
                )
            world.cover("consultations", "2014..2016")
            world.target("visits", "2015", 8)
            world.target("visits", "2015", 5, "north")
        yield world


def divided(
    world: SampleProgramme, code: str, by: str, against: str | None = "2014"
) -> Decomposition | None:
    question = DifferenceQuestion(code, parse("2015"), None if against is None else parse(against))
    with world.database.read() as session:
        return decomposition(session, Question(programme="town"), question, by)


def amounts(whole: Decomposition | None) -> dict[str, Any]:
    assert whole is not None
    assert sum(part.amount for part in whole.contributions) == whole.difference
    return {part.key: part.amount for part in whole.contributions if part.amount}


def test_a_count_by_district_month_and_attribute(world) -> None:
    assert amounts(divided(world, "visits", "district")) == {"north": 3, "south": -2, "none": 1}
    assert amounts(divided(world, "visits", "month")) == {
        "03": 2,
        "04": -1,
        "05": -1,
        "09": 1,
        "10": 1,
    }
    assert amounts(divided(world, "visits", "request")) == {"consulting": 2}


def test_what_districts_share_is_left_over(world) -> None:
    # 2014: A in the north, A and B in the south; 2015: A and C, C, and A without a district
    whole = divided(world, "callers", "district")
    assert whole is not None
    assert whole.difference == 0
    assert amounts(whole) == {"north": 1, "south": -1, "none": 1, REST: -1}


def test_by_organisation_who_came_left_and_asked_for_more(world) -> None:
    """A: 2 records, then 3; B: 2, then none; C: none, then 3."""
    whole = divided(world, "visits", "organisation")
    assert whole is not None
    assert sorted(part.amount for part in whole.contributions) == [-2, 1, 3]
    assert [part.amount for part in whole.contributions if part.before is None] == [3]
    assert [part.amount for part in whole.contributions if part.now is None] == [-2]
    # one of each year is another: A stays, B leaves, C comes
    callers = divided(world, "callers", "organisation")
    assert callers is not None
    assert sorted(part.amount for part in callers.contributions) == [-1, 0, 1]


def test_merged_organisations_are_one(world) -> None:
    with world.database.read() as session:
        scope = Scope(session, world.programme_id, merges={2: 1})
        aggregate = Aggregate(kind="count", measure="consultations")
        assert of_organisations(scope, aggregate, 2014) == {"1": 4}


def test_a_ratio_by_its_parts(world) -> None:
    """2 of 4, then 4 of 6: north 1 of 1 and 3 of 4, south 1 of 3 and 1 of 1, none 0 of 1."""
    whole = divided(world, "answered", "district")
    assert whole is not None
    assert whole.method == "weighed"
    assert whole.difference == Fraction(100, 6)
    by_key = {part.key: part for part in whole.contributions}
    assert REST not in by_key
    north = by_key["north"]
    assert north.value_effect == (Fraction(1, 4) + Fraction(4, 6)) / 2 * Fraction(-1, 4) * 100
    assert by_key["none"].value_effect == 0
    assert sum(part.amount for part in whole.contributions) == whole.difference


def test_a_formula_by_its_inputs(world) -> None:
    # visits 4 → 6 twice; callers stay 2
    assert amounts(divided(world, "twice", "input")) == {"visits": 4}


def test_the_plan_by_the_districts_that_have_one(world) -> None:
    whole = divided(world, "visits", "district", None)
    assert whole is not None
    assert whole.of_plan
    # 6 of 8; north 4 of 5, and what has no plan of its own is left over
    assert amounts(whole) == {"north": -1, REST: -1}


def test_the_driver_is_named_only_where_there_is_one(world) -> None:
    by_request = divided(world, "visits", "request")
    assert by_request is not None
    assert by_request.driver is not None
    assert by_request.driver.key == "consulting"
    by_month = divided(world, "visits", "month")
    assert by_month is not None
    # 2 of 2, and twice the next: March
    assert by_month.driver is not None
    assert by_month.driver.key == "03"


def test_by_what_a_difference_may_be_divided(world) -> None:
    with world.database.read() as session:
        possible = {
            code: dimensions(
                session,
                Question(programme="town"),
                DifferenceQuestion(code, parse("2015"), parse("2014")),
            )
            for code in ("visits", "twice", "growth")
        }
    assert possible["twice"] == ("input",)
    assert possible["growth"] == ()
    assert {"district", "month", "request"} <= set(possible["visits"])


def test_random_histories_always_add_up(tmp_path) -> None:
    """Records that come, go and change definitions between two years: every division is exact."""
    chance = random.Random(20)
    with SampleProgramme(f"sqlite:///{tmp_path / 'itog.db'}") as world:
        with world.revision():
            organisations = [world.organisation(f"O{number}") for number in range(4)]
            of = {
                "consultations": {"amount": "people"},
                "events": {"amount": "participants"},
            }
            for measure, fields in of.items():
                world.define(f"{measure}_count", kind="count", measure=measure)
                world.define(f"{measure}_sum", kind="sum", measure=measure, **fields)
                world.define(f"{measure}_mean", kind="average", measure=measure, **fields)
            world.define(
                "ratio",
                kind="formula",
                formula="consultations_count / events_count + consultations_sum",
            )
            for number in range(60):
                day = f"{chance.choice((2014, 2015))}-{chance.randint(1, 12):02}-05"
                if number % 2:
                    places = chance.sample(["north", "south"], chance.randint(0, 2))
                    world.record("events", day, *places, participants=chance.randint(0, 90))
                else:
                    places = chance.sample(["north", "south"], chance.randint(0, 1))
                    world.record(
                        "consultations",
                        day,
                        *places,
                        people=chance.choice([None, 1, 7, 40]),
                        organisation_id=chance.choice(organisations),
                    )
            world.cover("consultations", "2014..2016")
            world.cover("events", "2014..2016")
        question = Question(programme="town")
        codes = (*(f"{m}_{k}" for m, k in itertools.product(of, ("count", "sum", "mean"))), "ratio")
        divided_by = 0
        with world.database.read() as session:
            for code in codes:
                difference = DifferenceQuestion(code, parse("2015"), parse("2014"))
                for by in dimensions(session, question, difference):
                    whole = decomposition(session, question, difference, by)
                    if whole is not None:
                        divided_by += 1
                        total = sum(part.amount for part in whole.contributions)
                        assert total == whole.difference, (code, by)
        assert divided_by > 20
