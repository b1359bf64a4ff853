"""The page of grants: what the address says and what its blocks say."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest

from dashboard.council.making import report
from dashboard.request_reading import read_page_request
from dashboard.sections.grants import course, spread, tables
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from tests.sample_programme import SampleProgramme

BLOCKS = (
    course.draw_course,
    spread.draw_spread,
    tables.draw_breakdowns,
    tables.draw_applicants,
    tables.draw_reports,
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Four applications of two contests, of which two won and one report is long overdue."""
    url = f"sqlite:///{tmp_path_factory.mktemp('grants') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            house = world.organisation("Зелёный <дом>")
            award = {
                "decision": "awarded",
                "awarded": Decimal(250_000),
                "own_money": Decimal(62_500),
            }
            for number, date, more in (
                ("1", "2014-02-01", award | {"decided_on": "2014-03-01", "title": "Сад & двор"}),
                ("2", "2014-02-02", {"decision": "refused", "requested": Decimal(10)}),
                ("3", "2015-02-01", award | {"decided_on": "2015-03-01"}),
                ("4", "2015-02-01", {"decision": "withdrawn"}),
            ):
                row = world.record(
                    "grants", date, "north", number=number, organisation_id=house,
                    contest=f"Конкурс {date[:4]}", **more,
                )  # fmt: skip
                if number == "1":
                    overdue = row
        world.replace("grants", overdue, report_due_on=datetime.date(2014, 12, 25))
        yield world


def drawn(server, draw, href: str) -> str:
    with server.test_request_context(href, headers={"X-Lang": "ru"}):
        content = draw(read_page_request(href))
        parts = content if isinstance(content, list) else [content]
        return "".join("" if part is None else str(part.to_plotly_json()) for part in parts)


def test_shares_and_money_are_of_the_chosen_applications(server) -> None:
    text = drawn(server, course.draw_course, "/grants?years=2014")
    assert r"50,0\xa0%" in text, "one of two won"
    assert r"20,0\xa0%" in text, "62 500 of 312 500 are the winners' own"
    assert "На рассмотрении" not in text, "nothing is pending"


@pytest.mark.parametrize(
    ("kind", "draw", "finding"),
    [
        ("grants_course", course.draw_course, "Доля победивших заявок: 50,0\xa0%; отклонено: 1."),
        (
            "grants_money",
            course.draw_course,
            "Присуждено: 250,0\xa0тыс.\xa0руб.; собственные средства победителей: 62,5\xa0тыс.\xa0руб.",
        ),
        (
            "grants_spread",
            spread.draw_spread,
            "Грантов с указанной суммой: 1; наименьший 250,0\xa0тыс.\xa0руб.",
        ),
    ],
)
def test_a_chart_says_the_same_on_its_page_and_on_its_slide(server, kind, draw, finding) -> None:
    address = "/grants?years=2014"
    with server.test_request_context("/", headers={"X-Lang": "ru"}):
        (slide,) = report(Deck("", DEFAULT_PROGRAMME, "", (SlideText(kind, address),))).slides
    assert slide.finding.startswith(finding.rstrip("."))
    assert ", 2014, " in slide.scope
    text = drawn(server, draw, address)
    for words in (slide.finding, slide.scope):
        assert repr(words)[1:-1] in text


def test_an_award_is_a_dot_whose_words_are_no_markup(server) -> None:
    text = drawn(server, spread.draw_spread, "/grants")
    assert "Зелёный &lt;дом&gt;" in text
    assert "Сад &amp; двор" in text


def test_who_wins_again_and_who_owes(server, world) -> None:
    text = drawn(
        server,
        tables.draw_applicants,
        "/grants?contest=%D0%9A%D0%BE%D0%BD%D0%BA%D1%83%D1%80%D1%81%202015",
    )
    assert "Победители нескольких лет" in text
    assert "/organisation/" in text
    overdue = drawn(server, tables.draw_reports, "/grants")
    assert "25.12.2014" in overdue
    assert "Срок не указан" in overdue


@pytest.mark.parametrize("draw", BLOCKS)
def test_a_year_without_applications_is_said_so(server, draw) -> None:
    text = drawn(server, draw, "/grants?years=2016")
    assert "0\xa0%" not in text
    assert draw is not course.draw_course or "Заявок на гранты здесь нет" in text


def test_a_contest_that_there_is_not_is_refused(client, server) -> None:
    with pytest.raises(Refusal):
        drawn(server, course.draw_course, "/grants?contest=x")
    assert client.get("/grants?contest=x").status_code == 400


@pytest.mark.parametrize("more", ["", "?years=2014&district=north", "?as_of=1", "?utm_source=x"])
def test_the_page_opens(client, more: str) -> None:
    assert client.get(f"/grants{more}").status_code == 200
