"""What the pages of districts stand on: the year they speak of, and every indicator's value in
every place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.components.links import LinkOption
from dashboard.request import PageRequest
from dashboard.sections.overview import Overview
from dashboard.sections.subject import Subject, choices_of_period
from dashboard.text import formats, labels
from indicators.answers.answer import Answer
from indicators.answers.question import DISTRICT
from indicators.definition import Definition
from indicators.periods import Period
from indicators.records.places import NONE

PlaceCode = str | None


@dataclass(frozen=True)
class Territory:
    """A programme's indicators by place in one period."""

    page_request: PageRequest
    cut: str | None

    @cached_property
    def overview(self) -> Overview:
        return Overview(self.page_request)

    @cached_property
    def period(self) -> Period:
        """The chosen one, else the year that the overview speaks of."""
        return self.page_request.period or Period(self.overview.year)

    @property
    def year(self) -> int:
        return self.period.final_year

    @property
    def when(self) -> str:
        """The period in words."""
        return formats.period(self.period.label)

    @cached_property
    def whole(self) -> Mapping[str, Answer]:
        """Each indicator's value of the whole territory."""
        return {answer.indicator: answer for answer in self._in_period()}

    @cached_property
    def by_place(self) -> Mapping[str, Mapping[str, Answer]]:
        """Each indicator's values by place; «without a district» last, where there is any."""
        answers: dict[str, dict[str, Answer]] = {}
        for answer in self._in_period(DISTRICT, cut=self.cut):
            answers.setdefault(answer.indicator, {})[answer.district or ""] = answer
        return answers

    def _in_period(self, *by: str, **changes: object) -> Iterator[Answer]:
        answers = self.page_request.answers(**choices_of_period(self.period, *by), **changes)
        return (answer for answer in answers if answer.period == self.period.label)

    @cached_property
    def codes(self) -> Sequence[str]:
        """The indicators that have a value in any district, in the order of the catalogue."""
        return [
            code
            for code, places in self.by_place.items()
            if any(_has_value(answer) for answer in places.values())
        ]

    @cached_property
    def places(self) -> Sequence[str]:
        """Every district with its place in a table; last «without a district», where any record has
        none.
        """
        codes = dict.fromkeys(place for code in self.codes for place in self.by_place[code])
        return [*(place for place in codes if place != NONE), *([NONE] if NONE in codes else [])]

    @cached_property
    def chosen(self) -> str | None:
        """The indicator in the address, else the first of the short list with values in districts,
        else the first.
        """
        short = [answer.indicator for answer in self.overview.key if answer.indicator in self.codes]
        return next(iter([*self.page_request.indicators, *short, *self.codes]), None)

    def definition(self, code: str) -> Definition:
        return self.page_request.definition(code, self.year)

    def subject(self, code: str) -> Subject:
        """An indicator as its own page speaks of it."""
        return Subject(self.page_request, code, self.period)

    def by_part(self) -> Iterator[tuple[str, Sequence[str]]]:
        """The names of the programme's parts with their indicators that have values in districts."""
        for part, codes in self.overview.by_part:
            listed = [code for code in codes if code in self.codes]
            if listed:
                yield labels.in_language(part.names) if part else "", listed

    def indicator_options(self) -> list[LinkOption]:
        """The indicators to choose from."""
        return [
            LinkOption(
                labels.name_of(self.definition(code)),
                self.page_request.href(indicator=code),
                code == self.chosen,
            )
            for code in self.codes
        ]

    def year_options(self) -> list[LinkOption]:
        """The years to choose from, and the chosen period where it is none of them."""
        first, last = self.page_request.years
        years = [
            LinkOption(str(year), self.page_request.href(period=str(year)), chosen)
            for year in range(first, last + 1)
            for chosen in [self.period == Period(year)]
        ]
        return (
            years
            if self.period.grain == "year"
            else [*years, LinkOption(self.when, self.page_request.href(), True)]
        )


def _has_value(answer: Answer) -> bool:
    return answer.value is not None and answer.district != NONE
