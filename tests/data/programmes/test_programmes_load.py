"""The shipped programmes, loaded as ``itog init`` loads them, say what their sources say."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from data.database.database import Database, newest_revision
from data.passports import programme_id
from data.tables.definitions import Observation, Target
from data.tables.programmes import Budget
from indicators.answers import cells
from indicators.answers.answer import Answer
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.records.places import read_places
from tests import template_databases
from tests.data.programmes.shipped import CITY, FOLDERS, KRAI, MOSCOW
from tools.illustrative.events import event_rows


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'itog.db'}"
    template_databases.programmes(url)
    database = Database(url, [cells.refresh])
    yield database
    database.dispose()


def ask(
    database: Database, folder: Path, *indicators: str, **question: object
) -> dict[tuple[str, str], Answer]:
    """Answers by indicator and period, or by indicator and district when districts are asked for."""
    whole_question = Question(programme=folder.name, indicators=indicators).but(**question)
    with database.read() as session:
        rows = answers(session, whole_question)
    return {
        (row.indicator, str(row.district) if whole_question.by_district else row.period): row
        for row in rows
    }


def test_every_programme_is_one_revision(database: Database) -> None:
    with database.read() as session:
        assert newest_revision(session) == len(FOLDERS)


# ---------------------------------------------------------------- Moscow


def test_moscow_says_the_numbers_of_its_report(database: Database) -> None:
    values = {indicator: row.value for (indicator, _), row in ask(database, MOSCOW).items()}
    assert values == {
        "organisations_identified": 20,
        "organisations_reached": 80,
        "citizen_appeals": 100,
        "one_window_organisations": 3,
        "one_window_people": 55,
        "education_programmes": 2,
        "films": 1,
        "major_events": 4,
        "client_places": 3,
        "events": 7,
        "round_tables": 4,
        "conferences": 1,
        "fairs": 1,
        "leaders_evenings": 1,
    }


def test_zelenograd_is_no_data_everywhere_and_never_zero(database: Database) -> None:
    rows = ask(database, MOSCOW, by=("district", "year"))
    assert {row.state for (_, district), row in rows.items() if district == "zelao"} == {"no_data"}


def test_an_event_of_two_okrugs_counts_once_for_the_whole(database: Database) -> None:
    rows = ask(database, MOSCOW, "round_tables", "events", by=("district", "year"))
    assert [rows["round_tables", okrug].value for okrug in ("szao", "sao")] == [4, 4]
    assert [rows["events", okrug].value for okrug in ("szao", "sao")] == [7, 4]


def test_without_plans_there_are_no_statuses(database: Database) -> None:
    assert {row.status for row in ask(database, MOSCOW).values()} == {None}


# ---------------------------------------------------------------- the krai


def test_the_krai_table_comes_out_as_printed(database: Database) -> None:
    rows = ask(database, KRAI)
    values = {
        (indicator, period): (row.plan, row.value)
        for (indicator, period), row in rows.items()
        if row.value is not None
    }
    assert values == {
        ("citizens_in_projects", "2013"): (500, 1044),
        ("citizens_in_projects", "2014"): (500, 7590),
        ("citizens_in_projects", "2015"): (1000, 2170),
        ("citizens_in_projects", "2018"): (1000, 1000),
        ("workers_in_projects", "2013"): (150, 327),
        ("periodicals_reach", "2019"): (97, 97),
        ("periodicals_circulation", "2019"): (13660, 13660),
        ("citizens_in_tos", "2019"): (2000, 13370),
        ("citizens_in_tos", "2020"): (2400, 2600),
    }


def test_the_krai_fact_of_2014_is_1518_per_cent_of_its_plan(database: Database) -> None:
    row = ask(database, KRAI)["citizens_in_projects", "2014"]
    assert (row.degree_raw, row.degree) == (Decimal("15.18"), 1)
    assert "plan_error" in row.marks


def test_the_krai_budget_is_exact_in_roubles(database: Database) -> None:
    with database.read() as session:
        budgets = session.scalars(
            select(Budget).where(Budget.programme_id == programme_id(session, KRAI.name))
        ).all()
    assert sum(budget.programme_money or 0 for budget in budgets) == Decimal("6567696080.00")
    assert {budget.printed_unit for budget in budgets} == {"million"}


def test_cells_are_kept_as_printed(database: Database) -> None:
    with database.read() as session:
        programme = programme_id(session, KRAI.name)
        facts = session.scalars(
            select(Observation.printed).where(Observation.programme_id == programme)
        ).all()
        plans = session.scalars(
            select(Target.printed).where(Target.programme_id == programme)
        ).all()
    assert {"1 044", "97,0", "-", "13 660", "2600"} <= set(facts)
    assert {"1 000", "97,0", "-", "2 400", "2 600"} <= set(plans)


def test_a_printed_dash_is_not_applicable_and_an_unread_cell_is_no_data(database: Database) -> None:
    rows = ask(database, KRAI, "citizens_in_projects")
    assert {
        year: rows["citizens_in_projects", year].state for year in ("2016", "2019", "2020")
    } == {
        "2016": "no_data",
        "2019": "not_applicable",
        "2020": "no_data",
    }
    assert rows["citizens_in_projects", "2019"].plan is None


# ---------------------------------------------------------------- the city


def test_the_contest_of_2018(database: Database) -> None:
    rows = ask(database, CITY, years=(2018, 2018))
    assert rows["grant_applications", "2018"].value == 40
    assert rows["grants_awarded", "2018"].value == 21
    assert rows["winners_share", "2018"].value == Decimal("52.5")
    assert "illustrative" in rows["grant_money", "2018"].marks


def test_over_34_representatives_is_kept_as_a_lower_bound_of_2013(database: Database) -> None:
    with database.read() as session:
        fact = session.scalars(select(Observation).where(Observation.lower_bound)).one()
    assert (fact.indicator, fact.period, fact.value) == ("resource_centre_first_users", "2013", 34)
    assert not fact.illustrative


def test_the_citys_deliberate_holes_show_as_states(database: Database) -> None:
    years = ask(database, CITY)
    assert (years["publications", "2014"].state, years["publications", "2014"].status) == (
        "no_data",
        "undetermined",
    )
    assert "partial" in years["events", "2016"].marks
    quarter = ask(
        database, CITY, "events", years=(2016, 2016), by=("quarter",), district="krasnoflotsky"
    )
    assert quarter["events", "2016-Q3"].state == "no_data"


def test_population_of_the_city_is_never_interpolated(database: Database) -> None:
    rows = ask(database, CITY, "consultations_per_10000")
    known = [period for (_, period), row in rows.items() if row.state == "value"]
    assert known == ["2015", "2018", "2019", "2020"]


def test_the_sports_day_of_2017_is_counted(database: Database) -> None:
    (sports_day,) = (
        row for (_, period), row in ask(database, CITY, "sports_days").items() if period == "2017"
    )
    made_up = [
        row
        for row in event_rows()
        if row["type"] == "sports_day" and str(row["date"]).startswith("2017")
    ]
    assert sports_day.value == len(made_up) + 1


def test_moscow_has_outlines_that_name_whose_they_are(database: Database) -> None:
    with database.read() as session:
        places = read_places(session, programme_id(session, MOSCOW.name))
    assert list(places.by_code) == ["zelao", "szao", "sao"]
    for place in places.by_code.values():
        assert place.outline
        assert "OpenStreetMap" in place.source
        assert place.names["en"] != place.names["ru"]


def test_every_status_shows_somewhere(database: Database) -> None:
    statuses = {row.status for row in ask(database, CITY).values()}
    assert statuses == {
        "achieved",
        "over_fulfilled",
        "at_risk",
        "not_achieved",
        "undetermined",
        None,
    }
    assert any("plan_error" in row.marks for row in ask(database, CITY).values())


def test_every_answer_from_made_up_records_says_so(database: Database) -> None:
    for row in ask(database, CITY, by=("district", "year")).values():
        assert row.state != "value" or "illustrative" in row.marks, row


def test_districts_and_no_district_add_up_to_the_city(database: Database) -> None:
    whole = ask(database, CITY, "consultations", years=(2019, 2019))["consultations", "2019"].value
    for cut in (None, "okrugs"):
        parts = ask(
            database, CITY, "consultations", years=(2019, 2019), by=("district", "year"), cut=cut
        )
        assert sum(row.value or 0 for row in parts.values()) == whole
