"""Periods as labels: ``2016``, ``2016-H1``, ``2016-Q2``, ``2016-05``, and what a file says it covers."""

import re
from collections.abc import Iterable

from data.importers.steps.problems import Bad

Month = tuple[int, int]

_LABEL = re.compile(r"(?P<year>\d{4})(?:-H(?P<half>[12])|-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?", re.ASCII)


def label(text: str) -> str:
    """A period's label in its one spelling."""
    typed = text.strip().upper()
    if not _LABEL.fullmatch(typed):
        raise Bad("import_period")
    return typed


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
    if text.strip().casefold() == "none":
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
