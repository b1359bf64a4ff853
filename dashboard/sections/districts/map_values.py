"""What a map draws: shades of what compares whatever the size of a place, circles of what does not.

A count is shaded per 10,000 residents where those of all places are known, as docs/districts.md
compares places; else it is a circle, whose area grows with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from math import floor, log10
from typing import Any

from dashboard.figures.base import Frame
from dashboard.figures.map_key import MapLabels
from dashboard.request import PageRequest
from dashboard.sections.series import Scale, by_place, scale_of
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.ranking import unit_text, value_text
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.periods import parse
from indicators.ranking.basis import OWN, RESIDENTS, basis_of
from indicators.ranking.ranking import PARTIAL, POPULATION, PlaceNumber, Ranking
from indicators.ranking.rankings import ranking_of


@dataclass(frozen=True)
class MapValues:
    """One row a place, as figures read them, and the words of the key; ``ranking`` has the numbers
    where they are per residents.
    """

    frame: Frame
    labels: MapLabels
    ranking: Ranking | None = None


def map_values(
    page_request: PageRequest, definition: Definition, answers: Sequence[Answer], cut: str | None
) -> MapValues:
    """The numbers by which an indicator's places are drawn."""
    scale = scale_of(definition, answers)
    frame = by_place(page_request, definition, answers, scale)
    if basis_of(definition) == OWN:
        return MapValues(frame, _shade_labels(scale.unit, _range(frame)))
    ranking = _rates(page_request, answers[0], cut) if basis_of(definition) == RESIDENTS else None
    if ranking is not None:
        return _by_residents(frame, ranking)
    return MapValues(frame, _circle_labels(frame, scale))


def _rates(page_request: PageRequest, answer: Answer, cut: str | None) -> Ranking | None:
    """The numbers per resident; None unless the period is a year, as rankings are of years, and the
    residents of every place are known.
    """
    period = parse(answer.period)
    if period.grain != "year":
        return None
    question = page_request.question(years=None, cut=cut, indicators=(answer.indicator,))
    ranking = page_request.asker.ask(ranking_of, question, period.year)
    if ranking is None or not ranking.values:
        return None
    unknown = any(number.reason == POPULATION for number in ranking.numbers.values())
    return None if unknown else ranking


def _by_residents(frame: Frame, ranking: Ranking) -> MapValues:
    rows = [{**row, **_rate(ranking, ranking.numbers[row["code"]], row)} for row in frame]
    unit = _("{unit} per 10,000 residents").format(unit=unit_text(ranking)).strip()
    if any(number.illustrative for number in ranking.numbers.values()):
        unit = _("{unit} (their number is illustrative)").format(unit=unit)
    return MapValues(rows, _shade_labels(unit, _range(rows)), ranking)


def _rate(ranking: Ranking, number: PlaceNumber, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a place's row has instead of its count."""
    if number.value is None:
        partial = {"state": PARTIAL, "text": labels.mark_name(PARTIAL)}
        return {"value": None} | (partial if number.reason == PARTIAL else {})
    text = value_text(ranking, number.value)
    line = _("{rate} per 10,000 residents").format(rate=text)
    return {
        "value": float(number.value),
        "text": value_text(ranking, number.value, unit=False),
        "hover": f"{row['hover']}<br>{escape(line, quote=False)}",
    }


def _range(frame: Frame) -> str:
    """The least and the greatest number in the words of their places."""
    known = sorted((row["value"], row["text"]) for row in frame if row["value"] is not None)
    texts = dict.fromkeys(text for _value, text in known[:1] + known[-1:])
    return f" {formats.EN_DASH} ".join(texts)


def _shade_labels(unit: str, ends: str) -> MapLabels:
    caption = _("Shade: {unit}").format(unit=unit) if unit else _("Shade: the number")
    return MapLabels(unit=unit, separators=formats.separators(), caption=caption, range=ends)


def _circle_labels(frame: Frame, scale: Scale) -> MapLabels:
    values = [row["value"] for row in frame if row["value"] is not None]
    caption = (
        _("Area of a circle: {unit}").format(unit=scale.unit)
        if scale.unit
        else _("Area of a circle: the number")
    )
    if any(value < 0 for value in values):
        caption = _("{caption}; hollow: below zero").format(caption=caption)
    sizes = [(float(size), _size_text(size)) for size in _sizes(values)]
    return MapLabels(
        unit=scale.unit,
        separators=formats.separators(),
        caption=caption,
        by_size=True,
        sizes=sizes,
    )


def _size_text(size: Decimal) -> str:
    return formats.number(size, max(-int(size.normalize().as_tuple().exponent), 0))


def _sizes(values: Sequence[Decimal]) -> Iterator[Decimal]:
    """One or two round numbers for the key, at most the greatest; none where all are zero."""
    greatest = max(map(abs, values), default=Decimal(0))
    if greatest:
        yield from dict.fromkeys((_rounded(greatest / 5), _rounded(greatest)))


def _rounded(value: Decimal) -> Decimal:
    """The greatest of 1, 2 and 5 times a power of ten that a value reaches."""
    power = Decimal(10) ** floor(log10(value))
    return max(power * step for step in (1, 2, 5) if power * step <= value)
