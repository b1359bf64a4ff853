"""Ready answers: a revision changes only what it touches, and nothing that stands is wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from data.tables.cells import Cell
from data.tables.coverage import Coverage
from data.tables.places import District
from tests.record_tables import Consultation
from tests.soundness.towns import Town

VISITS = {"kind": "count", "measure": "consultations"}


@pytest.fixture
def full(town: Town) -> Town:
    """Every kind of indicator over two kinds of records."""
    with town.revision():
        town.define("visits", **VISITS)
        town.define("ever", **VISITS, accumulate="to_date")
        town.define("growth", **VISITS, change={"from": "previous", "as": "percent"})
        town.define("dense", **VISITS, per={"residents": 100})
        town.define("events", kind="count", measure="events")
        town.define("both", kind="formula", formula="if_none(visits, 0) + events")
        town.define("survey", kind="observed", combine={"places": "sum", "periods": "sum"})
        town.define(
            "surveyed",
            kind="ratio",
            numerator={"indicator": "visits"},
            denominator={"indicator": "survey"},
        )
        for kind in ("consultations", "events"):
            town.cover(kind, "2014..2016")
        for year in (2014, 2015, 2016):
            town.record("consultations", f"{year}-05", "north")
            town.record("events", f"{year}-05", "north", "south")
        town.population(50, "2015-01-01")
        town.observe("survey", "2015", 4, "north")
    return town


def cells_since(town: Town, revision: int) -> set[tuple[str, int]]:
    """The (indicator, year) of the cells that began or ended at a revision or later."""
    with town.database.read() as session:
        statement = select(Cell.indicator, Cell.year).where(
            (Cell.since >= revision) | (Cell.until >= revision)
        )
        return {(code, year) for code, year in session.execute(statement)}


def test_an_added_record_changes_only_what_it_touches(full: Town) -> None:
    full.record("consultations", "2015-07-01", "north")
    changed = cells_since(full, full.revision_number)
    assert changed == {
        ("visits", 2015),
        ("ever", 2015),
        ("ever", 2016),
        ("growth", 2015),
        ("growth", 2016),
        ("dense", 2015),
        ("both", 2015),
        ("surveyed", 2015),
    }


def test_an_added_record_leaves_other_places_and_periods_of_its_year_alone(full: Town) -> None:
    full.record("consultations", "2015-07-01", "north")
    with full.database.read() as session:
        statement = select(Cell.place, Cell.period, Cell.mode).where(
            Cell.indicator == "visits", Cell.since == full.revision_number
        )
        keys = {tuple(row) for row in session.execute(statement)}
    assert {place for place, _, _ in keys} == {"", "north"}
    plain = {period for _, period, mode in keys if mode == "plain"}
    assert plain == {"2015", "2015-H2", "2015-Q3", "2015-07"}
    within = {period for _, period, mode in keys if mode == "within_year"}
    assert within == {
        "2015-H2",
        "2015-Q3",
        "2015-Q4",
        *(f"2015-{month:02}" for month in range(7, 13)),
    }


def test_a_revision_that_changes_no_number_changes_no_cell(full: Town) -> None:
    full.target("visits", "2015", 3)
    full.organisation("An organisation")
    row = full.record("events", "2016-05", "north")
    full.correct("events", row, title="Another title")
    assert cells_since(full, full.revision_number) == set()


Deed = Callable[[Town], Any]


def close_coverage(town: Town) -> None:
    with town.database.read() as session:
        row = session.scalars(
            select(Coverage).where(Coverage.year == 2015, Coverage.kind == "events")
        ).first()
    assert row is not None
    town.shut(row, "events", years=[2015])


def correct_a_consultation(town: Town) -> None:
    with town.database.read() as session:
        row = session.scalars(select(Consultation).where(Consultation.year == 2014)).first()
    assert row is not None
    date = {
        "year": 2016,
        "half": 1,
        "quarter": 1,
        "month": 2,
        "date": row.date.replace(year=2016, month=2),
    }
    with town.revision() as change:
        town.replace("consultations", row, **date, district="south")
        change.touch(town.programme_id, "consultations", years=[2014, 2016])


def redraw_the_map(town: Town) -> None:
    with town.database.read() as session:
        row = session.scalars(select(District).where(District.number == "south")).one()
    with town.revision():
        town.shut(row, "districts")
        town.place("bank", cut="sides")
        town.place("south", member_of="bank")
        town.place("east", parent="south")


DEEDS: dict[str, Deed] = {
    "record": lambda town: town.record("events", "2014-11", "south"),
    "record known to the year": lambda town: town.record("consultations", "2014", "south"),
    "correction to another year": correct_a_consultation,
    "coverage closed": close_coverage,
    "illustrative coverage": lambda town: town.cover("events", "2015", illustrative=True),
    "definition": lambda town: town.define("visits", **VISITS, filter={"topic": ["law"]}),
    "definition of some years": lambda town: town.define(
        "events", kind="count", measure="consultations", years="2016.."
    ),
    "new formula": lambda town: town.define("thrice", kind="formula", formula="both * 3"),
    "withdrawal": lambda town: town.withdraw("growth"),
    "observation": lambda town: town.observe("survey", "2014-Q1", 9),
    "population": lambda town: town.population(10, "2016-01-01", "north"),
    "population of the year before": lambda town: town.population(10, "2014-01-01"),
    "districts and a cut": redraw_the_map,
    "a shorter programme": lambda town: town.last_for(2014, 2015),
    "a later beginning": lambda town: town.last_for(2015, 2016),
    "a longer programme": lambda town: town.last_for(2014, 2018),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_doctor_finds_nothing_after(full: Town, deed: str) -> None:
    DEEDS[deed](full)
    assert full.doctor() == []


def test_the_doctor_finds_nothing_after_everything(full: Town) -> None:
    for deed in DEEDS.values():
        deed(full)
    assert full.doctor() == []


@pytest.mark.parametrize(
    "tampered",
    [
        {"value": 7},
        {"records": 7},
        {"state": "no_data", "value": None},
        {"coverage": 0.25},
        {"until": 1},
        {"marks": "x"},
    ],
)
def test_the_doctor_finds_a_tampered_cell(full: Town, tampered: dict[str, Any]) -> None:
    with full.database.transaction("test", "a cell is tampered with") as change:
        where = (
            Cell.indicator == "visits",
            Cell.place == "",
            Cell.period == "2015",
            Cell.mode == "plain",
        )
        change.session.execute(update(Cell).where(*where, Cell.until.is_(None)).values(**tampered))
    differences = {(difference.indicator, difference.key) for difference in full.doctor()}
    assert differences == {("visits", ("", "year", "2015", "plain"))}


def test_the_doctor_finds_a_cell_that_should_not_be(full: Town) -> None:
    with full.database.transaction("test", "a cell is invented") as change:
        change.session.execute(
            update(Cell)
            .where(Cell.indicator == "events", Cell.period == "2015")
            .values(period="2019")
        )
    assert {difference.key[2] for difference in full.doctor()} == {"2015", "2019"}


def test_the_doctor_finds_cells_of_an_indicator_that_is_gone(full: Town) -> None:
    with full.database.transaction("test", "cells are given another code") as change:
        change.session.execute(
            update(Cell).where(Cell.indicator == "dense").values(indicator="gone")
        )
    assert {difference.indicator for difference in full.doctor()} == {"dense", "gone"}
