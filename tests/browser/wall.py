"""A meeting's page as its speaker uses it."""

from playwright.sync_api import Page

from tests.browser.conftest import PATIENCE, until

DECK = "khabarovsk-2014-2020"

TEXTS = """
(root) => {
  const luminance = (colour) => colour.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }).reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const found = parts(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] > 0) { return found.slice(0, 3); }
    }
    return [255, 255, 255];
  };
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    const said = texts.currentNode.textContent.trim();
    if (!said || node.closest("[hidden], .unseen, script, style")) { continue; }
    const style = getComputedStyle(node);
    const colour = parts(node.closest("svg") ? style.fill : style.color).slice(0, 3);
    const pair = [luminance(colour), luminance(ground(node))].sort((a, b) => a - b);
    const seen = style.opacity !== "0" && style.fillOpacity !== "0";
    if (seen) { found.push({ said, size: parseFloat(style.fontSize), contrast: (pair[1] + 0.05) / (pair[0] + 0.05) }); }
  }
  return found;
}
"""
"""Every text under an element, with its size on the stage and its contrast."""

CUT = """
() => {
  const slide = document.querySelector(".slide--shown");
  const room = slide.querySelector(".slide__body").getBoundingClientRect();
  const boxes = slide.querySelectorAll(".slide__body :is(p, td, th, li, text)");
  const outside = (box) => box.width && (box.left < room.left - 3 || box.right > room.right + 3
    || box.top < room.top - 3 || box.bottom > room.bottom + 3);
  return [...boxes].filter((node) => outside(node.getBoundingClientRect())).map((node) => node.textContent);
}
"""
"""What is cut at the edges of the shown slide."""

OVERLAPPING = """
() => {
  const texts = [...document.querySelectorAll(".slide--shown svg text")].filter((node) => node.textContent.trim());
  const boxes = texts.map((node) => [node.textContent, node.getBoundingClientRect()]).filter(([, box]) => box.width);
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6;
  return boxes.flatMap(([one, a], place) =>
    boxes.slice(place + 1).filter(([, b]) => over(a, b)).map(([other]) => `${one} | ${other}`));
}
"""
"""Texts of the shown chart that lie on each other."""


def begun(page: Page, address: str) -> Page:
    """The meeting with every chart drawn."""
    page.goto(address, timeout=4 * PATIENCE)
    until(page, "document.documentElement.dataset.drawn === 'all'")
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def slide_number(page: Page) -> int:
    """The number of the shown slide."""
    return int(page.locator(".slide--shown").get_attribute("data-number") or 0)


def number_of_slides(page: Page) -> int:
    return page.locator(".slide").count()


def texts(page: Page) -> list[str]:
    """Everything that all slides say, charts included."""
    return page.locator(".slide").all_text_contents()


def to_the_end(page: Page) -> None:
    """Turn by the clicker's key until the last slide, each in its turn."""
    last = number_of_slides(page)
    while slide_number(page) < last:
        before = slide_number(page)
        page.keyboard.press("PageDown")
        assert slide_number(page) in (before, before + 1), "a long table is turned through in parts"


def to_kind(page: Page, kind: str) -> None:
    """The first slide of a kind, by its number."""
    number = page.locator(f".slide--{kind}").first.get_attribute("data-number") or "1"
    press(page, *number, "Enter")
    assert slide_number(page) == int(number)
