"""Every text can be read on what lies under it – cards, bars, tiles, hatching – in every theme.

What axe leaves open, as it knows the colours of elements alone, is computed here from the pixels: the
page is photographed without its letters, and each letter's colour is compared with what is there.
"""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from dashboard.figures.theme import THEMES, contrast
from tests.browser.conftest import wait_for_page
from tests.depth import some

pytestmark = pytest.mark.browser

ADDRESSES = (
    "/",
    "/indicator/events?period=2018&split=type",
    "/indicator/consultations?period=2020&against=2019",
    "/districts",
    "/district/central",
    "/compare?indicator=consultations,seminars",
    "/evaluation?period=2018",
    "/grants",
    "/register",
    "/calendar?period=2016-05",
    "/report?period=2016",
    "/about",
    "/programmes",
    "/looks",
)
EVERY = [(address, theme) for address in ADDRESSES for theme in THEMES]
SHORT = [
    ("/", "contrast_blue"),
    ("/indicator/events?period=2018&split=type", "light"),
    ("/districts", "dark"),
    ("/evaluation?period=2018", "contrast_dark"),
]
ENOUGH, ENOUGH_LARGE = 4.5, 3.0
"""WCAG 2, for letters and for large ones."""
SHARE = 0.1
"""Of what is under a word: a colour that takes less is a line that crosses it."""
TEXTS = """() => {
    const UNSEEN = ".visually-hidden, noscript, script, style, option, [disabled], [hidden]";
    const MOST = 0.9;  // of a box: what is half out of a scrolling frame lies under its edge
    const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const halo = (style) => style.paintOrder.startsWith("stroke") && parseFloat(style.strokeWidth) >= 3;
    function isWhole(element, box) {
        for (let frame = element; frame && frame !== document.body; frame = frame.parentElement) {
            if (getComputedStyle(frame).overflow === "visible" || frame.tagName === "svg") { continue; }
            const edge = frame.getBoundingClientRect();
            const [width, height] = ["x", "y"].map((axis) => axis === "x"
                ? Math.min(box.right, edge.right) - Math.max(box.left, edge.left)
                : Math.min(box.bottom, edge.bottom) - Math.max(box.top, edge.top));
            if (width < MOST * box.width || height < MOST * box.height) { return false; }
        }
        return true;
    }
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, parent = node.parentElement;
        if (!node.data.trim() || !seen(parent) || parent.closest(UNSEEN)) { continue; }
        const style = getComputedStyle(parent), inSvg = parent.namespaceURI.endsWith("svg");
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (box.width < 2 || box.height < 2 || !isWhole(parent, box)) { continue; }
            texts.push({
                text: node.data.trim().slice(0, 40),
                colour: inSvg ? style.fill : style.color,
                halo: inSvg && halo(style) ? style.stroke : "",
                size: parseFloat(style.fontSize), weight: Number(style.fontWeight),
                box: [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY],
            });
        }
    }
    return texts;
}"""
WITHOUT_LETTERS = """
*, *::before, *::after { color: transparent !important; -webkit-text-fill-color: transparent !important;
    text-decoration: none !important; caret-color: transparent !important; transition: none !important; }
svg text, svg tspan { fill: transparent !important; stroke: none !important; }
"""


@pytest.fixture(scope="module")
def page(live: str, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    with browser.new_context(**{**browser_context_args, "base_url": live}) as context:
        yield context.new_page()


@pytest.mark.parametrize(("address", "theme"), some(EVERY, *SHORT))
def test_every_text_can_be_read_on_what_is_under_it(page: Page, address: str, theme: str) -> None:
    page.goto(f"{address}{'&' if '?' in address else '?'}theme={theme}&lang=ru")
    wait_for_page(page)
    texts = page.evaluate(TEXTS)
    page.add_style_tag(content=WITHOUT_LETTERS)
    picture = np.asarray(Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB"))
    weak = {
        (each["text"], each["colour"], round(ratio, 2), *map(round, each["box"][:2]))
        for each in texts
        if (ratio := contrast_of(each, picture)) < needed(each)
    }
    assert len(texts) > 10
    assert weak == set()


def needed(text: Mapping[str, Any]) -> float:
    """What letters need by their size; signs alone are pictures, which need as much as large ones."""
    if not any(sign.isalnum() for sign in text["text"]):
        return ENOUGH_LARGE
    is_large = text["size"] >= 24 or (text["size"] >= 18.66 and text["weight"] >= 700)
    return ENOUGH_LARGE if is_large else ENOUGH


def contrast_of(text: Mapping[str, Any], picture: Any) -> float:
    """The least contrast of a text with a colour that is under enough of it."""
    if text["halo"]:
        return contrast(hexadecimal(text["colour"]), hexadecimal(text["halo"]))
    left, top, right, bottom = (max(0, round(edge)) for edge in text["box"])
    under = picture[top:bottom, left:right].reshape(-1, 3)
    if not len(under):
        return float("inf")  # scrolled out of its frame
    colours, counts = np.unique(under, axis=0, return_counts=True)
    grounds = colours[counts >= SHARE * len(under)]
    return min(
        (contrast(hexadecimal(text["colour"]), of_parts(each)) for each in grounds), default=21.0
    )


def hexadecimal(colour: str) -> str:
    """``rgb(1, 2, 3)`` or ``rgba(1, 2, 3, 0.5)``, of which nearly all is opaque, as ``#010203``."""
    red, green, blue, *_alpha = colour[colour.index("(") + 1 : -1].split(",")
    return of_parts((red, green, blue))


def of_parts(parts: Iterable[Any]) -> str:
    return "#" + "".join(f"{int(float(part)):02x}" for part in parts)


def test_the_computation_finds_pale_letters_on_a_bar() -> None:
    picture = np.zeros((20, 40, 3), dtype=np.uint8) + 255
    picture[:, :20] = (200, 200, 200)
    text = {"halo": "", "colour": "rgb(118, 118, 118)", "size": 14, "weight": 400, "box": (0, 0, 40, 20)}  # fmt: skip
    assert contrast_of({**text, "box": (20, 0, 40, 20)}, picture) >= ENOUGH
    assert contrast_of(text, picture) < ENOUGH
    assert contrast_of({**text, "halo": "rgb(255, 255, 255)"}, picture) >= ENOUGH
