"""What an office has drawn of a presentation, word by word, and which words are where none should be."""

import re
import subprocess
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

POINTS, EMUS = 72, 914_400
WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
FREE = ("dejavu", "liberation")
"""The fonts of a server without Arial."""
HAIR = 0.05


@dataclass(frozen=True)
class PrintedWord:
    """A word and the box of its letters without what they have above and below, in inches."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def only_free_fonts(folder: Path) -> Path:
    """A configuration of fontconfig that knows no other fonts, nor what stands for what."""
    directories = "".join(f"<dir>/usr/share/fonts/truetype/{name}</dir>" for name in FREE)
    path = folder / "fonts.conf"
    path.write_text(
        f"<fontconfig>{directories}<cachedir>{folder / 'fonts'}</cachedir></fontconfig>"
    )
    return path


def words(pdf: Path) -> list[list[PrintedWord]]:
    """The words of each page."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [list(map(_word, WORD.finditer(page))) for page in text.split("<page ")[1:]]


def _word(match: re.Match[str]) -> PrintedWord:
    left, top, right, bottom = (float(match[number]) / POINTS for number in range(1, 5))
    air = (bottom - top) * 0.25
    return PrintedWord(match[5], left, top + air, right, bottom - air)


def strays(slide: Any, printed: list[PrintedWord]) -> list[PrintedWord]:
    """The words that lie in no shape of the slide: they have left their own."""
    return [word for word in printed if not any(_holds(shape, word) for shape in slide.shapes)]


def _holds(shape: Any, word: PrintedWord) -> bool:
    left, top = shape.left / EMUS - HAIR, shape.top / EMUS - HAIR
    right = left + shape.width / EMUS + 2 * HAIR
    bottom = top + shape.height / EMUS + 2 * HAIR
    return left <= word.left and top <= word.top and word.right <= right and word.bottom <= bottom


def collisions(printed: list[PrintedWord]) -> list[tuple[PrintedWord, PrintedWord]]:
    """Words that lie on each other."""
    return [pair for pair in combinations(printed, 2) if _overlap(*pair)]


def _overlap(one: PrintedWord, other: PrintedWord) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > HAIR and min(one.bottom, other.bottom) - max(one.top, other.top) > HAIR
