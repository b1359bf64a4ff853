"""The number that a decision is about: as the meeting saw it, and as it stands."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from indicators.answers.answer import Answer
from indicators.answers.moments import revision_at
from indicators.answers.reader import ProgrammeReader
from indicators.answers.snapshots import snapshot
from indicators.decisions.decisions import OVERDUE, DecisionFacts, decisions
from indicators.definition import Definition
from indicators.definition.catalogue import Catalogue
from indicators.engine.rollup import PLAIN
from indicators.impact.changed_answer import AnswerKey
from indicators.impact.changes import answered, was_there
from indicators.periods import parse

Moment = tuple[int, datetime.date]
"""A revision, and the day by which it judges what is due."""


@dataclass(frozen=True)
class DecisionNumber:
    """An answer under the definitions of its revision."""

    answer: Answer
    catalogue: Catalogue

    @property
    def definition(self) -> Definition:
        year = parse(self.answer.period).final_year
        return self.catalogue.nearest(self.answer.indicator, year).definition


MeetingNumber = tuple[int | None, DecisionNumber | None]
"""The revision that a meeting saw, and the number in it."""
NOTHING: MeetingNumber = (None, None)


@dataclass(frozen=True)
class DecisionNumbers:
    """A decision with the number of its ``period`` as the meeting saw it, and as it is.

    Nothing where the decision is about no indicator, where the meeting has not been held, and where
    the indicator or the district was not there. ``seen_at`` is the revision that the meeting saw;
    nothing before the first one. ``state`` is that of the clock's day.
    """

    decision: DecisionFacts
    period: str
    state: str
    seen_at: int | None = None
    then: DecisionNumber | None = None
    now: DecisionNumber | None = None


def decision_numbers(
    session: Session,
    programme: str,
    as_of: int | None = None,
    on: datetime.date | None = None,
) -> tuple[DecisionNumbers, ...]:
    """Every decision with its numbers, in the order of ``decisions``.

    As of a revision, by the clock ``on``; a meeting's own numbers are of its revision and its day.
    """
    listed = decisions(session, programme, as_of)
    if not listed:
        return ()
    reader = ProgrammeReader(session, programme, as_of)
    day = reader.clock(on)
    then, now = _of_meetings(reader, listed, day), _of_reader(reader, day, listed)
    return tuple(
        DecisionNumbers(
            each,
            _period(reader, each),
            each.state_on(day),
            *then.get(each.number, NOTHING),
            now.get(each.number),
        )
        for each in listed
    )


def longest_overdue(listed: Iterable[DecisionNumbers]) -> list[DecisionNumbers]:
    """Those past their day, the longest first."""
    late = [each for each in listed if each.state == OVERDUE]
    return sorted(late, key=lambda each: each.decision.due_on)


def _of_meetings(
    reader: ProgrammeReader, listed: Iterable[DecisionFacts], day: datetime.date
) -> Mapping[str, MeetingNumber]:
    """What the meetings saw, by the decisions' own numbers: each meeting is looked up once."""
    meetings: dict[tuple[int | None, datetime.date], list[DecisionFacts]] = {}
    for each in listed:
        meetings.setdefault((each.snapshot, each.held_on), []).append(each)
    then: dict[str, MeetingNumber] = {}
    for (identity, held_on), of_meeting in meetings.items():
        if (moment := _moment(reader, identity, held_on, day)) is not None:
            numbers = _of_moment(reader, moment, of_meeting)
            then |= {each.number: (moment[0], numbers.get(each.number)) for each in of_meeting}
    return then


def _moment(
    reader: ProgrammeReader, identity: int | None, held_on: datetime.date, day: datetime.date
) -> Moment | None:
    """What a meeting looked at, its snapshot if it had one; nothing where it is
    still to come, or before the first revision.
    """
    if identity is not None:
        facts = snapshot(reader.session, identity)
        return facts.revision, facts.taken_on
    if held_on > day:
        return None
    revision = revision_at(reader.session, reader.code, held_on.isoformat())
    # asked as of an earlier revision of that very day, nobody knows of the later ones
    return (min(revision, reader.revision), held_on) if revision else None


def _of_moment(
    reader: ProgrammeReader, moment: Moment, listed: Iterable[DecisionFacts]
) -> Mapping[str, DecisionNumber]:
    revision, day = moment
    # a programme that came later had no numbers to look at
    if not was_there(reader, revision):
        return {}
    return _of_reader(ProgrammeReader(reader.session, reader.code, revision), day, listed)


def _of_reader(
    reader: ProgrammeReader, day: datetime.date, listed: Iterable[DecisionFacts]
) -> Mapping[str, DecisionNumber]:
    """The numbers of decisions by the decisions' own, as a reader has them."""
    keys = {each.number: key for each in listed for key in _keys(reader, each)}
    answers = answered(reader, keys.values(), day)
    return {
        number: DecisionNumber(answers[key], reader.catalogue)
        for number, key in keys.items()
        if key in answers
    }


def _keys(reader: ProgrammeReader, decision: DecisionFacts) -> Iterator[AnswerKey]:
    """Where the number of a decision stands; nowhere where its district is not known."""
    district = decision.district
    if decision.indicator and (district is None or district in reader.places.by_code):
        label = _period(reader, decision)
        place = reader.places.key_of(district)
        yield AnswerKey(decision.indicator, place, parse(label).grain, label, PLAIN)


def _period(reader: ProgrammeReader, decision: DecisionFacts) -> str:
    passport = reader.passport
    return decision.period_in(passport.first_year, passport.last_year)
