"""A headline says what matters for a judgement: against the plan, against a year before, since the
start.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from dashboard.council.making import report
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

REPORTED = {"kind": "observed", "combine": {"places": "sum", "periods": "none"}}
NOW = datetime.datetime.now(datetime.UTC).year
FIRST = NOW - 6
PERCENT = {"ru": "%", "en": "%"}
VISITS = {"kind": "count", "measure": "consultations"}


def fields_of(code: str) -> tuple[dict[str, Any], list[Any], list[Any]]:
    """A definition's own fields, its values and its plans from the first year on; nothing stands
    for none.
    """
    return {
        "missed": ({}, [100, 110, 120, 130, 140, 153], [100, 110, 130, 150, 170, 180]),
        "almost": ({}, [100, 100, 97, 98, 97, 97], [100, 100, 100, 100, 100, 100]),
        "once": ({}, [100, 110, 120, 130, 140, 120], [100, 110, 120, 130, 140, 150]),
        "met": ({}, [50, 60, 70, 80, 100, 100], [50, 60, 70, 80, 90, 100]),
        "above": ({}, [50, 60, 70, 80, 90, 120], [50, 60, 70, 80, 90, 100]),
        "days": ({"direction": "decrease"}, [10, 9, 8, 7, 6, 9], [10, 9, 8, 7, 6, 6]),
        "share": (
            {"unit": PERCENT, "decimals": 1},
            [30, 31, 32, 33, 34, 36.5],
            [30, 31, 32, 33, 34, 35],
        ),
        "kept": ({"direction": "keep", "band": [40, 60]}, [50, 50, 50, 50, 70, 75], [50] * 6),
        "unplanned": ({}, [10, 11, 12, 13, 14, 7], [None] * 6),
        "unknown": ({}, [10, 11, 12, 13, 14, None], [10, 11, 12, 13, 14, 15]),
    }[code]


CODES = (
    "missed",
    "almost",
    "once",
    "met",
    "above",
    "days",
    "share",
    "kept",
    "unplanned",
    "unknown",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Six years that are past their due dates, and this one."""
    folder: Path = tmp_path_factory.mktemp("headlines")
    with SampleProgramme(
        f"sqlite:///{folder / 'itog.db'}", code=DEFAULT_PROGRAMME, years=(FIRST, NOW)
    ) as world:
        with world.revision():
            for code in CODES:
                fields, values, plans = fields_of(code)
                world.define(code, **REPORTED, **fields)
                for year, (value, plan) in enumerate(zip(values, plans, strict=True), FIRST):
                    if value is not None:
                        world.observe(code, str(year), value)
                    if plan is not None:
                        world.target(code, str(year), plan)
            world.observe("missed", str(NOW), 30)
            world.target("missed", str(NOW), 200)
            for code, fields in (("visits", {}), ("refusals", {"direction": "decrease"})):
                world.define(code, **VISITS, **fields)
                world.target(code, str(FIRST), 3, "north")
            world.target("visits", str(FIRST), 5, "south")
            for day in (1, 2, 3, 4):
                world.record("consultations", f"{FIRST}-03-0{day}", "north" if day < 4 else "south")
            world.cover("consultations", str(FIRST))
            world.define("mood", **REPORTED, unit=PERCENT)
            for place, value in (("north", 40), ("south", 34)):
                world.observe("mood", str(FIRST), value, place)
        yield world


def finding(
    server: Flask,
    code: str,
    year: int = NOW - 1,
    *,
    language: str = "en",
    kind: str = "plan_and_fact",
) -> str:
    slide = SlideText(kind, f"/indicator/{code}?period={year}")
    with server.test_request_context("/", headers={"X-Lang": language}):
        (drawn_slide,) = report(Deck("", DEFAULT_PROGRAMME, "Meeting", (slide,))).slides
    return drawn_slide.finding.replace("\u00a0", " ")


LAST, BEFORE = NOW - 1, NOW - 2


@pytest.mark.parametrize(
    ("code", "en", "ru"),
    [
        (
            "missed",
            f"{LAST}: the plan is missed 4 years running – 153 units, 85% of plan; 9% more than in {BEFORE}.",
            f"{LAST}: план не выполнен 4 года подряд – 153 ед., 85 % плана; на 9 % больше, чем в {BEFORE} году.",
        ),
        (
            "almost",
            f"{LAST}: the plan is almost met, and missed 4 years running – 97 units, 97% of plan; the same as in "
            f"{BEFORE}; {FIRST}–{LAST}: down 3%.",
            f"{LAST}: план почти выполнен, но не достигнут 4 года подряд – 97 ед., 97 % плана; как в {BEFORE} году; "
            f"{FIRST}–{LAST}: снижение на 3 %.",
        ),
        (
            "once",
            f"{LAST}: the plan is missed – 120 units, 80% of plan; 14% less than in {BEFORE}; {FIRST}–{LAST}: up 20%.",
            f"{LAST}: план не выполнен – 120 ед., 80 % плана; на 14 % меньше, чем в {BEFORE} году; {FIRST}–{LAST}: "
            "рост на 20 %.",
        ),
        (
            "met",
            f"{LAST}: the plan is met – 100 units, 100% of plan; the same as in {BEFORE}; {FIRST}–{LAST}: up 100%.",
            f"{LAST}: план выполнен – 100 ед., 100 % плана; как в {BEFORE} году; {FIRST}–{LAST}: рост на 100 %.",
        ),
        (
            "above",
            f"{LAST}: the plan is exceeded – 120 units, 120% of plan; 33% more than in {BEFORE}; {FIRST}–{LAST}: "
            "up 140%.",
            f"{LAST}: план перевыполнен – 120 ед., 120 % плана; на 33 % больше, чем в {BEFORE} году; {FIRST}–{LAST}: "
            "рост на 140 %.",
        ),
        (
            "days",
            f"{LAST}: the plan is missed – 9 units, degree of achievement 67%; 50% more than in {BEFORE}; "
            f"{FIRST}–{LAST}: down 10%.",
            f"{LAST}: план не выполнен – 9 ед., степень достижения 67 %; на 50 % больше, чем в {BEFORE} году; "
            f"{FIRST}–{LAST}: снижение на 10 %.",
        ),
        (
            "share",
            f"{LAST}: the plan is met – 36.5%, 104% of plan; 2.5 points more than in {BEFORE}; {FIRST}–{LAST}: "
            "up 6.5 points.",
            f"{LAST}: план выполнен – 36,5 %, 104 % плана; на 2,5 п. п. больше, чем в {BEFORE} году; {FIRST}–{LAST}: "
            "рост на 6,5 п. п.",
        ),
        (
            "kept",
            f"{LAST}: outside its band 2 years running – 75 units, plan: from 40 to 60; 7% more than in {BEFORE}.",
            f"{LAST}: вне заданных пределов 2 года подряд – 75 ед., план: от 40 до 60; на 7 % больше, чем в {BEFORE} "
            "году.",
        ),
        (
            "unplanned",
            f"{LAST}: 7 units; 50% less than in {BEFORE}; {FIRST}–{LAST}: down 30%.",
            f"{LAST}: 7 ед.; на 50 % меньше, чем в {BEFORE} году; {FIRST}–{LAST}: снижение на 30 %.",
        ),
        (
            "unknown",
            f"{LAST}: no data, whether the plan is met cannot be determined; last known: 14 units ({BEFORE}).",
            f"{LAST}: нет данных, выполнение плана определить нельзя; последнее известное: 14 ед. ({BEFORE}).",
        ),
    ],
)
def test_plan_then_a_year_before_then_the_start(server: Flask, code: str, en: str, ru: str) -> None:
    assert finding(server, code) == en
    assert finding(server, code, language="ru") == ru


@pytest.mark.parametrize("kind", ["plan_and_fact", "table"])
def test_a_growth_is_never_said_over_a_plan_missed_for_years(server: Flask, kind: str) -> None:
    for language, growth in (("ru", "рост"), ("en", "up ")):
        assert growth not in finding(server, "missed", language=language, kind=kind)


def test_a_year_under_way_can_still_be_saved(server: Flask) -> None:
    """Nor is a part of it compared with whole years."""
    assert (
        finding(server, "missed", NOW) == f"{NOW}: the plan is not met yet – 30 units, 15% of plan."
    )
    assert (
        finding(server, "missed", NOW, language="ru")
        == f"{NOW}: план пока не выполнен – 30 ед., 15 % плана."
    )


def test_a_slide_of_some_years_knows_those_before(server: Flask) -> None:
    slide = SlideText("table", f"/indicator/missed?years={LAST}..{LAST}")
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        (drawn_slide,) = report(Deck("", DEFAULT_PROGRAMME, "Meeting", (slide,))).slides
    assert "missed 4 years running" in drawn_slide.finding
    assert f"9% more than in {BEFORE}" in drawn_slide.finding


def test_what_should_be_small_is_worst_where_it_is_most(server: Flask) -> None:
    assert "most: north – 3 units, 75% of the whole" in finding(server, "visits", FIRST)
    sentence = finding(server, "refusals", FIRST)
    assert "worst: north – 3 units, 75% of the whole" in sentence
    assert "most" not in sentence
    russian = finding(server, "refusals", FIRST, language="ru")
    assert "хуже всего: north – 3 ед., 75 % от целого" in russian
    assert "больше всего" not in russian


def test_a_share_of_the_total_is_told_from_a_value_in_per_cent(server: Flask) -> None:
    sentence = finding(server, "mood", FIRST, kind="districts")
    assert "highest: north – 40%" in sentence.replace("Highest", "highest")
    assert "of the whole" not in sentence


def test_the_districts_behind_their_own_plans_are_counted(server: Flask) -> None:
    assert finding(server, "visits", FIRST, kind="districts").startswith(
        "Districts behind plan: 1 of 2; most: north"
    )
    assert finding(server, "refusals", FIRST, kind="districts").startswith("Worst: north")
