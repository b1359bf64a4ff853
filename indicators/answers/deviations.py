"""Deviations: how far the actual of an indicator's year is from its plan, and why it is so.

A reason is asked for where the two differ by more than the programme's share of the plan (ours by
default, 15 %), once the year is due.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.definitions import DeviationReason
from data.tables.revisions import Revision
from indicators.answers.answer import Answer
from indicators.answers.grid import Grid
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition
from indicators.exact import Exact


@dataclass(frozen=True)
class ReasonFacts:
    """Why the actual of an indicator's year deviates from its plan; ``author`` wrote it ``at`` a
    moment (UTC), in the revision ``since``; ``number`` is the row's own.
    """

    indicator: str
    year: int
    text: str
    illustrative: bool
    source: str | None
    note: str | None
    author: str
    at: datetime.datetime
    since: int
    number: str


ReasonAt = tuple[str, int]  # (indicator, year)


def reasons(
    session: Session, programme: str, year: int | None = None, as_of: int | None = None
) -> Mapping[ReasonAt, ReasonFacts]:
    """The reasons of a programme by indicator and year, of one year or of all, as of a revision.

    Refuses an unknown programme or revision.
    """
    reader, row = ProgrammeReader(session, programme, as_of), DeviationReason
    statement = (
        select(
            row.indicator,
            row.year,
            row.explanation.label("text"),
            row.illustrative,
            row.source,
            row.note,
            Revision.author,
            Revision.at,
            row.since,
            row.number,
        )
        .join(Revision, Revision.number == row.since)
        .where(row.programme_id == reader.programme_id, row.as_of(as_of))
        .order_by(row.indicator, row.year)
    )
    if year is not None:
        statement = statement.where(row.year == year)
    facts = (ReasonFacts(**each) for each in session.execute(statement).mappings())
    return {(each.indicator, each.year): each for each in facts}


@dataclass(frozen=True)
class Deviation:
    """A planned year of an indicator, due and valued, with the reason that was written of it.

    ``difference`` is the actual less the plan, in the indicator's unit – of one that is to keep
    within a band, less the nearer end of the band, and 0 inside; ``share`` the same over the plan
    without its sign, null where the plan is 0. ``is_large``: a reason is asked for.
    """

    answer: Answer
    difference: Fraction
    share: Fraction | None
    is_large: bool
    reason: ReasonFacts | None

    @property
    def indicator(self) -> str:
        return self.answer.indicator

    @property
    def year(self) -> int:
        return int(self.answer.period)

    @property
    def is_unexplained(self) -> bool:
        """Whether a reason is asked for and nobody has written one."""
        return self.is_large and self.reason is None


def deviations(
    session: Session, question: Question, allowed: Decimal | None = None
) -> tuple[Deviation, ...]:
    """The deviations of the asked indicators and years that are large or have a reason, in the
    order of indicators and years; of the whole territory, against the plan in force.

    ``allowed`` is the share of the plan above which a reason is asked for, the programme's by
    default.
    """
    plain = Question(programme=question.programme, indicators=question.indicators)
    of_years = plain.but(years=question.years, as_of=question.as_of, on=question.on)
    reader = ProgrammeReader(session, question.programme, question.as_of)
    known = reasons(session, question.programme, as_of=question.as_of)
    return tuple(
        each
        for each in _deviations(reader, of_years, known, allowed)
        if each.is_large or each.reason is not None
    )


def _deviations(
    reader: ProgrammeReader,
    question: Question,
    known: Mapping[ReasonAt, ReasonFacts],
    allowed: Decimal | None,
) -> Iterator[Deviation]:
    limit_share = Fraction(reader.thresholds.deviation if allowed is None else allowed)
    for answer in Grid(reader, question).answers():
        year = int(answer.period)
        version = reader.catalogue.in_force(answer.indicator, year)
        # what has not come, is not planned or not due deviates from nothing yet
        if version is None or answer.exact is None or answer.plan is None or answer.is_open:
            continue
        difference, limit = difference_of(version.definition, answer.exact, answer.plan)
        yield Deviation(
            answer,
            difference,
            difference / abs(limit) if limit else None,
            # multiplied, not divided: of a plan of 0 any difference is more than a share of it
            abs(difference) > limit_share * abs(limit),
            known.get((answer.indicator, year)),
        )


def difference_of(definition: Definition, actual: Exact, plan: Exact) -> tuple[Fraction, Fraction]:
    """The actual less what it is measured by, and that: the plan, or the nearer end of the band."""
    exact = Fraction(actual)
    if definition.band is None:
        return exact - Fraction(plan), Fraction(plan)
    low, high = map(Fraction, definition.band)
    limit = low if exact < low else high if exact > high else exact
    return exact - limit, limit
