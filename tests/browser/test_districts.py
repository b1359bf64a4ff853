"""The pages of districts in Chromium: map, tables, one district, and the ways between them."""

from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import shared_page, wait_for_page, width_beyond

pytestmark = pytest.mark.browser
page = shared_page
Opened = Callable[[str], Page]
SMALLEST = """Math.min(...[...document.querySelectorAll(".tile-map text, .tile-map tspan")].map(
    (text) => parseFloat(getComputedStyle(text).fontSize)))"""


@pytest.mark.parametrize(
    ("language", "title"),
    [("ru", "Показатели по районам, 2018"), ("en", "Indicators by district, 2018")],
)
def test_territory_in_both_languages(opened: Opened, language: str, title: str) -> None:
    page = opened(f"/districts?lang={language}&period=2018")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    assert width_beyond(page) <= 0


def test_cell_leads_to_the_records_it_counts(opened: Opened) -> None:
    page = opened("/districts?lang=ru&period=2018&indicator=seminars")
    cell = (
        page.locator("#districts-table tr", has_text="Количество семинаров")
        .locator("td a.cell")
        .nth(1)
    )
    number = int(cell.inner_text())
    cell.click()
    page.wait_for_url("**/indicator/seminars**")
    expect(wait_for_page(page).locator("#records [data-total]")).to_have_attribute(
        "data-total", str(number)
    )


def test_arrows_go_from_district_to_district(opened: Opened) -> None:
    page = opened("/districts?lang=ru&period=2018")
    table = page.locator("#districts-table table")
    expect(table).to_have_attribute("role", "grid")
    assert table.locator('a[tabindex="0"]').count() == 1
    table.locator("tbody a.cell").first.focus()
    where = """() => { const cell = document.activeElement.closest("th, td");
        return [cell.parentElement.rowIndex, cell.cellIndex]; }"""
    row, column = page.evaluate(where)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    # the names of parts between the rows lead nowhere, and are passed over
    below, beside = page.evaluate(where)
    assert (below > row, beside) == (True, column + 1)
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicator/**")


def test_bar_of_the_map_page_leads_to_a_district_and_back(opened: Opened) -> None:
    page = opened("/districts?lang=ru&period=2018")
    page.locator("#districts-table thead a", has_text="Центральный").click()
    page.wait_for_url("**/district/central**")
    expect(wait_for_page(page).locator("h1")).to_have_text("Центральный район")
    page.get_by_role("link", name="Все районы").click()
    page.wait_for_url("**/districts**")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ru", "Что выделяется на фоне остальных, 2018"),
        ("en", "What stands out against the others, 2018"),
    ],
)
def test_district_in_both_languages(opened: Opened, language: str, title: str) -> None:
    page = opened(f"/district/kirovsky?lang={language}&period=2018")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    assert width_beyond(page) <= 0


@pytest.mark.parametrize(
    "address", ["/districts?period=2018", "/district/central?period=2018", "/districts?cut=okrugs"]
)
def test_pages_fit_a_telephone(opened: Opened, page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert width_beyond(opened(address)) <= 0


def test_names_on_the_map_are_legible_on_a_telephone(opened: Opened, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    labels = opened("/districts?period=2018&lang=ru").locator(
        "#districts-map .tile-map .textpoint text"
    )
    assert page.evaluate(SMALLEST) >= 12
    boxes = [box for each in labels.all() if each.is_visible() and (box := each.bounding_box())]
    assert len(boxes) == 5
    assert not any(_overlap(one, other) for one, other in combinations(boxes, 2))


def _overlap(one: FloatRect, other: FloatRect) -> bool:
    across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
    return (
        across and one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]
    )


def test_place_with_tasks_and_no_results_is_not_zero(opened: Opened) -> None:
    page = opened("/district/zelao?programme=sodruzhestvo-2009&lang=ru")
    expect(page.locator("#district-table")).not_to_contain_text("0 ед.")


def test_programme_without_districts_says_so(opened: Opened) -> None:
    page = opened("/districts?programme=khabarovsk-krai-2013-2020&lang=ru")
    expect(page.locator(".empty-note")).to_have_text("В этой программе нет деления на районы.")


def test_unknown_district_is_a_page_with_a_way_back(opened: Opened, console_guard: object) -> None:
    console_guard.allow("status of 404")  # type: ignore[attr-defined]
    expect(opened("/district/nowhere?lang=ru").locator(".error-page")).to_contain_text("nowhere")
