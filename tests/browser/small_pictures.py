"""Small pictures of pages: their first two screens without colour, in both languages and themes, on a
telephone, a desk and a wide screen.
"""

from io import BytesIO
from itertools import product
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import wait_for_page

FOLDER = Path(__file__).parent / "pictures"
ADDRESSES = {
    "overview": "/?period=2020",
    "indicator": "/indicator/consultations?period=2020",
    "split": "/indicator/events?period=2018&split=type",
    "districts": "/districts?period=2020",
    "district": "/district/central?period=2020",
    "compare": "/compare?indicator=consultations,seminars",
    "evaluation": "/evaluation?period=2018",
    "part": "/part/grants?period=2018",
    "targets": "/targets",
    "changes": "/changes?since=1",
    "grants": "/grants",
    "register": "/register",
    "organisation": "/organisation/1",
    "resource-centre": "/resource-centre",
    "calendar": "/calendar?period=2016-05",
    "report": "/report?period=2016",
    "programmes": "/programmes",
    "search": "/search?search=консультации",
    "about": "/about",
    "help": "/help",
    "looks": "/looks",
    "login": "/login",
}
WINDOWS = {390: 844, 1440: 900, 1920: 1080}
Combination = tuple[str, str, int]
COMBINATIONS: list[Combination] = list(product(("ru", "en"), ("light", "dark"), WINDOWS))
SMALL = 72
"""Pixels of a small picture's width."""

SCREENS = 2
GREYS = 16
BLOCK = 6
"""Pixels: letters are smaller, a line that has moved is not."""


def sheet(name: str) -> Path:
    """All pictures of a page side by side."""
    return FOLDER / f"{name}.png"


def height(width: int) -> int:
    return SCREENS * WINDOWS[width] * SMALL // width


HIGHEST = max(map(height, WINDOWS))


def small(page: Page, address: str, combination: Combination) -> Image.Image:
    """A page as it looks now."""
    language, theme, width = combination
    page.set_viewport_size({"width": width, "height": WINDOWS[width]})
    page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}&theme={theme}")
    wait_for_page(page)
    clip = {"x": 0, "y": 0, "width": width, "height": SCREENS * WINDOWS[width]}
    photograph = page.screenshot(full_page=True, clip=clip, animations="disabled", caret="hide")
    grey = Image.open(BytesIO(photograph)).convert("L")
    return grey.resize((SMALL, max(1, grey.height * SMALL // width)), Image.Resampling.BOX)


def place(combination: Combination) -> tuple[int, int, int, int]:
    left = COMBINATIONS.index(combination) * SMALL
    return (left, 0, left + SMALL, height(combination[2]))


def difference(now: Image.Image, before: Image.Image) -> float:
    """By how much the block that differs most has become lighter or darker."""
    picture = Image.new("L", before.size)
    picture.paste(now)
    pixels = np.asarray(picture, float) - np.asarray(before, float)
    rows, columns = (size // BLOCK * BLOCK for size in pixels.shape)
    blocks = pixels[:rows, :columns].reshape(rows // BLOCK, BLOCK, columns // BLOCK, BLOCK)
    return float(np.abs(blocks.mean(axis=(1, 3))).max())
