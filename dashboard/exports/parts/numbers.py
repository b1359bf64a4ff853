"""Formats of numbers as offices write them: whatever the reader's language, they show its own
marks.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from dashboard.exports.parts.saying import clean

POINTS = {"ru": ",", "en": "."}
LANGUAGES = {"ru": "419", "en": "809"}
"""The numbers by which offices know languages."""
NUMBER = re.compile(r"[\u2212-]?\d+(?:\.\d+)?")
SCALES = ((Decimal(1), ""), (Decimal("0.001"), ","), (Decimal("0.000001"), ",,"))
GENERAL = "General"
ROOM = 200
"""Signs of a unit in a format, of which Excel takes 255."""
MORE = 2
MOST_SET = 4
"""Decimals that a plan is set with; further ones come of a division into thousands."""


def number_format(decimals: int) -> str:
    """``#,##0.0`` for one decimal."""
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def localized(number_format: str, language: str) -> str:
    """The format with the language whose marks it shows: LibreOffice keeps to it, and Microsoft's
    office to the reader's settings.
    """
    return f"[$-{LANGUAGES[language]}]{number_format}"


def exact(value: Decimal | Fraction | int) -> Decimal:
    """A number with all its digits, of an endless fraction more than a workbook keeps."""
    return (
        Decimal(value.numerator) / value.denominator
        if isinstance(value, Fraction)
        else Decimal(value)
    )


def planned_format(plan: Decimal, decimals: int) -> str:
    """As many decimals as facts have, or as the plan was set with, where those are more."""
    own = plan.normalize().as_tuple().exponent
    return number_format(max(decimals, min(MOST_SET, -own)) if isinstance(own, int) else decimals)


def format_like(text: str, number: Decimal | Fraction | int, language: str) -> str:
    """The format in which an office shows an exact value as a report has printed it: «98 %», «5,10
    млн руб.».
    """
    value = exact(number)
    plain = _plain(text, language)
    match = NUMBER.match(plain)
    if match is None:
        return GENERAL
    printed, after = Decimal(match[0].replace("\u2212", "-")), plain[match.end() :]
    decimals = len(match[0].partition(".")[2])
    if after.strip() == "%" and _alike(value * 100, printed, decimals):
        return f"0{_fraction(decimals, value * 100, printed)}{_literal(after.rstrip('%'))}%"
    for scale, commas in SCALES:
        if _alike(value * scale, printed, decimals):
            return f"#,##0{_fraction(decimals, value * scale, printed)}{commas}{_literal(after)}"
    return GENERAL


def _plain(text: str, language: str) -> str:
    """With a point and no thousands marks, as programs write numbers."""
    other = "\u00a0\u202f " if language == "ru" else ","
    parted = re.compile(rf"(?<=\d)[{other}](?=\d{{3}}(?!\d))")
    return re.sub(rf"(?<=\d)\{POINTS[language]}(?=\d)", ".", parted.sub("", text.strip()))


def _alike(value: Decimal, printed: Decimal, decimals: int) -> bool:
    return abs(value - printed) <= Decimal(1).scaleb(-decimals)


def _fraction(decimals: int, value: Decimal, printed: Decimal) -> str:
    """As many decimals as were printed; more where rounding would show another number, such as a
    full hundred.
    """
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    places = decimals if rounded == printed else decimals + MORE
    return f".{'0' * places}" if places else ""


def _literal(text: str) -> str:
    """What stands behind the number, in quotes; nothing where a format cannot hold it."""
    literal = clean(text)
    return f'"{literal}"' if literal and '"' not in literal and len(literal) <= ROOM else ""
