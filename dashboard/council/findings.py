"""Each slide's finding: one sentence made from the data, phrased so that no word has to be
declined.
"""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from dashboard.report import TableCell
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.margin import beside_margin
from indicators.answers.achievement import BEHIND
from indicators.answers.answer import Answer
from indicators.answers.margin import within_margin
from indicators.definition import Definition
from indicators.engine.readings import ILLUSTRATIVE
from indicators.ranking.basis import adds_up
from indicators.records.places import NONE


class PlaceValue(NamedTuple):
    """A district's number with what it is called."""

    value: Decimal
    name: str
    answer: Answer


def last_known(definition: Definition, now: Answer, known: Sequence[Answer]) -> str:
    """«последнее известное: 1 044 чел. (2018)» where the period itself has no value."""
    if now.value is not None or not known:
        return ""
    last = known[-1]
    text = labels.answer_text(definition, last, unit=True)
    return _("last known: {value} ({period})").format(
        value=text, period=formats.period(last.period)
    )


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
    return _greatest_sentence(definition).format(
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
    return _smallest_sentence(definition).format(
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


def _greatest_sentence(definition: Definition) -> str:
    if definition.direction == "decrease":
        return _("worst: {district} – {value}")
    if definition.direction == "increase" and adds_up(definition):
        return _("most: {district} – {value}")
    return _("highest: {district} – {value}")


def _smallest_sentence(definition: Definition) -> str:
    if definition.direction == "decrease":
        return _("best: {district} – {value}")
    if definition.direction == "increase" and adds_up(definition):
        return _("least: {district} – {value}")
    return _("lowest: {district} – {value}")


def _total(districts: Sequence[Answer]) -> Decimal:
    return sum((answer.value for answer in districts if answer.value is not None), Decimal(0))


def left_out(number: int) -> str:
    """«и ещё 12 на странице»: how many rows a slide has no room for."""
    return _("and {number} more on the page").format(number=number) if number > 0 else ""


def day_cell(day: datetime.date | None, known_to: str = "day") -> TableCell:
    """A day as well as it is known, or a dash; in a workbook it is a day."""
    if day is None:
        return TableCell(formats.EN_DASH)
    return TableCell(formats.record_date(day, known_to), day=day, known_to=known_to)


def illustrative_marks(made_up: Iterable[bool]) -> tuple[str, ...]:
    """The mark of a slide on which a row was made up for show."""
    return (ILLUSTRATIVE,) if any(made_up) else ()


def lowered(text: str) -> str:
    """A sentence as a part of another."""
    return f"{text[:1].lower()}{text[1:].rstrip('.')}"


def sentence(*parts: str) -> str:
    """The parts that say something, as one sentence."""
    text = "; ".join(part for part in parts if part)
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""


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
