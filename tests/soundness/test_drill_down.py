"""Behind a number there are as many records as it says, each with its role."""

from collections.abc import Iterator
from typing import Any

import pytest

from data.refusals import Refusal
from indicators.drill_down.records import records
from tests.soundness.towns import CUTS, TREE, Town

VISITS = {"kind": "count", "measure": "consultations"}
LAW = {**VISITS, "filter": {"topic": ["law"]}}
EVENTS = {"measure": "events"}
KINDS: dict[str, dict[str, Any]] = {
    "count": VISITS,
    "distinct": {"kind": "distinct", "of": "organisation", "measure": "consultations"},
    "sum": {"kind": "sum", "amount": "participants", **EVENTS},
    "average": {"kind": "average", "amount": "participants", **EVENTS},
    "to_date": {**VISITS, "accumulate": "to_date"},
    "events_to_date": {"kind": "distinct", "of": "organisation", **EVENTS, "accumulate": "to_date"},
    "ratio": {"kind": "ratio", "numerator": LAW, "denominator": VISITS},
    "ratio_of_kinds": {
        "kind": "ratio",
        "numerator": {"kind": "count", **EVENTS},
        "denominator": VISITS,
    },
    "ratio_to_date": {
        "kind": "ratio",
        "numerator": LAW,
        "denominator": VISITS,
        "accumulate": "to_date",
    },
    "ratio_of_indicators": {
        "kind": "ratio",
        "numerator": {"indicator": "law"},
        "denominator": {"indicator": "count"},
    },
    "ratio_now_of_ever": {
        "kind": "ratio",
        "numerator": LAW,
        "denominator": {"indicator": "to_date"},
    },
    "ratio_ever_of_now": {
        "kind": "ratio",
        "numerator": {"indicator": "to_date"},
        "denominator": LAW,
    },
    "change": {**VISITS, "change": {"from": "previous", "as": "percent"}},
    "per": {**VISITS, "per": {"residents": 10}},
}
PLACES: list[dict[str, Any]] = [
    {},
    {"by": ("district", "year")},
    {"by": ("district", "year"), "cut": "okrugs"},
    {"district": "port"},
    {"district": "none"},
    {"district": "none", "cut": "okrugs"},
    {"by": ("quarter",), "district": "right"},
    {"by": ("quarter",), "within_year": True},
    {"by": ("month",), "district": "dock"},
    {"by": ("half",), "within_year": True, "district": "port"},
    {"by": ()},
    {"by": (), "years": (2015, 2016)},
]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Records of every place, topic and precision; nobody changes them."""
    with Town(
        f"sqlite:///{tmp_path_factory.mktemp('busy') / 'town.db'}", districts=TREE, cuts=CUTS
    ) as port:
        fill(port)
        yield port


def fill(port: Town) -> None:
    with port.revision():
        port.define("law", **LAW)
        for code, definition in KINDS.items():
            port.define(code, **definition)
        for kind in ("consultations", "events"):
            port.cover(kind, "2014..2015", "2016-H1")
        port.population(100, "2015-01-01")
        places = ("dock", "pier", "hill", "field", "port", None)
        for number in range(48):
            date = (
                f"{2014 + number % 3}-{1 + number % 12:02}"
                if number % 7
                else f"{2014 + number % 3}"
            )
            columns = {
                "organisation_id": number % 5 or None,
                "topic": ("law", "other", None)[number % 3 - number % 2],
            }
            place = places[number % 6]
            port.record("consultations", date, *([place] if place else []), **columns)
            shared = [name for name in (places[number % 6], places[number % 4]) if name]
            if number % 4 == 0:
                port.record(
                    "events",
                    date,
                    *dict.fromkeys(shared),
                    organisation_id=number % 3 or None,
                    participants=number,
                )


@pytest.mark.parametrize("code", KINDS)
def test_records_in_an_answer_are_the_rows_behind_it(busy: Town, code: str) -> None:
    counted = 0
    for question in PLACES:
        for answer in busy.ask(code, **question)[::3]:
            behind = busy.behind(code, answer.period, **question | {"district": answer.district})
            assert answer.records == behind.total == len(behind.rows), answer
            assert len({(row.measure, row.id) for row in behind.rows}) == behind.total
            counted += behind.total
    assert counted > 0


@pytest.mark.parametrize(
    ("topic", "people", "roles"),
    [("law", None, ["both"]), ("other", None, ["denominator"]), (None, None, ["denominator"])],
)
def test_each_record_of_a_ratio_has_its_role(
    town: Town, topic: str | None, people: None, roles: list[str]
) -> None:
    town.define("share", kind="ratio", numerator=LAW, denominator=VISITS)
    town.record("consultations", "2015-05", "north", topic=topic)
    assert [row.role for row in town.behind("share", "2015").rows] == roles


def test_a_shared_record_of_a_ratio_of_indicators_is_one_row(town: Town) -> None:
    town.define("law", **LAW)
    town.define("visits", **VISITS)
    town.define(
        "share", kind="ratio", numerator={"indicator": "law"}, denominator={"indicator": "visits"}
    )
    town.record("consultations", "2015-05", "north", topic="law")
    assert town.year("share", 2015).records == 1
    assert [row.role for row in town.behind("share", "2015").rows] == ["both"]


def test_to_date_lists_records_from_the_first_year(town: Town) -> None:
    town.define("ever", **VISITS, accumulate="to_date")
    for date in ("2014-05", "2015-05", "2016-05"):
        town.record("consultations", date, "north")
    assert [row.date.year for row in town.behind("ever", "2015").rows] == [2014, 2015]
    assert [row.date.year for row in town.behind("ever", "2015-Q1").rows] == [2014]


@pytest.mark.parametrize(
    "definition",
    [{"kind": "formula", "formula": "visits * 2"}, {"kind": "observed", "combine": {}}],
)
def test_formulas_and_observed_values_have_no_records(
    town: Town, definition: dict[str, Any]
) -> None:
    town.define("visits", **VISITS)
    town.define("made", **definition)
    town.record("consultations", "2015-05", "north")
    town.observe("made", "2015", 3)
    assert [answer.records for answer in town.ask("made")] == [None, None, None]
    with pytest.raises(Refusal):
        town.behind("made", "2015")


def test_a_page_of_records_is_part_of_the_whole(busy: Town) -> None:
    whole = busy.behind("ratio_of_kinds", "2014")
    with busy.database.read() as session:
        question = busy.question("ratio_of_kinds")
        pages = [
            records(session, question, "2014", offset=at, limit=5)
            for at in range(0, whole.total, 5)
        ]
    assert [row for page in pages for row in page.rows] == list(whole.rows)
    assert {page.total for page in pages} == {whole.total}


@pytest.mark.parametrize("code", ["count", "ratio", "to_date", "change"])
def test_behind_each_part_of_a_split_are_its_own_records(busy: Town, code: str) -> None:
    parts = busy.ask(code, split="topic", by=("half",))
    assert {part.split for part in parts} == {"law", "other", "none"}
    for part in parts[::5]:
        assert (
            busy.behind(code, part.period, split="topic", split_value=part.split).total
            == part.records
        ), part


def test_closed_rows_are_listed_only_as_of_their_time(town: Town) -> None:
    town.define("visits", **VISITS)
    row = town.record("consultations", "2015-05", "north")
    before = town.revision_number
    town.close("consultations", row)
    assert (
        town.behind("visits", "2015").total,
        town.behind("visits", "2015", as_of=before).total,
    ) == (0, 1)
