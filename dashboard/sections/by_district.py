"""An indicator by district in the shown period."""

from collections.abc import Sequence
from decimal import Decimal

from dash.development.base_component import Component

from dashboard import clicks, formats, words
from dashboard.asked import Asked
from dashboard.components.panels import panel
from dashboard.figures.base import Figure
from dashboard.figures.by_district import DistrictWords, by_district
from dashboard.language import _
from dashboard.sections import tables
from dashboard.sections.subject import Subject, subject
from dashboard.series import Scale, by_place, place_label, scale_of
from indicators.answers import Answer
from indicators.definition import Definition

ADDITIVE = ("count", "sum", "distinct")


def draw(asked: Asked) -> Component:
    """Ranked bars, records without a district last, and by how much the districts exceed the whole."""
    shown = subject(asked)
    answers = shown.in_period("district", cut=asked.cut)
    title = _("By district, {period}") if asked.cut is None else _("By part of the territory, {period}")
    return panel(
        title.format(period=formats.period(shown.period.label)),
        ranking(shown, answers, "by-district"),
        note=excess(shown.definition, answers, shown.now),
    )


def ranking(shown: Subject, answers: Sequence[Answer], name: str) -> Component:
    """The chart of ranked bars; the whole is its line of reference where it can be compared."""
    scale = scale_of(shown.definition, answers)
    return clicks.chart(
        name,
        figure(shown, answers, scale),
        label=_named(shown),
        way=shown.records_of(shown.period.label, clicks.FIRST),
        twin=_twin(shown, answers, scale),
        about=tables.about(answers, scale, formats.period(shown.period.label)),
    )


def figure(shown: Subject, answers: Sequence[Answer], scale: Scale) -> Figure:
    """The chart itself."""
    return by_district(
        by_place(shown.asked, shown.definition, answers, scale),
        words=DistrictWords(unit=scale.unit, separators=formats.separators(), city=_whole_label(shown, scale)),
        city=_whole(shown, scale),
        theme=shown.asked.theme,
    )


def adds_up(definition: Definition) -> bool:
    """Whether a district's value is a part of the whole's."""
    return definition.kind in ADDITIVE and definition.per is None and definition.change is None


def excess(definition: Definition, answers: Sequence[Answer], whole: Answer) -> str | None:
    """By how much the districts' sum exceeds the whole, and why; nothing when it does not."""
    if not adds_up(definition) or whole.value is None:
        return None
    total = sum((answer.value for answer in answers if answer.value is not None), Decimal(0))
    if total <= whole.value:
        return None
    reason = (
        _("an organisation counts once in each district where it is met")
        if definition.kind == "distinct"
        else _("a record shared by several districts counts in each of them")
    )
    return _("Together they are {total}, {more} more than the whole ({whole}): {reason}.").format(
        total=_told(definition, total),
        more=_told(definition, total - whole.value),
        whole=_told(definition, whole.value),
        reason=reason,
    )


def _told(definition: Definition, value: Decimal) -> str:
    """Money with its unit; of anything else the reader knows what is counted."""
    return words.value_text(definition, value) if definition.is_money else formats.number(value, definition.decimals)


def _whole(shown: Subject, scale: Scale) -> float | None:
    """A sum would dwarf its parts; a share or an average is what districts are compared with."""
    if adds_up(shown.definition) or shown.now.value is None:
        return None
    return float(shown.now.value / scale.divisor)


def _whole_label(shown: Subject, scale: Scale) -> str:
    if shown.now.value is None:
        return ""
    return _("Whole: {value}").format(value=scale.with_unit(shown.now.value))


def _named(shown: Subject) -> str:
    return _("{name} by district").format(name=words.name_of(shown.definition))


def _twin(shown: Subject, answers: Sequence[Answer], scale: Scale) -> Component:
    return tables.twin(
        answers,
        shown.definition,
        scale,
        first=_("District"),
        name=lambda answer: place_label(shown.asked, answer),
        way=lambda answer: shown.records_of(answer.period, answer.district),
        caption=f"{_named(shown)}, {formats.period(shown.period.label)}",
    )
