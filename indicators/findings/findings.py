"""A programme's year in a few findings: the headline, the worst, what changed, what to ask about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from sqlalchemy.orm import Session

from indicators.answers.achievement import ACHIEVED_STATUSES, BEHIND, severity
from indicators.answers.answer import Answer
from indicators.answers.grid import Grid
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.findings.finding import CHANGED, TO_ASK, WORST, Finding
from indicators.findings.paces import paces
from indicators.findings.reasons import REASONS
from indicators.findings.years import IndicatorYears


@dataclass(frozen=True)
class PlansMet:
    """Of the plans of a year that are due or have a value: how many there are, and how many are
    met.
    """

    year: int
    planned: int
    met: int
    is_open: bool


@dataclass(frozen=True)
class Findings:
    """Each list is whole, what matters most first."""

    now: PlansMet
    before: PlansMet | None
    worst: Sequence[Finding]
    changed: Sequence[Finding]
    to_ask: Sequence[Finding]

    @property
    def topics(self) -> Mapping[str, Sequence[Finding]]:
        return {WORST: self.worst, CHANGED: self.changed, TO_ASK: self.to_ask}


def findings(session: Session, question: Question, year: int) -> Findings:
    """What deserves a look in a year of the whole territory or of the question's districts, as of its
    revision and by its plan.
    """
    reader = ProgrammeReader(session, question.programme, question.as_of)
    until = question.but(years=(reader.passport.first_year, year), by=("year",))
    known = list(_by_indicator(reader, Grid(reader, until).answers(), year))
    under_way = paces(reader, question, year, known)
    listed = [replace(years, pace=under_way.get(years.definition.code)) for years in known]
    return Findings(
        now=plans_met(year, (years.now for years in listed)),
        before=_of_year_before(year, listed),
        worst=_worst(listed),
        changed=_changed(listed),
        to_ask=_to_ask(listed),
    )


def distinct(findings: Iterable[Finding], most: int) -> Sequence[Finding]:
    """The first findings, each indicator once, for a list that has room for ``most``."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.indicator, finding)
    return tuple(first.values())[:most]


def _by_indicator(
    reader: ProgrammeReader, rows: Iterable[Answer], year: int
) -> Iterator[IndicatorYears]:
    """Each indicator that is in force in the year, with its years."""
    by_code: dict[str, list[Answer]] = {}
    for answer in rows:
        by_code.setdefault(answer.indicator, []).append(answer)
    for code, years in by_code.items():
        version = reader.catalogue.in_force(code, year)
        if version is not None:
            yield IndicatorYears(version.definition, years)


def plans_met(year: int, rows: Iterable[Answer]) -> PlansMet:
    """Of the answers of a year, how many have a verdict and how many of those are met."""
    planned = [answer for answer in rows if answer.status is not None]
    met = sum(answer.status in ACHIEVED_STATUSES for answer in planned)
    return PlansMet(year, len(planned), met, any(answer.is_open for answer in planned))


def _of_year_before(year: int, listed: Iterable[IndicatorYears]) -> PlansMet | None:
    met = plans_met(year - 1, (years.before for years in listed if years.before is not None))
    return met if met.planned else None


def _worst(listed: Iterable[IndicatorYears]) -> Sequence[Finding]:
    late = [years for years in listed if years.now.status in BEHIND]
    late.sort(key=lambda years: severity(years.now.status, years.shortfall))
    return tuple(Finding(WORST, WORST, years) for years in late)


def _changed(listed: Iterable[IndicatorYears]) -> Sequence[Finding]:
    changed = [years for years in listed if years.change]
    # what is too small, or may be made by chance alone, is no change to speak of
    changed.sort(key=lambda years: (not years.is_sure, -abs(years.relative_change)))
    return tuple(Finding(CHANGED, CHANGED, years) for years in changed)


def _to_ask(listed: Sequence[IndicatorYears]) -> Sequence[Finding]:
    """The gravest of each reason, then the next of each: no reason hides another."""
    by_reason = (
        [
            Finding(TO_ASK, name, years)
            for years in sorted(listed, key=reason.weight, reverse=True)
            if reason.holds(years)
        ]
        for name, reason in REASONS.items()
    )
    rounds = chain.from_iterable(zip_longest(*by_reason))
    return tuple(finding for finding in rounds if finding is not None)
