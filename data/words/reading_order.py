"""The order of names as people read them: whatever the case, «ё» as «е», and «№ 2» before «№ 10»."""

import re

from data.words.searching import folded

_DIGITS = re.compile("([0-9]+)")


def reading_order(name: str) -> list[str | tuple[int, str]]:
    """What names are sorted by: their texts, and the numbers between these as numbers."""
    # texts and numbers take turns, so that like is compared with like
    return [
        _number(part) if at % 2 else part for at, part in enumerate(_DIGITS.split(folded(name)))
    ]


def _number(digits: str) -> tuple[int, str]:
    """A number of any length: the longer is the greater."""
    plain = digits.lstrip("0")
    return len(plain), plain
