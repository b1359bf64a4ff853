"""A definition on its way: written by one, published by another; two browsers over one draft."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Page, Route, expect

from data.accounts import accounts
from data.passports import DEFAULT_PROGRAMME
from indicators.answers.snapshots import create, verify
from tests import template_databases
from tests.browser.conftest import until, wait_for_page, width_beyond
from tests.console_guard import ConsoleGuard
from tests.sample_programme import SampleProgramme

PHRASE = "correct horse battery"
HOME = "/steward/definitions"
pytestmark = pytest.mark.browser
Enter = Callable[[str], Page]


def filled(url: str) -> SampleProgramme:
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define(
                "visits",
                kind="count",
                measure="consultations",
                name={"ru": "Визиты", "en": "Visits"},
            )
            for place, request in (
                ("north", "copying"),
                ("south", "consulting"),
                ("south", "consulting"),
            ):
                world.record("consultations", "2014-03-05", place, request=request)
            world.cover("consultations", "2014..2016")
            world.target("visits", "2014", 3)
        with world.database.writing("test") as session:
            accounts.add(session, "anna", PHRASE)
            accounts.add(session, "boris", PHRASE)
            accounts.add(session, "vera", PHRASE, role="publisher")
    return world


@pytest.fixture
def world(sqlite_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(sqlite_url, filled).over(sqlite_url) as world:
        yield world


@pytest.fixture
def enter(address: str, new_context: Callable[..., BrowserContext]) -> Enter:
    """A browser of somebody's own, at the list of definitions."""

    def entered(name: str) -> Page:
        page = new_context().new_page()
        page.goto(f"{address}/login?next={HOME}&lang=ru")
        page.locator("[name=name]").fill(name)
        page.locator("[name=password]").fill(PHRASE)
        page.get_by_role("main").get_by_role("button").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Определения")
        return page

    return entered


def saved(page: Page) -> None:
    """Wait until what was typed has been saved by itself; what was saved before is told with its author."""
    expect(page.locator("[data-saved]")).to_contain_text(
        re.compile(r"Сохранено \d\d\.\d\d\.\d{4}, \d\d:\d\d UTC$")
    )


def test_one_edits_another_publishes_and_the_meeting_stays(
    address: str, world: SampleProgramme, enter: Enter
) -> None:
    taken = create(world.database, "Заседание", world.code)
    anna = enter("anna")
    anna.get_by_role("link", name="Визиты").click()
    anna.get_by_role("button", name="Изменить").click()
    anna.get_by_label("Название по-английски").fill("Requests")
    anna.get_by_label("Копирование").check()
    saved(anna)
    draft = anna.url
    anna.close()

    again = enter("anna")
    again.goto(draft)
    expect(again.get_by_label("Название по-английски")).to_have_value("Requests")
    expect(again.get_by_label("Копирование")).to_be_checked()
    again.get_by_role("button", name="Посмотреть последствия").click()
    main = again.get_by_role("main")
    expect(main).to_contain_text("Визиты: упадёт в 1 году.")
    expect(main).to_contain_text("Достигнут → Не достигнут")
    expect(main).to_contain_text("Записи, которые выйдут из подсчёта: 2")
    expect(main).to_contain_text("№ 1 «Заседание»")
    assert width_beyond(again) <= 0
    again.get_by_label("Почему").fill("Считаем только копирование")
    again.get_by_label("акта").fill("Приказ 7")
    again.get_by_role("button", name="Предложить").click()
    expect(main).to_contain_text("Опубликовать должен другой человек")

    vera = enter("vera")
    vera.get_by_role("link", name=re.compile("предложен")).click()
    vera.get_by_role("button", name="Опубликовать").click()
    expect(vera.get_by_role("main")).to_contain_text("Считаем только копирование; Приказ 7")
    vera.goto(f"{address}/indicator/visits?years=2014&lang=ru&as_of={taken.revision}")
    expect(wait_for_page(vera).get_by_role("main")).to_contain_text("Достигнут")
    vera.goto(f"{address}/indicator/visits?years=2014&lang=ru")
    expect(wait_for_page(vera).get_by_role("main")).to_contain_text("Не достигнут")
    with world.database.read() as session:
        assert verify(session, taken.id).holds


def test_two_browsers_edit_one_draft(
    world: SampleProgramme, enter: Enter, console_guard: ConsoleGuard
) -> None:
    console_guard.allow("status of 409")
    anna, boris = enter("anna"), enter("boris")
    anna.get_by_role("link", name="Визиты").click()
    anna.get_by_role("button", name="Изменить").click()
    boris.goto(anna.url)
    anna.get_by_label("Название по-английски").fill("By Anna")
    saved(anna)
    boris.get_by_label("Название по-английски").fill("By Boris")
    expect(boris.locator("[data-saved]")).to_contain_text("anna")
    boris.get_by_role("button", name="Сохранить").click()
    expect(boris.get_by_role("heading", level=1)).to_have_text("Один черновик писали двое")
    expect(boris.get_by_label("Написано вами")).to_have_value(re.compile("By Boris"))
    expect(boris.get_by_label("Сохранено тем временем")).to_have_value(re.compile("By Anna"))
    boris.get_by_role("button", name="отдельным черновиком").click()
    expect(boris.get_by_label("Название по-английски")).to_have_value("By Boris")
    anna.reload()
    expect(anna.get_by_label("Название по-английски")).to_have_value("By Anna")


def test_codes_are_completed_by_keyboard_and_a_mistake_leads_to_its_character(
    world: SampleProgramme, enter: Enter
) -> None:
    with world.revision():
        world.define(
            "visitors", kind="count", measure="events", name={"ru": "Посетители", "en": "Visitors"}
        )
        world.define(
            "twice", kind="formula", formula="2 * visits", name={"ru": "Вдвое", "en": "Twice"}
        )
    anna = enter("anna")
    anna.get_by_role("link", name="Вдвое").click()
    anna.get_by_role("button", name="Изменить").click()
    formula, offered = anna.locator("#formula"), anna.get_by_role("listbox")
    formula.fill("")
    formula.press_sequentially("3 * vis")
    expect(offered.get_by_role("option")).to_have_text(["visitors – Посетители", "visits – Визиты"])
    formula.press("ArrowDown")
    formula.press("Tab")
    expect(formula).to_have_value("3 * visits")
    expect(formula).to_be_focused()
    expect(offered).to_be_hidden()
    formula.press_sequentially(" + визи")
    expect(offered.get_by_role("option")).to_have_text(["visits – Визиты"])
    formula.press("Escape")
    expect(offered).to_be_hidden()
    formula.fill("3 * / visits")
    problem = anna.locator("[data-problems] [data-at]")
    expect(problem).to_have_count(1)
    problem.get_by_role("button").press("Enter")
    expect(formula).to_be_focused()
    assert formula.evaluate("(area) => [area.selectionStart, area.selectionEnd]") == [4, 5], (
        "the second sign"
    )


def begun(anna: Page) -> str:
    """Begin a draft of the visits; its address."""
    anna.get_by_role("link", name="Визиты").click()
    anna.get_by_role("button", name="Изменить").click()
    expect(anna.get_by_label("Название по-английски")).to_be_visible()
    anna.wait_for_load_state("load")
    return anna.url


def closed(page: Page) -> None:
    """Close a tab as people do."""
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def kept(page: Page, draft: str, words: str) -> None:
    """Wait until somebody who opens the draft finds these words in it."""
    page.goto(draft)
    until(
        page,
        f"fetch(location).then((found) => found.text()).then((text) => text.includes('{words}'))",
    )


def test_a_tab_closed_in_the_middle_of_typing_loses_nothing(enter: Enter) -> None:
    anna, again = enter("anna"), enter("anna")
    draft = begun(anna)
    anna.get_by_label("Название по-английски").fill("In the middle")
    closed(anna)
    kept(again, draft, "In the middle")


def pending_answers(page: Page) -> list[tuple[Route, APIResponse]]:
    """Let the next save arrive, and keep its answer back."""
    answers: list[tuple[Route, APIResponse]] = []
    page.route("**/autosave*", lambda route: answers.append((route, route.fetch())), times=1)
    return answers


def waited(page: Page, answers: list[tuple[Route, APIResponse]]) -> None:
    """Wait until a save is on its way."""
    with page.expect_request("**/autosave*"):
        page.get_by_label("Название по-английски").fill("On its way")
    while not answers:
        page.wait_for_timeout(50)


def test_a_tab_closed_while_a_save_is_on_its_way_loses_nothing(enter: Enter) -> None:
    anna, again = enter("anna"), enter("anna")
    draft = begun(anna)
    waited(anna, pending_answers(anna))
    anna.get_by_label("Название по-английски").fill("The last words")
    closed(anna)
    kept(again, draft, "The last words")


def test_a_button_pressed_while_a_save_is_on_its_way_is_no_second_writer(enter: Enter) -> None:
    anna = enter("anna")
    begun(anna)
    saves = pending_answers(anna)
    waited(anna, saves)
    anna.get_by_label("Название по-английски").fill("Pressed at once")
    anna.get_by_role("button", name="Сохранить").click()
    ((route, answer),) = saves
    route.fulfill(response=answer)
    expect(anna.locator(".definition__draft [name=version]")).to_have_value("3")
    expect(anna.get_by_label("Название по-английски")).to_have_value("Pressed at once")


LONG = "Long " * 14_000
"""More than a browser carries for a tab that is closed."""


def left_behind(anna: Page) -> None:
    """Type more than a closed tab can send, and close it at once."""
    anna.locator('[name="description.en"]').fill(LONG)
    closed(anna)


def test_a_long_draft_closed_in_the_middle_of_typing_is_sent_when_it_is_opened_again(
    enter: Enter,
) -> None:
    anna = enter("anna")
    again = anna.context.new_page()
    draft = begun(anna)
    left_behind(anna)
    again.goto(draft)
    expect(again.locator('[name="description.en"]')).to_have_value(
        re.compile(r"^(Long ){13999}Long")
    )
    expect(again.locator(".definition__draft [name=version]")).to_have_value("2")
    assert again.evaluate("localStorage.length") == 0


def test_long_words_that_were_left_behind_never_overwrite_what_another_has_saved(
    enter: Enter, console_guard: ConsoleGuard
) -> None:
    console_guard.allow("status of 409")
    anna, boris = enter("anna"), enter("boris")
    again = anna.context.new_page()
    draft = begun(anna)
    left_behind(anna)
    boris.goto(draft)
    boris.get_by_label("Название по-английски").fill("By Boris")
    saved(boris)
    again.goto(draft)
    expect(again.get_by_role("heading", level=1)).to_have_text("Один черновик писали двое")
    expect(again.get_by_label("Написано вами")).to_have_value(re.compile("Long Long"))
    expect(again.get_by_label("Сохранено тем временем")).to_have_value(re.compile("By Boris"))
