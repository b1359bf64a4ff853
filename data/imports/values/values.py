"""Single values as people type them: numbers, money, yes and no, company numbers."""

import re
from decimal import Context, Decimal

from data.imports.problems import InvalidValue
from data.words.matching import match_key, visible

DASHES = frozenset({"", "-", "–", "—", "−"})
NOT_THERE = frozenset("хxХX")  # Cyrillic and Latin
NOTHING = DASHES | NOT_THERE
DITTO = frozenset(
    before + mark + after
    for mark in ('"', "''", "″", "”", "“", "„", "»", "«", "//", "〃")
    for before, after in (
        ("", ""),
        ("-", "-"),
        ("- ", " -"),
        ("–", "–"),
        ("– ", " –"),
        ("—", "—"),
        ("— ", " —"),
    )
)
SPACES = (
    " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
LARGEST_WHOLE = 2**31 - 1  # PostgreSQL's integer
LARGEST = Decimal(10) ** 15
LARGEST_SAID = f"{LARGEST:,f}".replace(",", " ")
FINEST = 18  # decimals of a plan, a reported value, a weight: more than a workbook computes
MOST_DIGITS = 28  # as many as a number is printed with: what is stored comes back
WIDE = Context(prec=80)
LONGEST_NUMBER = 40

_NUMBER = re.compile(rf"([-−]?)(\d+|\d{{1,3}}(?:[{SPACES}]\d{{3}})+)(?:[.,](\d+))?", re.ASCII)
_PERCENT = re.compile(r"\d\s*[%٪﹪％]")
_DATE_OF_A_CELL = re.compile(r"\d{4}-\d\d(-\d\d)?( |\Z)", re.ASCII)
_THREE_AFTER_A_MARK = re.compile(r"[-−]?[1-9].*[.,]\d{3}", re.ASCII)
_LOST_DIGITS = re.compile(r"\d(?:[.,]\d+[eEеЕ]\+?|[eEеЕ]\+)\d{1,3}", re.ASCII)
_FLAGS = {
    "да": True,
    "yes": True,
    "true": True,
    "1": True,
    "нет": False,
    "no": False,
    "false": False,
    "0": False,
}


def decimal(text: str) -> Decimal:
    """A number of any scale: ``1 234,5`` and ``1 234.5`` are the same."""
    # bounded before any pattern; '' matches none
    visible_text = visible(text).strip() if len(text) <= LONGEST_NUMBER else ""
    # before the number: 62,5 % may be 62.5 or 0.625, and the column decides elsewhere
    if _PERCENT.search(visible_text):
        raise InvalidValue("import_percent")
    # «1.5» that a spreadsheet has made 1 May is past saving, but can be named
    if _DATE_OF_A_CELL.match(visible_text):
        raise InvalidValue("import_number_is_date")
    match = _NUMBER.fullmatch(visible_text)
    if match is None:
        raise InvalidValue("import_number")
    sign, whole, fraction = match.groups(default="")
    # spaces between groups of three alone, as the pattern has made sure
    digits = re.sub(rf"[{SPACES}]", "", whole)
    return Decimal(f"{'-' if sign else ''}{digits}.{fraction or 0}")


def plain(value: Decimal) -> str:
    """The digits of a number, without exponent or trailing zeros."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if value else "0"


def bounded(text: str) -> Decimal:
    """A number as large and as fine as anybody reports."""
    value = decimal(text)
    if abs(value) > LARGEST:
        raise InvalidValue("import_out_of_range", limit=LARGEST_SAID)
    if -int(value.as_tuple().exponent) > FINEST:
        raise InvalidValue("import_too_fine", decimals=FINEST)
    # a wide context: the usual one would cut the digits that are to be counted
    if len(value.normalize(WIDE).as_tuple().digits) > MOST_DIGITS:
        raise InvalidValue("import_too_many_digits", digits=MOST_DIGITS)
    return value


def whole(text: str) -> int:
    """A whole number, not negative."""
    value = decimal(text)
    # 12.000 is twelve or twelve thousand: nobody guesses (docs/import-formats.md, Values)
    if may_be_thousands(text):
        raise InvalidValue("import_thousands_or_fraction", thousands=_as_thousands(text))
    if value != value.to_integral_value():
        raise InvalidValue("import_whole")
    if value < 0:
        raise InvalidValue("import_negative")
    if value > LARGEST_WHOLE:
        raise InvalidValue("import_too_big", limit=LARGEST_WHOLE)
    return int(value)


def kopecks(text: str, roubles_in_unit: int = 1) -> int:
    """Money, not negative, as whole kopecks; ``6 567,69608`` million is exact."""
    value = decimal(text)
    # in millions three decimals are usual, in roubles there are no thousandths
    if roubles_in_unit == 1 and may_be_thousands(text):
        rounded = f"{value:.2f}".replace(".", ",")
        raise InvalidValue(
            "import_thousands_or_kopecks", thousands=_as_thousands(text), rounded=rounded
        )
    # to kopecks by moving the point: nothing is rounded
    exact = value.scaleb(2) * roubles_in_unit
    if value < 0:
        raise InvalidValue("import_negative")
    if exact != exact.to_integral_value():
        raise InvalidValue("import_money_scale")
    if value * roubles_in_unit > LARGEST:
        raise InvalidValue("import_too_big", limit=LARGEST_SAID)
    return int(exact)


def may_be_thousands(number: str) -> bool:
    """Whether the mark of ``150,000`` or ``12.000`` may divide thousands, as other programs write
    them.
    """
    return _THREE_AFTER_A_MARK.fullmatch(visible(number).strip()) is not None


def _as_thousands(number: str) -> str:
    return re.sub("[.,]", " ", visible(number).strip())


def flag(text: str) -> bool:
    """Yes or no."""
    value = _FLAGS.get(match_key(text))
    if value is None:
        raise InvalidValue("import_flag")
    return value


def inn(text: str) -> str:
    """A taxpayer's number (ИНН) of 10 or 12 digits whose check digits are right."""
    digits = _digits(text, (10, 12), "import_inn")
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    # an organisation's number has one check digit, a person's two
    checked = (9,) if len(digits) == 10 else (10, 11)
    for position in checked:
        total = sum(
            weight * int(digit)
            for weight, digit in zip(weights[-position:], digits[:position], strict=True)
        )
        if total % 11 % 10 != int(digits[position]):
            raise InvalidValue("import_check_digit")
    return digits


def ogrn(text: str) -> str:
    """A registration number (ОГРН, ОГРНИП) of 13 or 15 digits whose check digit is right."""
    digits = _digits(text, (13, 15), "import_ogrn")
    # by 11 for organisations, by 13 for entrepreneurs: two less than the number has digits
    if int(digits[:-1]) % (len(digits) - 2) % 10 != int(digits[-1]):
        raise InvalidValue("import_check_digit")
    return digits


def refuse_lost_digits(text: str) -> None:
    """Refuse ``1,0227E+12``: a spreadsheet has kept the first digits of a long number and lost the
    others.
    """
    if len(text) <= LONGEST_NUMBER and _LOST_DIGITS.fullmatch(visible(text).strip()):
        raise InvalidValue("import_digits_lost")


def _digits(text: str, lengths: tuple[int, ...], rule: str) -> str:
    # first: «not 13 digits» would not tell that the spreadsheet has lost them
    refuse_lost_digits(text)
    digits = re.sub(rf"[{SPACES}]", "", visible(text)) if len(text) <= LONGEST_NUMBER else ""
    if len(digits) not in lengths or not (digits.isascii() and digits.isdigit()):
        raise InvalidValue(rule)
    return digits
