"""``make pictures``: every page photographed anew, for who has looked at what changed."""

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import shared_page
from tests.browser.small_pictures import (
    ADDRESSES,
    COMBINATIONS,
    FOLDER,
    GREYS,
    HIGHEST,
    SMALL,
    place,
    sheet,
    small,
)

pytestmark = pytest.mark.browser
page = shared_page


@pytest.mark.parametrize("name", ADDRESSES)
def test_pictures_are_taken(live: str, page: Page, name: str) -> None:
    picture = Image.new("L", (SMALL * len(COMBINATIONS), HIGHEST))
    for combination in COMBINATIONS:
        picture.paste(small(page, live + ADDRESSES[name], combination), place(combination)[:2])
    FOLDER.mkdir(exist_ok=True)
    picture.quantize(GREYS).save(sheet(name), optimize=True)
    assert sheet(name).is_file()
