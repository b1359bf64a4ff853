"""Periods as labels: ``2016``, ``2016-H1``, ``2016-Q2``, ``2016-05``, and what a file says it covers."""

import re
from collections.abc import Iterable

from data.importers.steps import dates
from data.importers.steps.problems import Bad
from data.matching import match_key

Month = tuple[int, int]

LONGEST = 60
_LABEL = re.compile(r"(?P<year>\d{4})(?:-H(?P<half>[12])|-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?", re.ASCII)


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PART = r"(?P<part>[1-4]|i{1,3}|iv)(?:-?й|st|nd|rd|th)?"
_HALF, _QUARTER = r"(?:полугодие|half)", r"(?:квартал|кв\.?|quarter)"
_YEAR = r"(?:,? (?:of )?)(?P<year>\d{4})(?: ?г\.?| года?)?"
_WORDS = {
    "H": re.compile(rf"(?:{_PART} {_HALF}|h(?P<short>[12])){_YEAR}", re.ASCII),
    "Q": re.compile(rf"(?:{_PART} {_QUARTER}|q(?P<short>[1-4])){_YEAR}", re.ASCII),
}


def label(text: str) -> str:
    """A period's label in its one spelling; ``II квартал 2016`` and ``май 2016`` are such periods too."""
    typed = match_key(text) if len(text) <= LONGEST else ""
    if _LABEL.fullmatch(typed.upper()):
        return typed.upper()
    for sign, pattern in _WORDS.items():
        if found := pattern.fullmatch(typed):
            return _part_label(found["year"], sign, found["part"] or found["short"])
    return _month_label(typed)


def _part_label(year: str, sign: str, part: str) -> str:
    made = f"{year}-{sign}{_ROMAN.get(part) or part}"
    if not _LABEL.fullmatch(made):
        raise Bad("import_period")
    return made


def _month_label(typed: str) -> str:
    """A month or a year in words; a day is no period."""
    if not any(map(str.isalpha, typed)):
        raise Bad("import_period")
    try:
        known = dates.day(typed)
    except Bad as bad:
        raise Bad("import_period") from bad
    if known.precision == "day":
        raise Bad("import_period")
    return f"{known.year:04}-{known.month:02}" if known.month else f"{known.year:04}"


def months(text: str) -> list[Month]:
    """The months of a period's label, in order."""
    found = _LABEL.fullmatch(label(text))
    assert found is not None  # noqa: S101 - label() has just matched it
    year, half, quarter, month = (int(number or 0) for number in found.groups())
    first, last = 1, 12
    if half:
        first, last = 6 * half - 5, 6 * half
    elif quarter:
        first, last = 3 * quarter - 2, 3 * quarter
    elif month:
        first = last = month
    return [(year, number) for number in range(first, last + 1)]


def covered(text: str) -> frozenset[Month] | None:
    """The months that ``2016, 2017-01..2017-03`` names; ``none`` claims nothing and gives None."""
    if match_key(text) == "none":
        return None
    found: set[Month] = set()
    for part in text.split(","):
        found |= _between(*part.split("..")) if part.count("..") == 1 else set(months(part))
    return frozenset(found)


def _between(first: str, last: str) -> set[Month]:
    start, end = months(first)[0], months(last)[-1]
    if start > end:
        raise Bad("import_period")
    numbers = range(start[0] * 12 + start[1] - 1, end[0] * 12 + end[1])
    return {(number // 12, number % 12 + 1) for number in numbers}


def proposal(found: Iterable[Month]) -> str:
    """The shortest ``--covers`` for these months: whole years as years, the rest as runs of months."""
    numbers = sorted({year * 12 + month - 1 for year, month in found})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(_run(*run) for run in runs)


def _run(first: int, last: int) -> str:
    whole_years = first % 12 == 0 and last % 12 == 11
    start, end = (
        (str(number // 12) if whole_years else f"{number // 12}-{number % 12 + 1:02}") for number in (first, last)
    )
    return start if start == end else f"{start}..{end}"
