"""What a page costs a reader who has never been here, and one who has."""

import pytest
from playwright.sync_api import Page, Request

from dashboard.http.dash_internals import CALLBACKS, FIRST_QUESTIONS
from dashboard.sections import blocks
from tests.browser.conftest import PATIENCE, wait_for_page

pytestmark = pytest.mark.browser

MOST_REQUESTS = 20
INDICATOR = "/indicator/consultations"
"""Its split reads records."""


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
    # the page comes with its document; what it would have to wait for is asked for by itself
    assert len([path for path in paths if path == CALLBACKS]) <= (address == INDICATOR), paths
    assert len([path for path in paths if path.endswith(".css")]) == 1
    assert page.locator(".chart .main-svg, .block table").first.is_visible()


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
