"""Dates as people type them, known to the day, the month or the year."""

import datetime
import re
from typing import NamedTuple

from data.imports.problems import InvalidValue
from data.words.matching import match_key

LONGEST = 60
SERIAL_ZERO = datetime.date(1899, 12, 30)
"""The day before Excel's first; its own 29 February 1900 lies before every number that is taken."""

MONTHS = {
    name: number
    for number, names in enumerate(
        ("январь января january jan", "февраль февраля february feb", "март марта march mar",
         "апрель апреля april apr", "май мая may", "июнь июня june jun", "июль июля july jul",
         "август августа august aug", "сентябрь сентября september sep", "октябрь октября october oct",
         "ноябрь ноября november nov", "декабрь декабря december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"

_TIME = r"(?:[T ](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?"
_YEAR = r"(?P<year>\d{4})(?: ?г\.?| года?)?"
_DATES = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_TIME}",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}){_TIME}(?: ?г\.?| года?)?",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
        rf"(?P<month>\d{{1,2}})\.{_YEAR}",
        _YEAR,
        rf"(?P<day>\d{{1,2}}) {MONTH},? {_YEAR}",
        rf"{MONTH} (?P<day>\d{{1,2}}),? {_YEAR}",
        rf"{MONTH},? {_YEAR}",
    )
)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)
_OFFSET = r"z|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?"
_NAMED = r"utc|gmt|msk|мск|[a-z]{2,4}t|\[?[a-z]+(?:/[a-z_]+)+\]?"
_ZONE = re.compile(
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})"
    rf"(?: ?(?P<of_day>{_OFFSET})|[t ]\d[\d:.,]* ?(?P<of_time>(?:{_OFFSET})(?: ?(?:{_NAMED}))?|{_NAMED}))",
    re.ASCII,
)
"""A day or a time with the zone it is in."""
_NEAR = (
    (re.compile(r"\d{1,4}/\d{1,2}/\d{1,4}", re.ASCII), "import_date_slashes"),
    (re.compile(r"\d{1,2}[.-]\d{1,2}[.-]\d{2}", re.ASCII), "import_date_short_year"),
    (
        re.compile(r".*(?:кварт|\bкв\b|полугод|quarter|half|\bq[1-4]\b|\bh[12]\b).*"),
        "import_date_quarter",
    ),
)
"""What is nearly a date, and the rule that says what to make of it."""


class Day(NamedTuple):
    """A date known to ``precision``; what is not known of the calendar is None."""

    date: str
    precision: str
    year: int
    half: int | None
    quarter: int | None
    month: int | None


def day(text: str) -> Day:
    """A date known to the day, the month or the year, as typed or as Excel's serial number."""
    # bounded before any pattern looks at it; '' is no date
    key = match_key(text) if len(text) <= LONGEST else ""
    # first: five digits are no year, and a sheet without formats gives days so
    serial = _SERIAL.fullmatch(key)
    if serial:
        return known_day(SERIAL_ZERO + datetime.timedelta(days=int(serial[1])))
    for pattern in _DATES:
        match = pattern.fullmatch(key)
        if match:
            return _day(match.groupdict())
    raise _no_date(key)


def _no_date(key: str) -> InvalidValue:
    # before the other near misses: in which day a moment lies depends on where one stands
    zoned = _ZONE.fullmatch(key)
    if zoned:
        zone = zoned["of_day"] or zoned["of_time"]
        return InvalidValue("import_date_zone", zone=zone.title() if "/" in zone else zone.upper())
    near = next((rule for pattern, rule in _NEAR if pattern.fullmatch(key)), None)
    return InvalidValue(near or "import_date")


def known_day(date: datetime.date) -> Day:
    """A date known to the day, with its calendar."""
    return Day(date.isoformat(), "day", date.year, *_calendar(date.month))


def _day(parts: dict[str, str | None]) -> Day:
    """What the parts of a date say; what is written must exist, a day 00 and an hour 25 as well."""
    year, month, day = (_number(parts.get(part)) for part in ("year", "month", "day"))
    hour, minute, second = (int(parts.get(part) or 0) for part in ("hour", "minute", "second"))
    # a time is dropped, but a wrong one makes the whole cell doubtful
    if hour >= 24 or minute >= 60 or second >= 60:
        raise InvalidValue("import_time_impossible")
    try:
        # a month or a year as its first day: the precision tells that no more is known
        date = datetime.date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise InvalidValue("import_date_impossible") from error
    if day is not None:
        return known_day(date)
    if month is not None:
        return Day(date.isoformat(), "month", date.year, *_calendar(month))
    return Day(date.isoformat(), "year", date.year, None, None, None)


def _number(part: str | None) -> int | None:
    return None if part is None else MONTHS.get(part) or int(part)


def _calendar(month: int) -> tuple[int, int, int]:
    """Half, quarter and month."""
    return (month + 5) // 6, (month + 2) // 3, month
