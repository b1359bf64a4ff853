"""Tables of many years: whole where there is room, else with the newest in view and a sign that
there are more.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import until
from tests.browser.wall import CUT, begun, to_kind

pytestmark = pytest.mark.browser
Opened = Callable[[str], Page]
KRAI = "khabarovsk-krai-2013-2020"
BEYOND = "document.querySelector('.matrix').closest('.table-scroll').{0}"
IN_VIEW = """([head]) => {
    const box = head.getBoundingClientRect();
    const room = head.closest('.table-scroll').getBoundingClientRect();
    const across = box.left >= room.left - 1 && box.right <= room.right + 1;
    return across && box.top >= room.top - 1 && box.bottom <= room.bottom;
}"""

ACROSS = """(names) => names.every((name) => {
    const box = name.getBoundingClientRect();
    const room = name.closest('.table-scroll').getBoundingClientRect();
    return box.left >= room.left && box.right <= room.right;
})"""


@pytest.mark.parametrize("language", ["ru", "en"])
def test_thirteen_years_are_whole_on_a_desk(opened: Opened, page: Page, language: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    opened(f"/?programme={KRAI}&lang={language}")
    assert page.evaluate(f"{BEYOND.format('scrollWidth')} - {BEYOND.format('clientWidth')}") <= 0
    expect(page.locator(".table-frame:has(.matrix)")).to_have_attribute("data-more", "")


@pytest.mark.parametrize(
    ("address", "newest", "more"),
    [
        # after 2020 nothing is known of the krai: a telephone does not begin at empty years
        (f"/?programme={KRAI}", "2020", "start end"),
        ("/?programme=khabarovsk-2014-2020", "2020", "end"),
    ],
)
def test_the_newest_known_year_is_in_view_on_a_telephone_and_the_rest_is_announced(
    opened: Opened, page: Page, address: str, newest: str, more: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(f"{address}&lang=ru")
    assert page.locator(".matrix thead th", has_text=newest).evaluate_all(IN_VIEW)
    frame = page.locator(".table-frame:has(.matrix)")
    expect(frame).to_have_attribute("data-more", more)
    assert frame.evaluate("(frame) => getComputedStyle(frame, '::after').display") == "flex"
    page.evaluate(f"{BEYOND.format('scrollLeft')} = {BEYOND.format('scrollWidth')}")
    expect(frame).to_have_attribute("data-more", "start")


def test_the_head_of_a_long_table_stays(opened: Opened, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    opened("/?lang=ru")
    page.evaluate(f"{BEYOND.format('scrollTop')} = 600")
    until(page, f"{BEYOND.format('scrollTop')} > 500")
    assert page.locator(".matrix thead th", has_text="2020").evaluate_all(IN_VIEW)


@pytest.mark.parametrize("width", [1920, 1440])
def test_thirteen_years_are_whole_on_a_slide(live: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 1080})
    begun(page, f"{live}/present/{KRAI}?lang=ru")
    to_kind(page, "matrix")
    assert page.evaluate(CUT) == []
    heads = page.locator(".slide--shown thead th").all_text_contents()
    assert heads[1:] == [str(year) for year in range(2013, 2026)]
    expect(page.locator(".slide--shown .slide__signs")).to_have_text(re.compile("… – нет данных"))


def test_the_name_of_a_part_is_whole_however_far_its_years_are_scrolled(
    opened: Opened, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened("/?lang=ru")
    names = page.locator(".matrix__part span")
    assert names.count() > 1
    for place in (0, 0.5, 1):
        page.evaluate(
            f"(place) => {{ const room = {BEYOND.format('parentElement')}.firstChild;"
            " room.scrollLeft = place * room.scrollWidth; }",
            place,
        )
        assert names.evaluate_all(ACROSS)


def test_the_open_page_is_in_sight_in_the_menu_of_a_telephone(opened: Opened, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened("/about?lang=ru")
    menu = page.locator(".nav-main")
    expect(menu).to_have_attribute("data-more", "start")
    expect(menu.locator("[aria-current]")).to_be_in_viewport(ratio=1)
    menu.get_by_role("link").first.evaluate("(link) => link.click()")
    expect(menu).to_have_attribute("data-more", "end")
    expect(menu.locator("[aria-current]")).to_be_in_viewport(ratio=1)


def test_the_newest_year_of_a_telephone_stands_beside_the_names(opened: Opened, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened("/?lang=ru")
    heads = page.locator(".matrix thead th").all()
    order = sorted(heads, key=lambda head: (head.bounding_box() or {"x": 0})["x"])
    years = [head.inner_text() for head in order][1:]
    assert years == [str(year) for year in range(2020, 2013, -1)]


FOCUS = """(() => {
    const { href } = document.activeElement;
    return href.replace(/^[^?]*\\//, '').replace(/[?&]lang=ru/, '');
})()"""


def test_the_matrix_is_one_stop_of_the_tab_key_with_arrows_inside(
    opened: Opened, page: Page
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    opened("/?lang=ru")
    grid = page.get_by_role("grid")
    assert grid.locator("a[tabindex='0']").count() == 1
    page.get_by_role("link", name="по отставанию от плана").focus()
    page.keyboard.press("Tab")
    walked = []
    for key in ("ArrowDown", "End", "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowUp", "Home"):
        page.keyboard.press(key)
        walked.append(page.evaluate(FOCUS))
    # down past the heading of a part, whose only column is the first, the column is kept
    assert walked == [
        "publications",
        "publications?period=2020",
        "publications?period=2019",
        "?fold=research",
        "survey_approval?period=2019",
        "?fold=research",
        "?fold=research",
    ]
    assert grid.locator("a[tabindex='0']").count() == 1
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/indicator/\w+\?period=2020"))
