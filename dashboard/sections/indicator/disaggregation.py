"""An indicator by one attribute, answered: its attributes, the parts of the one that was chosen, and
whether they add up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from dashboard.request import PageRequest
from dashboard.sections.subject import Subject
from dashboard.text import part_labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.answers.crossing import crossed_attributes
from indicators.answers.disaggregation import (
    OBSERVED,
    attribute_names,
    attributes_of,
    reported_attributes,
    splits_of,
    unknown_split,
)
from indicators.definition import Definition

ADDITIVE = ("count", "sum")
TOTAL = "="
"""The series of the total, where it stands beside parts that do not add up to it; no part has such
a name.
"""


@dataclass(frozen=True)
class Split:
    """An indicator by one attribute: the answers of each part, and those of the total where it
    stands beside them.
    """

    subject: Subject
    attribute: str
    parts: Sequence[Answer]
    totals: Sequence[Answer]

    @property
    def definition(self) -> Definition:
        """The newest: it names attributes and values, whatever year is shown."""
        return self.subject.versions[-1].definition

    @property
    def name(self) -> str:
        return part_labels.attribute_name(self.definition, self.attribute)

    def part_name(self, answer: Answer) -> str:
        if answer.split is None:
            return _("Total")
        facts = self.subject.page_request.facts
        return part_labels.value_name(facts, self.definition, self.attribute, answer.split)

    @cached_property
    def of_period(self) -> Sequence[Answer]:
        """The parts of the shown period as a whole."""
        subject = self.subject
        answers = (
            subject.of_period(subject.period, split=self.attribute)
            if subject.goes_by_days
            else self.parts
        )
        label = subject.period.label
        return [each for each in answers if each.period == label and each.split is not None]

    @property
    def stacks(self) -> bool:
        """Whether the parts add up to the whole; reported ones do where they were reported so."""
        return (
            _adds_up(self.parts, self.totals)
            if self.definition.kind == OBSERVED
            else stacks(self.definition)
        )


def attributes(page_request: PageRequest, code: str) -> tuple[str, ...]:
    """The attributes by which an indicator can be split."""
    definition = page_request.facts.catalogue.newest(code).definition
    if definition.kind != OBSERVED:
        return splits_of(definition) if attributes_of(definition) else ()
    return page_request.asker.ask(
        reported_attributes, page_request.facts.code, code, page_request.as_of
    ).attributes


def attribute(page_request: PageRequest, code: str) -> str | None:
    """The chosen attribute, else the first; refuses one that the indicator does not have."""
    definition = page_request.facts.catalogue.newest(code).definition
    chosen, known = page_request.split, attribute_names(definition)
    if definition.kind == OBSERVED:
        disaggregated = page_request.asker.ask(
            reported_attributes, page_request.facts.code, code, page_request.as_of
        )
        known = disaggregated.names
        chosen = disaggregated.attribute(chosen) if chosen is not None else None
    every = {*known, *splits_of(definition)}
    if page_request.split is not None and chosen not in every and not crosses(definition, chosen):
        raise unknown_split(definition, page_request.split, known)
    return chosen or next(iter(known), None)


def crosses(definition: Definition, split: str | None) -> bool:
    """Whether two attributes are chosen, both of which a counted indicator has."""
    both = crossed_attributes(split) if split and definition.kind != OBSERVED else None
    return both is not None and set(splits_of(definition)).issuperset(both)


def chosen_part(page_request: PageRequest) -> str | None:
    """The part whose number was chosen; None for a total."""
    return (
        page_request.split_value
        if page_request.split is not None and page_request.split_value != TOTAL
        else None
    )


def split_of(subject: Subject) -> Split | None:
    """An indicator by the chosen attribute, over the periods of a chart; None where it has none."""
    return _split(subject, subject.split_choices())


def split_in_numbers(subject: Subject) -> Split | None:
    """The same for a table, which has no room for days and weeks: they are one period."""
    return _split(subject, subject.split_choices_of_numbers())


def _split(subject: Subject, choices: Mapping[str, Any]) -> Split | None:
    by = attribute(subject.page_request, subject.code)
    if by is None:
        return None
    answers = subject.answers(split=by, **choices)
    parts = [answer for answer in answers if answer.split is not None]
    return Split(subject, by, parts, [answer for answer in answers if answer.split is None])


def stacks(definition: Definition) -> bool:
    """Whether the parts of what is counted add up to the whole; each part of a balance has a last
    month of its own.
    """
    modified = definition.per or definition.change or definition.balance
    return definition.kind in ADDITIVE and modified is None


def _adds_up(parts: Sequence[Answer], totals: Sequence[Answer]) -> bool:
    """Whether each known total is the sum of its parts."""
    sums: dict[str, Decimal] = {}
    for answer in parts:
        if answer.value is not None:
            sums[answer.period] = sums.get(answer.period, Decimal(0)) + answer.value
    known = {answer.period: answer.value for answer in totals}
    return bool(sums) and all(known.get(period) == total for period, total in sums.items())


def periods_of(split: Split) -> list[str]:
    """The labels of the periods, each once."""
    return list(dict.fromkeys(answer.period for answer in split.parts))


def groups_of(split: Split) -> Iterator[Sequence[Answer]]:
    """The answers of each part that is ever met or was declared, then those of the total."""
    for part in dict.fromkeys(answer.split for answer in split.parts):
        group = [answer for answer in split.parts if answer.split == part]
        if split.definition.kind == OBSERVED or any(answer.value for answer in group):
            yield group
    if split.totals:
        yield split.totals
