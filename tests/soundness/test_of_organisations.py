"""Filters by what organisations say of themselves: as of the revision, merged ones as the one as which
they count, and computed anew whenever an organisation is another one.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import or_, select

from data.organisations.merging import merge, unmerge
from data.tables.organisations import Organisation
from indicators.answers.reader import ProgrammeReader
from indicators.definition.conditions import FilterCondition, accepts
from indicators.drill_down.exclusion import Reason
from indicators.drill_down.inclusion import counting_of
from indicators.engine import kept_sums
from indicators.measures import measures
from indicators.records.conditions import fulfils
from indicators.records.organisations import field_of
from tests import template_databases
from tests.soundness.towns import CUTS, TREE, Town

VISITS: dict[str, Any] = {"kind": "count", "measure": "consultations"}
OF_HILL = {"organisation_district": ["hill"]}


def founded(url: str) -> Town:
    """A town in which three organisations are registered: in hill, in dock, nobody knows where."""
    with Town(url, districts=TREE, cuts=CUTS) as town, town.revision():
        town.define("of_hill", **VISITS, filter=OF_HILL)
        town.define("sporting", **VISITS, filter={"organisation_activities": ["sport"]})
        town.define(
            "unplaced",
            **VISITS,
            filter={"organisation_district": {"values": ["dock"], "empty": True}},
        )
        town.define("hosts", kind="distinct", of="organisation", measure="events", filter=OF_HILL)
        for kind in ("consultations", "events"):
            town.cover(kind, "2015")
    return town


@pytest.fixture
def city(database_url: str) -> Iterator[Town]:
    with template_databases.from_template(database_url, founded).over(database_url) as town:
        yield town


def register(town: Town, name: str, **words: Any) -> int:
    """An organisation's identity, which says so of itself."""
    identity = int(town.organisation(name))
    amend(town, identity, **words)
    return identity


def amend(town: Town, identity: int, **words: Any) -> None:
    """Another row of the organisation's chain."""
    with town.revision("edit") as change:
        row = next(
            each
            for each in change.session.query(Organisation)
            if each.until is None and identity in (each.id, each.chain)
        )
        columns = {
            column.key: getattr(row, column.key) for column in Organisation.__table__.columns
        }
        row.until = change.revision
        change.session.flush()
        new = (
            columns
            | {"id": None, "chain": identity, "until": None, "since": change.revision}
            | words
        )
        change.session.add(Organisation(**new))
        change.session.flush()
        change.touch(town.programme_id, "organisations")


def figures(town: Town, **question: Any) -> list[Any]:
    codes = ("of_hill", "sporting", "unplaced", "hosts")
    answers = town.ask(*codes, years=(2015, 2015), **question)
    for answer in answers if not question else ():
        if answer.indicator != "hosts":
            assert town.behind(answer.indicator, "2015").total == answer.value
    return [answer.value for answer in answers]


def test_numbers_follow_what_organisations_say_and_with_whom_they_are_one(city: Town) -> None:
    club = register(city, "Club", district="hill", activities="sport")
    crew = register(city, "Crew", district="dock", activities="boats")
    lost = register(city, "Lost")
    with city.revision():
        for organisation, times in ((club, 3), (crew, 2), (lost, 1), (None, 1)):
            for _ in range(times):
                city.record("consultations", "2015-05-04", "pier", organisation_id=organisation)
        city.record("events", "2015-05-04", "dock", "pier", organisation_id=club)
        city.record("events", "2015-06-04", "dock", organisation_id=club)
        city.record("events", "2015-07-04", organisation_id=crew)
    # by organisations: club in hill, crew in dock, lost nowhere, and one record without any
    assert figures(city) == [3, 3, 4, 1]
    first = city.revision_number
    amend(city, crew, district="hill", activities="sport")
    assert figures(city) == [5, 5, 2, 2]
    assert figures(city, as_of=first) == [3, 3, 4, 1]
    with city.revision("merge") as change:
        merge(change, city.programme_id, club, lost)
    # club counts as lost, which says neither a district nor an activity
    assert figures(city) == [2, 2, 5, 1]
    with city.revision("merge") as change:
        unmerge(change, city.programme_id, club)
    assert figures(city) == [5, 5, 2, 2]
    assert figures(city, district="pier") == [5, 5, 2, 1]
    assert city.doctor() == []


def test_parts_by_what_organisations_say_are_those_of_indicators_of_one_value_alone(
    city: Town,
) -> None:
    club = register(city, "Club", district="hill")
    crew = register(city, "Crew", district="dock")
    city.define("visits", **VISITS)
    city.define("people", kind="median", measure="consultations", amount="people")
    city.define("shared", kind="sum", measure="events", amount="participants")
    with city.revision():
        for number, organisation in enumerate((club, club, crew, None)):
            city.record(
                "consultations", "2015-05", "pier", organisation_id=organisation, people=number
            )
            city.record(
                "events",
                "2015-05",
                "dock",
                "pier",
                organisation_id=organisation,
                participants=number,
            )

    def parts(code: str, **question: Any) -> dict[str | None, Any]:
        answers = city.ask(code, years=(2015, 2015), split="organisation_district", **question)
        for answer in answers:
            page = city.behind(
                code, "2015", split="organisation_district", split_value=answer.split
            )
            assert question or page.total == answer.records
        return {answer.split: answer.value for answer in answers}

    assert parts("visits") == {"dock": 1, "hill": 2, "none": 1}
    assert parts("people") == {"dock": 2, "hill": 0.5, "none": 3}
    assert parts("shared", district="port") == {"dock": 2, "hill": 1, "none": 3}
    with city.revision("merge") as change:
        merge(change, city.programme_id, crew, club)
    assert parts("visits") == {"hill": 3, "none": 1}


def test_nothing_of_before_is_kept_where_organisations_are_asked(
    city: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_sums, "WORTH", 1)
    club = register(city, "Club", district="hill")
    city.record("consultations", "2015-05-04", "pier", organisation_id=club)
    years = {"years": (2015, 2015), "by": ()}
    assert city.values("of_hill", **years) == [1]
    amend(city, club, district="dock")
    assert city.values("of_hill", **years) == [0]
    assert city.values("unplaced", **years) == [1]


def test_a_record_says_what_its_organisation_keeps_it_out_by(city: Town) -> None:
    crew = register(city, "Crew", district="dock")
    record = city.record("consultations", "2015-05-04", "pier", organisation_id=crew)
    with city.database.read() as session:
        counting = counting_of(session, city.code, "consultations", record.id)
    reasons = {each.indicator: each.reasons for each in counting.not_counted}
    assert reasons["of_hill"] == (
        Reason("filtered", "consultations", "organisation_district", "dock", ("hill",)),
    )


@pytest.mark.parametrize(
    "condition",
    [
        ("hill",),
        ("hill", None),
        (None,),
        (),
        FilterCondition(values=("dock", "hill")),
        FilterCondition(values=("dock",), empty=True),
        FilterCondition(empty=True),
        FilterCondition(empty=False),
    ],
)
def test_records_are_found_as_if_the_organisation_of_each_was_asked(
    crowd: Town, condition: Any
) -> None:
    records = measures()["consultations"]
    with crowd.database.read() as session:
        scope = ProgrammeReader(session, crowd.code).scope
        words = field_of(scope, records, "organisation_district")
        mine = records.table.programme_id == crowd.programme_id
        rows = session.execute(select(records.table.id, words).where(mine)).all()
        fitting = fulfils(scope, records, "organisation_district", condition)
        fitting_ids = set(session.scalars(select(records.table.id).where(mine, fitting)))
    assert len({district for _id, district in rows}) == 3
    assert fitting_ids == {identity for identity, value in rows if accepts(condition, value)}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Organisations that were amended, merged, withdrawn, or never said where they are."""
    url = f"sqlite:///{tmp_path_factory.mktemp('crowd') / 'town.db'}"
    with Town(url, districts=TREE, cuts=CUTS) as town:
        names = ("hill", "dock", "hill", None, "dock", "hill", "hill")
        identities = [
            register(town, f"Club {number}", district=name) for number, name in enumerate(names)
        ]
        amend(town, identities[0], district="dock")
        amend(town, identities[1], district=None)
        with town.revision("merge") as change:
            merge(change, town.programme_id, identities[2], identities[4])
        with town.revision() as change:
            gone = (Organisation.id == identities[5], Organisation.chain == identities[5])
            living = change.session.query(Organisation).where(or_(*gone))
            living.where(Organisation.until.is_(None)).one().until = change.revision
            for identity in (*identities, None):
                town.record("consultations", "2015-05-04", "pier", organisation_id=identity)
        yield town
