"""Periods as people write them, ``11.2020``, ``ноябрь 2020``, ``II кв. 2016``, and as their labels:
``2016-Q2``.
"""

import re
from dataclasses import dataclass

from data.imports.problems import InvalidValue
from data.imports.values.dates import MONTHS
from data.words.matching import match_key

LONGEST = 60
LABEL = re.compile(
    r"(?P<year>\d{4})(?:-H(?P<half>[12])|-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?", re.ASCII
)

# Roman numerals as one sign each, and the Ukrainian і that keyboards offer for one
_SIGNS = str.maketrans({"ⅰ": "i", "ⅱ": "ii", "ⅲ": "iii", "ⅳ": "iv", "і": "i"})
_ORDINALS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "перв": 1,
    "втор": 2,
    "трет": 3,
    "четверт": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
}
_NUMBER = (
    r"(?P<part>[1-9]|i{1,3}|iv|(?:перв|втор|трет|четверт)[а-я]{1,3}|first|second|third|fourth)"
    r"(?:-?(?:ый|ой|ий|ое|ье|й|е)|st|nd|rd|th)?"
)
_HALF = r"(?:полугоди[еяию]|полуг\.?|п/г|пол\.|half(?:[- ]?year)?|h)"
_QUARTER = r"(?:квартал[аеу]?|кварт\.|кв\.?|quarter|qtr\.?|q)"
_YEAR = r"(?P<year>\d{4})(?: ?(?:гг?\.?|год[ау]?|году))?"
_BETWEEN = r"(?:,? (?:of )?|[-/]|)"
_PREPOSITION = re.compile(r"\A(?:за|в|во|for|in) ")
_MONTH = (
    r"(?P<name>"
    + "|".join(sorted((*MONTHS, "sept", "янв", "фев", "февр", "мар", "апр", "июн", "июл", "авг", "сент", "сен",
                       "окт", "нояб", "ноя", "дек"), key=len, reverse=True))
    + r"|(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)е)\.?"
)  # fmt: skip

_FORMS = {
    "H": (rf"{_NUMBER} ?{_HALF}", rf"{_HALF} ?{_NUMBER}"),
    "Q": (rf"{_NUMBER} ?{_QUARTER}", rf"{_QUARTER} ?{_NUMBER}"),
    "M": (_MONTH,),
}
_BY_NAME = [
    (sign, re.compile(pattern, re.ASCII))
    for sign, forms in _FORMS.items()
    for form in forms
    for pattern in (rf"{form}{_BETWEEN}{_YEAR}", rf"{_YEAR}{_BETWEEN}{form}")
]
_WITHOUT_YEAR = [
    (sign, re.compile(form, re.ASCII)) for sign, forms in _FORMS.items() for form in forms
]
_BY_NUMBER = [
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?P<number>0?[1-9]|1[0-2])[./]{_YEAR}",
        rf"{_YEAR}[./](?P<number>0?[1-9]|1[0-2])",
        rf"(?:год )?{_YEAR}",
    )
]
_MOST = {"H": 2, "Q": 4, "M": 12}


@dataclass(frozen=True)
class _Part:
    """A part of a year: a half, a quarter or a month, by its number."""

    sign: str
    number: int

    def label(self, year: str) -> str:
        if not 1 <= self.number <= _MOST[self.sign]:
            raise InvalidValue("import_period")
        return (
            f"{year}-{self.number:02}" if self.sign == "M" else f"{year}-{self.sign}{self.number}"
        )


def label(text: str, year: str | None = None) -> str:
    """A period's label, however the period is written; refuses what is none.

    ``year`` belongs to a part of a year that stands without its own: ``I полугодие`` where one year
    alone can be meant.
    """
    plain = _plain(text)
    # our own label before all words: most files have it
    if LABEL.fullmatch(plain.upper()):
        return plain.upper()
    for sign, pattern in _BY_NAME:
        if match := pattern.fullmatch(plain):
            return _part(sign, match).label(match["year"])
    # after the names: «2 кв. 2016» has numbers too
    for pattern in _BY_NUMBER:
        if match := pattern.fullmatch(plain):
            month = match.groupdict().get("number")
            return f"{match['year']}-{int(month):02}" if month else match["year"]
    return _of_year(plain, year)


def lacks_year(text: str) -> bool:
    """Whether it is a part of a year that does not say which year."""
    return any(pattern.fullmatch(_plain(text)) for _, pattern in _WITHOUT_YEAR)


def _plain(text: str) -> str:
    return (
        _PREPOSITION.sub("", match_key(text).translate(_SIGNS), count=1)
        if len(text) <= LONGEST
        else ""
    )


def _of_year(plain: str, year: str | None) -> str:
    for sign, pattern in _WITHOUT_YEAR:
        if match := pattern.fullmatch(plain):
            # which year is meant is never guessed
            if year is None:
                raise InvalidValue("import_period_year")
            return _part(sign, match).label(year)
    raise InvalidValue("import_period")


def _part(sign: str, match: re.Match[str]) -> _Part:
    if sign == "M":
        return _Part(sign, _month(match["name"]))
    number = match["part"]
    if number.isdigit():
        return _Part(sign, int(number))
    return _Part(
        sign,
        next(
            count for stem, count in _ORDINALS.items() if number == stem or _is_word(number, stem)
        ),
    )


def _is_word(number: str, stem: str) -> bool:
    return len(stem) > 3 and number.startswith(stem)


def _month(name: str) -> int:
    """The number of a month, by any of its names: every one begins as the whole name does."""
    known = MONTHS | {"мае": MONTHS["май"]}
    return known.get(name) or next(
        number for month, number in known.items() if month.startswith(name[:3])
    )
