"""The records behind a number: the rows of the very select that made it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Session

from data.imports.registry import kind_of
from data.refusals import Forbidden, Problem, refuse
from indicators.answers.crossing import crossed_attributes, crossed_shares, pairs_of
from indicators.answers.disaggregation import OBSERVED, Share, shares, unknown_value
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Aggregate, Definition, Reference
from indicators.drill_down.balances import in_last_months
from indicators.drill_down.choice import EVERYTHING, ListChoice
from indicators.drill_down.order import RecordPlace
from indicators.drill_down.pages import RecordPage, RecordStream, page_of, stream_of
from indicators.drill_down.sources import COUNTED, DENOMINATOR, NUMERATOR, RecordSource
from indicators.drill_down.totals import earliest_year, gathers, ready_total
from indicators.engine.kept_sums import SumsByRevision
from indicators.measures import Records, measures
from indicators.periods import RANGE, Days, Period, written
from indicators.records.days import within_days
from indicators.records.selection import accepted, in_years

MONTHS = 12


def records(
    session: Session,
    question: Question,
    period: str | None = None,
    *,
    offset: int = 0,
    limit: int | None = None,
    after: RecordPlace | None = None,
    choice: ListChoice = EVERYTHING,
) -> RecordPage:
    """The records behind one indicator in one period (default: all years) and place of a question."""
    behind = _behind(session, question, period)
    return page_of(
        behind.reader,
        question,
        behind.sources,
        behind.totals(question),
        choice,
        offset=offset,
        limit=limit,
        after=after,
    )


def record_stream(
    session: Session,
    question: Question,
    period: str | None = None,
    choice: ListChoice = EVERYTHING,
) -> RecordStream:
    """The same records, all of them, read a few at a time; the session must stay open meanwhile."""
    behind = _behind(session, question, period)
    return stream_of(behind.reader, question, behind.sources, choice)


@dataclass(frozen=True)
class _Behind:
    """What is behind one number of an indicator."""

    reader: ProgrammeReader
    code: str
    period: Period
    sources: list[RecordSource]

    def totals(self, question: Question) -> list[int] | None:
        """How many records each source has, where the number itself has said it."""
        if len(self.sources) > 1:
            return None
        total = ready_total(self.reader, self.code, self.period, question)
        return None if total is None else [total]


def _behind(session: Session, question: Question, period: str | None) -> _Behind:
    reader = ProgrammeReader(session, question.programme, question.as_of)
    reader.gather(question.district)
    code = _one(reader.indicators(question.indicators))
    window = reader.window(question.years)
    asked_period = (
        written(period) if period else Period(window.first_year, RANGE, 1, window.last_year)
    )
    # for their refusals alone: a period outside of the term, a cut that there is not
    reader.window((asked_period.year, asked_period.final_year))
    reader.places.listed(question.cut)
    _narrow(reader, code, question)
    if reader.catalogue.in_force(
        code,
        asked_period.final_year,
        # across a break there is no number, and so nothing behind it
    ) is None or reader.catalogue.crosses_a_break(code, asked_period):
        raise refuse(
            "records_across_a_break",
            indicator=reader.catalogue.name(code),
            period=asked_period.label,
        )
    sources = sources_of(reader, code, asked_period, question)
    # formulas and reported values have no records; an empty page would say that there happen to be
    # none
    if not sources:
        raise refuse("no_records_behind", indicator=reader.catalogue.name(code))
    _refuse_hidden(reader, code, sources)
    return _Behind(reader, code, asked_period, sources)


def _refuse_hidden(reader: ProgrammeReader, code: str, sources: list[RecordSource]) -> None:
    """A list of records would give small numbers away, each record with its day and its district."""
    if reader.suppression is None:
        return
    for kind in (kind_of(measures()[source.measure].kind) for source in sources):
        if kind.small is not None:
            names = {"indicator": reader.catalogue.name(code), "kind": kind.words._asdict()}
            raise Forbidden(Problem("records_hidden", {**names, "under": kind.small.highest}))


def _one(codes: tuple[str, ...]) -> str:
    if len(codes) != 1:
        raise refuse("one_indicator", number=len(codes))
    return codes[0]


def _narrow(reader: ProgrammeReader, code: str, question: Question) -> None:
    """Where one value of an attribute is asked for, count only the records that have it."""
    if question.split is None or question.split_value is None:
        return
    definition = reader.catalogue.newest(code).definition
    parts = _parts(reader, code, question.split)
    if question.split_value not in parts:
        raise unknown_value(definition, question.split, question.split_value, parts)
    # the catalogue that the split's own number is computed by
    reader.catalogue = parts[question.split_value].catalogue


def _parts(reader: ProgrammeReader, code: str, split: str) -> Mapping[str, Share]:
    """The catalogue of each value of an attribute, or of each pair of two."""
    kept = SumsByRevision(reader.scope, reader.places)
    counted = reader.catalogue.newest(code).definition.kind != OBSERVED
    crossing = crossed_attributes(split) if counted else None
    if crossing is not None:
        return pairs_of(crossed_shares(reader.scope, reader.catalogue, (code,), crossing, kept))
    planned = reader.plans_of_parts((code,), split)
    return shares(reader.scope, reader.catalogue, (code,), split, planned, kept)


def sources_of(
    reader: ProgrammeReader, code: str, period: Period, question: Question
) -> list[RecordSource]:
    """The records behind a number of a period; none across a break."""
    version = reader.catalogue.in_force(code, period.final_year)
    if version is None or reader.catalogue.crosses_a_break(code, period):
        return []
    sides = dict(_sides(reader, version.definition, period, question))
    merged: dict[str, dict[str, ColumnElement[bool]]] = {}
    for role, sources in sides.items():
        for measure, condition in sources:
            roles = merged.setdefault(measure, {})
            # one source a measure: a record of two roles is listed once
            roles[role] = or_(roles[role], condition) if role in roles else condition
    days = _days(reader, code, period, question)
    return [RecordSource(measure, roles, days=days) for measure, roles in merged.items()]


def _days(reader: ProgrammeReader, code: str, period: Period, question: Question) -> Days:
    """The days on which what is behind a number may be dated; what is known to the year only is on
    the year's first.
    """
    if gathers(reader, code):
        return datetime.date(earliest_year(reader, code, period.year), 1, 1), period.end
    first_month = 1 if question.within_year else period.first_month
    return datetime.date(period.year, first_month, 1), period.end


Conditions = list[tuple[str, ColumnElement[bool]]]


def _sides(
    reader: ProgrammeReader, definition: Definition, period: Period, question: Question
) -> Iterator[tuple[str, Conditions]]:
    """The measures and conditions of each role."""
    if definition.kind != "ratio":
        yield (
            COUNTED,
            [
                _condition(reader, aggregate, definition, period, question)
                for aggregate in definition.aggregates
            ],
        )
        return
    for role, side in ((NUMERATOR, definition.numerator), (DENOMINATOR, definition.denominator)):
        if isinstance(side, Aggregate):
            yield role, [_condition(reader, side, definition, period, question)]
        elif isinstance(side, Reference):
            # by the version in force of the side's own indicator, as its number has it
            inner = sources_of(reader, side.indicator, period, question)
            yield role, [(source.measure, source.counted) for source in inner]


def _condition(
    reader: ProgrammeReader,
    aggregate: Aggregate,
    definition: Definition,
    period: Period,
    question: Question,
) -> tuple[str, ColumnElement[bool]]:
    described = measures()[aggregate.measure]
    dated = _dated(reader, described, definition, period, question)
    inside = and_(dated, accepted(reader.scope, aggregate))
    if definition.balance:
        inside = in_last_months(reader.scope, aggregate, inside)
    return aggregate.measure, inside


def _dated(
    reader: ProgrammeReader,
    described: Records,
    definition: Definition,
    period: Period,
    question: Question,
) -> ColumnElement[bool]:
    """Dated in the period, or up to its end where values accumulate."""
    when = described.calendar
    # no value of any days gathers what was before them: such a one is not applicable
    if period.days is not None:
        years = in_years(described, period.year, period.final_year)
        return and_(years, within_days(described, period.days))
    # to date: all the years before, and of the last what lies before the period's end
    if definition.accumulate:
        earlier = in_years(described, reader.passport.first_year, period.final_year - 1)
        return or_(earlier, and_(when.year == period.final_year, *_up_to(described, period)))
    if definition.window:
        return _in_window(described, definition.window.months, period)
    if period.grain in ("year", RANGE):
        return in_years(described, period.year, period.final_year)
    # after the whole year, which is the same within the year and plain
    if question.within_year:
        return and_(when.year == period.year, *_up_to(described, period))
    return and_(when.year == period.year, when.month.between(period.first_month, period.last_month))


def _in_window(described: Records, months: int, period: Period) -> ColumnElement[bool]:
    """Dated in so many months that end with the period; what is known to the year only where they
    hold that whole year.
    """
    when = described.calendar
    before = period.final_year * MONTHS + period.last_month - months
    year, month = divmod(before, MONTHS)
    # the window begins with the month after; whole years lie between its ends
    first_whole = year if month == 0 else year + 1
    last_whole = period.final_year if period.last_month == MONTHS else period.final_year - 1
    return or_(
        in_years(described, first_whole, last_whole),
        and_(when.year == year, when.month > month),
        and_(when.year == period.final_year, when.month <= period.last_month),
    )


def _up_to(described: Records, period: Period) -> list[ColumnElement[bool]]:
    """What gathers up to the end of a year holds what is known to the year only; up to an earlier
    day it does not.
    """
    # as in `engine/rollup.at_ends`, else a number and its records would disagree
    return [] if period.last_month == MONTHS else [described.calendar.month <= period.last_month]
