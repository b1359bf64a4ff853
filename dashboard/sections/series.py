"""Answers as the rows that figures draw: every number beside its finished words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from dashboard.figures.base import Frame
from dashboard.request import PageRequest
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.margin import interval_text
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.exact import WIDE
from indicators.periods import parse


@dataclass(frozen=True)
class Scale:
    """In what a chart's numbers are told: millions of roubles, per cent, people."""

    unit: str
    decimals: int
    divisor: Decimal = Decimal(1)

    def of(self, value: Decimal | None) -> Decimal | None:
        return None if value is None else value / self.divisor

    def text(self, value: Decimal, *others: Decimal) -> str:
        """The number, told apart from ``others``, which stand beside it."""
        return formats.number(self._divided(value), self.decimals, *self._apart(others))

    def with_unit(self, value: Decimal, *others: Decimal) -> str:
        counted = formats.counted(
            self._divided(value), self.unit, self.decimals, *self._apart(others)
        )
        return formats.unbroken(*counted)

    def answer(self, answer: Answer) -> str:
        """An answer's number, which never contradicts its status, or the word of its state."""
        if answer.value is None:
            return labels.state_name(answer.state)
        return self.text(answer.value, *answer.judged_by)

    def plan(self, answer: Answer) -> str:
        """An answer's plan, told apart from its value; empty where nothing is planned."""
        others = () if answer.value is None else (answer.value,)
        return "" if answer.plan is None else self.text(answer.plan, *others)

    def _apart(self, others: Iterable[Decimal]) -> list[Decimal]:
        """What a number is told apart from; in thousands and millions also from nothing."""
        nought = [] if self.divisor == 1 else [Decimal(0)]
        return [*map(self._divided, others), *nought]

    def _divided(self, value: Decimal) -> Decimal:
        return WIDE.divide(value, self.divisor)


def scale_of(definition: Definition, answers: Iterable[Answer]) -> Scale:
    """One scale for all numbers of a chart, so that they can be compared by eye."""
    if not labels.is_money(definition):
        return Scale(labels.unit_of(definition), definition.decimals)
    largest = max(
        (abs(number) for answer in answers for number in (answer.value, answer.plan) if number),
        default=0,
    )
    divisor, decimals, unit = formats.money_scale(Decimal(largest))
    return Scale(unit, decimals, Decimal(divisor))


def by_period(
    definition: Definition, answers: Sequence[Answer], scale: Scale, *, inside: bool = False
) -> Frame:
    """One row a period; ``inside`` a year the label leaves the year out."""
    return [
        _row(definition, answer, scale, _period_label(answer.period, inside))
        | axis_names(answer.period)
        for answer in answers
    ]


def axis_names(period: str) -> dict[str, str]:
    """What the columns of a frame that name an axis say of a period."""
    part, year = formats.short_names(period)
    return {"part": part, "year": year}


def by_place(
    page_request: PageRequest, definition: Definition, answers: Sequence[Answer], scale: Scale
) -> Frame:
    """One row a place, named; «without a district» has its own code."""
    return [
        _row(definition, answer, scale, place_label(page_request, answer)) for answer in answers
    ]


def place_label(page_request: PageRequest, answer: Answer) -> str:
    return labels.place_name(page_request.facts, answer.district)


def hover(definition: Definition, answer: Answer, title: str, scale: Scale) -> str:
    """Everything an answer says, line by line, safe from being read as markup."""
    return "<br>".join(
        [
            f"<b>{escape(title, quote=False)}</b>",
            *(escape(line, quote=False) for line in _hover_lines(definition, answer, scale)),
        ]
    )


def _hover_lines(definition: Definition, answer: Answer, scale: Scale) -> Iterable[str]:
    yield (
        labels.state_name(answer.state)
        if answer.value is None
        else scale.with_unit(answer.value, *answer.judged_by)
    )
    if interval := interval_text(answer, scale.decimals):
        yield interval
    if answer.plan is not None:
        yield _("Plan: {plan}").format(plan=labels.plan_text(definition, answer.plan, answer.value))
    if answer.degree_raw is not None:
        yield _("Degree: {degree}").format(degree=labels.degree_text(answer))
    if answer.status is not None:
        yield labels.status_of(answer)
    if answer.records is not None and answer.value is not None:
        yield formats.records(answer.records)
    if answer.marks:
        yield ", ".join(labels.mark_name(mark) for mark in answer.marks)


def _row(definition: Definition, answer: Answer, scale: Scale, label: str) -> dict[str, Any]:
    return {
        "code": answer.district or "",
        "period": answer.period,
        "label": label,
        "value": scale.of(answer.value),
        "plan": scale.of(answer.plan),
        **_whiskers(answer, scale),
        "plan_text": scale.plan(answer),
        "state": answer.state,
        "status": answer.status,
        "marks": list(answer.marks),
        "text": scale.answer(answer),
        "hover": hover(definition, answer, label, scale),
    }


def _whiskers(answer: Answer, scale: Scale) -> dict[str, Any]:
    """The ends of the interval; no columns at all where there is none."""
    if answer.interval is None or answer.value is None:
        return {}
    return {"low": scale.of(answer.interval.low), "high": scale.of(answer.interval.high)}


def _period_label(label: str, inside: bool) -> str:
    return formats.short_part_name(parse(label)) if inside else formats.period(label)


def intervals_of(
    answers: Iterable[Answer], scale: Scale
) -> tuple[tuple[Decimal, Decimal] | None, ...]:
    """The ends of each answer's interval in the chart's unit; None where it has none."""
    return tuple(
        (answer.interval.low / scale.divisor, answer.interval.high / scale.divisor)
        if answer.interval is not None and answer.value is not None
        else None
        for answer in answers
    )
