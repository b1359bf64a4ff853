"""What is read once for all answers of a programme as of a revision."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import ColumnElement, not_, select
from sqlalchemy.orm import Session

from data import clock
from data.confidentiality import audience_of, hides_from
from data.database.database import newest_revision
from data.disaggregations import parts_of
from data.passports import passport, programme_id
from data.refusals import NotFound, Problem, refuse
from data.tables.definitions import Target
from data.tables.programmes import Passport
from data.tables.revisions import Revision
from data.words.matching import match_key
from data.words.offers import with_code
from indicators.answers.achievement import Thresholds
from indicators.answers.targets import Edition, Plan, plan_of
from indicators.definition.catalogue import Catalogue, read_catalogue, withdrawal_of
from indicators.engine.tally import Window
from indicators.records.place_sets import is_set, with_set
from indicators.records.places import Places, read_places
from indicators.records.selection import Scope
from indicators.suppression.suppression import Suppression

OF_EDITION = (Target.indicator, Target.district, Target.period, Target.by)
"""What an edition is of."""

PlanAt = tuple[str, str, str]  # (indicator, place key, period label)


class PartAt(NamedTuple):
    """Whose plan it is: that of one value of an attribute, as the newest definition calls both."""

    cell: PlanAt
    attribute: str
    value: str


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
        if audience := audience_of(session):
            audience.reads(programme)

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

    def gather(self, district: str | None) -> None:
        """Read what follows with a set of districts as one more place, where several are named."""
        if is_set(district):
            self.places = with_set(self.places, district or "")
            # what is hidden is of these places
            self.__dict__.pop("suppression", None)

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
        # what stands at the newest revision is what stands: living rows have indexes of their own
        revision = None if self.as_of == self.newest else self.as_of
        # kept: it knows which organisations are merged, and asks once
        return Scope(self.session, self.programme_id, revision)

    @cached_property
    def suppression(self) -> Suppression | None:
        """What of the programme's numbers is hidden from whoever asks; nothing where all is told."""
        return self._suppression_at(self.newest) if hides_from(self.session, self.code) else None

    def hide_as_at(self, newest: int) -> None:
        """Hide, whoever asks, what readers did not see while a revision was the newest."""
        self.suppression = self._suppression_at(newest)

    def _suppression_at(self, newest: int) -> Suppression:
        years = Window(self.passport.first_year, self.passport.last_year)
        revision = None if self.as_of in (None, newest) else self.as_of
        return Suppression(self.scope, self.catalogue, self.places, years, revision, newest)

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
        editions: dict[PlanAt, list[Edition]] = {}
        for at, _by, edition in self._editions(codes, Target.of_whole()):
            editions.setdefault(at, []).append(edition)
        return {at: plan_of(each) for at, each in editions.items()}

    def plans_of_parts(
        self, codes: Iterable[str], attribute: str
    ) -> Mapping[str, Mapping[PlanAt, Plan]]:
        """The targets of the values of one attribute, by value; each of exactly its value, place
        and period.
        """
        plans: dict[str, dict[PlanAt, Plan]] = {}
        for part, plan in self.part_plans(codes).items():
            spellings = self.catalogue.newest(part.cell[0]).definition.spellings
            if match_key(part.attribute) == match_key(spellings.attribute(attribute)):
                plans.setdefault(part.value, {})[part.cell] = plan
        return plans

    def part_plans(self, codes: Iterable[str]) -> Mapping[PartAt, Plan]:
        """The targets of the values of every attribute, each with all its editions."""
        editions: dict[PartAt, list[Edition]] = {}
        first_spellings: dict[tuple[str, str], str] = {}
        for at, by, edition in self._editions(codes, not_(Target.of_whole())):
            if at[0] not in self.catalogue.versions:
                continue
            # by the newest words, under which the values themselves are asked for
            spellings = self.catalogue.newest(at[0]).definition.spellings
            for name, value in spellings.meant(parts_of(by)).items():
                # an attribute that nobody declared is one, however files have written it
                attribute = first_spellings.setdefault((at[0], match_key(name)), name)
                editions.setdefault(PartAt(at, attribute, value), []).append(edition)
        return {part: plan_of(each) for part, each in editions.items()}

    def _editions(
        self, codes: Iterable[str], which: ColumnElement[bool]
    ) -> Iterator[tuple[PlanAt, str, Edition]]:
        statement = select(*OF_EDITION, *(getattr(Target, each.name) for each in fields(Edition)))
        rows = self.session.execute(
            statement.where(
                Target.programme_id == self.programme_id,
                Target.as_of(self.as_of),
                Target.indicator.in_(list(codes)),
                which,
            )
        )
        for indicator, district, period, by, *edition in rows:
            # exactly this place and period: a target is never shared out, spread or added up
            at = (indicator, self.places.key_of(district), period)
            yield at, by or "", Edition(*edition)
