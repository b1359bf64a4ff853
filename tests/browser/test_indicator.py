"""An indicator's page in Chromium: every block in both languages, and the records behind what is
pressed.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import at_rest, shared_page, until, wait_for_page, width_beyond

pytestmark = pytest.mark.browser
page = shared_page

CITY = "khabarovsk-2014-2020"
Opened = Callable[[str], Page]
Itog = Callable[..., Any]


def listed(page: Page) -> int:
    """How many records the panel says were counted, after making sure that it lists them."""
    panel = page.locator("#records")
    expect(panel).to_be_visible()
    total = int(panel.locator("[data-total]").get_attribute("data-total") or -1)
    count = panel.locator("tbody tr").count()
    while (following := panel.get_by_role("link", name=re.compile("Вперёд|Next"))).count():
        where = panel.get_attribute("data-asked")
        following.click()
        until(
            page,
            f"![undefined, {where!r}].includes(document.querySelector('#records')?.dataset.asked)",
        )
        expect(panel.locator("tbody tr").first).to_be_visible()
        count += panel.locator("tbody tr").count()
    assert count == total
    return total


def press_bar(page: Page, chart: str, place: int) -> None:
    """Press the middle of a bar of a chart."""
    page.locator(chart).scroll_into_view_if_needed()
    box = at_rest(page.locator(f"{chart} .trace.bars .point path").nth(place))
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("ru", ["План и факт по годам", "Паспорт показателя"]),
        ("en", ["Plan and fact by year", "Passport of the indicator"]),
    ],
)
def test_page_in_both_languages(opened: Opened, language: str, titles: list[str]) -> None:
    page = opened(f"/indicator/consultations?lang={language}")
    for title in titles:
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    assert width_beyond(page) <= 0


@pytest.mark.parametrize(
    "address", ["/indicator/events?period=2018&theme=dark", "/indicator/consultations?lang=ru"]
)
def test_page_on_a_telephone(opened: Opened, page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert width_beyond(opened(address)) <= 0


def test_pressed_bar_of_a_year_lists_the_records_it_counts(opened: Opened, itog: Itog) -> None:
    page = opened("/indicator/grant_applications?lang=ru")
    press_bar(page, "#indicator-by-year", 4)
    page.wait_for_url("**period=2018**")
    wait_for_page(page)
    rows = itog(
        "records", "--programme", CITY, "--indicator", "grant_applications", "--period", "2018"
    )["rows"]
    assert listed(page) == len(rows) == 40


def test_pressed_bar_of_a_district_lists_its_records(opened: Opened, itog: Itog) -> None:
    page = opened("/indicator/events?lang=ru&period=2016")
    press_bar(page, "#indicator-by-district", 0)
    page.wait_for_url("**district=**")
    wait_for_page(page)
    district = re.search(r"district=(\w+)", page.url)
    assert district is not None
    options = (
        "--programme",
        CITY,
        "--indicator",
        "events",
        "--period",
        "2016",
        "--district",
        district[1],
    )
    (value,) = [
        row
        for row in itog("values", *options[:4], "--years", "2016", "--by", "district,year")["rows"]
        if row["district"] == district[1]
    ]
    assert listed(page) == len(itog("records", *options)["rows"]) == value["value"]


def test_link_in_the_table_needs_no_mouse(opened: Opened) -> None:
    page = opened("/indicator/consultations?lang=en")
    link = page.locator("#indicator-table tbody tr", has_text="2015").locator("td a")
    number = int(link.evaluate("node => node.firstChild.textContent").replace(",", ""))
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**period=2015**")
    assert listed(wait_for_page(page)) == number


def test_pressed_part_lists_the_records_of_that_part(opened: Opened) -> None:
    page = opened("/indicator/events?lang=ru&split=type")
    page.locator("#indicator-split").scroll_into_view_if_needed()
    page.locator("#indicator-split .actions > summary").first.click()
    page.locator("#indicator-split .actions__table").first.click()
    link = page.locator("#indicator-split tbody tr", has_text="Семинар").locator("td a").first
    number = int(link.inner_text())
    link.click()
    page.wait_for_url("**split_value=seminar**")
    assert listed(wait_for_page(page)) == number


def test_link_reproduces_the_records(opened: Opened) -> None:
    page = opened("/indicator/consultations?lang=ru&period=2016-05&within_year=1#records")
    expect(page.locator("#records")).to_contain_text("с начала года по май")
    expect(page.locator("#records")).to_be_in_viewport()


def test_a_ratio_says_what_part_each_record_plays(opened: Opened) -> None:
    page = opened("/indicator/winners_share?lang=ru&period=2018#records")
    expect(page.locator("#records thead")).to_contain_text("Часть отношения")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "/indicator/citizens_in_projects?programme=khabarovsk-krai-2013-2020&period=2013",
            "его сообщают, а не вычисляют",
        ),
        ("/indicator/civic_contacts?period=2016", "вычислено из других показателей"),
    ],
)
def test_what_has_no_records_says_where_it_comes_from(
    opened: Opened, address: str, sentence: str
) -> None:
    expect(opened(f"{address}&lang=ru").locator("#records")).to_contain_text(sentence)


def test_unknown_code_is_a_page_with_a_way_back(opened: Opened, console_guard: Any) -> None:
    console_guard.allow("status of 404")
    page = opened("/indicator/nothing?lang=ru")
    expect(page.locator(".error-page")).to_contain_text("nothing")
    expect(page.get_by_role("link", name="К обзору")).to_be_visible()


MARKS = """() => [...document.querySelectorAll('#indicator-by-year .xtick text')].map((text) => {
    const lines = [...text.querySelectorAll('tspan')];
    const box = (line) => line.getBoundingClientRect();
    return {
        name: lines[0].textContent.trim(),
        left: box(lines[0]).left, right: box(lines[0]).right, bottom: box(lines[0]).bottom,
        mark: lines[1].textContent.trim(), top: box(lines[1]).top,
        middle: (box(lines[1]).left + box(lines[1]).right) / 2,
    };
})"""
PLANS = """() => [...document.querySelectorAll('#indicator-by-year .scatterlayer .points path')].map((path) => {
    const box = path.getBoundingClientRect();
    return { middle: (box.left + box.right) / 2, top: box.top, bottom: box.bottom };
})"""
WORDS = """() => [...document.querySelectorAll('#indicator-by-year .annotation-text-g')].map((word) => {
    const box = word.getBoundingClientRect();
    return { middle: (box.left + box.right) / 2, top: box.top, bottom: box.bottom };
})"""


@pytest.mark.parametrize("width", [390, 1440])
def test_thirteen_years_keep_names_marks_and_plans_apart(
    opened: Opened, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    opened("/indicator/citizens_in_tos?programme=khabarovsk-krai-2013-2020&lang=ru")
    at_rest(page.locator("#indicator-by-year .xtick text").last)
    marks = page.evaluate(MARKS)
    assert len(marks) == 13
    years = [mark for mark in marks if mark["name"]]
    assert years[-1]["name"] == "2025"
    assert all(left["right"] < right["left"] for left, right in pairwise(years))
    assert all(mark["top"] > mark["bottom"] - 4 for mark in marks if mark["mark"])
    plans, words = page.evaluate(PLANS), page.evaluate(WORDS)
    assert len([mark for mark in marks if mark["mark"]]) == len(plans) == 4
    for mark, plan in zip([mark for mark in marks if mark["mark"]], plans, strict=True):
        assert abs(mark["middle"] - plan["middle"]) < 3
    covering = [
        word
        for word in words
        for plan in plans
        if abs(word["middle"] - plan["middle"]) < 5
        and word["top"] < plan["bottom"] - 3
        and plan["top"] + 3 < word["bottom"]
    ]
    assert covering == []
