"""A meeting by finger and by clicker: turning, records, full screen."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from data.database.database import Database
from indicators.answers import cells
from tests.browser.conftest import at_an_address, until
from tests.browser.wall import DECK, begun, press, slide_number, to_kind

pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (1024, 768), (390, 844)]


@pytest.fixture(scope="module")
def hall(serving, shipped_url: str) -> Iterator[Flask]:
    database = Database(shipped_url, [cells.refresh])
    with serving(database) as application:
        yield application
    database.dispose()


@pytest.fixture
def address(hall: Flask) -> Iterator[str]:
    with at_an_address(hall) as running:
        yield f"{running.address}/present/{DECK}?lang=ru"


@pytest.fixture
def touched(
    new_context: Callable[..., BrowserContext], address: str
) -> Callable[[tuple[int, int]], Page]:
    """The meeting on a touch screen of a size."""

    def opened(size: tuple[int, int]) -> Page:
        page = new_context(has_touch=True).new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        return begun(page, address)

    return opened


def swipe(page: Page, across: int, down: int = 0) -> None:
    """A finger's way over the middle of the screen, as the browser itself hears it."""
    size = page.viewport_size
    assert size
    x, y = size["width"] / 2, size["height"] / 2
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: dict[str, Any]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": x - across / 2, "y": y - down / 2})
    for part in (0.25, 0.5, 0.75, 1.0):
        touch("touchMove", {"x": x + across * (part - 0.5), "y": y + down * (part - 0.5)})
    touch("touchEnd")
    finger.detach()


def bar(page: Page, period: str) -> dict[str, float]:
    """Where on the screen the bar of a period stands."""
    place = page.evaluate(
        """(period) => {
          const box = document.querySelector(".slide--shown .chart");
          const known = box._fullData.filter((each) => each.customdata);
          const trace = known.find((each) => each.customdata.some(([key]) => key === period));
          const { xaxis, yaxis } = box._fullLayout;
          const place = trace.customdata.findIndex(([key]) => key === period);
          const edges = box.getBoundingClientRect();
          const ratio = edges.width / box.clientWidth;
          const lying = trace.orientation === "h";
          const half = (value) => value / 2;
          const x = xaxis._offset + xaxis.l2p(lying ? half(trace.x[place]) : trace.x[place]);
          const y = yaxis._offset + yaxis.l2p(lying ? trace.y[place] : half(trace.y[place]));
          return { x: edges.left + x * ratio, y: edges.top + y * ratio };
        }""",
        period,
    )
    return dict(place)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_finger_turns_the_slides(touched, size):
    page = touched(size)
    swipe(page, -size[0] // 2)
    assert slide_number(page) == 2
    swipe(page, -size[0] // 2)
    assert slide_number(page) == 3
    swipe(page, size[0] // 2)
    assert slide_number(page) == 2
    swipe(page, 0, down=-size[1] // 2)
    swipe(page, -20)
    assert slide_number(page) == 2, "neither a way down nor a trembling finger turns"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_touched_bar_opens_its_records(touched, size):
    page = touched(size)
    to_kind(page, "plan_and_fact")
    place = bar(page, "2016")
    page.touchscreen.tap(place["x"], place["y"])
    expect(page.locator("#panel-title")).to_contain_text(": 2016 – ")
    expect(page.locator("#panel tbody tr").first).to_be_visible()
    page.locator("#panel-close").tap()
    expect(page.locator("#panel")).to_be_hidden()
    page.touchscreen.tap(place["x"], place["y"])
    expect(page.locator("#panel")).to_be_visible()
    page.locator("#panel-title").tap()
    expect(page.locator("#panel")).to_be_visible()
    edges = page.locator("#panel").bounding_box()
    assert edges
    page.touchscreen.tap(place["x"], edges["y"] - 10)
    expect(page.locator("#panel")).to_be_hidden()
    assert slide_number(page) == 4, "closing does nothing else"


def test_each_kind_of_chart_opens_by_touch(touched):
    page = touched((1920, 1080))
    for kind in ("districts", "within_year"):
        to_kind(page, kind)
        key = page.evaluate(
            "window.itogPresent.meeting.slides[window.itogPresent.number - 1].bars[1].key"
        )
        label = page.evaluate(
            "window.itogPresent.meeting.slides[window.itogPresent.number - 1].bars[1].label"
        )
        place = bar(page, key)
        page.touchscreen.tap(place["x"], place["y"])
        expect(page.locator("#panel-title")).to_contain_text(f": {label} – ")
        press(page, "Escape", "Escape")
        expect(page.locator("#panel")).to_be_hidden()


def test_every_bar_has_its_mark(touched):
    page = touched((1920, 1080))
    lost = page.evaluate(
        """() => window.itogPresent.meeting.slides.filter((slide) => slide.figure).flatMap((slide) => {
          const keys = slide.figure.data.flatMap((trace) => (trace.customdata || []).map(([key]) => key));
          return slide.bars.map((bar) => bar.key).filter((key) => !keys.includes(key));
        })"""
    )
    assert lost == []


def test_a_touch_beside_the_bars_opens_nothing(touched):
    page = touched((1920, 1080))
    to_kind(page, "plan_and_fact")
    page.locator(".slide--shown .slide__title").tap()
    to_kind(page, "numbers")
    page.locator(".slide--shown .card").first.tap()
    expect(page.locator("#panel")).to_be_hidden()


def test_a_finger_scrolls_the_records_and_leaves_them(touched):
    page = touched((1024, 768))
    to_kind(page, "plan_and_fact")
    place = bar(page, "2020")
    page.touchscreen.tap(place["x"], place["y"])
    expect(page.locator("#panel tbody tr").first).to_be_visible()
    swipe(page, 0, down=-400)
    until(page, "document.getElementById('panel-body').scrollTop > 100")
    assert slide_number(page) == 4


def test_a_clicker_turns_the_slides(touched):
    page = touched((1920, 1080))
    press(page, "PageDown", "PageDown", "PageDown")
    assert slide_number(page) == 4
    press(page, "PageUp")
    assert slide_number(page) == 3
    press(page, ".")
    expect(page.locator("#black")).to_be_visible()
    press(page, "PageDown")
    expect(page.locator("#black")).to_be_hidden()
    press(page, "Home", "PageUp")
    assert slide_number(page) == 1


def test_f_shows_the_whole_screen(touched):
    page = touched((1920, 1080))
    press(page, "f")
    until(page, "document.fullscreenElement === document.documentElement")
    press(page, "PageDown")
    assert slide_number(page) == 2
    press(page, "f")
    until(page, "document.fullscreenElement === null")
