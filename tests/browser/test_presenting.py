"""A meeting on the wall: by keyboard alone, without a network, with numbers that stand still."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from dashboard.council import making
from dashboard.exports import write
from data.database.database import Database
from data.decks import Deck, SlideText, save
from indicators.answers import cells
from tests import template_databases
from tests.browser import wall
from tests.browser.conftest import ROOT, Served, at_an_address, until, wait_for_page
from tests.browser.wall import DECK, begun, press, slide_number, to_kind, to_the_end
from tests.depth import some

pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (1024, 768)]
LOOKS = some(
    [(language, size) for language in ("ru", "en") for size in SIZES],
    ("ru", (1024, 768)),
    ("en", (1920, 1080)),
)
"""In short, the longer words where there is the least room."""
SMALLEST_TYPE = 24
CONTRAST = 7
KINDS = (
    "title",
    "state",
    "numbers",
    "plan_and_fact",
    "districts",
    "within_year",
    "matrix",
    "behind_plan",
    "money",
)


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Iterator[Database]:
    """What ships, which a meeting's morning may change.

    Never a copy of a file that is open: closing it would take SQLite's locks from whoever in this
    process has it open.
    """
    url = f"sqlite:///{tmp_path_factory.mktemp('meeting') / 'itog.db'}"
    template_databases.programmes(url)
    database = Database(url, [cells.refresh])
    yield database
    database.dispose()


@pytest.fixture(scope="module")
def hall(serving, database: Database) -> Iterator[Flask]:
    with serving(database) as application:
        yield application


@pytest.fixture
def served(hall: Flask) -> Iterator[Served]:
    with at_an_address(hall) as running:
        yield running


@pytest.fixture
def file(hall: Flask, tmp_path) -> str:
    """The same meeting as a file; its address."""
    with hall.test_request_context(headers={"X-Lang": "ru"}):
        write(making.report(making.find(DECK)), "html", tmp_path / "meeting.html")
    return (tmp_path / "meeting.html").as_uri()


def address(running: Served, language: str = "ru") -> str:
    return f"{running.address}/present/{DECK}?lang={language}"


def sized(page: Page, size: tuple[int, int]) -> Page:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return page


@pytest.mark.parametrize(("language", "size"), LOOKS, ids=str)
def test_every_slide_can_be_read_from_the_last_row(served, page, size, language):
    begun(sized(page, size), address(served, language))
    expect(page.locator("html")).to_have_attribute("lang", language)
    for place in range(wall.number_of_slides(page)):
        texts = page.locator(".slide").nth(place).evaluate(wall.TEXTS)
        assert texts
        assert [text for text in texts if text["size"] < SMALLEST_TYPE] == [], place + 1
        assert [text for text in texts if text["contrast"] < CONTRAST] == [], place + 1


@pytest.mark.parametrize(("language", "size"), LOOKS, ids=str)
def test_the_meeting_is_held_by_keyboard_alone(served, page, size, language):
    begun(sized(page, size), address(served, language))
    last = wall.number_of_slides(page)
    assert [page.locator(f".slide--{kind}").count() > 0 for kind in KINDS] == [True] * len(KINDS)
    while slide_number(page) < last:
        assert page.evaluate(wall.CUT) == [], slide_number(page)
        assert page.evaluate(wall.OVERLAPPING) == [], slide_number(page)
        page.keyboard.press("ArrowRight")
    press(page, "Home")
    assert slide_number(page) == 1
    press(page, "Space", "PageDown", "ArrowRight", "Backspace")
    assert slide_number(page) == 3
    press(page, "1", "2", "Enter")
    assert slide_number(page) == 12
    page.reload()
    until(page, "document.querySelector('.slide--shown')")
    assert slide_number(page) == 12, "a reload returns to the slide"


def test_a_screen_reader_is_told_of_each_slide_once(served, page):
    begun(page, address(served, "en"))
    announced, last = page.locator("#announced"), wall.number_of_slides(page)
    for number in range(1, last + 1):
        slide = page.locator(".slide").nth(number - 1)
        title = slide.locator(".slide__title").text_content()
        expect(announced).to_contain_text(f"Slide {number} of {last}. {title}")
        if slide.locator(".slide__finding").count():
            finding = slide.locator(".slide__finding").evaluate(
                "(node) => node.firstChild.textContent"
            )
            expect(announced).to_contain_text(finding.strip())
        press(page, *str(number + 1), "Enter")
    table = page.locator(".slide:has(.slide__rows:not([hidden]))").first
    press(page, *table.get_attribute("data-number"), "Enter", "ArrowRight")
    expect(announced).to_have_text(re.compile("^rows "))


def test_a_turn_only_changes_what_is_seen(served, page):
    """That is what makes it a matter of milliseconds: nothing is asked for and nothing is drawn."""
    begun(page, address(served))
    count = "document.querySelectorAll('.stage *').length"
    requests, before = [], page.evaluate(count)
    # the browser's own
    page.on("request", lambda request: "favicon" in request.url or requests.append(request.url))
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert slide_number(page) == 11
    assert (page.evaluate(count), requests) == (before, [])


def test_nothing_moves_when_the_window_changes(served, page):
    begun(sized(page, (1920, 1080)), address(served))
    before = page.locator(".slide__title").first.bounding_box()
    sized(page, (960, 540))
    until(page, "getComputedStyle(document.getElementById('stage')).transform.includes('0.5')")
    after = page.locator(".slide__title").first.bounding_box()
    assert before
    assert after
    assert after["width"] == pytest.approx(before["width"] / 2, abs=1)
    assert after["height"] == pytest.approx(before["height"] / 2, abs=1)


def test_no_number_changes_on_the_wall_when_a_file_is_imported(
    served, page, context, database, tmp_path
):
    begun(page, address(served))
    to_the_end(page)  # a long table says how far it has been turned
    press(page, "Home")
    before = wall.texts(page)
    number = year_of_consultations(context.new_page(), served)
    press(page, "4", "Enter")
    imported(database, tmp_path, rows=3)
    assert year_of_consultations(context.new_page(), served) == number + 3, "a living page sees it"
    to_the_end(page)
    press(page, "Home")
    assert wall.texts(page) == before
    page.reload()
    until(page, "document.documentElement.dataset.drawn === 'all'")
    assert wall.texts(page) != before, "only a reload asks again"


def imported(database: Database, folder: Path, rows: int) -> None:
    """What a steward does in the middle of the meeting: the command itself, in a process of its
    own.
    """
    file = folder / "late.csv"
    lines = (f"wall-{row},2020-03-05,central,consulting" for row in range(rows))
    file.write_text("\n".join(["number,date,district,request", *lines]), encoding="utf-8")
    command = [
        sys.executable,
        "app.py",
        "import",
        "consultations",
        str(file),
        "--programme",
        DECK,
        "--covers",
        "none",
    ]
    environment = {**os.environ, "ITOG_DATABASE_URL": database.url}
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)


def year_of_consultations(page: Page, running: Served) -> int:
    """The number of the year 2020 on the indicator's own page."""
    page.goto(f"{running.address}/indicator/consultations?lang=en&period=2020")
    text = wait_for_page(page).locator(".now__fact dd span").first.inner_text()
    page.close()
    return int("".join(filter(str.isdigit, text)))


def test_the_meeting_goes_on_without_the_server(served, page):
    begun(sized(page, (1024, 768)), address(served))
    press(page, "ArrowRight")
    served.stop()
    to_kind(page, "plan_and_fact")
    press(page, "Enter")
    expect(page.locator("#panel .bars [aria-selected=true]")).to_contain_text("2020")
    press(page, "ArrowUp")
    expect(page.locator("#panel .bars [aria-selected=true]")).to_contain_text("2019")
    press(page, "Enter")
    expect(page.locator("#panel-said")).to_have_text(
        "первые 200 из 934; остальные – при наличии связи"
    )
    expect(page.locator("#panel tbody tr")).to_have_count(200)
    texts = page.locator("#panel").evaluate(wall.TEXTS)
    assert [
        text for text in texts if text["size"] < SMALLEST_TYPE or text["contrast"] < CONTRAST
    ] == []
    press(page, "PageDown", "ArrowDown")
    until(page, "document.getElementById('panel-body').scrollTop > 300")
    press(page, "Escape", "Escape")
    expect(page.locator("#panel")).to_be_hidden()
    to_the_end(page)
    press(page, "Enter")
    expect(page.locator("#bubble")).to_have_text("За этим слайдом нет записей")


def test_the_file_needs_no_network(file, context, page):
    context.set_offline(True)
    begun(sized(page, (1920, 1080)), file)
    assert page.evaluate("document.fonts.check('28px \"Golos Text\"', 'Я')")
    expect(page.locator(".slide .chart .main-svg").first).to_be_attached()
    to_kind(page, "districts")
    press(page, "Enter", "Enter")
    expect(page.locator("#panel tbody tr").first).to_be_visible()
    press(page, "Escape", "Escape")
    to_the_end(page)
    page.reload()
    until(page, "document.querySelector('.slide--shown')")
    assert slide_number(page) == wall.number_of_slides(page)


def test_the_speakers_window_stays_in_step(file, context, page):
    begun(page, file)
    with page.expect_popup() as opening:
        press(page, "s")
    speaker = opening.value
    press(page, "4", "Enter")
    expect(speaker.locator(".speaker__position")).to_have_text("Слайд 4 из 18")
    expect(speaker.locator(".speaker__next")).to_contain_text("Средний срок ответа")
    expect(speaker.locator(".speaker__notes")).to_contain_text("Определение, версия 1")
    pictures = speaker.locator(".speaker__picture .slide")
    assert [each.get_attribute("data-number") for each in pictures.all()] == ["4", "5"]
    expect(pictures.first.locator(".chart .main-svg").first).to_be_visible()
    expect(speaker.locator(".speaker__clock")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(speaker.locator(".speaker__wall")).to_have_text("На экране: этот слайд")
    speaker.keyboard.press("b")
    expect(speaker.locator(".speaker__wall")).to_contain_text("чёрный экран")
    speaker.keyboard.press("ArrowRight")
    assert slide_number(page) == 5
    expect(speaker.locator(".speaker__wall")).to_have_text("На экране: этот слайд")
    speaker.get_by_role("button", name="Пуск").click()
    expect(speaker.locator(".speaker__time")).to_have_text("00:01")
    speaker.get_by_role("button", name="Сброс").click()
    expect(speaker.locator(".speaker__time")).to_have_text("00:00")


def test_black_help_and_turning_by_itself(served, page):
    begun(page, address(served))
    press(page, "b")
    expect(page.locator("#black")).to_be_visible()
    press(page, "ArrowRight")
    expect(page.locator("#black")).to_be_hidden()
    press(page, "?")
    expect(page.locator("#help")).to_be_visible()
    texts = page.locator("#help").evaluate(wall.TEXTS)
    assert [
        text for text in texts if text["size"] < SMALLEST_TYPE or text["contrast"] < CONTRAST
    ] == []
    press(page, "Escape")
    expect(page.locator("#help")).to_be_hidden()
    press(page, "a")
    expect(page.get_by_role("button", name="Пауза – A")).to_be_visible()
    press(page, "a")
    expect(page.locator("#player")).to_contain_text("Пауза")
    press(page, "Escape")
    expect(page.locator("#player")).to_be_hidden()
    press(page, "9", "9", "Enter")
    expect(page.locator("#bubble")).to_have_text("Слайда 99 нет; последний – 17")


def test_it_turns_by_itself_every_twenty_seconds(served, page):
    page.clock.install()
    page.goto(address(served))
    page.clock.run_for(5000)
    until(page, "document.querySelector('.slide--shown')")
    press(page, "a")
    page.clock.run_for(20_100)
    assert slide_number(page) == 2
    press(page, "a")
    page.clock.run_for(60_000)
    assert slide_number(page) == 2, "it pauses"


def test_an_unknown_deck_has_a_way_back(served, page, console_guard):
    console_guard.allow("status of 404")
    page.goto(f"{served.address}/present/nothing?lang=ru")
    expect(page.get_by_role("heading")).to_have_text("Такой страницы нет")
    page.locator("main a").first.click()
    expect(page.locator("main h1").first).to_be_visible()


def test_what_does_not_fit_is_turned_through_in_parts(served, page, database):
    long = "Вопрос к решению, который надо прочитать целиком.\n" * 40
    slides = (
        SlideText("table", "/indicator/consultations?period=2020-12"),
        SlideText("text", text=long),
    )
    deck = save(database, Deck("", DECK, "Длинное", (*slides, SlideText("title"))), author="tester")
    begun(sized(page, (1920, 1080)), f"{served.address}/present/{deck.code}?lang=ru")
    names: list[str] = []
    while slide_number(page) == 1:
        assert page.evaluate(wall.CUT) == []
        names += page.locator(".slide--shown tbody tr:not(.is-off) th").all_text_contents()
        press(page, "PageDown")
    assert len(names) == len(set(names)) == 84, "each month of seven years, once"
    expect(page.locator(".slide--shown .slide__rows")).to_contain_text("часть 1 из")
    press(page, "PageDown")
    assert slide_number(page) == 2
    assert page.locator(".slide--shown .slide__body").evaluate("(body) => body.scrollTop") > 0
    press(page, "Home", "PageDown", "Backspace")
    assert slide_number(page) == 1
