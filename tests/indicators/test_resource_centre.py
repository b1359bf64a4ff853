"""The resource centre: requests, terms, visitors and premises, against figures written out by hand and
against plain pandas over the shipped files.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

from data.database.database import Database
from data.organisations.merging import merge
from indicators.answers.list_filter import ListFilter
from indicators.resource_centre.requests import request_numbers
from indicators.resource_centre.visitors import YearOfVisitors, centre_visitors
from indicators.resource_centre.week import premises_week
from tests.data.programmes.shipped import CITY
from tests.sample_programme import SampleProgramme

ALL = ListFilter()


@pytest.fixture
def world(database_url: str) -> Iterator[SampleProgramme]:
    """Six requests of two organisations and a citizen; three events in two halls and one nowhere."""
    with SampleProgramme(database_url) as world:
        with world.revision():
            first, second = (world.organisation(name) for name in "АБ")
            for date, district, request, more in (
                ("2014-03-03", "north", "consulting", {"organisation_id": first, "people": 2, "days": 0}),
                ("2014-03-04", "south", "consulting", {"days": 3}),
                ("2014-03-09", "north", "premises", {"organisation_id": first, "people": 30, "days": 4}),
                ("2015-03-10", "south", "premises", {"organisation_id": second, "days": 15}),
                ("2015-04", "north", "premises", {"organisation_id": first}),
                ("2015-05-01", "north", "copying", {"organisation_id": first, "days": 14}),
            ):  # fmt: skip
                world.record("consultations", date, district, request=request, **more)
            for date, place in (
                ("2014-01-06", "Зал"), ("2014-01-07", "Зал"), ("2015-01-11", "Двор"), ("2014-02-01", ""),
            ):  # fmt: skip
                world.record("events", date, "north", place=place)
        world.first, world.second = first, second
        yield world


def ask(world: SampleProgramme, query: Callable[..., Any], filters: ListFilter = ALL) -> Any:
    with world.database.read() as session:
        return query(session, world.code, filters)


def test_requests_by_year_kind_and_term(world: SampleProgramme) -> None:
    numbers = {
        (each.year, each.kind): (each.number, each.people, each.waits)
        for each in ask(world, request_numbers)
    }
    # on the day · to 3 · to 7 · to 14 · longer · not stated
    assert numbers == {
        (2014, "consulting"): (2, 2, (1, 1, 0, 0, 0, 0)),
        (2014, "premises"): (1, 30, (0, 0, 1, 0, 0, 0)),
        (2015, "copying"): (1, 0, (0, 0, 0, 1, 0, 0)),
        (2015, "premises"): (2, 0, (0, 0, 0, 0, 1, 1)),
    }


def test_years_and_a_district_narrow_them(world: SampleProgramme) -> None:
    narrow = ListFilter(years=(2015, 2015), district="south")
    (only,) = ask(world, request_numbers, narrow)
    assert (only.year, only.kind, only.number) == (2015, "premises", 1)
    assert ask(world, centre_visitors, narrow).first_time == 1
    assert [each.total for each in ask(world, premises_week, narrow).places] == [1]


def test_an_organisation_comes_for_the_first_time_once(world: SampleProgramme) -> None:
    visitors = ask(world, centre_visitors)
    assert visitors.years == (YearOfVisitors(2014, 3, 1, 1), YearOfVisitors(2015, 3, 2, 1))
    assert (visitors.organisations, visitors.first_time, visitors.unnamed) == (2, 2, 1)
    assert [(each.name, str(day)) for each, day in visitors.listed] == [
        ("Б", "2015-03-10"), ("А", "2014-03-03"),
    ]  # fmt: skip
    assert ask(world, centre_visitors, ListFilter(years=(2015, 2015))).first_time == 1


def test_a_merged_organisation_had_come_before(world: SampleProgramme) -> None:
    with world.database.transaction("merge", "merge") as change:
        merge(change, world.programme_id, world.second, world.first)
    visitors = ask(world, centre_visitors, ListFilter(years=(2015, 2015)))
    assert (visitors.organisations, visitors.first_time) == (1, 0)


def test_a_week_counts_days_and_keeps_the_undated_apart(world: SampleProgramme) -> None:
    week = ask(world, premises_week)
    own, hall, yard = week.places
    # 9 March 2014 was a Sunday, 10 March 2015 a Tuesday; of April no day is known
    assert (own.place, own.days, own.undated) == (None, (0, 1, 0, 0, 0, 0, 1), 1)
    assert (hall.place, hall.days) == ("Зал", (1, 1, 0, 0, 0, 0, 0))
    assert (yard.place, yard.days) == ("Двор", (0, 0, 0, 0, 0, 0, 1))
    assert (week.left, week.unplaced) == (0, 1)


# ---------------------------------------------------------------- what ships


def test_the_shipped_log_gives_the_numbers_of_pandas(shipped_database: Database) -> None:
    log = pd.read_csv(CITY / "records" / "consultations.csv")
    log["year"] = log["date"].str[:4].astype(int)
    with shipped_database.read() as session:
        numbers = request_numbers(session, CITY.name, ALL)
        visitors = centre_visitors(session, CITY.name, ALL)
        own = premises_week(session, CITY.name, ALL).places[0]
    assert Counter({(each.year, each.kind): each.number for each in numbers}) == Counter(
        zip(log["year"], log["request"], strict=True)
    )
    first = log.dropna(subset="organisation").groupby("organisation")["year"].min()
    assert {each.year: each.first_time for each in visitors.years if each.first_time} == (
        first.value_counts().to_dict()
    )
    days = pd.to_datetime(log.loc[log["request"] == "premises", "date"]).dt.day_of_week
    assert list(own.days) == [int((days == day).sum()) for day in range(7)]
