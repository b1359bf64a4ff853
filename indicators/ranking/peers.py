"""One indicator in all programmes that have it: what compares stands side by side, what does not says
why.
"""

import datetime
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.definitions import DefinitionVersion
from data.tables.programmes import Passport, Programme
from data.words.matching import match_key
from indicators.answers.answer import Answer
from indicators.answers.freshness import changed_on
from indicators.answers.grid import Grid
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition
from indicators.definition.kinds import COMPUTING
from indicators.engine.populations import Populations
from indicators.ranking.basis import PER, RESIDENTS, basis_of
from indicators.records.places import WHOLE

UNIT, KIND, YEAR = UNLIKE_PEERS = ("unit", "kind", "year")
"""Why a programme does not compare: its unit is another one, it counts in another way, or it has no
such indicator in the year.
"""
COUNTED = (
    "kind",
    *sorted(COMPUTING - {"disaggregations"}),
    "accumulate",
    "window",
    "balance",
    "per",
    "change",
    "direction",
)
"""What two definitions have in common where their numbers mean the same."""
MOST_PEERS = 50


@dataclass(frozen=True)
class Peer:
    """A programme's year of an indicator; without a version in that year there is no ``answer``.

    ``reason`` says why it does not compare with the programme of the question, which comes first
    itself. ``rate`` is per 10,000 residents where the number grows with a place and they are known.
    """

    programme: str
    year: int
    definition: Definition
    answer: Answer | None
    reason: str | None
    changed_on: datetime.date | None
    rate: Fraction | None = None
    rate_is_illustrative: bool = False


def peers(session: Session, question: Question, indicator: str, year: int) -> tuple[Peer, ...]:
    """The programme of the question, then the others in order of arrival, at most ``MOST_PEERS``.

    As of the question's revision and by its clock and plan; refuses an indicator that its programme
    does not have, and a year outside of it.
    """
    reader = ProgrammeReader(session, question.programme, question.as_of)
    reader.window((year, year))
    reader.catalogue.newest(indicator)
    of_year = question.but(years=(year, year))
    having = programmes_having(session, indicator, question.as_of)
    others = [code for code in having if code != reader.code]
    readers = [ProgrammeReader(session, code, question.as_of) for code in others[:MOST_PEERS]]
    return (
        _peer(reader, of_year, reader, indicator),
        *(
            _peer(each, of_year, reader, indicator)
            for each in readers
            if indicator in each.catalogue.versions
        ),
    )


def programmes_having(
    session: Session, indicator: str, as_of: int | None = None
) -> tuple[str, ...]:
    """The programmes that had a passport and a version of the indicator at a revision."""
    statement = (
        select(Programme.code)
        .where(
            Programme.id.in_(select(Passport.programme_id).where(Passport.as_of(as_of))),
            Programme.id.in_(
                select(DefinitionVersion.programme_id).where(
                    DefinitionVersion.code == indicator, DefinitionVersion.as_of(as_of)
                )
            ),
        )
        .order_by(Programme.id)
    )
    return tuple(session.scalars(statement))


def _peer(reader: ProgrammeReader, question: Question, own: ProgrammeReader, code: str) -> Peer:
    year = (question.years or (0, 0))[0]
    definition = reader.catalogue.nearest(code, year).definition
    answer = _answer(reader, question, code, year)
    rate, illustrative = _rate(reader, definition, answer, year)
    return Peer(
        reader.code,
        year,
        definition,
        answer,
        YEAR if answer is None else _unlike(own, reader, code, year),
        changed_on(reader.session, reader.code, reader.as_of).get(code),
        rate,
        illustrative,
    )


def _answer(
    reader: ProgrammeReader, question: Question, indicator: str, year: int
) -> Answer | None:
    """The whole territory's year; None where no version is in force, or the programme does not run."""
    is_inside = reader.passport.first_year <= year <= reader.passport.last_year
    if not is_inside or reader.catalogue.in_force(indicator, year) is None:
        return None
    of_year = Question(
        reader.code, (indicator,), (year, year), ("year",), plan=question.plan, on=question.on
    )
    return next(iter(Grid(reader, of_year).answers()), None)


def _unlike(own: ProgrammeReader, other: ProgrammeReader, code: str, year: int) -> str | None:
    """Why two programmes do not compare; None where they count the same in the same unit."""
    units = [_definition(reader, code, year).unit.ru for reader in (own, other)]
    if match_key(units[0]) != match_key(units[1]):
        return UNIT
    return None if _counts_alike(own, other, code, year) else KIND


def _counts_alike(own: ProgrammeReader, other: ProgrammeReader, code: str, year: int) -> bool:
    """Whether both count the same, down to the inputs of formulas; what gathers from a programme's
    first year has to begin in the same one.
    """
    if not all(code in reader.catalogue.versions for reader in (own, other)):
        return False
    one, two = (_definition(reader, code, year) for reader in (own, other))
    if one.accumulate and own.passport.first_year != other.passport.first_year:
        return False
    return all(getattr(one, name) == getattr(two, name) for name in COUNTED) and all(
        _counts_alike(own, other, each, year) for each in one.inputs
    )


def _definition(reader: ProgrammeReader, code: str, year: int) -> Definition:
    return reader.catalogue.nearest(code, year).definition


def _rate(
    reader: ProgrammeReader, definition: Definition, answer: Answer | None, year: int
) -> tuple[Fraction | None, bool]:
    """A number that grows with a place per 10,000 residents, and whether their number is
    illustrative.
    """
    if answer is None or answer.exact is None or basis_of(definition) != RESIDENTS:
        return None, False
    people = Populations(reader.scope, reader.places).of(WHOLE, year)
    if people is None or not people.people or answer.coverage < 1:
        return None, False
    return Fraction(answer.exact) * PER / people.people, people.illustrative
