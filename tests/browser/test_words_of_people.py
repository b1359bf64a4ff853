"""What people have typed, seen in a browser: nothing of it runs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import wait_for_page
from tests.hostile import DECK, HOSTILE, hostile_town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile(live: str, serving, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The running dashboard over a town of hostile names."""
    with (
        hostile_town(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'itog.db'}") as world,
        serving(world.database),
    ):
        yield live


@pytest.mark.parametrize(
    "address", ["/", "/indicator/visits?period=2014", "/districts", "/compare", "/council"]
)
def test_a_page_shows_text(hostile: str, page: Page, address: str) -> None:
    page.goto(hostile + address)
    wait_for_page(page)
    expect(page.locator("main")).to_contain_text(HOSTILE)
    assert page.locator("img[src=x]").count() == 0


def test_a_meeting_shows_text(hostile: str, page: Page) -> None:
    page.goto(f"{hostile}/present/{DECK}")
    expect(page.locator("h1, h2").first).to_have_text(HOSTILE)
    assert page.locator("img[src=x]").count() == 0
