"""Periods as months, and what a file says it covers: ``2016-Q2``, ``ноябрь 2020``, ``январь–март
2016``.
"""

import calendar
import re
from collections.abc import Iterable, Iterator

from data.imports.problems import InvalidValue
from data.imports.values import dates
from data.imports.values.period_words import LABEL, label, lacks_year
from data.words.matching import match_key

Month = tuple[int, int]

NONE = {"none", "нет"}
"""What claims nothing."""
TO = re.compile(r" ?(?:\.\.\.?|…|-) ?| по | to ", re.ASCII)
"""What may stand between the first and the last period of a run; a dash stands in labels too."""
PARTS = (
    "",
    *(f"-H{half}" for half in (1, 2)),
    *(f"-Q{quarter}" for quarter in range(1, 5)),
    *(f"-{month:02}" for month in range(1, 13)),
)
"""How the labels of a year and of its parts end."""
LONGEST = 130
"""Characters of a run of periods."""
FROM = re.compile(r"\A(?:с|from) ")
_YEAR = re.compile(r"\d{4}", re.ASCII)
_YEARS = re.compile(r" ?(?:гг\.?|годы|года|годов|years)\Z")


def months(text: str, year: str | None = None) -> list[Month]:
    """The months of a period, in order; ``year`` is that of a part of a year that does not say its
    own.
    """
    match = LABEL.fullmatch(label(text, year))
    assert match is not None  # noqa: S101 - label() makes nothing else
    first, last = months_of(*(int(number or 0) for number in match.groups()[1:]))
    return [(int(match["year"]), number) for number in range(first, last + 1)]


def months_of(half: int, quarter: int, month: int) -> tuple[int, int]:
    """The first and last month of a half, a quarter or a month, the others being 0; of a year where
    all are.
    """
    if half:
        return 6 * half - 5, 6 * half
    if quarter:
        return 3 * quarter - 2, 3 * quarter
    return (month, month) if month else (1, 12)


def labels_within(within: Iterable[Month]) -> list[str]:
    """The labels of the periods that lie within months: years, halves, quarters and months."""
    whole = set(within)
    labels = (
        f"{year:04}{part}" for year in sorted({year for year, _month in whole}) for part in PARTS
    )
    return [period for period in labels if whole.issuperset(months(period))]


def covered(text: str) -> frozenset[Month] | None:
    """The months that ``2016, январь–март 2017`` names; ``none`` claims nothing and gives None."""
    if match_key(text) in NONE:
        return None
    try:
        return frozenset(months(text))  # «2016 г., 2 квартал» has a comma and is one period
    except InvalidValue:
        return frozenset(month for part in _listed(text) for month in run(part))


def run(text: str) -> list[Month]:
    """The months of one period, or from one to another: ``2014..2016``, ``с января по март 2016``."""
    try:
        return months(text)
    except InvalidValue as bad:
        if len(text) > LONGEST:
            raise
        # every dash may be the one between: `2014-01-2014-03` has three
        runs = list(_runs(_YEARS.sub("", FROM.sub("", match_key(text), count=1))))
        # two readings are none: the words are refused, not guessed at
        if len(runs) != 1:
            raise bad
        return runs[0]


def _listed(text: str) -> Iterator[str]:
    """The periods of a list; a comma may stand inside one (``2016 г., 2 квартал``), and a year may
    be said once.
    """
    pieces = re.split("[,;]", text)
    year = None
    listed: list[str] = []
    # from the end: in «январь, март 2016» the year stands last and belongs to both
    for piece in reversed(pieces):
        years = _YEAR.findall(piece)
        year = years[0] if years else year
        listed.append(f"{piece.strip()} {year}" if lacks_year(piece) and year else piece)
    return reversed(listed)


def _runs(period_text: str) -> Iterator[list[Month]]:
    """What a text means, read as a first and a last period at each sign that may stand between
    them.
    """
    for sign in TO.finditer(period_text):
        first, last = period_text[: sign.start()], period_text[sign.end() :]
        try:
            yield _between(first, last)
        except InvalidValue:
            continue


def _between(first: str, last: str) -> list[Month]:
    ending = _edge(last, last=True)
    # the first may borrow the year of the last: «с января по март 2016»
    start, end = _edge(first, f"{ending[0]:04}"), ending
    if start > end:
        raise InvalidValue("import_period")
    # months counted through, so that December is followed by January
    numbers = range(start[0] * 12 + start[1] - 1, end[0] * 12 + end[1])
    return [(number // 12, number % 12 + 1) for number in numbers]


def _edge(text: str, year: str | None = None, *, last: bool = False) -> Month:
    """The first or the last month of a period; a day is an edge where a whole month begins or ends
    with it.
    """
    try:
        return months(text, year)[-1 if last else 0]
    except InvalidValue:
        day = dates.day(text)
        number = int(day.date[8:])
        # a period of days that does not end with a month is none of months
        if day.month is None or number != (
            calendar.monthrange(day.year, day.month)[1] if last else 1
        ):
            raise
        return day.year, day.month


def proposal(months: Iterable[Month]) -> str:
    """The shortest ``--covers`` for these months: whole years as years, the rest as runs of months."""
    numbers = sorted({year * 12 + month - 1 for year, month in months})
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
        f"{number // 12:04}" + ("" if whole_years else f"-{number % 12 + 1:02}")
        for number in (first, last)
    )
    return start if start == end else f"{start}..{end}"
