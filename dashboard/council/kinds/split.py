"""What an indicator consists of, as a table: a row a part, a column a period, the total last."""

from collections.abc import Sequence

from dashboard.council import sources
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections import tables
from dashboard.sections.headlines import headline
from dashboard.sections.indicator.disaggregation import groups_of, periods_of, split_in_numbers
from dashboard.sections.series import Scale, scale_of
from dashboard.sections.subject import read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.answer import Answer

PLACE = 65
OF_INDICATOR = True


def name() -> str:
    return _("What it consists of")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """The parts by the attribute that the address names, else by the first."""
    subject = read_subject(slide_request)
    parts = split_in_numbers(subject)
    answers = [*parts.parts, *parts.totals] if parts is not None else []
    if parts is None or not any(answer.value is not None for answer in answers):
        return sources.nothing("split", subject, text, _("No part is known."))
    scale = scale_of(parts.definition, answers)
    periods = (formats.period(label) for label in periods_of(parts))
    return Slide(
        "split",
        f"{labels.name_of(subject.definition)}: {parts.name}, {scale.unit}",
        finding=sentence(*headline(subject)),
        notes=sources.notes(subject),
        text=text,
        source=tables.sources(answers),
        table=ReportTable(
            (parts.name, *periods),
            tuple(_row(parts.part_name(group[0]), group, scale) for group in groups_of(parts)),
        ),
        marks=sources.marks(answers),
    )


def _row(part: str, group: Sequence[Answer], scale: Scale) -> tuple[TableCell, ...]:
    return (
        TableCell(part),
        *(TableCell(tables.text(answer, scale), scale.of(answer.value)) for answer in group),
    )
