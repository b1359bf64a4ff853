"""Slides of the resource centre and of an organisation, against figures by hand."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from dashboard.council.making import report
from dashboard.council.of_page import deck_of_page
from dashboard.report import Report, Slide
from data.database.database import newest_revision
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

DASH = "–"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SampleProgramme]:
    """Six requests: five of two organisations, one of nobody's; two supports, two applications and
    an event of the first.
    """
    url = f"sqlite:///{tmp_path / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as town:
        with town.revision():
            house = town.organisation("Зелёный дом", ogrn="1022700000012")
            garden = town.organisation("Сад")
            for date, request, days, owner in (
                ("2014-03-03", "consulting", 3, house),
                ("2014-03-04", "consulting", 9, house),
                ("2014-04-01", "internet", None, garden),
                ("2015-03-05", "premises", None, house),
                ("2015-03-12", "premises", None, garden),
                ("2015-05-05", "consulting", 0, None),
            ):
                town.record("consultations", date, "north", request=request, days=days,
                            organisation_id=owner)  # fmt: skip
            town.record("events", "2015-03-06", "north", place="Зал", title="Ярмарка",
                        organisation_id=house)  # fmt: skip
            for day, amount in (("2014-05-01", "1000.50"), ("2015-06-02", None)):
                town.record("supports", day, "north", number=f"П-{day}", organisation_id=house,
                            amount=amount and Decimal(amount))  # fmt: skip
            for number, decision in (("1", "awarded"), ("2", "refused")):
                won = {"decided_on": "2014-03-01", "awarded": 100_000}
                town.record("grants", f"2014-02-0{number}", number=number, title=f"Проект {number}",
                            organisation_id=house, decision=decision,
                            **(won if decision == "awarded" else {}))  # fmt: skip
        town.house = house
        yield town


def of_page(
    server: Flask, address: str, language: str = "ru", revision: int | None = None
) -> Report:
    with server.test_request_context("/", headers={"X-Lang": language}):
        return report(deck_of_page(address), revision=revision)


def rows(slide: Slide) -> list[list[str]]:
    assert slide.table is not None, slide
    return [[cell.text for cell in row] for row in slide.table.rows]


def test_requests_are_a_chart_by_kind_and_year(server: Flask) -> None:
    requests, *_others = of_page(server, "/resource-centre").slides
    assert requests.chart is not None
    assert requests.chart.categories == ("2014", "2015")
    by_kind = {series.name: list(map(int, series.values)) for series in requests.chart.series}
    assert by_kind == {
        "Консультация": [2, 1],
        "Интернет и правовые базы": [1, 0],
        "Помещение": [0, 2],
    }
    assert requests.finding == "Обращений: 6; обратилось НКО: 2; из них впервые: 2."


def test_terms_that_are_unknown_are_no_noughts(server: Flask) -> None:
    terms = of_page(server, "/resource-centre").slides[1]
    by_kind = {row[0]: row[1:] for row in rows(terms)}
    # on the day, 1–3, 4–7, 8–14, longer, not stated
    assert by_kind["Консультация"] == ["1", "1", "0", "1", "0", "0"]
    assert by_kind["Помещение"] == [DASH] * 5 + ["2"]
    # two of three answers came within three days
    assert "66,7" in terms.finding


def test_an_organisation_of_several_years_is_one(server: Flask) -> None:
    visitors, week = of_page(server, "/resource-centre").slides[2:]
    assert rows(visitors) == [["2014", "3", "2", "2"], ["2015", "3", "2", "0"]]
    assert visitors.finding == "Разных НКО: 2."
    assert "1" in visitors.notes
    # Thursdays 5 and 12 March, and Friday the 6th
    assert [row[4:6] for row in rows(week)] == [["2", DASH], [DASH, "1"]]
    assert [row[-1] for row in rows(week)] == ["2", "1"]
    assert week.finding == "Всего использований: 3."


def test_the_choices_of_the_page_narrow_its_slides(server: Flask) -> None:
    slides = of_page(server, "/resource-centre?years=2015&district=south").slides
    assert all(slide.missing for slide in slides)
    assert "2015; south" in slides[0].title
    (requests, *_others) = of_page(server, "/resource-centre?years=2014").slides
    assert requests.finding.startswith("Обращений: 3;")


def test_an_organisation_is_its_counts_supports_and_applications(
    server: Flask, world: SampleProgramme
) -> None:
    page_report = of_page(server, f"/organisation/{world.house}")
    counts, supports, records = page_report.slides
    assert page_report.title == "Зелёный дом"
    assert [card.value.replace("\xa0", " ") for card in counts.cards] == [
        "2", "1 000,50", "2", "1", "3",
    ]  # fmt: skip
    assert counts.finding == "ОГРН: 1022700000012."
    assert [row[0] for row in rows(supports)] == ["П-2015-06-02", "П-2014-05-01"]
    assert [row[3].replace("\xa0", " ") for row in rows(supports)] == [DASH, "1 000,50"]
    assert [row[0] for row in rows(records)] == ["Заявка", "Заявка", "Мероприятие"]
    assert [row[3:5] for row in rows(records)] == [
        ["Проект 2", "Отклонена"],
        ["Проект 1", "Победитель"],
        ["Ярмарка", DASH],
    ]
    assert records.finding == "Заявок на гранты: 2; проведено мероприятий: 1."


def test_elsewhere_a_slide_of_an_organisation_says_where_it_belongs(server: Flask) -> None:
    slides = tuple(SlideText(kind) for kind in ("organisation_counts", "organisation_supports"))
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        drawn_slides = report(Deck("", DEFAULT_PROGRAMME, "Test", slides)).slides
    assert all("page of an organisation" in slide.missing for slide in drawn_slides)


def test_as_of_an_earlier_revision_nothing_is_new(server: Flask, world: SampleProgramme) -> None:
    with world.database.read() as session:
        before = newest_revision(session)
    then = of_page(server, "/resource-centre").slides
    world.record("consultations", "2014-12-01", "north", request="consulting")
    assert of_page(server, "/resource-centre").slides[0].finding.startswith("Обращений: 7;")
    earlier = of_page(server, f"/resource-centre?as_of={before}", revision=before).slides
    assert [(each.finding, each.table) for each in earlier] == [
        (each.finding, each.table) for each in then
    ]
