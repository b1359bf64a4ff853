"""The paces of a year under way, of all indicators that have a plan to come to."""

import datetime
from collections.abc import Iterable, Mapping

from indicators.answers.answer import Answer
from indicators.answers.grid import Grid
from indicators.answers.pace import YearPace, pace_of
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.findings.years import IndicatorYears

GRAINS = ("month", "quarter", "half")
"""The shortest parts first: the shortest that have values are what a year is followed by."""


def paces(
    reader: ProgrammeReader, question: Question, year: int, listed: Iterable[IndicatorYears]
) -> Mapping[str, YearPace]:
    """By code; of a year that is not the clock's own nothing is read."""
    today = reader.clock(question.on)
    if year != today.year:
        return {}
    waiting = {
        years.definition.code: years
        for years in listed
        if years.now.plan is not None and years.definition.adds_up_over_years
    }
    known: dict[str, YearPace] = {}
    for grain in GRAINS:
        left = tuple(code for code in waiting if code not in known)
        if left:
            known |= _by_code(reader, question.but(indicators=left), grain, waiting, today)
    return known


def _by_code(
    reader: ProgrammeReader,
    question: Question,
    grain: str,
    waiting: Mapping[str, IndicatorYears],
    today: datetime.date,
) -> Mapping[str, YearPace]:
    rows = {
        year: _within_year(reader, question, grain, year) for year in (today.year, today.year - 1)
    }
    estimates = (
        (
            code,
            pace_of(
                waiting[code].definition,
                waiting[code].now.plan,
                answers,
                rows[today.year - 1].get(code, []),
                today,
            ),
        )
        for code, answers in rows[today.year].items()
    )
    return {code: pace for code, pace in estimates if pace is not None}


def _within_year(
    reader: ProgrammeReader, question: Question, grain: str, year: int
) -> Mapping[str, list[Answer]]:
    """From the year's start; of a year outside the programme nothing."""
    if not reader.passport.first_year <= year <= reader.passport.last_year:
        return {}
    of_year = question.but(years=(year, year), by=(grain,), within_year=True)
    by_code: dict[str, list[Answer]] = {}
    for answer in Grid(reader, of_year).answers():
        by_code.setdefault(answer.indicator, []).append(answer)
    return by_code
