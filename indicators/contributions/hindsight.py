"""What was known of the earlier period when it was over and due: what has come later may be missing
from the other one still.
"""

import datetime
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.clock import day_ends
from data.organisations.merging import links
from data.tables.programmes import Passport
from data.tables.revisions import Revision
from indicators.answers.answer import Answer
from indicators.answers.grid import Grid
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.contributions.decomposition import DifferenceQuestion
from indicators.contributions.organisations import (
    ORGANISATION,
    aggregate_by_organisation,
    of_organisations,
)
from indicators.periods import Period


@dataclass(frozen=True)
class Hindsight:
    """``when_due`` is the earlier period's answer as it was known when it was due, where its number
    was another one; ``merged`` is by how many organisations it counts fewer than when it was over,
    as these are one by now.
    """

    when_due: Answer | None = None
    merged: int = 0


def hindsight(session: Session, question: Question, difference: DifferenceQuestion) -> Hindsight:
    """What has become known of the earlier period since; nothing of a plan, and nothing where the
    programme was not in the database in time.
    """
    before = difference.before
    reader = ProgrammeReader(session, question.programme, question.as_of)
    if before is None:
        return Hindsight()
    when_due = _when_due(reader, difference.indicator, before)
    merged = _merged(reader, difference.indicator, before)
    now = _answer(reader, difference.indicator, before) if when_due and merged else None
    # organisations that became one are no records that came late
    is_of_mergers = when_due and now and _exact(when_due) - _exact(now) == merged
    return Hindsight(None if is_of_mergers else when_due, merged)


def _when_due(reader: ProgrammeReader, indicator: str, before: Period) -> Answer | None:
    version = reader.catalogue.in_force(indicator, before.final_year)
    if version is None:
        return None
    earlier = _reader_on(reader, version.definition.due_on(before))
    if earlier is None or indicator not in earlier.catalogue.versions:
        return None
    then, now = (_answer(each, indicator, before) for each in (earlier, reader))
    if then is None or now is None or then.exact is None or now.exact is None:
        return None
    # of another definition it was another number anyway, and that is said by itself
    same = then.definition_version == now.definition_version
    return then if same and then.exact != now.exact else None


def _merged(reader: ProgrammeReader, indicator: str, before: Period) -> int:
    version = reader.catalogue.in_force(indicator, before.final_year)
    aggregate = None if version is None else aggregate_by_organisation(version.definition)
    if aggregate is None or aggregate.of != ORGANISATION or before.grain != "year":
        return 0
    earlier = _reader_on(reader, before.end)
    if earlier is None:
        return 0
    of_then = links(reader.session, reader.programme_id, earlier.revision)
    if of_then == links(reader.session, reader.programme_id, reader.as_of):
        return 0
    scopes = (replace(reader.scope, merges=of_then), reader.scope)
    then, now = (len(of_organisations(scope, aggregate, before.year)) for scope in scopes)
    return max(then - now, 0)


def _exact(answer: Answer) -> Fraction:
    return Fraction(answer.exact or 0)


def _answer(reader: ProgrammeReader, indicator: str, period: Period) -> Answer | None:
    if (
        not reader.passport.first_year
        <= period.year
        <= period.final_year
        <= reader.passport.last_year
    ):
        return None
    question = Question(
        reader.code, (indicator,), (period.year, period.final_year), (period.grain,)
    )
    listed = Grid(reader, question).answers()
    return next((each for each in listed if each.period == period.label), None)


def _reader_on(reader: ProgrammeReader, day: datetime.date) -> ProgrammeReader | None:
    """What was known at the end of a day; None before the programme came, and where that is all that
    is known.
    """
    newest = select(func.max(Revision.number)).where(Revision.at <= day_ends(day))
    revision = reader.session.scalar(newest) or 0
    was_there = select(Passport.id).where(
        Passport.programme_id == reader.programme_id, Passport.as_of(revision)
    )
    if not 0 < revision < reader.revision or reader.session.scalar(was_there) is None:
        return None
    return ProgrammeReader(reader.session, reader.code, revision)
