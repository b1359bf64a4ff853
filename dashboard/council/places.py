"""Slides of one indicator by district: what they say is the same, however the districts are drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.council import behind, sources
from dashboard.council.projected import SlideRequest
from dashboard.figures.base import Figure
from dashboard.report import Chart, Series, Slide
from dashboard.sections import tables
from dashboard.sections.headlines import against_plan
from dashboard.sections.indicator import by_district
from dashboard.sections.indicator.number_notes import signed
from dashboard.sections.series import Scale, intervals_of, scale_of
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import lowered, sentence
from indicators.answers.answer import Answer
from indicators.engine.readings import ILLUSTRATIVE
from indicators.records.places import NONE

RATE_DECIMALS = 2


@dataclass(frozen=True)
class PlacePicture:
    """The districts as a figure, the parts of a sentence about them, and of what it is.

    ``numbers`` by the codes of districts where others are drawn than those of the answers, in
    another ``unit``; ``territory``: it is a map.
    """

    figure: Figure
    findings: Sequence[str]
    scope: str
    numbers: Mapping[str, Decimal] | None = None
    unit: str = ""
    territory: bool = False

    def number(self, answer: Answer, scale: Scale) -> Decimal | None:
        """What is drawn of a district."""
        if self.numbers is None:
            return scale.of(answer.value)
        return self.numbers.get(answer.district or "")


PlaceDrawing = Callable[[Subject, Sequence[Answer], Scale], PlacePicture | None]


def of_places(
    kind: str,
    slide_request: SlideRequest,
    text: str,
    drawing: PlaceDrawing,
    why_none: str = "",
) -> Slide:
    """The districts, drawn, and as ranked bars, which offices put beside a map; the sum of districts
    beside the whole where they differ. ``why_none`` is said where there is nothing to draw on.
    """
    subject = read_subject(slide_request)
    answers = (
        subject.in_period("district", cut=slide_request.cut)
        if slide_request.facts.places.main
        else ()
    )
    if not any(answer.value is not None for answer in answers):
        return sources.nothing(kind, subject, text, _why_nothing(answers))
    scale = scale_of(subject.definition, answers)
    picture = drawing(subject, answers, scale)
    if picture is None:
        return sources.nothing(kind, subject, text, why_none)
    ranked = _ranked(answers, picture, scale)
    names = [labels.place_name(slide_request.facts, answer.district) for answer in ranked]
    return Slide(
        kind,
        f"{labels.name_of(subject.definition)}, {formats.period(subject.period.label)}",
        finding=_finding(subject, answers, picture.findings),
        scope=picture.scope,
        notes=sources.notes(subject),
        text=text,
        source=tables.sources(answers),
        chart=_chart(picture, signed(slide_request, subject.code, ranked, names), ranked, scale),
        bars=tuple(behind.bars(subject, ranked, names, by="district")),
        marks=sources.marks(answers),
        statuses=labels.status_key(answers),
    )


def _why_nothing(answers: Sequence[Answer]) -> str:
    """Why no district has a number."""
    return labels.state_name(answers[0].state) if answers else _("This programme has no districts.")


def _chart(
    picture: PlacePicture, categories: tuple[str, ...], ranked: Sequence[Answer], scale: Scale
) -> Chart:
    is_rate = picture.numbers is not None
    return Chart(
        picture.figure,
        categories,
        (_series(ranked, picture, scale),),
        picture.unit if is_rate else scale.unit,
        RATE_DECIMALS if is_rate else scale.decimals,
        lying=True,
        territory=picture.territory,
    )


def _ranked(answers: Sequence[Answer], picture: PlacePicture, scale: Scale) -> list[Answer]:
    """The districts by what is drawn of them, those without a number last; rates are of no record
    without a district.
    """
    drawn = [each for each in answers if picture.numbers is None or each.district != NONE]
    numbers = {each.district: picture.number(each, scale) for each in drawn}
    return sorted(
        drawn, key=lambda each: (numbers[each.district] is None, -(numbers[each.district] or 0))
    )


def _finding(subject: Subject, answers: Sequence[Answer], findings: Sequence[str]) -> str:
    return sentence(
        against_plan(subject.definition, subject.now) if subject.now.status else "",
        *findings,
        lowered(by_district.excess(subject.definition, answers, subject.now) or ""),
    )


def _series(answers: Sequence[Answer], picture: PlacePicture, scale: Scale) -> Series:
    """The bars in their order; those of illustrative numbers are marked, as the figure has them
    paler.
    """
    marks = tuple(
        tuple(mark for mark in answer.marks if mark == ILLUSTRATIVE) for answer in answers
    )
    values = tuple(picture.number(answer, scale) for answer in answers)
    intervals = intervals_of(answers, scale) if picture.numbers is None else ()
    return Series(_("Fact"), values, marks=marks, intervals=intervals)
