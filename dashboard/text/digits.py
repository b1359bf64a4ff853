"""How a number is written: its decimal mark, and its thousands apart."""

from decimal import Decimal

NO_BREAK = "\u00a0"
MINUS = "\u2212"
MARKS = {"ru": (",", NO_BREAK), "en": (".", ",")}
"""Decimal and thousands marks.

The font has no thin no-break space, so thousands are parted by the common one.
"""


def written(number: Decimal | int, language: str) -> str:
    """All the digits that a number has, as a language writes them."""
    point, thousands = MARKS[language]
    digits = f"{Decimal(number).copy_abs():,f}".replace(",", "\0").replace(".", point)
    return (MINUS if number < 0 else "") + digits.replace("\0", thousands)
