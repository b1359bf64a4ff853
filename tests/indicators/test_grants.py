"""Grants: the way of applications, the spread of awards, winners and reports, against figures written
out by hand and against plain pandas over the shipped file.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from data.database.database import Database
from data.organisations.merging import merge
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.grants.course import BY, grant_course, grant_courses
from indicators.grants.filters import GrantFilter, contests
from indicators.grants.reports import grant_reports
from indicators.grants.spread import award_spread
from indicators.grants.winners import applicants
from tests import template_databases
from tests.sample_programme import SampleProgramme

CITY = "khabarovsk-2014-2020"
FILE = Path(__file__).parents[2] / "data" / "programmes" / CITY / "records" / "grants.csv"
ALL = GrantFilter()


def filled(url: str) -> SampleProgramme:
    """Two contests, three NGOs: who won, how much, who has reported and by when."""
    with SampleProgramme(url) as world:
        with world.revision():
            a, b, c = (world.organisation(name) for name in "АБВ")
            for number, date, whose, more in (
                ("1", "2014-02-01", a, {"decision": "awarded", "decided_on": "2014-03-01",
                                        "awarded": Decimal(100), "requested": Decimal(150),
                                        "own_money": Decimal("20.50"), "direction": "спорт"}),
                ("2", "2014-02-02", b, {"decision": "refused", "decided_on": "2014-03-01",
                                        "requested": Decimal(300), "direction": "спорт"}),
                ("3", "2015-02-01", a, {"decision": "awarded", "decided_on": "2016-01-09",
                                        "awarded": Decimal(200), "requested": Decimal(200)}),
                ("4", "2015-02-01", b, {"decision": "awarded", "decided_on": "2015-03-01",
                                        "awarded": Decimal(400), "direction": "дети"}),
                ("5", "2015-02-03", c, {"decision": "pending", "requested": Decimal(1)}),
                ("6", "2015-02-03", None, {"decision": "withdrawn"}),
            ):  # fmt: skip
                contest = f"Конкурс {date[:4]}"
                world.record(
                    "grants", date, "north" if whose == a else "south",
                    number=number, organisation_id=whose, contest=contest, **more,
                )  # fmt: skip
        world.a, world.b, world.c = a, b, c
    return world


@pytest.fixture
def world(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


def ask(world: SampleProgramme, query, filters: GrantFilter = ALL, *more, **options):
    with world.database.read() as session:
        return query(session, world.code, filters, *more, **options)


def test_the_way_of_all_applications(world: SampleProgramme) -> None:
    course = ask(world, grant_course)
    assert (course.applications, course.awards, course.reports) == (6, 3, 0)
    assert dict(course.decisions) == {"awarded": 3, "refused": 1, "withdrawn": 1, "pending": 1}
    assert (course.requested, course.awarded) == (Decimal(651), Decimal(700))
    assert (course.own, course.spent) == (Decimal("20.50"), None)


def test_a_contest_loses_nobody_who_was_decided_upon_in_another_year(world) -> None:
    course = ask(world, grant_course, GrantFilter(contest="Конкурс 2015"))
    assert (course.applications, course.awards, course.awarded) == (4, 2, Decimal(600))


def test_nothing_applied_for_is_a_nought_of_applications_and_no_money(world) -> None:
    course = ask(world, grant_course, GrantFilter(years=(2016, 2016)))
    assert (course.applications, course.awards, course.requested) == (0, 0, None)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("year", {2014: (2, 1), 2015: (4, 2)}),
        ("contest", {"Конкурс 2014": (2, 1), "Конкурс 2015": (4, 2)}),
        ("direction", {"дети": (1, 1), "спорт": (2, 1), None: (3, 1)}),
        ("district", {"north": (2, 2), "south": (4, 1)}),
    ],
)
def test_the_way_divided(world: SampleProgramme, by: str, expected: dict) -> None:
    courses = ask(world, grant_courses, ALL, by)
    assert {each.by: (each.applications, each.awards) for each in courses} == expected
    assert [each.by for each in courses][-1] == list(expected)[-1]
    assert by in BY


def test_contests_are_named_the_newest_first(world: SampleProgramme) -> None:
    with world.database.read() as session:
        assert contests(session, world.code) == ("Конкурс 2015", "Конкурс 2014")


def test_quartiles_lie_between_their_neighbours(world: SampleProgramme) -> None:
    spread = ask(world, award_spread)
    assert spread.quartiles == (100, 150, 200, 300, 400)
    assert [(each.number, each.recipient and each.recipient.name) for each in spread.awards] == [
        ("1", "А"),
        ("3", "А"),
        ("4", "Б"),
    ]


def test_one_award_is_all_five_numbers_and_none_has_no_spread(world: SampleProgramme) -> None:
    assert ask(world, award_spread, GrantFilter(years=(2014, 2014))).quartiles == (100,) * 5
    assert ask(world, award_spread, GrantFilter(years=(2016, 2016))).quartiles == ()


def test_who_applies_again_and_who_wins_again(world: SampleProgramme) -> None:
    everybody = ask(world, applicants)
    assert (everybody.organisations, everybody.first_time, everybody.unnamed) == (3, 3, 1)
    assert (everybody.winners, everybody.repeating) == (2, 1)
    again = everybody.listed[0]
    assert (again.recipient.name, again.awards, again.years, again.roubles) == (
        "А",
        2,
        2,
        Decimal(300),
    )
    second = ask(world, applicants, GrantFilter(years=(2015, 2015)))
    assert (second.organisations, second.first_time) == (3, 1)


def test_a_merged_organisation_has_applied_before(world: SampleProgramme) -> None:
    before = ask(world, grant_course) and world.database.newest()
    with world.revision("merge") as change:
        merge(change, world.programme_id, world.c, world.b)
    filters = GrantFilter(years=(2015, 2015))
    assert ask(world, applicants, filters).organisations == 2
    assert ask(world, applicants, filters).first_time == 0
    assert ask(world, applicants, filters, before).first_time == 1


REPORTS = (
    ("in time", "2014-12-20", "2014-12-25", "in_time"),
    ("on the day", "2014-12-25", "2014-12-25", "in_time"),
    ("late", "2014-12-26", "2014-12-25", "late"),
    ("without a day to come by", "2015-05-05", None, "in_time"),
    ("not come", None, "2014-12-25", "overdue"),
    ("to come", None, "2016-12-25", "not_due"),
    ("to come today", None, "2015-06-01", "not_due"),
    ("nobody knows when", None, None, "undated"),
)


@pytest.mark.parametrize(("reported", "due", "expected"), [each[1:] for each in REPORTS],
                         ids=[each[0] for each in REPORTS])  # fmt: skip
def test_what_became_of_a_report(sqlite_url: str, reported, due, expected: str) -> None:
    with SampleProgramme(sqlite_url) as world:
        row = world.record(
            "grants", "2014-02-01", decision="awarded", decided_on="2014-03-01", awarded=Decimal(5),
            **({"reported_on": reported} if reported else {}),
        )  # fmt: skip
        day = datetime.date.fromisoformat(due) if due else None
        world.replace("grants", row, report_due_on=day)
        reports = ask(world, grant_reports, ALL, on=datetime.date(2015, 6, 1))
    names = ("in_time", "late", "overdue", "not_due", "undated")
    assert {name: getattr(reports, name) for name in names} == {
        name: int(name == expected) for name in names
    }
    assert [each.days for each in reports.listed] == ([158] if expected == "overdue" else [])


# ------------------------------------------------------------ the file that ships


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return pd.read_csv(FILE, parse_dates=["date", "decided_on", "reported_on", "report_due_on"])


def test_2018_shows_forty_applications_and_twenty_one_winners(shipped_database: Database) -> None:
    with shipped_database.read() as session:
        course = grant_course(session, CITY, GrantFilter(years=(2018, 2018)))
    assert (course.applications, course.awards) == (40, 21)


@pytest.mark.parametrize("year", range(2014, 2021))
def test_numbers_are_the_indicators_and_those_of_plain_pandas(
    shipped_database: Database, frame: pd.DataFrame, year: int
) -> None:
    question = Question(programme=CITY, years=(year, year))
    with shipped_database.read() as session:
        values = {each.indicator: each.value for each in answers(session, question)}
        course = grant_course(session, CITY, GrantFilter(years=(year, year)))
        spread = award_spread(session, CITY, GrantFilter(years=(year, year)))
    of_year = frame[frame["date"].dt.year == year]
    won = of_year[of_year["decision"] == "awarded"]
    assert values["grant_applications"] == course.applications == len(of_year)
    assert values["grants_awarded"] == course.awards == len(won)
    assert values["grant_money"] == course.awarded == won["awarded"].sum()
    assert values["grant_own_money"] == course.own == won["own_money"].sum()
    assert course.reports == won["reported_on"].notna().sum()
    share = Fraction(course.own) / Fraction(course.awarded + course.own) * 100
    assert abs(Fraction(values["co_financing_share"]) - share) < Fraction(1, 10**20)
    quartiles = won["awarded"].quantile([0, 0.25, 0.5, 0.75, 1])
    assert list(map(float, spread.quartiles)) == list(quartiles)
    assert sorted(each.roubles for each in spread.awards) == sorted(won["awarded"])


def test_winners_and_reports_of_the_file(shipped_database: Database, frame: pd.DataFrame) -> None:
    with shipped_database.read() as session:
        everybody = applicants(session, CITY, GrantFilter(years=(2018, 2018)))
        reports = grant_reports(session, CITY, ALL, on=datetime.date(2026, 1, 1))
    first = frame.groupby("organisation")["date"].min().dt.year
    of_year = frame[frame["date"].dt.year == 2018]
    assert everybody.organisations == of_year["organisation"].nunique()
    assert everybody.first_time == (first[of_year["organisation"].unique()] == 2018).sum()
    won = frame[frame["decision"] == "awarded"]
    years = won.groupby("organisation")["date"].agg(lambda days: days.dt.year.nunique())
    here = won[won["date"].dt.year == 2018]["organisation"].unique()
    assert everybody.repeating == (years[here] > 1).sum()
    assert reports.overdue == (won["reported_on"].isna() & won["report_due_on"].notna()).sum()
    assert reports.late == (won["reported_on"] > won["report_due_on"]).sum()
