"""How a number is written: its decimal mark, and its thousands apart."""

from decimal import Decimal, InvalidOperation
from functools import cache

from babel.core import Locale

NO_BREAK = "\u00a0"
MINUS = "\u2212"
MARKS = {"ru": (",", NO_BREAK), "en": (".", ",")}


@cache
def marks(locale: str) -> tuple[str, str]:
    """Decimal and thousands marks of a language of the interface.

    The font has no thin no-break space, so thousands are parted by the common one.
    """
    if locale in MARKS:
        return MARKS[locale]
    symbols = Locale.parse(locale, sep="-").number_symbols["latn"]
    thousands = symbols["group"]
    return symbols["decimal"], NO_BREAK if thousands.isspace() else thousands


def all_digits(number: Decimal | int, language: str) -> str:
    """All the digits that a number has, as a language writes them."""
    point, thousands = marks(language)
    digits = f"{Decimal(number).copy_abs():,f}".replace(",", "\0").replace(".", point)
    return (MINUS if number < 0 else "") + digits.replace("\0", thousands)


def read_back(text: str, language: str) -> Decimal | None:
    """The number that ``all_digits`` wrote; None of any other text, as of a year, whose thousands stand
    together.
    """
    point, thousands = marks(language)
    plain = text.replace(thousands, "").replace(point, ".").replace(MINUS, "-")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and all_digits(number, language) == text else None
