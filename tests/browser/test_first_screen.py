"""What a page costs a reader who has never been here, and one who has."""

import pytest
from playwright.sync_api import Page, Request, expect

from dashboard.http.dash_internals import CALLBACKS, FIRST_QUESTIONS
from dashboard.sections import blocks
from tests.browser.conftest import PATIENCE, wait_for_page

pytestmark = pytest.mark.browser

MOST_REQUESTS = 20
FIRST_VISIT, SECOND_PAGE = 230_000, 40_000
"""Bytes over the network at most, of a page that nobody scrolls yet and of one after it."""

TRANSFERRED = """performance.getEntries().filter((each) => each.transferSize)
    .reduce((sum, each) => sum + each.transferSize, 0)"""
INDICATOR = "/indicator/consultations"


@pytest.mark.parametrize("address", ["/", "/compare", "/districts", "/district/central", INDICATOR])
def test_a_first_visit_takes_few_requests(
    live: str, page: Page, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "ENOUGH", PATIENCE)
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.goto(live + address)
    wait_for_page(page)
    paths = [request.url.removeprefix(live).partition("?")[0] for request in requests]
    assert len(paths) <= MOST_REQUESTS, paths
    assert not set(paths) & set(FIRST_QUESTIONS)
    # the page comes with its document, what it reads of few records too
    assert CALLBACKS not in paths
    assert len([path for path in paths if path.endswith(".css")]) == 1
    assert page.locator(".chart .main-svg, .block table").first.is_visible()


@pytest.mark.parametrize("address", ["/", INDICATOR])
def test_a_page_is_seen_whole_before_its_script_is_run(live: str, page: Page, address: str) -> None:
    page.goto(live + address)
    wait_for_page(page)
    page.clock.install(time="2026-01-01T10:00:00")
    page.clock.pause_at("2026-01-01T11:00:00")
    page.goto(live + address)
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-first-copy] main h1").is_visible()
    assert page.locator("#react-entry-point main").count() == 0
    assert page.locator(".block:empty").count() == 0


def test_whoever_listens_without_a_move_keeps_the_copy(live: str, page: Page) -> None:
    page.clock.install()
    open_again(page, f"{live}/?lang=en")
    page.wait_for_load_state("networkidle")
    page.clock.run_for(60_000)
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-first-copy] main h1").is_visible()
    assert page.locator("[data-first-copy] :is([aria-busy], [aria-hidden='true']) h1").count() == 0
    page.keyboard.press("Tab")
    expect(page.locator("[data-first-copy] main")).to_have_count(0)
    assert page.locator("#react-entry-point main h1").is_visible()


@pytest.mark.parametrize("address", ["/", INDICATOR])
def test_a_first_visit_takes_few_bytes(live: str, page: Page, address: str) -> None:
    page.goto(live + address)
    page.wait_for_load_state("networkidle")
    assert 100_000 < page.evaluate(TRANSFERRED) <= FIRST_VISIT
    assert not page.evaluate(PLOTLY)


def open_again(page: Page, address: str) -> None:
    """As a reader who has been here: all that the copy needs is known, and nothing is waited for."""
    page.goto(address)
    wait_for_page(page)
    page.goto(address)


def test_what_is_used_of_the_copy_is_what_the_page_has(live: str, page: Page) -> None:
    open_again(page, f"{live}/?lang=en")
    page.locator(".choices summary").first.click()
    page.mouse.move(5, 5)
    expect(page.locator("#react-entry-point main .choices[open]")).to_have_count(1)
    expect(page.locator("[data-first-copy] main")).to_have_count(0)


RELEASE = """(pressed) => {
    pressed.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
    pressed.click();
}"""


def test_what_is_chosen_in_the_copy_is_what_the_page_shows(live: str, page: Page) -> None:
    open_again(page, f"{live}/?lang=en")
    year = page.locator("[data-first-copy] select").first
    value = str(year.locator("option").last.get_attribute("value"))
    assert value != year.input_value()
    year.focus()
    year.select_option(value)
    expect(page.locator("[data-first-copy] main")).to_have_count(0)
    expect(page.locator("#react-entry-point main select").first).to_have_value(value)
    page.wait_for_url(f"**{value}**")


CHOOSE_WITH_THE_SCRIPT = """(list, value) => {
    document.addEventListener("load", ({ target }) => {
        if (!target.src?.includes("itog-dash-renderer")) { return; }
        list.value = value;
        list.dispatchEvent(new Event("change", { bubbles: true }));
    }, true);
    list.focus();
}"""


def test_what_is_chosen_before_the_page_can_be_drawn_is_what_it_shows(
    live: str, page: Page
) -> None:
    open_again(page, f"{live}/?lang=en")
    programme = page.locator("[data-first-copy] select").first
    value = str(programme.locator("option").last.get_attribute("value"))
    assert value != programme.input_value()
    programme.evaluate(CHOOSE_WITH_THE_SCRIPT, value)
    expect(page.locator("#react-entry-point main select").first).to_have_value(value)


def test_a_press_that_began_on_the_copy_is_not_lost(live: str, page: Page) -> None:
    open_again(page, f"{live}/?lang=en")
    summary = page.locator("[data-first-copy] .choices summary").first
    summary.dispatch_event("pointerdown", {"bubbles": True})  # the first move of all
    expect(page.locator("#react-entry-point main")).to_be_attached()
    page.wait_for_timeout(100)
    assert page.locator("[data-first-copy] main").count() == 1
    summary.evaluate(RELEASE)
    expect(page.locator("#react-entry-point main .choices[open]")).to_have_count(1)
    expect(page.locator("[data-first-copy] main")).to_have_count(0)


def test_a_second_page_asks_for_no_style_or_script_again(live: str, page: Page) -> None:
    page.goto(live)
    wait_for_page(page)
    read = "performance.getEntriesByType('resource').map((each) => [each.name, each.transferSize])"
    page.goto(f"{live}/compare")
    wait_for_page(page)
    sizes = dict(page.evaluate(read))
    files = [name for name in sizes if name.endswith((".css", ".js", ".woff2"))]
    assert len(files) >= 4
    assert [name for name in files if sizes[name]] == []
    assert 1_000 < page.evaluate(TRANSFERRED) <= SECOND_PAGE


PLOTLY = "[...document.querySelectorAll('script')].some((script) => script.src.includes('plotly'))"
CHART = ".chart .js-plotly-plot .main-svg"


def test_charts_below_the_first_screen_come_with_the_first_move(live: str, page: Page) -> None:
    page.clock.install()
    page.goto(live)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".chart .dash-graph")).to_have_count(2)
    assert not page.evaluate(PLOTLY)
    page.keyboard.press("Tab")
    expect(page.locator(CHART).first).to_be_attached()


def test_what_is_chosen_before_a_chart_is_drawn_is_what_it_shows(live: str, page: Page) -> None:
    page.goto(live)
    page.wait_for_load_state("networkidle")
    graph = page.locator(".chart .dash-graph").last
    expect(graph).to_be_attached()
    # as the page does on a choice: the same chart is asked to draw another figure
    draw = """(chart, number) => {
        window.Plotly.react(chart, { data: [{ type: "bar", x: [1], y: [number] }], layout: {} });
    }"""
    for number in (1, 2):
        graph.locator("> div").last.evaluate(draw, number)
    page.mouse.wheel(0, 100)
    expect(page.locator(CHART).first).to_be_attached()
    assert graph.locator(".js-plotly-plot").evaluate("(chart) => chart.data[0].y[0]") == 2
