"""Several places as one territory: what lies in several of them counts once; figures written by hand."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.refusals import Refusal
from indicators.answers.question import from_words
from tests.depth import examples
from tests.soundness.agreement import clock
from tests.soundness.towns import CUTS, TREE, Town

LATE = clock("2030-01-01")
CALLS: dict[str, Any] = {"measure": "consultations"}
DEFINITIONS: dict[str, dict[str, Any]] = {
    "calls": {"kind": "count", **CALLS},
    "callers": {"kind": "distinct", "of": "organisation", **CALLS},
    "people": {"kind": "sum", "amount": "people", **CALLS},
    "left": {"kind": "sum", "amount": "people", "balance": "last", **CALLS},
    "mid": {"kind": "median", "amount": "people", **CALLS},
    "events": {"kind": "count", "measure": "events"},
    "hosts": {"kind": "distinct", "of": "organisation", "measure": "events"},
    "dense": {"kind": "count", **CALLS, "per": {"residents": 100}},
    "survey": {"kind": "observed", "combine": {"places": "sum"}},
    "share": {"kind": "formula", "formula": "share(calls) * 100"},
    "rank": {"kind": "formula", "formula": "rank(calls)"},
}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Port with dock and pier, hill, field; each organisation calls from several of them."""
    url = f"sqlite:///{tmp_path_factory.mktemp('sets') / 'town.db'}"
    with Town(url, districts=TREE, cuts=CUTS) as town:
        with town.revision():
            for code, fields in DEFINITIONS.items():
                town.define(code, **fields)
            town.cover("consultations", "2014")
            town.cover("consultations", "2015", districts=["dock", "hill"])
            town.cover("events", "2014")
            for date, place, caller, people in (
                ("2014-02", "dock", 1, 3),
                ("2014-03", "pier", 1, 4),
                ("2014-03", "hill", 2, 9),
                ("2014-05", "hill", 1, 5),
                ("2014-06", "field", 3, 2),
                ("2014-07", "port", 2, 8),
                ("2015-02", "dock", 2, 6),
            ):
                town.record("consultations", date, place, organisation_id=caller, people=people)
            town.record("consultations", "2014-08", organisation_id=9, people=90)
            town.record("events", "2014-02", "dock", "hill", organisation_id=1)
            town.record("events", "2014-02", "pier", organisation_id=1)
            town.record("events", "2014-02", "field", organisation_id=2)
            for place, number in (("dock", 20), ("pier", 30), ("hill", 50), ("field", 70)):
                town.population(number, "2014-01-01", place)
            for place, value in (("dock", 1), ("pier", 2), ("hill", 4)):
                town.observe("survey", "2014", value, place)
            town.target("calls", "2014", 4)
            town.target("calls", "2014", 2, "hill")
        yield town


def of_2014(town: Town, code: str, district: str, **question: Any) -> Any:
    return town.one(code, years=(2014, 2014), district=district, on=LATE, **question)


@pytest.mark.parametrize(
    ("code", "district", "value", "records"),
    [
        ("calls", "dock,hill", 3, 3),
        ("calls", "port,hill", 5, 5),  # with what lies at port itself
        ("callers", "dock,hill", 2, 3),  # organisation 1 once
        ("callers", "port,hill,field", 3, 6),
        ("people", "dock,hill", 17, 3),
        ("left", "dock,hill", 8, 2),
        ("mid", "dock,hill", 5, 3),
        ("events", "dock,hill", 1, 1),  # shared by both
        ("events", "dock,pier", 2, 2),
        ("hosts", "dock,pier,field", 2, 3),
        ("dense", "dock,hill", Fraction(30, 7), 3),
        ("survey", "port,hill", 7, None),
        ("share", "dock,hill", Fraction(300, 7), None),
        ("calls", "left,right", 5, 5),
    ],
)
def test_a_set_is_one_territory(
    city: Town, code: str, district: str, value: Any, records: int | None
) -> None:
    answer = of_2014(city, code, district)
    assert (answer.exact, answer.records) == (value, records)
    assert (answer.district, answer.plan, answer.status) == (district, None, None)
    if records is not None:
        listed = city.behind(code, "2014", district=district)
        assert (listed.total, len(listed.rows)) == (records, records)


def test_what_one_of_them_has_not_reported_leaves_it_partial(city: Town) -> None:
    answer = city.one("calls", years=(2015, 2015), district="dock,pier", on=LATE)
    assert (answer.value, answer.coverage, answer.marks) == (1, 0.5, ("partial",))
    empty = city.one("calls", years=(2015, 2015), district="pier,field", on=LATE)
    assert (empty.state, empty.coverage) == ("no_data", 0)


def test_a_set_stands_in_no_order(city: Town) -> None:
    assert of_2014(city, "rank", "dock,hill").state == "not_applicable"


def test_quarters_ranges_and_splits_of_a_set(city: Town) -> None:
    quarters = city.ask("calls", by=("quarter",), years=(2014, 2014), district="dock,hill", on=LATE)
    assert [row.value for row in quarters] == [2, 1, 0, 0]
    (both,) = city.ask("callers", by=("range",), years=(2014, 2015), district="dock,hill", on=LATE)
    assert both.value == 2
    parts = city.ask("calls", years=(2014, 2014), split="topic", district="dock,hill", on=LATE)
    assert [(row.split, row.value) for row in parts] == [("none", 3)]


def test_by_district_each_of_them_has_a_row(city: Town) -> None:
    rows = city.ask(
        "calls", by=("district", "year"), years=(2014, 2014), district="hill,dock", on=LATE
    )
    assert [(row.district, row.value, row.plan) for row in rows] == [
        ("hill", 2, 2),
        ("dock", 1, None),
    ]


@pytest.mark.parametrize(
    ("district", "rule"),
    [
        ("dock,none", "place_set_none"),
        ("dock,port", "place_set_nested"),
        ("dock,left", "place_set_cuts"),
        ("dock,elsewhere", "unknown_district"),
    ],
)
def test_what_is_no_territory_is_refused(city: Town, district: str, rule: str) -> None:
    with pytest.raises(Refusal) as refused:
        of_2014(city, "calls", district)
    assert refused.value.problems[0].rule == rule
    assert "{" not in refused.value.text("ru")


def test_a_district_named_twice_is_itself() -> None:
    assert from_words({"district": "dock, dock"}).district == "dock"
    assert from_words({"district": "hill,dock , hill"}).district == "hill,dock"


@settings(max_examples=examples(6, 60), deadline=None)
@given(
    districts=st.lists(
        st.sampled_from(["dock", "pier", "hill", "field"]), min_size=2, max_size=4, unique=True
    ),
    code=st.sampled_from(["calls", "people", "left", "survey"]),
)
def test_sums_of_a_set_are_those_of_its_districts(
    city: Town, districts: list[str], code: str
) -> None:
    together = of_2014(city, code, ",".join(districts))
    apart = [of_2014(city, code, each) for each in districts]
    known = [each.value for each in apart if each.value is not None]
    assert together.value == (sum(known) if known else None)
    assert together.coverage == pytest.approx(sum(each.coverage for each in apart) / len(apart))
