"""What is read once for all answers of a programme as of a revision."""

import datetime
from collections.abc import Iterable
from dataclasses import fields
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from data import clock
from data.database.database import newest_revision
from data.passports import passport, programme_id
from data.refusals import NotFound, Problem, refuse
from data.tables.definitions import Target
from data.tables.programmes import Passport
from data.tables.revisions import Revision
from data.words.offers import with_code
from indicators.answers.achievement import Thresholds
from indicators.answers.targets import Edition, Plan, plan_of
from indicators.definition.catalogue import Catalogue, read_catalogue, withdrawal_of
from indicators.engine.tally import Window
from indicators.records.places import Places, read_places
from indicators.records.selection import Scope

OF_EDITION = (Target.indicator, Target.district, Target.period)
"""What an edition is of."""

PlanAt = tuple[str, str, str]  # (indicator, place key, period label)


class ProgrammeReader:
    """Everything that is read once for all answers of a programme as of a revision."""

    def __init__(self, session: Session, programme: str, as_of: int | None = None) -> None:
        self.session = session
        self.code = programme
        self.as_of = as_of
        # read once: all that a reader answers is of one revision, whatever is committed meanwhile
        self.newest = newest_revision(session)
        # a revision that is still to come must not be answered with today's numbers
        if as_of is not None and not 1 <= as_of <= self.newest:
            raise NotFound(Problem("unknown_revision", {"revision": as_of, "newest": self.newest}))
        self.programme_id = programme_id(session, programme)

    @property
    def revision(self) -> int:
        return self.newest if self.as_of is None else self.as_of

    @cached_property
    def passport(self) -> Passport:
        return passport(self.session, self.programme_id, self.as_of)

    @cached_property
    def catalogue(self) -> Catalogue:
        # words too are as of the revision: a snapshot shows the names that it had
        return read_catalogue(self.session, self.programme_id, self.as_of)

    @cached_property
    def places(self) -> Places:
        names_of_cuts = self.passport.settings.get("cuts")
        return read_places(self.session, self.programme_id, self.as_of, names_of_cuts)

    @cached_property
    def thresholds(self) -> Thresholds:
        return Thresholds.of(self.passport.settings, self.passport.status_rules)

    @cached_property
    def committed_on(self) -> datetime.date:
        """The clock of an answer as of a revision: the local day of its commit."""
        at = self.session.scalar(select(Revision.at).where(Revision.number == self.revision))
        # no revision, no commit: an empty database has a clock of its own
        return clock.local_day(at) if at is not None else clock.today()

    @cached_property
    def scope(self) -> Scope:
        # kept: it knows which organisations are merged, and asks once
        return Scope(self.session, self.programme_id, self.as_of)

    def clock(self, on: datetime.date | None) -> datetime.date:
        return on or (clock.today() if self.as_of is None else self.committed_on)

    def window(self, years: tuple[int, int] | None) -> Window:
        """The asked years, which must lie in the programme's."""
        first, last = self.passport.first_year, self.passport.last_year
        if years is not None and not (first <= years[0] <= years[1] <= last):
            raise refuse("years_outside", value=f"{years[0]}..{years[1]}", first=first, last=last)
        return Window(*(years or (first, last)))

    def indicators(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The asked codes, or all; refuses unknown and withdrawn ones."""
        selection = tuple(codes) or self.catalogue.codes
        for code in selection:
            if code not in self.catalogue.versions:
                self._refuse_indicator(code)
        return selection

    def _refuse_indicator(self, code: str) -> None:
        withdrawal = withdrawal_of(self.session, self.programme_id, code)
        # it is not unknown: whoever has an old link learns when it went
        if withdrawal is not None and withdrawal.revision <= self.revision:
            indicator = with_code(withdrawal.definition.name.model_dump(), code)
            params = {"indicator": indicator, "revision": withdrawal.revision}
            raise NotFound(Problem("indicator_withdrawn", params))
        self.catalogue.newest(code)

    def plans(self, codes: Iterable[str]) -> dict[PlanAt, Plan]:
        """The targets of the asked indicators by exact place and period, each with all its
        editions.
        """
        statement = select(*OF_EDITION, *(getattr(Target, each.name) for each in fields(Edition)))
        rows = self.session.execute(
            statement.where(
                Target.programme_id == self.programme_id,
                Target.as_of(self.as_of),
                Target.indicator.in_(list(codes)),
                Target.of_whole(),
            )
        )
        editions: dict[PlanAt, list[Edition]] = {}
        for indicator, district, period, *edition in rows:
            # exactly this place and period: a target is never shared out, spread or added up
            at = (indicator, self.places.key_of(district), period)
            editions.setdefault(at, []).append(Edition(*edition))
        return {at: plan_of(each) for at, each in editions.items()}
