"""How many records a number says that it counts, as its ready answer has it."""

from collections.abc import Iterator

from sqlalchemy import func, select

from data.tables.cells import Cell
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.engine.rollup import PLAIN, WITHIN_YEAR
from indicators.periods import ITSELF, RANGE, Gathering, Period


def ready_total(
    reader: ProgrammeReader, code: str, period: Period, question: Question
) -> int | None:
    """The records of an indicator's cell; None where there is no such cell, or it does not say."""
    # what is split is no cell, nor are any days, and what gathers from earlier years does not add up
    if question.split_value is not None or period.days is not None:
        return None
    if period.grain == RANGE and gathers(reader, code):
        return None
    place = reader.places.key_of(question.district, question.cut)
    within = question.within_year and period.grain not in ("year", RANGE)
    cells = select(func.sum(Cell.records)).where(
        Cell.programme_id == reader.programme_id,
        Cell.indicator == code,
        Cell.mode == (WITHIN_YEAR if within else PLAIN),
        Cell.place == place,
        Cell.as_of(reader.as_of),
    )
    # years do not overlap: the records of a range are those of its years
    years = [str(year) for year in range(period.year, period.final_year + 1)]
    of_period = (
        cells.where(Cell.grain == "year", Cell.period.in_(years))
        if period.grain == RANGE
        else cells.where(Cell.grain == period.grain, Cell.period == period.label)
    )
    return reader.session.scalar(of_period)


def gathers(reader: ProgrammeReader, code: str) -> bool:
    """Whether an indicator, or any that it is made of, counts from earlier periods on."""
    return any(each != ITSELF for each in _gatherings(reader, code))


def earliest_year(reader: ProgrammeReader, code: str, year: int) -> int:
    """The first year that a number of a year may gather from."""
    years = [year - each.years_back for each in _gatherings(reader, code)]
    to_date = any(each.to_date for each in _gatherings(reader, code))
    return min([*years, reader.passport.first_year] if to_date else years, default=year)


def _gatherings(reader: ProgrammeReader, code: str) -> Iterator[Gathering]:
    """What any version of an indicator gathers, and what it is made of."""
    for version in reader.catalogue.versions.get(code, ()):
        yield version.definition.gathering
    for name in reader.catalogue.inputs[code]:
        yield from _gatherings(reader, name)
