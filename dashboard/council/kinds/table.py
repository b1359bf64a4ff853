"""An indicator year by year, as a table."""

from dashboard.council import sources
from dashboard.council.cells import status_cell
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections import tables
from dashboard.sections.headlines import headline
from dashboard.sections.series import Scale, scale_of
from dashboard.sections.subject import read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.answer import Answer
from indicators.definition import Definition

PLACE = 70
OF_INDICATOR = True


def name() -> str:
    return _("Table")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Period, plan, fact, degree, status, records."""
    subject = read_subject(slide_request)
    answers = subject.trend()
    scale = scale_of(subject.definition, answers)
    columns = [_("Period"), _("Plan"), _("Fact"), _("Degree"), _("Status"), _("Records")]
    rows = [_row(subject.definition, answer, scale) for answer in answers]
    if any(answer.interval for answer in answers):
        columns[3:3] = [_("From (95%)"), _("To (95%)")]
        rows = [
            (*row[:3], *_ends(answer, scale), *row[3:])
            for row, answer in zip(rows, answers, strict=True)
        ]
    return Slide(
        "table",
        f"{labels.name_of(subject.definition)}, {scale.unit}",
        finding=sentence(*headline(subject)),
        notes=sources.notes(subject),
        text=text,
        source=tables.sources(answers),
        table=ReportTable(tuple(columns), tuple(rows)),
        marks=sources.marks(answers),
        statuses=labels.status_key(answers),
    )


def _ends(answer: Answer, scale: Scale) -> tuple[TableCell, ...]:
    """The ends of the interval as two numbers; a dash where the value has none."""
    if answer.interval is None or answer.value is None:
        return (TableCell(formats.EN_DASH),) * 2
    value = answer.value
    return tuple(
        TableCell(scale.text(end, value), end)
        for end in (answer.interval.low, answer.interval.high)
    )


def _row(definition: Definition, answer: Answer, scale: Scale) -> tuple[TableCell, ...]:
    plan, value = scale.of(answer.plan), scale.of(answer.value)
    return (
        TableCell(formats.period(answer.period)),
        TableCell(tables.plan_cell(answer, definition, scale), plan),
        TableCell(scale.answer(answer), value),
        TableCell(labels.degree_text(answer), answer.degree_raw),
        status_cell(answer),
        TableCell(
            formats.EN_DASH if answer.records is None else formats.number(answer.records),
            answer.records,
        ),
    )
