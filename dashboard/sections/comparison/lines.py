"""The lines of a comparison, for its page and its slide: several indicators of one place, or several
places of one indicator; in one period they are bars.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboard.components.captions import ChartCaption
from dashboard.figures.base import ChartLabels, Figure, Frame
from dashboard.figures.by_district import DistrictLabels, by_district
from dashboard.figures.compare import compare
from dashboard.sections import tables
from dashboard.sections.chart_scope import joined_scope
from dashboard.sections.comparison.comparison import Comparison
from dashboard.sections.headlines import since_start
from dashboard.sections.series import Scale, axis_names, hover, scale_of
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.margin import ends_sentence
from dashboard.text.sentences import sentence
from indicators.answers.answer import Answer
from indicators.definition import Definition

LETTERS = 26
"""Letters in a line of a bar's name: names of indicators are long."""
NAMED = 3
"""Of more indicators than this only the two that have changed most are spoken of."""


@dataclass(frozen=True)
class ComparedLines:
    """What stands over a chart and what is drawn; ``answers`` by the codes of series. The frame is
    that of ``figures.compare``.
    """

    comparison: Comparison
    title: str
    answers: Mapping[str, Sequence[Answer]]
    frame: Frame
    scale: Scale
    place: str
    finding: str

    @property
    def caption(self) -> ChartCaption:
        """The finding, and unit, years or period, and places."""
        return ChartCaption(
            self.finding, joined_scope(self.scale.unit, self.comparison.when, self.place)
        )

    @property
    def has_scale(self) -> bool:
        """Whether the numbers can be drawn beside each other: those of one period in one unit."""
        comparison = self.comparison
        apart = comparison.by_places or comparison.same_unit
        return apart or not comparison.is_of_one_period

    @property
    def figure(self) -> Figure:
        theme = self.comparison.page_request.theme
        if self.comparison.is_of_one_period:
            bars = DistrictLabels(unit=self.scale.unit, separators=formats.separators())
            rows = [{**row, "label": row["name"]} for row in self.frame]
            return by_district(rows, labels=bars, theme=theme, letters=LETTERS)
        return compare(
            self.frame,
            labels=ChartLabels(unit=self.scale.unit, separators=formats.separators()),
            theme=theme,
        )


def units_differ() -> str:
    """Why numbers of one period are not drawn beside each other."""
    return _("The units differ, so one period's numbers stand in the table alone.")


def lines_of(comparison: Comparison) -> Sequence[ComparedLines]:
    """A chart of indicators, or a chart an indicator with a line for each place."""
    if comparison.by_places:
        return [_of_places(comparison, code) for code in comparison.codes]
    return [_of_indicators(comparison)] if comparison.codes else []


# ---------------------------------------------------------------- indicators of one place


def _of_indicators(comparison: Comparison) -> ComparedLines:
    place = comparison.places[0]
    answers = {code: comparison.answers(code, place) for code in comparison.codes}
    name, scale = (
        labels.place_name(comparison.page_request.facts, place),
        _common(comparison, answers),
    )
    rows = (
        _alike(comparison, answers, scale)
        if comparison.same_unit
        else _indexed(comparison, answers)
    )
    finding = sentence(*_changes(comparison, answers))
    return ComparedLines(comparison, name, answers, list(rows), scale, name, finding)


def _common(comparison: Comparison, answers: Mapping[str, Sequence[Answer]]) -> Scale:
    """One scale for indicators of one unit, else per cent of the first known period."""
    if not comparison.same_unit:
        return Scale(comparison.index_unit, 0)
    everything = [answer for group in answers.values() for answer in group]
    return scale_of(comparison.definition(comparison.codes[0]), everything)


def _alike(
    comparison: Comparison, answers: Mapping[str, Sequence[Answer]], scale: Scale
) -> Iterator[dict[str, Any]]:
    for code, group in answers.items():
        definition = comparison.definition(code)
        decimals = definition.decimals if scale.divisor == 1 else scale.decimals
        own = Scale(scale.unit, decimals, scale.divisor)
        for answer in group:
            yield _row(code, labels.name_of(definition), definition, answer, own)


def _indexed(
    comparison: Comparison, answers: Mapping[str, Sequence[Answer]]
) -> Iterator[dict[str, Any]]:
    """Each indicator in per cent of its first known value."""
    for code, group in answers.items():
        definition = comparison.definition(code)
        base = next((answer.value for answer in group if answer.value), None)
        for answer in group:
            row = _row(
                code, labels.name_of(definition), definition, answer, scale_of(definition, group)
            )
            yield row | {"value": indexed(answer.value, base)}


def indexed(value: Decimal | None, base: Decimal | None) -> Decimal | None:
    """A value where the base is 100."""
    return None if value is None or not base else value / base * 100


def _changes(comparison: Comparison, answers: Mapping[str, Sequence[Answer]]) -> Iterator[str]:
    """What each has come to since its first year; of many only what grew and what fell most. Of
    parts of years, and of one period, nothing.
    """
    if comparison.period is not None or comparison.grain is not None:
        return
    grown = {
        code: share for code, group in answers.items() if (share := _growth(group)) is not None
    }
    kept = list(grown)
    if len(kept) > NAMED:
        kept = [max(grown, key=grown.__getitem__), min(grown, key=grown.__getitem__)]
    for code in kept:
        known = _due(answers[code])
        definition = comparison.definition(code)
        if since := since_start(definition, known, known[-1]):
            yield f"{labels.name_of(definition)}, {since}"


def _due(group: Sequence[Answer]) -> list[Answer]:
    return [answer for answer in group if answer.value is not None and not answer.is_open]


def _growth(group: Sequence[Answer]) -> Decimal | None:
    known = [answer.value for answer in _due(group) if answer.value is not None]
    return None if len(known) < 2 or not known[0] else (known[-1] - known[0]) / abs(known[0])


# ---------------------------------------------------------------- places of one indicator


def _of_places(comparison: Comparison, code: str) -> ComparedLines:
    definition, facts = comparison.definition(code), comparison.page_request.facts
    answers = {place or "": comparison.answers(code, place) for place in comparison.places}
    scale = scale_of(definition, [answer for group in answers.values() for answer in group])
    names = {place or "": labels.place_name(facts, place) for place in comparison.places}
    frame = [
        _row(place, names[place], definition, answer, scale)
        for place, group in answers.items()
        for answer in group
    ]
    finding = sentence(_ends(definition, names, answers))
    return ComparedLines(
        comparison, labels.name_of(definition), answers, frame, scale, _listed(names), finding
    )


def _listed(names: Mapping[str, str]) -> str:
    """The names of a few places, of more their number."""
    if len(names) <= NAMED:
        return ", ".join(names.values())
    return _("places: {number}").format(number=len(names))


def _ends(
    definition: Definition, names: Mapping[str, str], answers: Mapping[str, Sequence[Answer]]
) -> str:
    """The greatest and the least of the newest period that several places have."""
    for period in reversed(list(zip(*answers.values(), strict=True))):
        if sum(answer.value is not None for answer in period) > 1:
            return ends_sentence(definition, dict(zip(names.values(), period, strict=True)))
    return ""


def _row(
    series: str, name: str, definition: Definition, answer: Answer, scale: Scale
) -> dict[str, Any]:
    label = formats.period(answer.period)
    return {
        "series": series,
        "code": series,
        "name": name,
        "period": answer.period,
        "label": label,
        **axis_names(answer.period),
        "marks": list(answer.marks),
        "value": scale.of(answer.value),
        "state": answer.state,
        "status": None,
        "text": tables.text(answer, scale),
        "hover": hover(definition, answer, f"{name}, {label}", scale),
    }
