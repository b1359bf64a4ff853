"""Every page and every room of the stewards under axe-core, the rules of accessibility that a
program can check.

``vendor/axe.min.js`` is npm ``axe-core`` 4.14.1, unchanged, under MPL 2.0 (``vendor/LICENSE``);
only tests run it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from playwright.sync_api import Browser, Page, expect

from data.accounts import accounts
from data.database.database import Database
from tests.browser.conftest import shared_page, wait_for_page, width_beyond
from tests.console_guard import ConsoleGuard
from tests.depth import some
from tests.mailbox import with_mail

PHRASE = "correct horse battery"
pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}
RUN = """axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => violations.map(
    ({id, impact, nodes}) => ({id, impact, where: nodes.map((node) => node.target.join(" "))})))"""
NOT_SAID = """[...document.querySelectorAll("main *")].filter((element) => !element.closest("[lang=ru]") &&
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /[а-яё]/i.test(node.data))
    ).map((element) => element.textContent)"""
ADDRESSES = [
    "/?",
    "/?programme=khabarovsk-krai-2013-2020",
    "/indicator/consultations?period=2018&within_year=1&what_target=-5",
    "/indicator/events?period=2018&split=type",
    "/districts?period=2018",
    "/districts?cut=okrugs",
    "/districts?programme=khabarovsk-krai-2013-2020",
    "/district/central?period=2018",
    "/district/zelao?programme=sodruzhestvo-2009",
    "/compare?indicator=consultations,events&district=central,kirovsky",
    "/evaluation?period=2018",
    "/report?form=quarter&period=2018-Q2",
    "/part/grants?period=2018",
    "/targets?",
    "/register?violation=yes&period=2016-03-05..2016-09-10",
    "/organisation/1?",
    "/embed/register?search=1",
    "/embed/indicator/consultations?period=2018",
    "/embed/part/grants?period=2018",
    "/embed/overview?",
    "/embed/districts?indicator=consultations&period=2018",
    "/embed/compare?indicator=consultations&district=central,kirovsky&by=quarter",
    "/embed-code?address=/part/grants",
    "/data/khabarovsk-2014-2020/?",
    "/grants?",
    "/resource-centre?",
    "/calendar?period=2016",
    "/calendar?period=2016-05",
    "/search?search=консультацыи",
    "/about?",
    "/help?",
    "/council?",
    "/login?",
]

ROOMS = [
    "/steward?lang=ru",
    "/steward/completeness?by=month&lang=en",
    "/steward/definitions/consultations?lang=ru",
    "/steward/imports?lang=en",
    "/steward/sources?lang=ru",
    "/steward/sent?lang=ru",
    "/steward/sent/record?kind=events&lang=en",
    "/steward/proofs?lang=ru",
    "/steward/comments?lang=ru",
    "/proofs?lang=en",
    "/steward/records?kind=events&lang=ru",
    "/steward/sheet?kind=events&words=2014&lang=ru",
    "/steward/rows?kind=events&row=1&row=2&do=set&set=title&value=x&lang=en",
    "/steward/records/consultations/К-2014-0001?lang=en",
    "/steward/targets?lang=ru",
    "/steward/organisations/merge?by_number=1&organisation=НКО-001&into=НКО-002&lang=en",
    "/steward/years?lang=ru",
    "/steward/tolerances?lang=ru&at_risk=20&over_fulfilled=105",
    "/steward/translations?texts=all&sort=part&lang=ru",
    "/steward/forms?lang=en",
    "/steward/kinds?lang=ru&kind=publications",
    "/steward/kinds/new?lang=en",
    "/steward/assignments?lang=en",
    "/steward/audit?lang=ru",
    "/steward/users?lang=en",
    "/password?lang=ru",
    "/account?lang=ru",
    "/account/second-factor?lang=en",
    "/account/digest?lang=en",
    "/steward/users/1?lang=en",
    "/steward/webhooks?lang=en",
]


page = shared_page


@pytest.fixture(scope="module")
def rooms(
    live: str,
    shipped_url: str,
    application: Dash,
    browser: Browser,
    browser_context_args: dict[str, Any],
) -> Iterator[Page]:
    """A browser in which an administrator, who may enter every room, has signed in."""
    database = Database(shipped_url)
    with database.writing("test") as session:
        accounts.add(session, "axe", PHRASE, role="administrator")
    database.dispose()
    with with_mail(application.server), browser.new_context(**browser_context_args) as context:
        page = context.new_page()
        page.goto(f"{live}/login?next=/steward&lang=en")
        page.get_by_label("Your name").fill("axe")
        page.get_by_label("Password").fill(PHRASE)
        page.get_by_role("main").get_by_role("button").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("My work")
        yield page


LOOKS = [("ru", "light"), ("en", "dark")]
EVERY_LOOK = [(address, *look) for address in ADDRESSES for look in LOOKS]
"""Each address in Russian in the light and in English in the dark; in short by turns."""


@pytest.mark.parametrize(
    ("address", "language", "theme"),
    some(EVERY_LOOK, *[(address, *LOOKS[at % 2]) for at, address in enumerate(ADDRESSES)]),
)
def test_nothing_keeps_a_reader_out(
    opened: Callable[[str], Page], address: str, language: str, theme: str
) -> None:
    page = opened(f"{address}&lang={language}&theme={theme}")
    unfold(page)
    assert grave(page) == []


@pytest.mark.parametrize("address", ROOMS)
def test_nothing_keeps_a_steward_out(
    live: str, rooms: Page, console_guard: ConsoleGuard, address: str
) -> None:
    """In Russian on a wide screen in the light, in English on a telephone in the dark."""
    with console_guard.following(rooms.context):
        rooms.set_viewport_size({"width": 390, "height": 844})
        rooms.goto(f"{live}{address}&theme={'dark' if 'lang=en' in address else 'light'}")
        unfold(wait_for_page(rooms))
        assert width_beyond(rooms) <= 0
        if "lang=ru" in address:
            rooms.set_viewport_size({"width": 1440, "height": 900})
        assert grave(rooms) == []
        rooms.goto("about:blank")


def test_tables_that_scroll_have_names_of_their_own(opened: Callable[[str], Page]) -> None:
    page = opened("/indicator/events?period=2018&split=type&lang=en")
    names = page.get_by_role("region", include_hidden=True).evaluate_all(
        "(regions) => regions.map((region) => region.getAttribute('aria-label')).filter(Boolean)"
    )
    assert len(names) == len(set(names)) > 5


@pytest.mark.parametrize(
    "address", ["/about?lang=en", "/indicator/consultations?period=2018&lang=en"]
)
def test_what_is_quoted_in_russian_says_so(opened: Callable[[str], Page], address: str) -> None:
    page = opened(address)
    expect(page.locator("main [lang=ru]").nth(5)).to_be_visible()
    assert page.evaluate(NOT_SAID) == []


def test_the_check_finds_what_is_wrong(opened: Callable[[str], Page]) -> None:
    page = opened("/about?lang=ru")
    page.evaluate("document.querySelector('main select').removeAttribute('id')")
    page.evaluate("document.querySelectorAll('main label').forEach((label) => label.remove())")
    assert [fault["id"] for fault in grave(page)] == ["select-name"]


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.evaluate(
        "document.querySelectorAll('details').forEach((folded) => { folded.open = true; })"
    )


def grave(page: Page) -> list[Any]:
    """What axe calls serious or critical; it is handed over from outside, so the page keeps its own
    content policy.
    """
    page.evaluate(f"{AXE}; 0")
    return [fault for fault in page.evaluate(RUN) if fault["impact"] in GRAVE]
