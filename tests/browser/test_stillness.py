"""Nothing that is read moves away: what the browser itself counts as a shift of the layout, on
every page.
"""

from collections.abc import Iterator

import pytest
from dash import Dash
from playwright.sync_api import Page, Route, ViewportSize

from dashboard.sections import blocks
from data.accounts import accounts
from data.database.database import Database
from tests.browser.conftest import until, wait_for_page
from tests.dashboard.stewarding_world import PHRASE
from tests.depth import DEEP, some
from tests.mailbox import with_mail

pytestmark = pytest.mark.browser

MOST = 0.02
WINDOWS = {320: 640, 390: 844, 1440: 900, 1920: 1080}
ADDRESSES = (
    "/",
    "/?status=not_achieved&lang=en",
    "/?programme=khabarovsk-krai-2013-2020",
    "/districts",
    "/districts?cut=okrugs&lang=en",
    "/districts?programme=khabarovsk-krai-2013-2020",
    "/district/central",
    "/district/kirovsky?period=2016&lang=en",
    "/indicator/consultations",
    "/indicator/consultations?period=2018&lang=en",
    "/indicator/citizens_in_tos?programme=khabarovsk-krai-2013-2020",
    "/compare?indicator=consultations,seminars",
    "/compare?indicator=consultations,seminars&by=quarter&lang=en",
    "/evaluation?period=2018",
    "/part/grants?period=2018&lang=en",
    "/targets",
    "/changes?since=1",
    "/programmes",
    "/search?search=консультации",
    "/register",
    "/organisation/1",
    "/grants",
    "/resource-centre",
    "/calendar?period=2016",
    "/calendar?period=2016-05",
    "/report?period=2016",
    "/council",
    "/about",
    "/help",
    "/login",
)
WIDTHS = some(tuple(WINDOWS), 390, 1440)
SHIFTS = """
window.shiftsOfLayout = [];
new PerformanceObserver((list) => list.getEntries().filter((shift) => !shift.hadRecentInput).forEach((shift) => {
    window.shiftsOfLayout.push(shift.value);
})).observe({ type: "layout-shift", buffered: true });
"""
TOTAL = "window.shiftsOfLayout.reduce((total, shift) => total + shift, 0)"
STILL_EMPTY = "[...document.querySelectorAll('.block:empty')].map((block) => block.id)"


UNSEEN = "?years=2014..2017&theme=dark"
"""What no other test has had drawn: a page waits for what is known, whatever it takes."""


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks that their page waits for no longer."""
    monkeypatch.setattr(blocks, "ENOUGH", -1.0)


@pytest.fixture
def measured(page: Page) -> Iterator[Page]:
    page.add_init_script(SHIFTS)
    yield page
    page.unroute_all(behavior="ignoreErrors")


def window(width: int) -> ViewportSize:
    return {"width": width, "height": WINDOWS[width]}


def addresses_at(width: int) -> tuple[str, ...]:
    """Every page, or one of two where tests go the short way: another one at each width."""
    return ADDRESSES if DEEP else ADDRESSES[WIDTHS.index(width) :: len(WIDTHS)]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_shifts_while_it_comes(live: str, measured: Page, width: int) -> None:
    measured.set_viewport_size(window(width))
    shifts = {}
    for address in addresses_at(width):
        measured.goto(live + address)
        wait_for_page(measured)
        shifts[address] = measured.evaluate(TOTAL)
    assert {address: shift for address, shift in shifts.items() if shift > MOST} == {}


OWN = ("/account", "/account/digest", "/account/second-factor", "/steward/webhooks")
"""Pages of an account."""


def test_no_page_of_an_account_shifts(
    live: str, shipped_url: str, application: Dash, measured: Page
) -> None:
    database = Database(shipped_url)
    with database.writing("test") as session:
        accounts.add(session, "still", PHRASE, role="administrator")
    database.dispose()
    measured.set_viewport_size(window(390))
    measured.goto(f"{live}/login?next=/account&lang=en")
    measured.get_by_label("Your name").fill("still")
    measured.get_by_label("Password").fill(PHRASE)
    measured.get_by_role("main").get_by_role("button").click()
    shifts = {}
    with with_mail(application.server):
        for address in OWN:
            measured.goto(live + address)
            wait_for_page(measured)
            shifts[address] = measured.evaluate(TOTAL)
    assert {address: shift for address, shift in shifts.items() if shift > MOST} == {}


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/districts", "districts-map"),
        ("/district/central", "district-trend"),
        ("/", "overview-tally"),
    ],
)
@pytest.mark.usefixtures("one_by_one")
def test_a_first_block_that_comes_last_pushes_nothing(
    live: str, measured: Page, address: str, first: str
) -> None:
    routes: list[Route] = []

    def hold(route: Route) -> None:
        if f'"output":"{first}.children' in (route.request.post_data or ""):
            routes.append(route)
        else:
            route.continue_()

    measured.set_viewport_size(window(1440))
    measured.route("**/_dash-update-component*", hold)
    measured.goto(live + address + UNSEEN)
    until(measured, f"({STILL_EMPTY}).join() === {first!r}")
    routes.pop().continue_()
    wait_for_page(measured)
    assert measured.evaluate(TOTAL) <= MOST


@pytest.mark.usefixtures("one_by_one")
def test_what_stands_below_an_answer_that_never_comes_is_seen_in_the_end(
    live: str, measured: Page
) -> None:
    measured.route(
        "**/_dash-update-component*",
        lambda route: (
            None
            if '"output":"overview-tally.children' in (route.request.post_data or "")
            else route.continue_()
        ),
    )
    measured.goto(f"{live}/{UNSEEN}&lang=ru")
    until(measured, f"({STILL_EMPTY}).join() === 'overview-tally'")
    visibility = "getComputedStyle(document.querySelector('#overview-cards')).visibility"
    assert measured.evaluate(visibility) == "hidden"
    until(measured, f"{visibility} === 'visible'")
