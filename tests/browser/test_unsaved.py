"""Sessions that end while somebody types: the words stand where they were, and one press saves
them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dashboard.http.context import SESSION_COOKIE
from tests.browser.conftest import width_beyond
from tests.console_guard import ConsoleGuard
from tests.dashboard.stewarding_world import PHRASE, changeable
from tests.sample_programme import SampleProgramme

pytestmark = pytest.mark.browser


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SampleProgramme]:
    with changeable(tmp_path) as world:
        yield world


@pytest.fixture
def page(address: str, new_context: Callable[..., BrowserContext]) -> Page:
    page = new_context().new_page()
    page.goto(f"{address}/login?next=/steward&lang=ru")
    sign_in(page)
    return page


def sign_in(page: Page) -> None:
    page.locator("[name=name]").fill("anna")
    page.locator("[name=password]").fill(PHRASE)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url("**/steward**")


def end_session(page: Page) -> None:
    page.context.clear_cookies(name=SESSION_COOKIE)


def test_a_record_typed_when_the_session_ends_is_saved_by_one_press(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/steward/records/organisations/new")
    page.locator("[name=f-number]").fill("НКО-9")
    page.locator("[name=f-name]").fill("Союз «Девять» <b>")
    page.locator("#reason").fill("новая организация")
    end_session(page)
    page.get_by_role("button", name="Сохранить").click()
    # the form has an empty status of its own: only the next document is looked at
    page.wait_for_url("**/login**")
    expect(page.get_by_role("status")).to_contain_text("Ничего не потеряно")
    sign_in(page)
    expect(page.locator("[name=f-name]")).to_have_value("Союз «Девять» <b>")
    expect(page.locator(".typed-note")).to_contain_text("ещё не сохранено")
    assert width_beyond(page) <= 0
    page.get_by_role("button", name="Сохранить").click()
    page.wait_for_url("**/steward/audit/**")
    expect(page.get_by_role("main")).to_contain_text("Союз «Девять» <b>")


def test_a_grid_says_that_the_session_has_ended_and_gives_its_cells_back(
    page: Page, address: str, console_guard: ConsoleGuard
) -> None:
    console_guard.allow("401")
    page.goto(f"{address}/steward/targets")
    cell = page.get_by_role("textbox", name="visits, 2016")
    end_session(page)
    cell.fill("77")
    expect(page.locator("[data-count]")).to_contain_text("Вы вышли")
    page.locator("#reason").fill("план по акту")
    page.get_by_role("button", name="Сохранить").click()
    sign_in(page)
    expect(page.get_by_role("textbox", name="visits, 2016")).to_have_value("77")
    expect(page.locator("td[data-changed]")).to_have_count(1)
    expect(page.locator("#reason")).to_have_value("план по акту")


def test_a_draft_goes_on_by_itself_when_somebody_signs_in_in_the_window_beside(
    page: Page, address: str, console_guard: ConsoleGuard
) -> None:
    console_guard.allow("401")
    page.goto(f"{address}/steward/definitions/visits")
    page.get_by_role("button", name="Изменить").click()
    end_session(page)
    page.locator("[name='name.ru']").fill("Приём граждан")
    expect(page.locator("[data-saved]")).to_contain_text("Вы вышли")
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Войти в новом окне").click()
    beside = opening.value
    beside.goto(f"{address}/login?next=/steward")
    sign_in(beside)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-saved]")).to_contain_text("Сохранено")
    page.reload()
    expect(page.locator("[name='name.ru']")).to_have_value("Приём граждан")


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_what_was_typed_fits_the_screen(
    page: Page, address: str, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/steward/records/organisations/new?lang={language}")
    page.locator("[name=f-number]").fill("a_very_long_code_of_an_indicator_that_somebody_typed")
    end_session(page)
    page.locator("button[value=save]").click()
    page.wait_for_url("**/login**")
    assert width_beyond(page) <= 0
    sign_in(page)
    assert width_beyond(page) <= 0
    page.goto(f"{address}/unsaved")
    expect(page.locator("textarea[readonly]").first).to_have_value(
        "a_very_long_code_of_an_indicator_that_somebody_typed"
    )
    assert width_beyond(page) <= 0
