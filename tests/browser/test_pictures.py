"""Pages look as they looked: small pictures of each beside those that are kept.

A page that was changed on purpose is looked at, and its picture taken anew by ``make pictures``.
"""

from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import shared_page
from tests.browser.small_pictures import (
    ADDRESSES,
    COMBINATIONS,
    HIGHEST,
    SMALL,
    Combination,
    difference,
    place,
    sheet,
    small,
)
from tests.depth import DEEP

pytestmark = pytest.mark.browser
page = shared_page

SHORT = ("overview", "indicator", "districts", "evaluation", "register", "calendar")
"""Each in two of its combinations where tests go the short way."""

MOST = 28
"""Of 255, by which the mean of a block may differ: another hinting of letters makes half of it."""


def pages() -> Iterator[tuple[str, list[Combination]]]:
    for at, name in enumerate(ADDRESSES):
        if DEEP:
            yield name, COMBINATIONS
        elif name in SHORT:
            yield name, COMBINATIONS[at % 3 :: 5][:2]


@pytest.mark.parametrize(("name", "combinations"), pages())
def test_a_page_looks_as_it_looked(
    live: str, page: Page, name: str, combinations: list[Combination]
) -> None:
    before = Image.open(sheet(name)).convert("L")
    differences = {
        each: difference(small(page, live + ADDRESSES[name], each), before.crop(place(each)))
        for each in combinations
    }
    assert {each: value for each, value in differences.items() if value > MOST} == {}


def test_every_page_has_its_pictures() -> None:
    assert {each.stem for each in sheet("overview").parent.glob("*.png")} == set(ADDRESSES)


def test_a_line_that_moves_is_a_difference() -> None:
    before, after = (Image.new("L", (SMALL, HIGHEST), 255) for _ in range(2))
    before.paste(0, (10, 30, 60, 36))
    after.paste(0, (10, 36, 60, 42))
    assert difference(before, before) == 0
    assert difference(after, before) > MOST
