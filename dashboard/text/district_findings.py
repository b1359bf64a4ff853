"""What an indicator's districts have in one period, as parts of a sentence, phrased so that no word has
to be declined.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.margin import beside_margin
from indicators.answers.achievement import BEHIND
from indicators.answers.answer import Answer
from indicators.answers.margin import within_margin
from indicators.definition import Definition
from indicators.ranking.basis import adds_up
from indicators.records.places import NONE


class PlaceValue(NamedTuple):
    """A district's number with what it is called."""

    value: Decimal
    name: str
    answer: Answer


def most(
    definition: Definition, whole: Answer, districts: Sequence[Answer], names: Sequence[str]
) -> str:
    """«больше всего: Центральный район – 118 ед., 34 % от целого» – nothing where fewer than two
    have a value.

    Of what should be small the greatest is the worst, and is called so.
    """
    known = _ranked_values(districts, names)
    if len(known) < 2:
        return ""
    greatest = max(known, key=lambda place: place.value)
    if sum(place.value == greatest.value for place in known) > 1:
        return ""
    value = _measured(definition, greatest.value, _total(districts), whole)
    return greatest_sentence(definition).format(
        district=greatest.name, value=_beside(definition, value, greatest, known)
    )


def least(
    definition: Definition, whole: Answer, districts: Sequence[Answer], names: Sequence[str]
) -> str:
    """«меньше всего: Кировский район – 52 ед., 6 % от целого», measured as the greatest is."""
    known = _ranked_values(districts, names)
    if len(known) < 3:
        return ""
    smallest = min(known, key=lambda place: place.value)
    value = _measured(definition, smallest.value, _total(districts), whole)
    return smallest_sentence(definition).format(
        district=smallest.name, value=_beside(definition, value, smallest, known)
    )


def behind_plan(districts: Sequence[Answer]) -> str:
    """«районы, отстающие от плана: 2 из 5» – of those that have a plan of their own."""
    planned = [answer for answer in districts if answer.status is not None]
    late = sum(answer.status in BEHIND for answer in planned)
    return (
        _("districts behind plan: {late} of {planned}").format(late=late, planned=len(planned))
        if late
        else ""
    )


def greatest_sentence(definition: Definition) -> str:
    """The template of what is said of the greatest ``{district}`` and its ``{value}``."""
    if definition.direction == "decrease":
        return _("worst: {district} – {value}")
    if definition.direction == "increase" and adds_up(definition):
        return _("most: {district} – {value}")
    return _("highest: {district} – {value}")


def smallest_sentence(definition: Definition) -> str:
    """The template of what is said of the smallest."""
    if definition.direction == "decrease":
        return _("best: {district} – {value}")
    if definition.direction == "increase" and adds_up(definition):
        return _("least: {district} – {value}")
    return _("lowest: {district} – {value}")


def _total(districts: Sequence[Answer]) -> Decimal:
    return sum((answer.value for answer in districts if answer.value is not None), Decimal(0))


def _ranked_values(districts: Sequence[Answer], names: Sequence[str]) -> list[PlaceValue]:
    """Values of districts with their names; records without a district are of none."""
    pairs = zip(districts, names, strict=True)
    return [
        PlaceValue(answer.value, name, answer)
        for answer, name in pairs
        if answer.value is not None and answer.district != NONE
    ]


def _beside(
    definition: Definition, text: str, place: PlaceValue, known: Iterable[PlaceValue]
) -> str:
    """A place's value, with how many others chance alone may have put above or below it."""
    others = sum(
        bool(within_margin(definition, place.answer, other.answer))
        for other in known
        if other.value != place.value
    )
    return beside_margin(text, others) if others else text


def _measured(definition: Definition, value: Decimal, total: Decimal | int, whole: Answer) -> str:
    """A value with its part of the whole, where districts are parts of it and none is counted
    twice.
    """
    text = labels.value_text(definition, value)
    if not adds_up(definition) or not whole.value or total > whole.value:
        return text
    return _("{value}, {share} of the whole").format(
        value=text, share=formats.percent(value / whole.value)
    )
