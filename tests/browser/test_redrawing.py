"""A choice asks once, draws only what it changes, and leaves the page that its address opens."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from dashboard.http.dash_internals import CALLBACKS
from dashboard.sections import blocks
from tests.browser.conftest import PATIENCE, until, wait_for_page
from tests.console_guard import ConsoleGuard
from tests.depth import some

pytestmark = pytest.mark.browser

WALKS = (
    (
        "/",
        "/?years=2014..2016",
        "/?years=2014..2016&status=achieved",
        "/?years=2014..2016&status=achieved&cut=okrugs",
        "/?period=2016",
    ),
    (
        "/indicator/consultations?lang=en",
        "/indicator/consultations?period=2016&lang=en",
        "/indicator/consultations?period=2016&by=quarter&lang=en",
        "/indicator/consultations?years=2015..2017&split=topic&lang=en",
        "/indicator/seminars?lang=en",
        "/?lang=en",
    ),
    (
        "/district/central",
        "/district/central?period=2015",
        "/district/kirovsky?period=2015",
        "/districts?cut=okrugs",
        "/districts",
    ),
    (
        "/compare?indicator=consultations,seminars",
        "/compare?indicator=consultations",
        "/compare?district=central,kirovsky&indicator=consultations",
        "/compare",
    ),
    ("/grants", "/grants?years=2016", "/register?search=a", "/register", "/about"),
    ("/calendar?period=2016", "/calendar?period=2016-05", "/report?period=2016", "/report"),
)
CONTENT = """(() => {
    const page = document.querySelector("#_pages_content");
    const all = (selector, read) => [...page.querySelectorAll(selector)].map(read);
    const drawn = (chart) => [...chart.querySelectorAll("text")].map((text) => text.textContent);
    return {
        title: document.title,
        words: page.innerText,
        links: all("a", (link) => [link.getAttribute("href"), link.getAttribute("aria-current")]),
        names: all("[aria-label]", (part) => part.getAttribute("aria-label")),
        selects: all("select", (select) => [select.value, [...select.options].map((each) => each.value)]),
        data: all(".js-plotly-plot", (chart) => JSON.stringify(chart.data.map((each) => [each.x, each.y, each.text]))),
        charts: all(".js-plotly-plot", drawn),
    };
})()"""


def go(page: Page, address: str) -> None:
    """Follow an address as a link or a select of the page does."""
    page.evaluate("(address) => window.itogDash.navigate(address)", address)
    page.wait_for_timeout(200)
    wait_for_page(page)


def content(page: Page) -> dict[str, Any]:
    """What there is to read and to follow."""
    page.wait_for_timeout(300)
    return dict(page.evaluate(CONTENT))


@pytest.fixture
def posts(page: Page, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The callbacks that the page has asked for, however slow the machine."""
    monkeypatch.setattr(blocks, "ENOUGH", PATIENCE)
    bodies: list[str] = []
    page.on(
        "request",
        lambda request: (
            bodies.append(request.post_data or "") if CALLBACKS in request.url else None
        ),
    )
    return bodies


@pytest.mark.parametrize("walk", some(WALKS, *WALKS[:3]), ids=lambda walk: walk[0])
def test_a_page_redrawn_is_the_page_that_its_address_opens(
    opened: Callable[[str], Page], live: str, walk: tuple[str, ...]
) -> None:
    page = opened(walk[0])
    other = page.context.new_page()
    for address in walk[1:]:
        go(page, address)
        other.goto(live + address)
        assert content(page) == content(wait_for_page(other)), address
    page.go_back()
    page.wait_for_timeout(200)
    other.goto(live + walk[-2])
    assert content(wait_for_page(page)) == content(wait_for_page(other))


@pytest.mark.parametrize(
    ("address", "select"),
    [
        ("/", "#choose-first-year"),
        ("/districts", "#choose-year"),
        ("/district/central", "#choose-year"),
        ("/compare?indicator=consultations,seminars", "#choose-first-year"),
    ],
)
def test_a_choice_asks_once(
    opened: Callable[[str], Page], posts: list[str], address: str, select: str
) -> None:
    page = opened(address)
    assert posts == []
    if address in ("/", "/district/central"):
        page.get_by_text("изменить", exact=True).click()
    page.locator(select).select_option(index=3)
    page.wait_for_timeout(200)
    wait_for_page(page)
    assert len(posts) == 1


def test_what_reads_records_asks_by_itself_and_only_that(
    opened: Callable[[str], Page], posts: list[str]
) -> None:
    page = opened("/indicator/consultations?years=2014..2018")
    posts.clear()
    go(page, "/indicator/consultations?years=2014..2018&period=2017")
    outputs = [post.partition('"output":"')[2].partition('"')[0] for post in posts]
    assert outputs[0].startswith(".._pages_content")
    assert set(outputs[1:]) <= {"indicator-split.children"}


def test_a_chart_that_stays_is_not_drawn_again(opened: Callable[[str], Page]) -> None:
    page = opened("/indicator/consultations")
    page.evaluate(
        "document.querySelectorAll('.js-plotly-plot').forEach((chart) => { chart.old = 1; })"
    )
    page.evaluate("document.querySelector('#choose-year').old = 1")
    go(page, "/indicator/consultations?period=2015")
    old = "[...document.querySelectorAll('.js-plotly-plot')].filter((chart) => chart.old).length"
    assert page.evaluate(old) >= 2
    assert page.evaluate("document.querySelector('#choose-year').old") == 1


def test_an_answer_that_comes_late_changes_no_later_page(
    live: str, opened: Callable[[str], Page], page: Page
) -> None:
    routes: list[Route] = []

    def hold(route: Route) -> None:
        if '/?years=2014..2015"' in (route.request.post_data or ""):
            routes.append(route)
        else:
            route.continue_()

    opened("/")
    page.route("**/_dash-update-component*", hold)
    page.evaluate("window.itogDash.navigate('/?years=2014..2015')")
    page.wait_for_timeout(300)
    go(page, "/?years=2016..2017")
    assert len(routes) == 1
    before = content(page)
    routes.pop().continue_()
    page.wait_for_timeout(1000)
    assert content(wait_for_page(page)) == before
    page.unroute_all(behavior="ignoreErrors")


def test_a_block_that_comes_late_stands_on_no_later_page(
    live: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "FEW", 0)
    routes: list[Route] = []

    def hold(route: Route) -> None:
        body = route.request.post_data or ""
        if '"output":"indicator-split' in body and "period=2014" in body:
            routes.append(route)
        else:
            route.continue_()

    page.route("**/_dash-update-component*", hold)
    page.goto(f"{live}/indicator/consultations?years=2014..2019&period=2014")
    until(page, "document.querySelector('#indicator-split:empty') !== null")
    page.evaluate(
        "window.itogDash.navigate('/indicator/consultations?years=2014..2019&period=2018')"
    )
    until(page, "document.querySelector('#choose-year').selectedOptions[0].text === '2018'")
    # the answer that is held is still waited for, so the page never says that it is complete
    until(page, "document.querySelector('#indicator-split .main-svg') !== null")
    assert len(routes) == 1
    before = content(page)
    routes.pop().continue_()
    page.wait_for_timeout(1000)
    assert content(page) == before
    assert "2018" in page.locator("#indicator-split").inner_text()
    page.unroute_all(behavior="ignoreErrors")


def test_a_choice_that_is_refused_is_told_until_the_next_answer(
    live: str, page: Page, console_guard: ConsoleGuard
) -> None:
    console_guard.allow("503")
    console_guard.allow("Callback error")
    refusal = "<main><h1>Not now</h1><p>The database starts.</p><p><a href='/'>Back</a></p></main>"
    page.goto(f"{live}/?lang=en")
    wait_for_page(page)
    page.route(
        f"**{CALLBACKS}*",
        lambda route: route.fulfill(status=503, content_type="text/html", body=refusal),
    )
    page.get_by_text("change", exact=True).click()
    page.get_by_label("From year").select_option("2015")
    notice = page.locator("body > [role=alert]")
    expect(notice).to_have_text(
        "Not nowThe database starts.Below is what was shown before this choice."
    )
    page.unroute(f"**{CALLBACKS}*")
    page.get_by_label("From year").select_option("2016")
    expect(notice).to_have_count(0)
