"""What is compared: several indicators, or several districts; over years or their parts, or in one
period.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.figures.theme import LIGHT
from dashboard.request import PageRequest
from dashboard.sections.overview import Overview
from dashboard.sections.subject import choices_of_period
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.answers.by_day import has_days, has_room
from indicators.definition import Definition
from indicators.periods import PARTS_OF_YEAR, SHORT_GRAINS, Period, of_years

MOST = len(LIGHT.series)
"""More lines than this cannot be told apart by colour."""


@dataclass(frozen=True)
class Comparison:
    """What is compared: indicators of one place, or each indicator by places."""

    page_request: PageRequest

    @cached_property
    def codes(self) -> Sequence[str]:
        """The chosen indicators, else the first two of the short list with one unit."""
        if self.page_request.indicators:
            return _once(self.page_request.indicators)[:MOST]
        listed = [
            answer.indicator
            for answer in Overview(self.page_request).key
            if answer.value is not None
        ]
        units = [labels.unit_of(self.definition(code)) for code in listed]
        alike = [
            code for code, unit in zip(listed, units, strict=True) if units and unit == units[0]
        ]
        return alike[:2]

    @property
    def places(self) -> Sequence[str | None]:
        """The chosen districts, however many; the whole where none is chosen."""
        return _once(self.page_request.districts) or (None,)

    @property
    def left_out(self) -> str:
        """Which indicators of the address are too many to be compared, as a sentence; else empty."""
        codes = _once(self.page_request.indicators)[MOST:]
        if not codes:
            return ""
        return _("No more than {number} can be told apart; not shown: {names}.").format(
            number=MOST, names="; ".join(labels.name_of(self.definition(code)) for code in codes)
        )

    @property
    def by_places(self) -> bool:
        return len(self.places) > 1

    def definition(self, code: str) -> Definition:
        return self.page_request.definition(code)

    @property
    def same_unit(self) -> bool:
        return len({labels.unit_of(self.definition(code)) for code in self.codes}) == 1

    def cut(self, place: str | None) -> str | None:
        """The division of the territory that a place belongs to."""
        place_known = self.page_request.facts.places.by_code.get(place or "")
        return place_known.cut if place_known else self.page_request.cut

    @cached_property
    def period(self) -> Period | None:
        """The one period that is compared, of whose years its halves, quarters and months are; None
        where years stand side by side.
        """
        return self._chosen_years if self.grain in PARTS_OF_YEAR else self.page_request.period

    @property
    def _chosen_years(self) -> Period | None:
        """Those of the chosen period."""
        chosen = self.page_request.period
        return chosen and of_years(chosen.year, chosen.final_year)

    @property
    def grain(self) -> str | None:
        """The length of time below a year by which a chart goes; None where it goes by years, or has
        one period.
        """
        grain = self.page_request.address.choices.get("by")
        return grain if grain in (*PARTS_OF_YEAR, *SHORT_GRAINS) else None

    @property
    def is_of_one_period(self) -> bool:
        """Whether each has one number alone."""
        return self.period is not None and self.grain is None

    @property
    def when(self) -> str:
        """The compared period, or the years, in words."""
        if self.period is not None:
            return formats.period(self.period.label)
        return formats.years(*self.page_request.years)

    @property
    def index_unit(self) -> str:
        """Of what unlike indicators are told per cent on one chart."""
        return {
            None: _("the first known year is 100"),
            "half": _("the first known half-year is 100"),
            "quarter": _("the first known quarter is 100"),
            "month": _("the first known month is 100"),
            "week": _("the first known week is 100"),
            "day": _("the first known day is 100"),
        }[self.grain]

    def choices(self, *by: str) -> Mapping[str, Any]:
        """What the question of the charts says beside the page's own."""
        if self.grain is None:
            return self.choices_of_numbers(*by)
        drawn = self.period or self._all_years
        chosen = {"years": (drawn.year, drawn.final_year), "by": (*by, self.grain)}
        return chosen if self.grain in PARTS_OF_YEAR else {"period": drawn, **chosen}

    def choices_of_numbers(self, *by: str) -> Mapping[str, Any]:
        """The same of a table that has a number a year, or one of the period."""
        if self.period is None:
            return {"by": (*by, "year")}
        return choices_of_period(self.period, *by)

    def parts_of_years(self) -> Mapping[str, Period | None]:
        """The parts of years, each with the years they are of; None where those are the page's."""
        return dict.fromkeys(PARTS_OF_YEAR, self._chosen_years)

    def short_grains(self) -> Mapping[str, Period]:
        """The lengths of time below a month by which everything compared is known, each with the
        period that has room on a chart: the compared one, or its last year.
        """
        whole = self.period or self._all_years
        last_year = Period(whole.final_year)
        question = self.page_request.question(
            indicators=tuple(self.codes), years=(whole.year, whole.final_year)
        )
        if not self.page_request.asker.ask(has_days, question):
            return {}
        return {grain: whole if has_room(grain, whole) else last_year for grain in SHORT_GRAINS}

    @property
    def _all_years(self) -> Period:
        return of_years(*self.page_request.years)

    def answers(self, code: str, place: str | None) -> Sequence[Answer]:
        """The answers of a line: of each year, of each of its parts, or of the one period."""
        if self.grain is None:
            return self.numbers(code, place)
        return self._answers(code, place, self.choices())

    def numbers(self, code: str, place: str | None) -> Sequence[Answer]:
        """The answers of a row: of each year, or of the one period as a whole."""
        answers = self._answers(code, place, self.choices_of_numbers())
        if self.period is None:
            return answers
        # a part of a year is asked for among the others of its length
        return [answer for answer in answers if answer.period == self.period.label]

    def _answers(
        self, code: str, place: str | None, choices: Mapping[str, Any]
    ) -> Sequence[Answer]:
        return self.page_request.answers(
            indicators=(code,), district=place, cut=self.cut(place), **choices
        )


def _once(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
