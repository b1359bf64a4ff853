"""Money of one screen in one unit, on pages, slides and receipts; no amount is lost in its zeros."""

import re
from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace

import pytest

from dashboard.council.kinds import money
from dashboard.council.making import report
from dashboard.request_reading import read_page_request
from dashboard.sections import key_cards
from dashboard.sections.districts import table as district_table
from dashboard.sections.indicator import now, years_table
from dashboard.sections.matrix import table
from dashboard.steward.audit.changes import changed_numbers
from dashboard.text import labels
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from indicators.answers.money import YearOfMoney
from tests.dashboard import factories
from tests.sample_programme import SampleProgramme

UNITS = re.compile(r"(?:million|thousand)? ?roubles?\b|(?:млн|тыс\.)? ?руб\.")
APART = {
    "kind": "observed",
    "combine": {"places": "none", "periods": "none"},
    "unit": {"ru": "руб.", "en": "roubles"},
}


def filled(url: str, least: int) -> SampleProgramme:
    world = SampleProgramme(url, code=DEFAULT_PROGRAMME)
    world.define("granted", **APART)
    world.define("average", **APART)
    for year, granted in (("2014", 900_000), ("2015", 5_104_999), ("2016", 12_000_000)):
        world.observe("granted", year, granted)
        world.observe("average", year, least)
    world.observe("granted", "2016", 400, district="north")
    world.target("granted", "2016", 11_000_000)
    return world


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    with filled(f"sqlite:///{tmp_path_factory.mktemp('money') / 'itog.db'}", 222_000) as world:
        yield world


def units(text: str) -> set[str]:
    return {
        unit.strip() for unit in UNITS.findall(text.replace("\\xa0", " ").replace("\u00a0", " "))
    }


@pytest.mark.parametrize(("language", "unit"), [("ru", "тыс. руб."), ("en", "thousand roubles")])
@pytest.mark.parametrize(
    ("address", "blocks"),
    [
        ("/?theme=light", (key_cards.draw, table.draw)),
        ("/indicator/granted?theme=light", (now.draw, years_table.draw)),
        ("/districts?theme=light", (district_table.draw,)),
    ],
)
def test_a_screen_has_one_unit_of_money(server, address, blocks, language, unit):
    with server.test_request_context(f"{address}&lang={language}"):
        text = " ".join(
            str(block(read_page_request(f"http://localhost{address}&lang={language}")))
            for block in blocks
        )
    assert units(text) <= {unit}
    assert units(text)


def test_slides_have_the_unit_of_the_screens(server):
    slides = (
        SlideText("numbers"),
        SlideText("matrix"),
        SlideText("plan_and_fact", "/indicator/granted"),
    )
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        drawn_slides = report(Deck("", DEFAULT_PROGRAMME, "All", slides)).slides
    cards = {card.name: (card.value, card.unit) for card in drawn_slides[0].cards}
    assert cards == {
        "granted": ("12,000", "thousand roubles"),
        "average": ("222.0", "thousand roubles"),
    }
    assert units(str(drawn_slides)) == {"thousand roubles"}


def test_a_receipt_has_the_unit_of_the_screens(server, world):
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        numbers = changed_numbers(DEFAULT_PROGRAMME, 1, world.database.newest())
    assert units(str(numbers)) == {"thousand roubles"}


@pytest.mark.parametrize(
    ("before", "after", "texts"),
    [
        (5_104_999, 5_104_000, ("5.105 million roubles", "5.104 million roubles")),
        (5_104_999, 5_304_000, ("5.10 million roubles", "5.30 million roubles")),
        (5_104_999, None, ("5.10 million roubles", "–")),
    ],
)
def test_amounts_that_change_by_little_keep_their_unit(server, before, after, texts):
    money_of_a_year = factories.definition(**APART)
    answers = (None if value is None else factories.answer(value) for value in (before, after))
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        changed = labels.changed_texts(money_of_a_year, *answers)
    assert tuple(text.replace("\u00a0", " ") for text in changed) == texts


def test_a_small_amount_is_no_nought(serving, tmp_path):
    with (
        filled(f"sqlite:///{tmp_path / 'rich.db'}", 2_000_000) as rich,
        serving(rich.database) as server,
    ):
        rich.observe("average", "2016", 3_000_000, district="north")
        with server.test_request_context("/districts?lang=en"):
            text = str(district_table.draw(read_page_request("http://localhost/districts?lang=en")))
    assert units(text) <= {"thousand roubles"}
    assert "'0.00'" not in text


@pytest.mark.parametrize(
    ("unit", "title", "headline"),
    [
        ("rub", "Деньги, руб.", "64\u00a0518\u00a0000\u00a0руб."),
        ("million", "Деньги, млн руб.", "64,52\u00a0млн\u00a0руб."),
    ],
)
def test_the_headline_of_money_has_the_unit_of_its_table(server, unit, title, headline):
    year = YearOfMoney(2016, Decimal(64_518_000), None, None, None, unit, False, None)
    asker = SimpleNamespace(ask=lambda _query, _programme, _as_of: (year,))
    slide_request = SimpleNamespace(
        asker=asker, facts=SimpleNamespace(code=DEFAULT_PROGRAMME), as_of=None
    )
    with server.test_request_context("/?lang=ru"):
        slide = money.make(slide_request, "")
    assert slide.title == title
    assert headline in slide.finding


def test_a_price_is_told_in_roubles_and_leaves_the_amounts_their_unit(serving, tmp_path) -> None:
    with filled(f"sqlite:///{tmp_path / 'priced.db'}", 222_000) as priced:
        cash = {"kind": "sum", "measure": "budgets", "amount": "cash_money"}
        with priced.revision():
            priced.budget(None, 2014, cash_money=5000)
            priced.define(
                "price",
                kind="ratio",
                numerator=cash,
                denominator={"kind": "count", "measure": "consultations"},
                unit=APART["unit"],
                decimals=2,
            )
            for day in ("2014-02-03", "2014-02-04"):
                priced.record("consultations", day)
            priced.cover("consultations", "2014")
        with serving(priced.database) as server:
            with server.test_request_context("/?theme=light", headers={"X-Lang": "ru"}):
                text = str(table.draw(read_page_request("/?theme=light")))
            with server.test_request_context("/indicator/price", headers={"X-Lang": "ru"}):
                price = str(now.draw(read_page_request("/indicator/price?period=2014")))
    assert "тыс. руб." in units(text)
    assert "2\xa0500,00" in price.replace("\\xa0", "\xa0")
