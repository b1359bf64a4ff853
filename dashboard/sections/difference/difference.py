"""The difference that a page asks for: what is compared with what, and by which parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from dashboard.request import PageRequest
from dashboard.sections.subject import Subject
from dashboard.text import formats, labels, part_labels
from dashboard.text.language import _
from data.refusals import Names
from data.words.offers import check_choice
from indicators.contributions.asking import PLAN, decomposition, dimensions
from indicators.contributions.contribution import REST, Contribution
from indicators.contributions.decomposition import (
    DISTRICT,
    INPUT,
    MONTH,
    Decomposition,
    DifferenceQuestion,
)
from indicators.contributions.hindsight import Hindsight, hindsight
from indicators.contributions.organisations import ORGANISATION, organisation_names
from indicators.definition import Definition
from indicators.periods import GRAINS, Period, parse
from indicators.records.places import NONE

LISTED = 100
"""So many parts a table has; the smallest ones after them stand together."""
OTHERS = "others"
ANCHOR = "difference"
"""The part of an indicator's page that divides a difference."""


@dataclass(frozen=True)
class Difference:
    """An indicator's shown period against an earlier one, or against its plan."""

    subject: Subject

    @property
    def page_request(self) -> PageRequest:
        return self.subject.page_request

    @cached_property
    def compared(self) -> Sequence[Period]:
        """The periods that the shown one may be compared with: of the same length and part of a
        year, the earlier ones first, the nearest of them foremost.
        """
        period, facts = self.subject.period, self.page_request.facts
        if period.grain not in GRAINS:
            return ()
        periods = [
            period.years_earlier(period.year - year)
            for year in range(facts.first_year, facts.last_year + 1)
            if year != period.year
        ]
        return sorted(
            periods, key=lambda each: (each.year > period.year, abs(each.year - period.year))
        )

    @property
    def against(self) -> str | None:
        """The chosen period or plan, else the year before; None where there is nothing to compare
        with.
        """
        first = next((each.label for each in self.compared if each < self.subject.period), None)
        return self.page_request.against or first

    @property
    def of_plan(self) -> bool:
        return self.against == PLAN

    @cached_property
    def question(self) -> DifferenceQuestion | None:
        if self.against is None:
            return None
        before = None if self.of_plan else parse(self.against)
        return DifferenceQuestion(self.subject.code, self.subject.period, before)

    @cached_property
    def dimensions(self) -> Sequence[str]:
        """By what the difference may be divided."""
        if self.question is None:
            return ()
        base = self.page_request.question(years=None)
        return self.page_request.asker.ask(dimensions, base, self.question)

    @property
    def by(self) -> str | None:
        return self.page_request.parts or next(iter(self.dimensions), None)

    @cached_property
    def decomposition(self) -> Decomposition | None:
        if self.question is None or self.by is None:
            return None
        base = self.page_request.question(years=None)
        return self.page_request.asker.ask(decomposition, base, self.question, self.by)

    @cached_property
    def hindsight(self) -> Hindsight:
        """What has become known of the earlier period since it was due."""
        if self.question is None:
            return Hindsight()
        base = self.page_request.question(years=None)
        return self.page_request.asker.ask(hindsight, base, self.question)

    @property
    def driver_name(self) -> str | None:
        """What the part is called that makes most of the difference, if one does."""
        driver = None if self.decomposition is None else self.decomposition.driver
        return None if driver is None else self.part_name(driver.key)

    def definition_of(self, part: Contribution) -> Definition:
        """By which a part's own numbers are written: an input of a formula has its own."""
        if self.by == INPUT:
            return self.page_request.definition(part.key, self.subject.year)
        return self.subject.definition

    def check(self) -> None:
        """Refuse an unknown period or part, with those that there are."""
        periods: dict[str, Names] = {each.label: {} for each in self.compared}
        check_choice("against", self.page_request.against, {**periods, PLAN: PLAN_NAME})
        known = {name: {"ru": self.dimension_name(name)} for name in self.dimensions}
        if self.dimensions:
            check_choice("parts", self.page_request.parts, known)

    def dimension_name(self, by: str) -> str:
        """What a way of dividing is called."""
        named = {
            DISTRICT: _("District"),
            MONTH: _("Month"),
            INPUT: _("Input of the formula"),
            ORGANISATION: _("Organisation"),
        }
        return named.get(by) or part_labels.attribute_name(self.subject.definition, by)

    def part_name(self, key: str) -> str:
        """What a part is called; what the parts leave over has a name of its own."""
        facts = self.page_request.facts
        if key in (REST, OTHERS):
            return {REST: _("Not divided"), OTHERS: _("Others")}[key]
        if self.by == DISTRICT:
            return labels.place_name(facts, key)
        if self.by == MONTH:
            return formats.part_name(Period(self.subject.year, "month", int(key)))
        if self.by == ORGANISATION:
            return self._organisations.get(key) or _("without an organisation")
        if self.by == INPUT:
            return labels.name_of(self.page_request.definition(key, self.subject.year))
        return part_labels.value_name(facts, self.subject.definition, self.by or "", key)

    @cached_property
    def _organisations(self) -> Mapping[str, str]:
        """The names of the organisations that are listed."""
        listed = self.decomposition.contributions[:LISTED] if self.decomposition else ()
        keys = tuple(part.key for part in listed if part.key.isdecimal())
        return self.page_request.asker.ask(organisation_names, keys, self.page_request.as_of)

    def part_url(self, key: str, period: str) -> str | None:
        """The records behind a part in one of the two periods; an input's own page."""
        if key in (REST, OTHERS):
            return None
        if self.by == DISTRICT:
            return self.subject.records_of(period, key)
        if self.by == ORGANISATION:
            return None if key == NONE else self.page_request.page(f"/organisation/{key}")
        if self.by == MONTH:
            return self.subject.records_of(f"{parse(period).year}-{key}")
        if self.by == INPUT:
            return self.page_request.page(f"/indicator/{key}", period=period)
        return self.subject.records_of(period, split=self.by, split_value=key)


def reads_records(page_request: PageRequest) -> bool:
    """Whether the chosen parts are no cells: attributes and organisations are counted from records."""
    parts = page_request.parts
    if parts is None:
        return not page_request.facts.places.main
    return parts not in (DISTRICT, MONTH, INPUT)


def with_others(parts: Sequence[Contribution], most: int) -> Sequence[Contribution]:
    """The greatest parts, the smaller ones together, and what is not divided."""
    divided = [part for part in parts if part.key != REST]
    left = sum((part.amount for part in divided[most:]), Fraction(0))
    others = [Contribution(OTHERS, None, None, left)] if divided[most:] else []
    return [*divided[:most], *others, *(part for part in parts if part.key == REST)]


PLAN_NAME: Names = {"ru": "план", "en": "the plan"}
