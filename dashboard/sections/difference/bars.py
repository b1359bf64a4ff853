"""A difference as bars: from the number before, by what each part gives, to the number now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from dashboard.figures import waterfall
from dashboard.figures.base import ChartLabels, Figure
from dashboard.figures.waterfall import WaterfallRow
from dashboard.sections.difference.difference import OTHERS, Difference, with_others
from dashboard.sections.series import Scale
from dashboard.text import difference as texts
from dashboard.text import formats
from dashboard.text.language import _
from indicators.contributions.contribution import REST, Contribution
from indicators.contributions.decomposition import MONTH, Decomposition
from indicators.exact import cut

MOST = 12
"""More parts than these are bars that nobody reads; the table has all of them."""


@dataclass(frozen=True)
class WaterfallBar:
    """A bar from ``start`` by ``amount``, exact and in the definition's own unit; an end has no
    ``key``.
    """

    key: str | None
    name: str
    start: Fraction
    amount: Fraction
    text: str
    tone: str


def figure_of(
    difference: Difference, whole: Decomposition, scale: Scale, most: int = MOST
) -> Figure:
    """The bars as a chart, of at most so many parts."""
    rows = [
        WaterfallRow(
            None if bar.key in (OTHERS, REST) else bar.key,
            bar.name,
            _length(bar.start, scale),
            _length(bar.amount, scale),
            bar.text,
            f"{bar.name}: {bar.text}",
            bar.tone,
        )
        for bar in waterfall_bars(difference, whole, scale, most)
    ]
    chart_labels = ChartLabels(unit=scale.unit, separators=formats.separators())
    theme = difference.page_request.theme
    return waterfall.waterfall(rows, labels=chart_labels, theme=theme)


def waterfall_bars(
    difference: Difference, whole: Decomposition, scale: Scale, most: int = MOST
) -> Iterator[WaterfallBar]:
    """The two numbers, and between them each part where the one before it has ended."""
    parts = _parts(whole, most)
    before, now = whole.ends
    name = _("Plan") if whole.of_plan else formats.period(whole.before.period)
    yield _end(name, before, scale)
    starts = accumulate((part.amount for part in parts), initial=before)
    for part, start in zip(parts, starts, strict=False):
        text = texts.amount(whole.definition, part.amount)
        tone = _tone(whole, part.amount)
        part_name = difference.part_name(part.key)
        yield WaterfallBar(part.key, part_name, start, part.amount, text, tone)
    yield _end(formats.period(whole.now.period), now, scale)


def _parts(whole: Decomposition, most: int) -> Sequence[Contribution]:
    """The parts that change something, months in their order; the smallest together."""
    listed = [part for part in whole.contributions if part.amount]
    if whole.by == MONTH:
        return sorted(listed, key=lambda part: part.key)
    return with_others(listed, most)


def _end(name: str, value: Fraction, scale: Scale) -> WaterfallBar:
    return WaterfallBar(None, name, Fraction(0), value, scale.text(cut(value)), waterfall.TOTAL)


def _tone(whole: Decomposition, amount: Fraction) -> str:
    direction = whole.definition.direction
    # of a change that is none to speak of no part is better or worse
    if direction == "keep" or not whole.is_sure:
        return waterfall.NEUTRAL
    return waterfall.BETTER if (amount > 0) == (direction == "increase") else waterfall.WORSE


def _length(number: Fraction, scale: Scale) -> float:
    return float(number / Fraction(scale.divisor))
