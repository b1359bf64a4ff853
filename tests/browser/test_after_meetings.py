"""What a person asks after a meeting, answered within two clicks of the first screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.passports import DEFAULT_PROGRAMME
from indicators.answers.snapshots import create
from tests.browser.conftest import wait_for_page
from tests.sample_programme import SampleProgramme

pytestmark = pytest.mark.browser


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SampleProgramme]:
    """The meeting of March saw one visit and decided that there be more; since then one more came."""
    with SampleProgramme(f"sqlite:///{tmp_path / 'itog.db'}", code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations", key=True)
            world.target("visits", "2015", 4)
            world.cover("consultations", "2014..2015")
            world.record("consultations", "2015-03-05", "north")
        meeting = create(world.database, "Заседание марта", world.code)
        with world.revision():
            world.record("consultations", "2015-04-05", "north")
            about = {"indicator": "visits", "period": "2015", "snapshot": meeting.id}
            world.decision("Открыть приём", "2016-03-20", "2016-05-01", "Отдел НКО", **about)
        yield world


def test_who_was_to_act_and_what_differs_from_the_meeting(address: str, page: Page) -> None:
    page.goto(f"{address}/?lang=ru")
    wait_for_page(page)
    first = page.locator(".findings__list--to_ask .finding").first
    expect(first).to_contain_text("«Открыть приём» просрочено: Отдел НКО")
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("visits")
    expect(page.locator("#decisions tbody tr")).to_contain_text("Отдел НКО")

    page.goto(f"{address}/?lang=ru")
    wait_for_page(page).get_by_role("link", name="Что изменилось с прошлого заседания").click()
    changed = page.locator("#changes-list tbody tr").first
    expect(changed).to_contain_text("visits")
    expect(page.locator("#changes-list")).to_contain_text("Заседание марта")
