"""Plans and money: stated for a year of the whole territory, never shared out, never added twice."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest

from data.database.database import Database
from data.refusals import Refusal
from indicators.answers.answer import Answer
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.states import NO_DATA, NOT_APPLICABLE, VALUE
from tests import template_databases
from tests.data.programmes.shipped import CITY
from tests.soundness.towns import Town

CASH = {"kind": "sum", "measure": "budgets", "amount": "cash_money"}


def filled(url: str) -> Town:
    """Two parts, one inside the other, the programme's own total and its sources, 2014–2016."""
    with Town(url) as town, town.revision():
        town.part("centre")
        town.part("hall", parent="centre")
        for part, funding, cash in (
            (None, "total", "1000.10"), (None, "city", "900"), (None, "krai", "100.10"),
            ("centre", "total", "300.05"), ("hall", "total", "120"),
        ):  # fmt: skip
            town.budget(part, 2014, funding=funding, cash_money=Decimal(cash))
        # the act provides for 2015 and nobody has spent yet
        town.budget(None, 2015, roster_money=Decimal(800))
        town.define("cash", **CASH)
        town.define("of_centre", **CASH, filter={"part": ["centre"]})
        town.define("from_city", **CASH, filter={"funding": ["city"]})
        town.define("so_far", **CASH, accumulate="to_date")
    return town


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with template_databases.from_template(database_url, filled).over(database_url) as town:
        yield town


def test_a_total_is_not_added_to_its_sources_nor_to_its_parts(town: Town) -> None:
    assert town.year("cash", 2014).value == Decimal("1000.10")
    assert town.year("of_centre", 2014).value == Decimal("300.05")
    assert town.year("from_city", 2014).value == Decimal(900)


def test_a_sum_that_nothing_states_is_no_zero(town: Town) -> None:
    states = [answer.state for answer in town.ask("cash", years=(2014, 2016))]
    assert states == [VALUE, NO_DATA, NO_DATA]
    assert town.year("of_centre", 2015).state == NO_DATA


def test_a_stated_zero_is_one(town: Town) -> None:
    town.budget("hall", 2016, cash_money=Decimal(0))
    town.define("of_hall", **CASH, filter={"part": ["hall"]})
    assert (town.year("of_hall", 2016).state, town.year("of_hall", 2016).value) == (VALUE, 0)


def test_money_of_a_year_is_of_no_quarter_and_of_no_district(town: Town) -> None:
    by_quarter = town.ask("cash", years=(2014, 2014), by=("quarter",))
    assert {answer.state for answer in by_quarter} == {NOT_APPLICABLE}
    by_district = town.ask("cash", years=(2014, 2014), by=("district", "year"))
    assert {answer.state for answer in by_district} == {NOT_APPLICABLE}


def test_the_end_of_a_year_holds_what_is_known_of_the_year(town: Town) -> None:
    within = town.ask("cash", years=(2014, 2014), by=("quarter",), within_year=True)
    assert [answer.state for answer in within] == [NOT_APPLICABLE] * 3 + [VALUE]
    assert within[-1].value == Decimal("1000.10")
    assert town.year("so_far", 2014).value == Decimal("1000.10")


def test_behind_money_are_its_own_rows(town: Town) -> None:
    (row,) = town.behind("of_centre", "2014").rows
    assert (row.values["part"], row.values["cash_money"]) == ("centre", Decimal("300.05"))
    assert (row.date.year, row.precision, row.districts) == (2014, "year", ())
    assert town.behind("cash", "2014", district="north").total == 0
    assert town.behind("cash", "2014-Q1").total == 0


def test_correcting_a_sum_changes_its_cells_and_leaves_the_past(town: Town) -> None:
    before = town.revision_number
    town.budget(None, 2016, cash_money=Decimal("5.55"))
    assert town.year("cash", 2016).value == Decimal("5.55")
    assert town.year("cash", 2016, as_of=before).state == NO_DATA
    assert town.doctor() == []


def test_of_two_sums_that_contain_one_another_only_one_is_accepted(town: Town) -> None:
    for name, values in (("part", ["centre", "hall"]), ("funding", ["total", "city"])):
        with pytest.raises(Refusal) as refused:
            town.define("twice", **CASH, filter={name: values})
        assert refused.value.problems[0].rule == "filter_values_overlap"


def test_activities_are_counted_by_the_year_of_their_plan(town: Town) -> None:
    with town.revision():
        town.activity("1", "hall", 2014, planned_on="2014-05-20", done_on="2014-05-20")
        town.activity("2", "hall", 2014, planned_on="2014-05-20", done_on="2015-01-10")
        town.activity("3", "hall", 2014, planned_on="2014-12-20")
        town.activity("4", "centre", 2015, planned_on="2015-12-20")
        for measure in ("activities", "activities_done", "activities_in_time"):
            town.define(measure, kind="count", measure=measure)
    codes = "activities", "activities_done", "activities_in_time"
    assert [town.year(code, 2014).value for code in codes] == [3, 2, 1]
    # a plan stands for 2015 and nothing of it is done: that is a zero; for 2016 nothing is planned
    none_done = town.year("activities_done", 2015)
    assert (none_done.state, none_done.value) == (VALUE, 0)
    assert town.year("activities_done", 2016).state == NO_DATA
    assert town.doctor() == []


# ---------------------------------------------------------------- what ships


def by_year(database: Database, code: str) -> dict[str, Answer]:
    with database.read() as session:
        question = Question(CITY.name, (code,), by=("year",))
        return {answer.period: answer for answer in answers(session, question)}


def budgets(part: str, column: str) -> "pd.Series[int]":
    """Kopecks by year, straight from the file."""
    rows = pd.read_csv(CITY / "records" / "budgets.csv", keep_default_na=False)
    rows = rows[(rows["part"] == part) & (rows["funding"] == "total")]
    return (rows.set_index("year")[column] * 100).astype(int)


def test_execution_is_cash_by_the_roster(shipped_database: Database) -> None:
    cash, roster = budgets("", "cash_money"), budgets("", "roster_money")
    answered = by_year(shipped_database, "budget_execution")
    assert {year: each.exact for year, each in answered.items()} == {
        str(year): Fraction(int(cash[year]) * 100, int(roster[year])) for year in range(2014, 2021)
    }
    # 6 276 997 of 6 781 100 roubles, by hand
    assert round(float(answered["2014"].exact or 0), 3) == 92.566
    assert all("illustrative" in each.marks for each in answered.values())


def test_a_consultation_costs_the_centre_s_cash_by_their_number(shipped_database: Database) -> None:
    cash = budgets("resource_centre", "cash_money")
    log = pd.read_csv(CITY / "records" / "consultations.csv")
    number = log["date"].str[:4].astype(int).value_counts()
    answered = by_year(shipped_database, "cost_per_consultation")
    assert {year: each.exact for year, each in answered.items()} == {
        str(year): Fraction(int(cash[year]), int(number[year]) * 100) for year in range(2014, 2021)
    }
    # 1 718 970 roubles and 524 consultations, by hand
    assert round(float(answered["2014"].exact or 0), 2) == 3280.48


def test_the_share_of_activities_done_is_that_of_the_file(shipped_database: Database) -> None:
    plan = pd.read_csv(CITY / "records" / "activities.csv")
    actual, planned = plan.groupby("year")["done_on"].count(), plan.groupby("year").size()
    answered = by_year(shipped_database, "activities_done_share")
    assert {year: each.exact for year, each in answered.items()} == {
        str(year): Fraction(int(actual[year]) * 100, int(planned[year]))
        for year in range(2014, 2021)
    }
