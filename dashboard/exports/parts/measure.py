"""How much room a text takes in Arial, told without the font: a server has none."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

ALIKE = {
    0.0: "\ufe0e",
    0.25: "'|ijl‘’",
    0.28: " \u00a0!,./:;I[\\]ft·",
    0.34: "()-`r{}„“”²•г",
    0.45: "*°ктз^",
    0.51: "Jcksvxyzсухэчь",
    0.55: "±нвГпя",
    0.67: "&ABEKPSVXYАВЕРХЧжЁБЛЬУъД",
    0.73: "CDHNRUwИЙНПСЭЯымюЦФ©",
    0.8: "GOQОЪшфщ",
    0.85: "MmМ",
    0.95: "%ЫЖШWЩ",
    1.05: "▲…—Ю@№",
}
"""Widths in ems of the letters that are so wide; most of the others are 0.57."""
WIDTHS = {letter: width for width, letters in ALIKE.items() for letter in letters}
COMMON = 0.57
BOLD = 1.08
LINE = 1.2
"""The height of a line in ems."""
POINTS = 72
CUT = "…"
HAIR = 1e-6
"""What rounding may add to a text that fits exactly."""


@dataclass(frozen=True)
class FittedText:
    """A text that fits: perhaps shortened, its size in points and how many lines it takes."""

    text: str
    size: int
    lines: int

    @property
    def height(self) -> float:
        return height(self.lines, self.size)


def width(text: str, size: int, *, bold: bool = False) -> float:
    """The width of one line, in inches."""
    ems = sum(WIDTHS.get(letter, COMMON) for letter in text)
    return ems * size / POINTS * (BOLD if bold else 1)


def height(lines: int, size: int) -> float:
    """The height of lines, in inches."""
    return lines * size * LINE / POINTS


def lines(text: str, size: int, room: float, *, bold: bool = False) -> int:
    """How many lines a text takes in ``room`` inches; a word that is too long is broken."""
    return sum(_lines(paragraph.split(" "), size, room, bold) for paragraph in text.split("\n"))


def fitted(
    text: str, room: float, most: float, sizes: Iterable[int], *, bold: bool = False
) -> FittedText:
    """The text in the greatest size in which it fits ``room`` by ``most`` inches with whole words;
    else shortened.
    """
    size, longest = 0, max(text.split(), key=len, default="")
    for size in sizes:
        taken = lines(text, size, room, bold=bold)
        if height(taken, size) <= most and width(longest, size, bold=bold) <= room:
            return FittedText(text, size, taken)
    allowed = max(1, int(most / height(1, size)))
    short = shortened(text, size, room, allowed, bold=bold)
    return FittedText(short, size, lines(short, size, room, bold=bold))


def shortened(text: str, size: int, room: float, most: int, *, bold: bool = False) -> str:
    """The text in at most ``most`` lines: whole words and «…», or a part of a word where even one
    does not fit.
    """
    if lines(text, size, room, bold=bold) <= most:
        return text
    words = text.split(" ")

    def fits(cut: str) -> bool:
        return lines(cut, size, room, bold=bold) <= most

    kept = _longest(len(words), lambda count: fits(_cut(" ".join(words[:count]))))
    if kept:
        return _cut(" ".join(words[:kept]))
    return text[: max(1, _longest(len(text), lambda count: fits(text[:count] + CUT)))] + CUT


def _lines(words: list[str], size: int, room: float, bold: bool) -> int:
    taken, filled = 1, 0.0
    space = width(" ", size, bold=bold)
    for word in words:
        long = width(word, size, bold=bold)
        if filled and filled + space + long > room + HAIR:
            taken, filled = taken + 1, 0.0
        filled += long + (space if filled else 0)
        if filled > room + HAIR:
            broken = math.ceil(filled / room) - 1
            taken, filled = taken + broken, filled - broken * room
    return taken


def _longest(count: int, fits: Callable[[int], bool]) -> int:
    """The greatest number up to ``count`` that still fits."""
    low, high = 0, count
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _cut(text: str) -> str:
    return text.rstrip(" ,;:–—-(.") + CUT
