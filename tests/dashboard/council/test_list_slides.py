"""Slides of the register, grants, calendar, parts and changed plans, against figures by hand."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask

from dashboard.council.kinds import calendar_list, plan_changes, register
from dashboard.council.making import report
from dashboard.council.of_page import deck_of_page
from dashboard.report import Report, Slide
from data.database.database import newest_revision
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from indicators.answers.snapshots import create
from tests.sample_programme import SampleProgramme

WON = {"decision": "awarded", "decided_on": "2014-03-01"}
REPORTED = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Fourteen supports, four applications, three dated things, one part, two changed plans."""
    url = f"sqlite:///{tmp_path_factory.mktemp('lists') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as town:
        with town.revision():
            house, other = town.organisation("Дом"), town.organisation("Сад")
            for day in range(1, 15):
                town.record(
                    "supports", f"2014-03-{day:02}", "north", number=f"П-{day}",
                    organisation_id=house if day > 1 else other, violation=day == 14,
                    amount=Decimal("1000.50") if day < 3 else None,
                )  # fmt: skip
            for number, columns in (
                ("1", WON | {"requested": 300_000, "awarded": 100_000, "own_money": 50_000}),
                ("2", WON | {"requested": 200_000, "awarded": 200_000, "spent": 150_000,
                             "reported_on": "2014-12-01"}),
                ("3", WON | {"requested": 400_000, "awarded": 400_000}),
                ("4", {"decision": "refused", "requested": 100_000}),
            ):  # fmt: skip
                row = town.record(
                    "grants", "2014-02-01", number=number, organisation_id=house, **columns
                )
                if number in "13":
                    overdue = datetime.date(2015, 1, 10 + int(number))
                    town.replace("grants", row, report_due_on=overdue)
            town.record("events", "2014-03-05", type="seminar", title="Семинар", participants=22)
            town.record("events", "2014", type="fair", title="Ярмарка")
            town.part("help")
            town.activity("А-1", "help", 2014, planned_on="2014-02-01", done_on="2014-02-01")
            town.activity("А-2", "help", 2014, planned_on="2014-05-01", responsible="Отдел")
            town.budget("help", 2014, roster_money="200.50", cash_money="100.25")
            for code, fact in (("books", 5), ("answers", 9), ("walks", None)):
                town.define(code, part="help", **REPORTED)
                town.target(code, "2014", 10, act="№ 1", set_on=datetime.date(2013, 1, 1))
                if fact is not None:
                    town.observe(code, "2014", fact)
        with town.revision():
            late = {"act": "№ 3", "set_on": datetime.date(2014, 11, 1)}
            town.target("answers", "2014", 12, act="№ 4", set_on=datetime.date(2014, 12, 1))
            town.target("books", "2014", 8, **late)
        yield town


def of_page(server: Flask, address: str, revision: int | None = None) -> Report:
    with server.test_request_context("/", headers={"X-Lang": "ru"}):
        return report(deck_of_page(address), revision=revision)


def rows(slide: Slide) -> list[list[str]]:
    assert slide.table is not None, slide
    return [[cell.text for cell in row] for row in slide.table.rows]


def test_the_register_is_its_counts_and_its_newest_entries(server: Flask) -> None:
    counts, newest = of_page(server, "/register?years=2014").slides
    assert [card.counted.value for card in counts.cards] == [14, 2, Decimal("2001.00"), 1]
    assert [row[0] for row in rows(newest)] == [f"П-{day}" for day in range(14, 4, -1)]
    assert len(rows(newest)) == register.MOST
    assert newest.finding == "Всего записей: 14; и ещё 4 – на странице."
    assert rows(newest)[0][-1] == "Нарушение"
    assert newest.title.endswith(": 2014"), "what is chosen stands in the title"


def test_a_narrowed_register_says_by_what(server: Flask) -> None:
    counts, _newest = of_page(server, "/register?violation=yes&district=north&search=дом").slides
    assert counts.title.endswith(": north; с нарушениями; поиск «дом»")
    assert counts.cards[0].value == "1"


def test_no_amount_is_no_nought(server: Flask) -> None:
    counts, _newest = of_page(server, "/register?violation=yes").slides
    assert (counts.cards[2].value, counts.cards[2].counted.value) == ("нет данных", None)


def test_grants_are_a_way_its_roubles_a_spread_and_what_is_overdue(server: Flask) -> None:
    course, money, spread, reports = of_page(server, "/grants").slides
    assert course.chart is not None
    assert course.chart.series[0].values == (4, 3, 1)
    assert "75,0" in course.finding, "three of four won"
    assert money.chart is not None
    # a million asked for, 700 thousand awarded, 150 thousand spent
    assert [value * 1000 for value in money.chart.series[0].values] == [1000, 700, 150]
    assert "50" in money.finding
    assert spread.chart is not None
    # of 100, 200 and 400 thousand: quartiles at half the way between neighbours
    assert spread.chart.series[0].values == (100_000, 150_000, 200_000, 300_000, 400_000)
    assert [row[0] for row in rows(reports)] == ["1", "3"], "the longest overdue first"
    assert reports.finding.startswith("Просрочено: 2")


def test_a_year_of_the_calendar_adds_up_and_keeps_what_has_no_day(server: Flask) -> None:
    (year,) = of_page(server, "/calendar?period=2014").slides
    by_month = {row[0]: row[1:] for row in rows(year)}
    assert by_month["Март"] == ["1", "–"]
    assert by_month["Всего"] == ["2", "2"]
    assert ["1", "–"] in by_month.values()
    assert len(by_month) == 14, "twelve months, what is known to the year only, and the sum"


def test_a_list_of_the_calendar_has_what_is_overdue_first(server: Flask) -> None:
    year, listed = of_page(server, "/calendar?period=2014&view=list").slides
    assert year.kind == "calendar_year"
    assert [row[2] for row in rows(listed)] == ["А-2", "Ярмарка", "А-1", "Семинар"]
    assert listed.finding == "Записей: 4; просрочено: 1."
    assert rows(listed)[0][-1] == "Отдел, просрочено"


def test_a_list_says_how_many_it_leaves_out(server: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_list, "MOST", 1)
    monkeypatch.setattr(plan_changes, "MOST", 1)
    listed = of_page(server, "/calendar?period=2014&view=list").slides[1]
    (changed,) = of_page(server, "/targets").slides
    assert (len(rows(listed)), len(rows(changed))) == (1, 1)
    assert "и ещё 3 – на странице" in listed.finding
    assert "и ещё 1 – на странице" in changed.finding


def test_a_part_is_its_indicators_activities_and_money(server: Flask) -> None:
    report = of_page(server, "/part/help?period=2014")
    indicators, activities, money = report.slides
    assert report.title == "help"
    assert indicators.title.startswith("help. ")
    # 5 of 8, 9 of 12, and what has no fact last
    assert [row[0] for row in rows(indicators)] == ["books", "answers", "walks"]
    assert [row[3] for row in rows(indicators)] == ["0,625", "0,750", "–"]
    assert "без факта: 1" in indicators.finding
    assert [row[:2] for row in rows(activities)] == [
        ["А-2", "просрочено"],
        ["А-1", "выполнено в срок"],
    ]
    assert activities.table is not None
    assert activities.table.rows[0][1].status == "not_achieved"
    assert rows(money) == [["2014", "200,50", "100,25", "50,0\u00a0%"]]


def test_elsewhere_the_slides_of_a_part_are_of_the_programme(server: Flask) -> None:
    slides = tuple(SlideText(kind) for kind in ("part_indicators", "part_money"))
    with server.test_request_context("/", headers={"X-Lang": "ru"}):
        indicators, money = report(Deck("", DEFAULT_PROGRAMME, "Test", slides)).slides
    assert not indicators.title.startswith("help")
    assert rows(money)[0][1:3] == ["200,50", "100,25"]


def test_plans_lowered_late_stand_first(server: Flask) -> None:
    (changed,) = of_page(server, "/targets").slides
    # the newer act raised its plan; the older one lowered its own in the plan's year
    assert [row[:4] for row in rows(changed)] == [
        ["books, 2014", "10", "8", "01.11.2014"],
        ["answers, 2014", "10", "12", "01.12.2014"],
    ]
    assert changed.finding == "Изменений планов: 2; снижено задним числом: 1."
    assert rows(changed)[0][-1]
    assert not rows(changed)[1][-1]


def test_as_of_an_earlier_revision_and_in_a_snapshot_nothing_is_new(
    server: Flask, world: SampleProgramme
) -> None:
    addresses = ("/register", "/grants", "/calendar?period=2014", "/targets")
    with world.database.read() as session:
        before = newest_revision(session)
    kept = create(world.database, "Заседание", DEFAULT_PROGRAMME, author="Test")
    then = {address: of_page(server, f"{address}").slides for address in addresses}
    added = world.record("supports", "2014-12-30", number="П-99")
    try:
        now = of_page(server, "/register").slides
        assert rows(now[1])[0][0] == "П-99"
        for address in addresses:
            joined = f"{address}{'&' if '?' in address else '?'}as_of="
            earlier = of_page(server, f"{joined}{before}", before).slides
            still = of_page(server, f"{joined}s{kept.id}").slides
            for slides in (earlier, still):
                assert [(each.finding, each.table, each.cards) for each in slides] == [
                    (each.finding, each.table, each.cards) for each in then[address]
                ]
    finally:
        world.close("supports", added)
