"""Journeys by keyboard alone: no click, no place on the screen – Tab, Enter, arrows and letters, led by
the names that a screen reader says.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import shared_page, wait_for_page

pytestmark = pytest.mark.browser
page = shared_page
Opened = Callable[[str], Page]

FAR = 150
"""Steps from the beginning of a page that a person would still make."""
SPOKEN = """() => {
    const node = document.activeElement;
    const label = node.labels && node.labels[0] ? node.labels[0].textContent : "";
    return (node.getAttribute("aria-label") || label || node.textContent).replace(/\\s+/g, " ").trim();
}"""


def go(page: Page, name: str, key: str = "Tab") -> None:
    """Step on until what has the focus is called so."""
    for _step in range(FAR):
        page.keyboard.press(key)
        if re.search(name, page.evaluate(SPOKEN)):
            return
    raise AssertionError(f"{FAR} steps and no «{name}»")


def skip(page: Page) -> None:
    """Go to the content at once, past the menu."""
    page.keyboard.press("Tab")
    assert page.evaluate(SPOKEN) in ("К содержанию", "Skip to the content")
    page.keyboard.press("Enter")


def test_what_is_worst_and_the_records_of_it(opened: Opened) -> None:
    page = opened("/?lang=ru")
    skip(page)
    go(page, "^Не достигнут.*предоставлений помещения")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("предоставлений помещения")
    )
    wait_for_page(page)
    go(page, r"^28\sзапис")
    page.keyboard.press("Enter")
    expect(page.locator("#records")).to_contain_text("28")


def test_two_districts_beside_each_other(opened: Opened) -> None:
    page = opened("/compare?indicator=consultations&lang=ru")
    skip(page)
    go(page, "^Добавить все районы")
    page.keyboard.press("Enter")
    out = page.get_by_role("link", name=re.compile("Убрать: .* район"))
    for number in (5, 4, 3):
        expect(out).to_have_count(number)
        wait_for_page(page)
        go(page, "Убрать: .* район")
        page.keyboard.press("Enter")
    expect(out).to_have_count(2)
    wait_for_page(page)
    go(page, "^Действия")
    page.keyboard.press("Enter")
    go(page, "^Таблица")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table").first).to_contain_text("район")


def test_something_by_its_words(opened: Opened) -> None:
    page = opened("/about?lang=ru")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("консультацый")
    page.keyboard.press("Enter")
    expect(page.locator(".hits li").first).to_be_visible()
    go(page, "^Количество консультаций")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("консультаций"))


def test_letters_and_colours(opened: Opened) -> None:
    page = opened("/about?lang=ru")
    go(page, "^Версия для слабовидящих")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Как выглядят страницы")
    go(page, "^100")
    page.keyboard.press("ArrowRight")
    go(page, "^светлая")
    for _step in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    root = page.locator("html")
    expect(root).to_have_attribute("data-size", "150")
    expect(root).to_have_attribute("data-theme", "contrast_dark")
    go(page, "^Вернуться на страницу")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/about"))
    expect(root).to_have_attribute("data-theme", "contrast_dark")


def test_a_chart_is_read_point_by_point_and_opened(opened: Opened) -> None:
    page = opened("/indicator/consultations?years=2018..2020&lang=ru")
    skip(page)
    go(page, "^По точкам")
    points = page.locator("#figure-by-year [role=listbox]")
    expect(points).to_be_focused()
    expect(points.get_by_role("option")).to_have_count(3)
    for key, year in (("Home", 2018), ("ArrowRight", 2019), ("End", 2020), ("ArrowLeft", 2019)):
        page.keyboard.press(key)
        expect(points.get_by_role("option", selected=True)).to_have_text(
            re.compile(rf"^{year}; .*План: ")
        )
    expect(page.locator("#figure-by-year .hoverlayer .hovertext")).to_contain_text("2019")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("period=2019"))


def test_what_has_no_data_is_a_point_too(opened: Opened) -> None:
    page = opened("/indicator/survey_awareness?years=2014..2016&lang=ru")
    texts = page.locator("#figure-by-year [role=option]").all_text_contents()
    assert [text.partition(";")[0] for text in texts] == ["2014", "2015", "2016"]
    assert texts[1].endswith("нет данных")
