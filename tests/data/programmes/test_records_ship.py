"""The shipped records: real facts exact, everything made up marked as such, the same bytes every
time.
"""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.data.programmes.shipped import CITY, KRAI, MOSCOW, RECORDS, rows, yaml
from tools.illustrative.__main__ import files
from tools.illustrative.writing import write

REAL_FILES = {"districts.csv", "populations.csv", "observations.csv", "events-sourced.csv"}


def number(printed: str) -> Decimal:
    """A number as the documents print it."""
    return Decimal(re.sub(r"\s", "", printed).replace(",", "."))


def records() -> list[dict[str, str]]:
    return [row for kind in RECORDS for row in rows(CITY, kind)]


# ---------------------------------------------------------------- the city


def test_the_generator_writes_the_same_bytes_again(tmp_path: Path) -> None:
    write(tmp_path, files())
    shipped = {path.name: path.read_bytes() for path in (CITY / "records").glob("*.csv")}
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.csv")} == {
        name: content for name, content in shipped.items() if name not in REAL_FILES
    }


def test_there_are_between_six_and_ten_thousand_records() -> None:
    assert 6_000 <= len(records()) <= 10_000


def test_every_made_up_row_says_so() -> None:
    assert {row["illustrative"] for made_up in files().values() for row in made_up} == {"да"}


def test_every_organisation_has_right_check_digits_of_a_region_that_does_not_exist() -> None:
    for row in rows(CITY, "organisations"):
        inn, ogrn = row["inn"], row["ogrn"]
        weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
        assert sum(
            weight * int(digit) for weight, digit in zip(weights, inn, strict=False)
        ) % 11 % 10 == int(inn[-1])
        assert int(ogrn[:12]) % 11 % 10 == int(ogrn[12])
        assert (inn[:2], ogrn[3:5]) == ("00", "00")
        assert re.fullmatch(r"НКО № \d{3} \(условная\)", row["name"])


def test_the_contest_of_2018_has_forty_applications_and_twenty_one_winners() -> None:
    grants = [
        row
        for row in rows(CITY, "grants")
        if "2018" in row["date"] + row["decided_on"] + row["reported_on"]
    ]
    winners = [row for row in grants if row["decision"] == "awarded"]
    assert (len(grants), len(winners)) == (40, 21)
    assert {row["contest"] for row in grants} == {"Пятый городской конкурс грантов СО НКО"}
    assert {row["decided_on"] for row in grants} == {"2018-03-05"}
    assert len({row["organisation"] for row in grants}) == 40


def test_the_sums_of_2018_are_within_what_the_source_says() -> None:
    awarded = [
        Decimal(row["awarded"])
        for row in rows(CITY, "grants")
        if row["date"][:4] == "2018" and row["awarded"]
    ]
    assert all(90_000 <= money <= 450_000 for money in awarded)
    assert 4_900_000 < sum(awarded) < 5_000_000


def test_no_contest_leaves_records_in_the_year_of_another() -> None:
    for row in rows(CITY, "grants"):
        years = {date[:4] for date in (row["date"], row["decided_on"], row["reported_on"]) if date}
        assert len(years) == 1


def test_every_grant_is_a_financial_support_in_the_register() -> None:
    granted = [
        (row["organisation"], row["awarded"])
        for row in rows(CITY, "grants")
        if row["decision"] == "awarded"
    ]
    entered = [
        (row["organisation"], row["amount"])
        for row in rows(CITY, "supports")
        if row["form"] == "financial"
    ]
    assert sorted(granted) == sorted(entered)


def test_the_deliberate_holes_are_holes() -> None:
    third_quarter = [
        row for row in rows(CITY, "events") if "2016-07" <= row["date"][:7] <= "2016-09"
    ]
    assert third_quarter
    assert not any("krasnoflotsky" in row["districts"] for row in third_quarter)
    assert not any(row["date"].startswith("2014") for row in rows(CITY, "publications"))


def test_record_numbers_are_unique_in_their_kind() -> None:
    for kind in RECORDS:
        assert Counter(row["number"] for row in rows(CITY, kind)).most_common(1)[0][1] == 1


def test_only_sourced_populations_of_the_whole_city_ship() -> None:
    whole = {
        row["on_date"]: row["people"] for row in rows(CITY, "populations") if not row["district"]
    }
    assert whole == {
        "2015-01-01": "607216",
        "2018-01-01": "618150",
        "2019-01-01": "617473",
        "2020-01-01": "616400",
    }
    (rounded,) = (
        row
        for row in rows(CITY, "populations")
        if not row["district"] and row["on_date"] == "2020-01-01"
    )
    assert "округлено" in rounded["note"]
    assert {row["illustrative"] for row in rows(CITY, "populations") if row["district"]} == {"да"}


@pytest.mark.parametrize("day", ["2015-01-01", "2018-01-01", "2019-01-01", "2020-01-01"])
def test_made_up_districts_add_up_to_the_sourced_city(day: str) -> None:
    people = {
        row["district"]: int(row["people"])
        for row in rows(CITY, "populations")
        if row["on_date"] == day
    }
    assert sum(number for district, number in people.items() if district) == people[""]


VOTERS = {"industrialny": 158_750, "zheleznodorozhny": 110_901, "kirovsky": 40_073, "": 438_521}
"""Registered on 1 July 2020 (amurmedia.ru/news/amp/965126)."""


def test_made_up_districts_are_in_the_proportions_of_the_voters() -> None:
    people = {
        row["district"]: int(row["people"])
        for row in rows(CITY, "populations")
        if row["on_date"] == "2020-01-01"
    }
    for district, voters in VOTERS.items():
        assert people[district] / people[""] == pytest.approx(voters / VOTERS[""], rel=0.02)


def test_the_okrugs_are_named_as_the_city_names_them() -> None:
    names = {row["code"]: row["name_ru"] for row in rows(CITY, "districts") if row["cut"]}
    assert sorted(names.values()) == [
        "Железнодорожный округ",
        "Северный округ",
        "Центральный округ",
        "Южный округ",
    ]
    assert names["okrug_industrialny"] == "Южный округ"
    notes = {
        note["code"]: note["printed"] for note in yaml(CITY / "programme.yaml")["source_notes"]
    }
    assert all(day in notes["day_of_the_okrugs"] for day in ("15.02.2002", "13.11.2001"))


def test_the_sports_day_of_2017_is_a_record_with_its_source() -> None:
    (sports_day,) = (row for row in rows(CITY, "events") if row["illustrative"] == "нет")
    assert (sports_day["date"], sports_day["type"], sports_day["participants"]) == (
        "2017-09-23",
        "sports_day",
        "210",
    )
    assert "61108267" in sports_day["source"]
    assert "9 команд" in sports_day["note"]
    assert "год 2017 выведен" in sports_day["note"]


def test_the_yearly_contest_is_a_fact_with_its_source() -> None:
    (fact,) = (
        fact
        for fact in yaml(CITY / "programme.yaml")["facts"]
        if fact["code"] == "public_leader_contest"
    )
    assert "2014" in fact["text"]["ru"]
    assert "68510270" in fact["source"]
    assert "value" not in fact


def test_budgets_of_parts_and_of_sources_add_up_to_the_programme() -> None:
    money: Counter[tuple[str, str]] = Counter()
    for row in rows(CITY, "budgets"):
        money[row["year"], "part" if row["part"] else row["funding"]] += int(row["programme_money"])
    for year in {year for year, _ in money}:
        assert (
            money[year, "part"]
            == money[year, "total"]
            == money[year, "city"] + money[year, "other"]
        )


# ---------------------------------------------------------------- Moscow


def test_the_seven_dated_events_of_2009() -> None:
    events = rows(MOSCOW, "events")
    assert [row["date"][5:] for row in events] == [
        "07-18",
        "08-30",
        "08-31",
        "09-29",
        "10-31",
        "11-30",
        "12-22",
    ]
    shared = [row["type"] for row in events if row["districts"] == "szao;sao"]
    assert shared == ["round_table"] * 4
    assert {row["districts"] for row in events if row["type"] != "round_table"} == {"szao"}


def test_the_results_of_2009() -> None:
    values = {
        (row["indicator"], row["district"]): int(row["value"])
        for row in rows(MOSCOW, "observations")
    }
    assert values == {
        ("organisations_identified", "szao"): 20,
        ("organisations_reached", ""): 80,
        ("citizen_appeals", ""): 100,
        ("one_window_organisations", ""): 3,
        ("one_window_people", ""): 55,
        ("education_programmes", "szao"): 2,
        ("films", "szao"): 1,
        ("major_events", "szao"): 4,
        ("client_places", "szao"): 2,
        ("client_places", "sao"): 1,
    }


def test_zelenograd_has_tasks_and_no_results() -> None:
    assert {row["code"] for row in rows(MOSCOW, "districts")} == {"szao", "sao", "zelao"}
    assert "zelao" not in {row["district"] for row in rows(MOSCOW, "observations")}
    assert not any("zelao" in row["districts"] for row in rows(MOSCOW, "events"))


# ---------------------------------------------------------------- the krai


def test_the_krai_budget_adds_up_to_the_printed_total() -> None:
    years = {row["year"]: number(row["programme_money"]) for row in rows(KRAI, "budgets")}
    assert list(years) == [str(year) for year in range(2013, 2026)]
    assert sum(years.values()) == Decimal("6567.69608")


def test_the_krai_table_is_as_printed() -> None:
    plan = {(row["indicator"], row["period"]): row["value"] for row in rows(KRAI, "targets")}
    fact = {(row["indicator"], row["period"]): row["value"] for row in rows(KRAI, "observations")}
    assert (len(plan), len(fact)) == (27, 12)
    assert number(fact["citizens_in_projects", "2014"]) / number(
        plan["citizens_in_projects", "2014"]
    ) == Decimal("15.18")
    assert (plan["citizens_in_projects", "2019"], fact["citizens_in_projects", "2019"]) == (
        "-",
        "-",
    )
    assert ("citizens_in_projects", "2020") not in fact
    assert (plan["periodicals_reach", "2019"], fact["periodicals_circulation", "2019"]) == (
        "97,0",
        "13 660",
    )
    assert (plan["citizens_in_tos", "2020"], fact["citizens_in_tos", "2020"]) == ("2 400", "2600")
    assert (plan["workers_in_projects", "2013"], fact["workers_in_projects", "2013"]) == (
        "150",
        "327",
    )


def test_every_krai_cell_says_which_edition_printed_it() -> None:
    for row in rows(KRAI, "targets"):
        assert re.fullmatch(r"Изменения № \d+-пр от \d\d\.\d\d\.\d{4}", row["act"])
        assert row["source"]
