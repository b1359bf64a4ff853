"""What an indicator's page is about: the indicator, the year it speaks of, and its answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.request import PageRequest
from dashboard.sections.frame import path_variables
from data.refusals import NotFound, Problem
from indicators.answers.answer import Answer
from indicators.answers.by_day import has_days, has_room, points
from indicators.answers.facts import NoteFacts
from indicators.definition import Definition
from indicators.definition.catalogue import PublishedVersion
from indicators.periods import RANGE, SHORT_GRAINS, Period, of_years

RECORDS = "records"
"""The part of the page that a click leads to."""


@dataclass(frozen=True)
class Subject:
    """An indicator as an address asks for it."""

    page_request: PageRequest
    code: str
    fixed: Period | None = None
    """The period that another page than the indicator's own speaks of."""

    @cached_property
    def period(self) -> Period:
        """The period the page speaks of: the chosen one, else the year that every page shows."""
        chosen = self.fixed or self.page_request.period or Period(self.page_request.shown_year)
        return Period(chosen.year) if self.page_request.within_year else chosen

    @property
    def grain(self) -> str:
        """The length of time by which the main chart goes."""
        return self.page_request.grain

    def trend(self, *by: str, **changes: object) -> tuple[Answer, ...]:
        """The answers of the main chart, by district where asked: of all years, or the days or weeks
        of the shown period.
        """
        return self.answers(**self.trend_choices(*by), **changes)

    def trend_choices(self, *by: str) -> dict[str, Any]:
        """What the question of the main chart says beside the page's own."""
        by = (*by, self.grain)
        if self.grain not in SHORT_GRAINS:
            return {"by": by}
        drawn = self.period if points(self.grain, self.period) > 1 else self._whole_years
        return {"period": drawn, "years": (drawn.year, drawn.final_year), "by": by}

    def split_choices(self) -> dict[str, Any]:
        """What the question of a split says beside the page's own: the days or weeks by which the
        main chart goes, else those of its numbers.
        """
        return self.trend_choices() if self.goes_by_days else self.split_choices_of_numbers()

    def split_choices_of_numbers(self) -> dict[str, Any]:
        """The same of a table: any days as one period, else all years."""
        return {} if self.period.days is None else choices_of_period(self.period)

    @property
    def goes_by_days(self) -> bool:
        """Whether the charts count the records of each day or week."""
        return self.grain in SHORT_GRAINS

    def short_grains(self) -> Mapping[str, Period]:
        """The lengths of time below a month by which the chart can go, each with the period that
        has room on it: the shown one, or its last year.
        """
        if not self._has_days:
            return {}
        last_year = Period(self.year)
        return {
            grain: self.period if has_room(grain, self.period) else last_year
            for grain in SHORT_GRAINS
        }

    @property
    def _has_days(self) -> bool:
        page_request = self.page_request
        years = (self.period.year, self.period.final_year)
        question = page_request.question(indicators=(self.code,), years=years)
        return page_request.asker.ask(has_days, question)

    @property
    def _whole_years(self) -> Period:
        """Those of the shown period: one day alone is no chart."""
        return of_years(self.period.year, self.period.final_year)

    @property
    def year(self) -> int:
        return self.period.final_year

    @cached_property
    def definition(self) -> Definition:
        """The definition in force in the shown year."""
        return self.page_request.definition(self.code, self.year)

    @property
    def versions(self) -> Sequence[PublishedVersion]:
        return self.page_request.facts.catalogue.versions[self.code]

    @property
    def notes(self) -> list[NoteFacts]:
        """The contradictions of the sources that touch this indicator."""
        return [note for note in self.page_request.facts.notes if self.code in note.indicators]

    @cached_property
    def now(self) -> Answer:
        """The whole territory's answer of the shown period."""
        return next(answer for answer in self.in_period() if answer.period == self.period.label)

    @cached_property
    def figure(self) -> Answer:
        """The answer that the page begins with: of the chosen period, else the newest known up to
        the shown year.
        """
        if (
            self.now.value is not None
            or self.page_request.period is not None
            or self.page_request.within_year
            or self.fixed
        ):
            return self.now
        until_now = self.answers(years=(self.page_request.facts.first_year, self.year))
        return next(
            (answer for answer in reversed(until_now) if answer.value is not None), self.now
        )

    def in_period(self, *by: str, **changes: object) -> tuple[Answer, ...]:
        """Answers of the shown period, by district where asked."""
        return self.of_period(self.period, *by, **changes)

    def of_period(self, period: Period, *by: str, **changes: object) -> tuple[Answer, ...]:
        """Answers of one period."""
        answers = self.answers(**choices_of_period(period, *by), **changes)
        return tuple(answer for answer in answers if answer.period == period.label)

    def answers(self, **changes: object) -> tuple[Answer, ...]:
        """Answers about this indicator."""
        return tuple(self.page_request.answers(indicators=(self.code,), **changes))

    def records_of(self, period: str, district: str | None = None, **changes: object) -> str:
        """The address that shows the records counted in one number."""
        chosen: dict[str, Any] = {
            "period": period,
            "district": district,
            "within_year": None,
            "page": None,
        } | changes
        url = self.page_request.href(f"/indicator/{self.code}", indicator=None, **chosen)
        return f"{url}#{RECORDS}"


def choices_of_period(period: Period, *by: str) -> dict[str, Any]:
    """What a question says of a period: any days are asked for alone, others among those of their
    length.
    """
    years = (period.year, period.final_year)
    if period.days is not None:
        return {"period": period, "years": years, "by": (*by, RANGE)}
    return {"years": years, "by": (*by, period.grain)}


def read_subject(page_request: PageRequest) -> Subject:
    """The indicator that the page's path names; refuses an unknown one."""
    code = named(page_request.address.path)
    page_request.facts.catalogue.newest(code)
    return Subject(page_request, code)


def named(path: str) -> str:
    """The code that a page's path ends with; refuses a path without one."""
    code = path_variables(path).get("code")
    if code is None:
        raise NotFound(Problem("unknown_address", {"path": path}))
    return code
