"""The money of a year as it was known when the year began."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from data.clock import day_ends
from data.tables.programmes import Passport
from data.tables.revisions import Revision
from indicators.answers.facts import part_facts
from indicators.answers.money import read_budgets
from indicators.answers.reader import ProgrammeReader
from indicators.evaluation.activities import read_activities
from indicators.forms.money import FormMoney


@dataclass(frozen=True)
class OpeningMoney(FormMoney):
    """Sums on 1 January."""

    def roster_of(self, number: str) -> Decimal | None:
        """The roster of an activity; null where it was not planned yet."""
        listed = (each for each in self.activities if each.number == number)
        return next((each.money["roster_money"] for each in listed), None)


def opening_money(reader: ProgrammeReader, year: int) -> OpeningMoney | None:
    """What the revision that stood on 1 January of a year knew of its money; null where the
    programme was not there.
    """
    revision = _revision(reader, datetime.date(year, 1, 1))
    if revision is None:
        return None
    then = ProgrammeReader(reader.session, reader.code, revision)
    activities = [each for each in read_activities(then) if each.year == year]
    return OpeningMoney(read_budgets(then), part_facts(then), activities, year)


def _revision(reader: ProgrammeReader, day: datetime.date) -> int | None:
    """The last revision of a day or before it that has the programme."""
    of_programme = select(func.min(Passport.since)).where(
        Passport.programme_id == reader.programme_id
    )
    return reader.session.scalar(
        select(func.max(Revision.number)).where(
            Revision.at <= day_ends(day),
            Revision.number.between(of_programme.scalar_subquery(), reader.revision),
        )
    )
