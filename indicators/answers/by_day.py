"""Numbers of single days and of weeks: which may be asked for, and what the records say of each."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from data.refusals import refuse
from indicators.answers.cells import Content, contents_of
from indicators.answers.crossing import SplitParts
from indicators.answers.judging import CellAt
from indicators.answers.question import BY_NAMES, Question
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition, names, required
from indicators.engine.compute import Engine
from indicators.engine.context import EngineContext
from indicators.engine.day_sums import RecordsByDay
from indicators.engine.rollup import PLAIN, View
from indicators.engine.tally import Window
from indicators.measures import measures
from indicators.periods import RANGE, Period, short_periods

MOST_POINTS = 400
"""Days or weeks of one question: more than a chart has room for."""
MOST_OF_PARTS = 2_000
"""Days or weeks of all values of an attribute together."""
OF_ANY_DAYS: View = (RANGE, PLAIN)


def check_by_day(
    reader: ProgrammeReader, question: Question, codes: Sequence[str], window: Window
) -> None:
    """Refuse what has no number of a single day or week."""
    grain = BY_NAMES[question.grain]
    if question.within_year:
        raise refuse("by_day_within_year", by=grain)
    number = len(listed_days(question, window))
    if number > MOST_POINTS:
        raise refuse("by_day_many", by=grain, number=number, most=MOST_POINTS)
    for code in codes:
        _check_indicator(reader, code, window, grain)


def _check_indicator(
    reader: ProgrammeReader, code: str, window: Window, grain: Mapping[str, str]
) -> None:
    indicator = reader.catalogue.name_with_code(code)
    for definition in _without_days(reader, code, window):
        kind = names.of_kind(definition.kind)
        raise refuse("by_day_indicator", by=grain, indicator=indicator, kind=kind)
    if _may_be_small(reader, code):
        raise refuse("by_day_small", by=grain, indicator=indicator)


def has_days(session: Session, question: Question) -> bool:
    """Whether every indicator of a question has numbers of single days and of weeks in its years."""
    reader = ProgrammeReader(session, question.programme, question.as_of)
    window = reader.window(question.years)
    return not any(
        _may_be_small(reader, code) or any(_without_days(reader, code, window))
        for code in reader.indicators(question.indicators)
    )


def _without_days(reader: ProgrammeReader, code: str, window: Window) -> Iterator[Definition]:
    """The definitions in force whose numbers are none of single days."""
    for year in range(window.first_year, window.last_year + 1):
        version = reader.catalogue.in_force(code, year)
        if version is not None and not _adds_up(version.definition):
            yield version.definition


def _may_be_small(reader: ProgrammeReader, code: str) -> bool:
    return reader.suppression is not None and reader.suppression.protects(code)


def _adds_up(definition: Definition) -> bool:
    """Whether a number is a count or a sum of records that have a day each."""
    dated = not any(measures()[name].yearly for name in definition.measures)
    return definition.kind in ("count", "sum") and definition.adds_up_over_years and dated


def points(grain: str, period: Period) -> int:
    """How many days or weeks a period has."""
    return sum(1 for _each in short_periods(grain, period))


def has_room(grain: str, period: Period) -> bool:
    """Whether the days or weeks of a period are a chart."""
    return 1 < points(grain, period) <= MOST_POINTS


def listed_days(question: Question, window: Window) -> tuple[Period, ...]:
    """The days or weeks of the question's period, or of its years."""
    return tuple(short_periods(question.grain, question.period or window.period))


def by_day(
    context: EngineContext,
    reader: ProgrammeReader,
    codes: Sequence[str],
    listed: Sequence[Period],
    clock: datetime.date,
) -> Mapping[CellAt, Content]:
    """What is known of each day or week: the records are read once for all of them."""
    records = RecordsByDay(context, (_first_day(listed[0]), listed[-1].end))
    return {
        at: content
        for period in listed
        for at, content in _of_period(records, reader, codes, period)
        # a month that is reported before its end says nothing of the days that are still to come
        if content.records or _first_day(period) <= clock
    }


def by_day_of_parts(
    context: EngineContext,
    reader: ProgrammeReader,
    codes: Sequence[str],
    listed: Sequence[Period],
    clock: datetime.date,
    parts: SplitParts,
    grain: str,
) -> Iterator[tuple[str, Mapping[CellAt, Content]]]:
    """The same of each value of an attribute; refuses more points than are worth reading."""
    if (number := len(parts.shares) * len(listed)) > MOST_OF_PARTS:
        names = {"by": BY_NAMES[grain], "split": parts.split}
        raise refuse("by_day_split_many", number=number, most=MOST_OF_PARTS, **names)
    records = RecordsByDay(context, (_first_day(listed[0]), listed[-1].end))
    contexts = {period: records.within(required(period.days)) for period in listed}
    sums = {period: parts.sums(context) for period, context in contexts.items()}
    for value, share in parts.shares.items():
        contents = (
            row
            for period, context in contexts.items()
            for row in _contents(
                Engine(reader.scope, share.catalogue, share.parts, sums[period], context),
                codes,
                period,
            )
            if row[1].records or _first_day(period) <= clock
        )
        yield value, dict(contents)


def _of_period(
    records: RecordsByDay, reader: ProgrammeReader, codes: Sequence[str], period: Period
) -> Iterator[tuple[CellAt, Content]]:
    context = records.within(required(period.days))
    yield from _contents(Engine(reader.scope, reader.catalogue, context=context), codes, period)


def _contents(
    engine: Engine, codes: Sequence[str], period: Period
) -> Iterator[tuple[CellAt, Content]]:
    years = Window(period.year, period.final_year)
    for code in codes:
        yield from contents_of(engine, code, years, OF_ANY_DAYS, period.label)


def _first_day(period: Period) -> datetime.date:
    return required(period.days)[0]
