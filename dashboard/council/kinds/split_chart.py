"""What an indicator consists of, as a chart: parts on each other where they add up, else lines."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dashboard.council import sources
from dashboard.council.projected import SlideRequest
from dashboard.figures.split import kept_parts
from dashboard.report import Chart, Series, Slide
from dashboard.sections import tables
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.headlines import headline
from dashboard.sections.indicator.disaggregation import TOTAL, Split, periods_of, split_of
from dashboard.sections.indicator.split import (
    chart_label,
    figure_of,
    frame_of,
    greatest,
    line_parts,
)
from dashboard.sections.series import Scale, scale_of
from dashboard.sections.subject import read_subject
from dashboard.text import labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.answer import Answer

PLACE = 64
OF_INDICATOR = True


def name() -> str:
    return _("What it consists of: chart")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """The parts by the attribute that the address names, else by the first."""
    subject = read_subject(slide_request)
    parts = split_of(subject)
    if parts is None or not any(answer.value is not None for answer in parts.parts):
        return sources.nothing("split_chart", subject, text, _("No part is known."))
    answers = [*parts.parts, *parts.totals]
    scale = scale_of(parts.definition, answers)
    return Slide(
        "split_chart",
        f"{labels.name_of(subject.definition)}: {parts.name}",
        finding=sentence(greatest(parts)) or sentence(*headline(subject)),
        scope=chart_scope(slide_request, answers, scale),
        notes=sources.notes(subject),
        text=text,
        source=tables.sources(answers),
        chart=Chart(
            figure_of(parts, scale, slide_request.theme),
            tuple(map(chart_label(parts), periods_of(parts))),
            tuple(_stack(parts, scale) if parts.stacks else _lines(parts, scale)),
            scale.unit,
            scale.decimals,
            stacked=parts.stacks,
        ),
        marks=sources.marks(answers),
    )


def _stack(parts: Split, scale: Scale) -> Iterator[Series]:
    """The greatest parts, and the others together: as many as the screen tells apart."""
    kept, joined = kept_parts(frame_of(parts, parts.parts, scale))
    for code in kept:
        group = _group(parts.parts, {code})
        yield Series(parts.part_name(group[0]), _sums(parts, group, scale))
    if joined:
        yield Series(_("Other values"), _sums(parts, _group(parts.parts, set(joined)), scale))


def _lines(parts: Split, scale: Scale) -> Iterator[Series]:
    for code in line_parts(parts):
        group = parts.totals if code == TOTAL else _group(parts.parts, {code})
        if group:
            yield Series(parts.part_name(group[0]), _sums(parts, group, scale), "line")


def _group(answers: Sequence[Answer], codes: set[str]) -> list[Answer]:
    return [answer for answer in answers if (answer.split or "") in codes]


def _sums(parts: Split, group: Sequence[Answer], scale: Scale) -> tuple[Decimal | None, ...]:
    """What is known of a group in each period; nothing where no part of it is."""
    known = [
        [answer.value for answer in group if answer.period == label and answer.value is not None]
        for label in periods_of(parts)
    ]
    return tuple(scale.of(sum(values, Decimal(0))) if values else None for values in known)
