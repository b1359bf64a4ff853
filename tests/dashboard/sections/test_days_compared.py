"""Any days, weeks and days on the page of comparisons, beside records counted by hand."""

import datetime
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from dashboard.council import kinds
from dashboard.council.projected import project
from dashboard.request_reading import read_page_request
from dashboard.sections.comparison.comparison import Comparison
from dashboard.sections.comparison.lines import ComparedLines, lines_of, units_differ
from dashboard.sections.comparison.panels import comparison_links, draw
from dashboard.sections.page_deck import page_decks
from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from tests.sample_programme import SampleProgramme

RECORDS = [
    ("2014-03-05", "north", 4),
    ("2014-03-05", "north", 2),
    ("2014-03-11", "south", 1),
    ("2014-05-31", "south", 1),
    ("2014-06-01", "south", 3),
    ("2014-12-30", "north", 5),
    ("2015-01-10", "north", 8),
    ("2015-01", "south", 9),
]
PLACES = ("north", "south")
PERIODS = {
    "2014-03-05..2014-05-31": ("2014-03-05", "2014-05-31"),
    "2014-06-01..2015-01-31": ("2014-06-01", "2015-01-31"),
    "2014-03-12..2014-05-30": ("2014-03-12", "2014-05-30"),
    "2014-Q2": ("2014-04-01", "2014-06-30"),
    "2014..2015": ("2014-01-01", "2015-12-31"),
    "2014": ("2014-01-01", "2014-12-31"),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('compared') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        calls = {"measure": "consultations"}
        with world.revision():
            world.define("visits", kind="count", **calls, key=True)
            world.define("answered", kind="count", **calls, name={"ru": "О", "en": "Answered"})
            world.define(
                "people", kind="sum", amount="people", unit={"ru": "чел.", "en": "people"}, **calls
            )
            world.define("callers", kind="distinct", of="organisation", **calls)
            for date, place, people in RECORDS:
                world.record("consultations", date, place, people=people)
            world.cover("consultations", "2014..2016")
        yield world


@pytest.fixture(autouse=True)
def english(server: Flask) -> Iterator[None]:
    with server.test_request_context("/?lang=en"):
        yield


def lying(period: str) -> Counter[str]:
    """How many records each district has in a period; one known to a month that lies there whole."""
    first, last = PERIODS[period]
    listed = [(f"{date}-31"[:10], date, place) for date, place, _people in RECORDS]
    return Counter(
        place for end, date, place in listed if first <= f"{date}-01"[:10] and end <= last
    )


def compared(choices: str) -> Comparison:
    return Comparison(read_page_request(f"/compare?lang=en&{choices}"))


def values(lines: ComparedLines) -> dict[str, list[object]]:
    return {code: [each.value for each in group] for code, group in lines.answers.items()}


@pytest.mark.parametrize("period", PERIODS)
def test_districts_stand_beside_each_other_in_one_period(period: str) -> None:
    comparison = compared(f"indicator=visits&district=north,south&period={period}")
    (lines,) = lines_of(comparison)
    by_hand = lying(period)
    assert values(lines) == {place: [by_hand[place]] for place in PLACES}
    assert lines.caption.scope.split(", ")[1] == comparison.when
    bars = lines.figure["data"][-1]
    assert sorted(bars["x"]) == sorted(map(float, (by_hand[place] for place in PLACES)))
    drawn = str(draw(comparison.page_request)).replace("\\xa0", "\xa0")
    assert comparison.when in drawn
    assert "2016" not in comparison.when


@pytest.mark.parametrize("period", PERIODS)
def test_slides_have_the_numbers_of_the_page(period: str) -> None:
    address = f"/compare?lang=en&indicator=visits&district=north,south&period={period}"
    slides = {
        each.kind: kinds.make(each.kind, project(each.address, DEFAULT_PROGRAMME, None, None), "")
        for each in page_decks()["/compare"].slides(read_page_request(address))
    }
    by_hand = lying(period)
    chart = slides["comparison"].chart
    assert chart is not None
    assert dict(zip(chart.categories, chart.series[0].values, strict=True)) == {
        place: by_hand[place] for place in PLACES
    }
    table = slides["matrix"].table
    assert table is not None
    assert len(table.columns) == 2
    assert [row[1].value for row in table.rows] == [by_hand[place] for place in PLACES]
    assert table.columns[1] in slides["matrix"].title


def test_numbers_in_one_unit_are_bars_and_in_several_a_table() -> None:
    period = "2014-03-05..2014-05-31"
    alike = compared(f"indicator=visits,answered&period={period}")
    (lines,) = lines_of(alike)
    assert lines.has_scale
    assert values(lines) == {"visits": [4], "answered": [4]}
    apart = compared(f"indicator=visits,people&period={period}")
    (lines,) = lines_of(apart)
    assert not lines.has_scale
    assert values(lines) == {"visits": [4], "people": [8]}
    drawn = str(draw(apart.page_request))
    assert units_differ() in drawn
    assert "chart-leads" not in drawn
    href = apart.page_request.href()
    slide = kinds.make("comparison", project(href, DEFAULT_PROGRAMME, None, None), "")
    assert slide.missing == units_differ()


def test_whole_years_without_a_period_are_lines_as_before() -> None:
    comparison = compared("indicator=visits&district=north,south")
    (lines,) = lines_of(comparison)
    assert values(lines) == {"north": [3, 1, 0], "south": [3, 1, 0]}
    assert not comparison.is_of_one_period


def test_weeks_and_days_are_lines_over_the_period() -> None:
    first, last = "2014-03-05", "2014-06-01"
    for grain in ("week", "day"):
        comparison = compared(f"indicator=visits,people&by={grain}&period={first}..{last}")
        (lines,) = lines_of(comparison)
        for code, group in lines.answers.items():
            for answer in group:
                start, end = answer.period.split("..")
                assert (
                    datetime.date.fromisoformat(start).weekday() == 0
                    or start == first
                    or grain == "day"
                )
                inside = [people for date, _place, people in RECORDS if start <= date <= end]
                assert answer.value == (sum(inside) if code == "people" else len(inside))
        assert len(lines.figure["data"]) == 2
        # the first known week is 100 where units differ
        assert lines.scale.unit == f"the first known {grain} is 100"
        drawn = str(draw(comparison.page_request))
        assert "what each indicator has first is taken as 100" in drawn


PARTS_OF_YEARS = {
    "half": ("2014-H1", "2014-H2", "2015-H1", "2015-H2"),
    "quarter": tuple(f"{year}-Q{part}" for year in (2014, 2015) for part in range(1, 5)),
    "month": tuple(f"{year}-{part:02}" for year in (2014, 2015) for part in range(1, 13)),
}


@pytest.mark.parametrize("grain", PARTS_OF_YEARS)
@pytest.mark.parametrize("chosen", ["years=2014..2015", "period=2014..2015"])
def test_parts_of_years_are_lines_over_them(grain: str, chosen: str) -> None:
    comparison = compared(f"indicator=visits,people&by={grain}&{chosen}")
    (lines,) = lines_of(comparison)
    for code, group in lines.answers.items():
        assert tuple(answer.period for answer in group) == PARTS_OF_YEARS[grain]
        by_hand = [_inside(answer.period, code) for answer in group]
        assert [answer.value for answer in group] == by_hand
    name = {"half": "half-year"}.get(grain, grain)
    assert lines.scale.unit == f"the first known {name} is 100"
    assert ", 2014–2015, " in lines.caption.scope
    ticks = lines.figure["layout"]["xaxis"]["ticktext"]
    assert "2014" in ticks[0]
    rows_query = parse_qs(urlsplit(comparison_links(comparison, ["visits"]).values).query)
    assert rows_query["by"] == [grain]
    assert rows_query["years"] == ["2014..2015"]
    assert "period" not in rows_query


def _inside(label: str, code: str) -> int:
    """What the records of a part of a year come to, by their months."""
    year, part = label.split("-")
    length = {"H": 6, "Q": 3}.get(part[0], 1)
    last = int(part.lstrip("HQ")) * length
    months = {f"{year}-{month:02}" for month in range(last - length + 1, last + 1)}
    inside = [people for date, _place, people in RECORDS if date[:7] in months]
    return sum(inside) if code == "people" else len(inside)


def test_months_of_a_chosen_part_of_a_year_are_those_of_its_year() -> None:
    comparison = compared("indicator=visits&district=north,south&by=month&period=2014-Q2")
    (lines,) = lines_of(comparison)
    assert comparison.when == "2014"
    assert [answer.period for answer in lines.answers["north"]] == list(
        PARTS_OF_YEARS["month"][:12]
    )


def test_a_week_is_offered_where_everything_compared_has_weeks() -> None:
    assert [*compared("indicator=visits,people").short_grains()] == ["week", "day"]
    assert not compared("indicator=visits,callers").short_grains()
    with pytest.raises(Refusal) as refusal:
        lines_of(compared("indicator=visits,callers&by=week"))
    assert refusal.value.problems[0].rule == "by_day_indicator"


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ("period=2014-03-05..2014-05-31", {"period": ["2014-03-05..2014-05-31"]}),
        (
            "period=2014-03-05..2014-05-31&by=week",
            {"period": ["2014-03-05..2014-05-31"], "by": ["week"]},
        ),
        ("period=2014-Q2", {"period": ["2014-Q2"]}),
        ("years=2014..2015", {"years": ["2014..2015"], "by": ["year"]}),
    ],
)
def test_the_rows_for_programs_are_those_of_the_chart(
    choices: str, expected: dict[str, list[str]]
) -> None:
    comparison = compared(f"indicator=visits&{choices}")
    rows_query = parse_qs(urlsplit(comparison_links(comparison, ["visits"]).values).query)
    kept = {name: rows_query[name] for name in ("period", "by", "years") if name in rows_query}
    assert kept == expected


def test_two_fields_are_the_days_and_districts_stay_apart() -> None:
    page_request = read_page_request(
        "/compare?since=2014-01-01&until=2014-12-31&indicator=visits&district=north,none"
    )
    assert page_request.period is not None
    assert page_request.period.label == "2014"
    (lines,) = lines_of(Comparison(page_request))
    assert values(lines) == {"north": [3], "none": [0]}
