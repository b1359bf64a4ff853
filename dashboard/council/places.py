"""Slides of one indicator by district: what they say is the same, however the districts are drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.council import behind, sources
from dashboard.council.projected import SlideRequest
from dashboard.figures.base import Figure
from dashboard.report import Chart, Series, Slide
from dashboard.sections import by_district, tables
from dashboard.sections.headlines import against_plan
from dashboard.sections.number_notes import signed
from dashboard.sections.series import Scale, intervals_of, scale_of
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import lowered, sentence
from indicators.answers.answer import Answer
from indicators.engine.readings import ILLUSTRATIVE


@dataclass(frozen=True)
class PlacePicture:
    """The districts as a figure, the parts of a sentence about them, and of what it is."""

    figure: Figure
    findings: Sequence[str]
    scope: str


PlaceDrawing = Callable[[Subject, Sequence[Answer], Scale], PlacePicture | None]


def of_places(
    kind: str,
    slide_request: SlideRequest,
    text: str,
    drawing: PlaceDrawing,
    why_none: str = "",
) -> Slide:
    """The districts, drawn, and for offices as ranked bars; the sum of districts beside the whole
    where they differ. ``why_none`` is said where there is nothing to draw on.
    """
    subject = read_subject(slide_request)
    answers = (
        subject.in_period("district", cut=slide_request.cut)
        if slide_request.facts.places.main
        else ()
    )
    if not any(answer.value is not None for answer in answers):
        why = (
            labels.state_name(answers[0].state)
            if answers
            else _("This programme has no districts.")
        )
        return sources.nothing(kind, subject, text, why)
    scale = scale_of(subject.definition, answers)
    picture = drawing(subject, answers, scale)
    if picture is None:
        return sources.nothing(kind, subject, text, why_none)
    names = [labels.place_name(slide_request.facts, answer.district) for answer in answers]
    ranked = sorted(
        zip(answers, names, strict=True),
        key=lambda pair: (pair[0].value is None, -(pair[0].value or 0)),
    )
    return Slide(
        kind,
        f"{labels.name_of(subject.definition)}, {formats.period(subject.period.label)}",
        finding=_finding(subject, answers, picture.findings),
        scope=picture.scope,
        notes=sources.notes(subject),
        text=text,
        source=tables.sources(answers),
        chart=Chart(
            picture.figure,
            signed(slide_request, subject.code, *zip(*ranked, strict=True)),
            (_series([answer for answer, _label in ranked], scale),),
            scale.unit,
            scale.decimals,
            lying=True,
        ),
        bars=tuple(behind.bars(subject, *zip(*ranked, strict=True), by="district")),
        marks=sources.marks(answers),
        statuses=labels.status_key(answers),
    )


def _finding(subject: Subject, answers: Sequence[Answer], findings: Sequence[str]) -> str:
    return sentence(
        against_plan(subject.definition, subject.now) if subject.now.status else "",
        *findings,
        lowered(by_district.excess(subject.definition, answers, subject.now) or ""),
    )


def _series(answers: Sequence[Answer], scale: Scale) -> Series:
    """The bars in their order; those of illustrative numbers are marked, as the figure has them
    paler.
    """
    marks = tuple(
        tuple(mark for mark in answer.marks if mark == ILLUSTRATIVE) for answer in answers
    )
    values = tuple(scale.of(answer.value) for answer in answers)
    return Series(_("Fact"), values, marks=marks, intervals=intervals_of(answers, scale))
