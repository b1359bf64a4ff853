"""An indicator by district in the shown period."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dash.development.base_component import Component

from dashboard.components import clicks
from dashboard.components.captions import ChartCaption
from dashboard.components.figure_menu import FigureLinks
from dashboard.components.panels import panel
from dashboard.figures.base import Figure, Frame
from dashboard.figures.by_district import DistrictLabels, by_district
from dashboard.report import NOTED
from dashboard.request import PageRequest
from dashboard.sections import tables
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.figure_links import indicator_links
from dashboard.sections.indicator.number_notes import note_texts, noted
from dashboard.sections.series import Scale, by_place, place_label, scale_of
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats, labels
from dashboard.text.digits import NO_BREAK
from dashboard.text.district_findings import behind_plan, least, most
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.answer import Answer
from indicators.answers.question import DISTRICT
from indicators.definition import Definition
from indicators.ranking.basis import adds_up


def draw(page_request: PageRequest) -> Component:
    """Ranked bars, records without a district last, and by how much the districts exceed the whole."""
    subject = read_subject(page_request)
    answers = subject.in_period("district", cut=page_request.cut)
    title = (
        _("By district, {period}")
        if page_request.cut is None
        else _("By part of the territory, {period}")
    )
    return panel(
        title.format(period=formats.period(subject.period.label)),
        [ranking(subject, answers, "by-district", page_request.cut), *tables.interval_key(answers)],
        note=excess(subject.definition, answers, subject.now),
    )


def ranking(
    subject: Subject, answers: Sequence[Answer], name: str, cut: str | None = None
) -> Component:
    """The chart of ranked bars; the whole is its line of reference where it can be compared."""
    scale = scale_of(subject.definition, answers)
    return clicks.chart(
        name,
        figure(subject, answers, scale),
        label=_named(subject),
        links=links_by_district(subject, cut),
        url=subject.records_of(subject.period.label, clicks.FIRST),
        twin=_twin(subject, answers, scale),
        about=tables.source_line(answers),
        caption=ChartCaption(
            sentence(*findings(subject, answers)), chart_scope(subject.page_request, answers, scale)
        ),
    )


def links_by_district(subject: Subject, cut: str | None, slide: str = "districts") -> FigureLinks:
    """Where a figure of one period by district leads, or by place of a ``cut``."""
    of_places = {"period": subject.period, "by": (DISTRICT,), "cut": cut}
    return indicator_links(subject, slide=slide, view="districts", **of_places)


def findings(subject: Subject, answers: Sequence[Answer]) -> Iterator[str]:
    """The parts of a sentence: the districts behind plan, the greatest, the smallest."""
    names = [place_label(subject.page_request, answer) for answer in answers]
    yield behind_plan(answers)
    yield most(subject.definition, subject.now, answers, names)
    yield least(subject.definition, subject.now, answers, names)


def figure(subject: Subject, answers: Sequence[Answer], scale: Scale) -> Figure:
    """The chart itself."""
    return by_district(
        _places(subject, answers, scale),
        labels=DistrictLabels(
            unit=scale.unit, separators=formats.separators(), city=_whole_label(subject, scale)
        ),
        city=_whole(subject, scale),
        theme=subject.page_request.theme,
    )


def _places(subject: Subject, answers: Sequence[Answer], scale: Scale) -> Frame:
    """A row a place; the name of one with a note has its sign."""
    frame = by_place(subject.page_request, subject.definition, answers, scale)
    return [
        {**row, "label": f"{row['label']}{NO_BREAK}{NOTED}"} if row.get("note") else row
        for row in noted(subject.page_request, subject.code, frame)
    ]


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
        total=_value_text(definition, total),
        more=_value_text(definition, total - whole.value),
        whole=_value_text(definition, whole.value),
        reason=reason,
    )


def _value_text(definition: Definition, value: Decimal) -> str:
    """Money with its unit; of anything else the reader knows what is counted."""
    return (
        labels.value_text(definition, value)
        if definition.is_money
        else formats.number(value, definition.decimals)
    )


def _whole(subject: Subject, scale: Scale) -> float | None:
    """A sum would dwarf its parts; a share or an average is what districts are compared with."""
    if adds_up(subject.definition) or subject.now.value is None:
        return None
    return float(subject.now.value / scale.divisor)


def _whole_label(subject: Subject, scale: Scale) -> str:
    if subject.now.value is None:
        return ""
    return _("Whole: {value}").format(value=scale.with_unit(subject.now.value))


def _named(subject: Subject) -> str:
    return _("{name} by district").format(name=labels.name_of(subject.definition))


def _twin(subject: Subject, answers: Sequence[Answer], scale: Scale) -> Component:
    return tables.twin(
        answers,
        subject.definition,
        scale,
        first=_("District"),
        name=lambda answer: place_label(subject.page_request, answer),
        url=lambda answer: subject.records_of(answer.period, answer.district),
        caption=f"{_named(subject)}, {formats.period(subject.period.label)}",
        notes=note_texts(subject.page_request, subject.code),
    )
