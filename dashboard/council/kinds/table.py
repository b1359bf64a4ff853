"""An indicator year by year, as a table."""

from dashboard import formats, words
from dashboard.council import findings, sources
from dashboard.council.headlines import headline
from dashboard.council.projected import Projected
from dashboard.council.report import Cell, Slide, Table
from dashboard.language import _
from dashboard.sections import tables
from dashboard.sections.subject import subject
from dashboard.series import Scale, scale_of
from indicators.answers import Answer
from indicators.definition import Definition

PLACE = 70
OF_INDICATOR = True


def name() -> str:
    return _("Table")


def make(asked: Projected, text: str) -> Slide:
    """Period, plan, fact, degree, status, records."""
    shown = subject(asked)
    answers = shown.answers(by=(shown.grain,))
    scale = scale_of(shown.definition, answers)
    columns = (_("Period"), _("Plan"), _("Fact"), _("Degree"), _("Status"), _("Records"))
    return Slide(
        "table",
        f"{words.name_of(shown.definition)}, {scale.unit}",
        finding=findings.sentence(*headline(shown)),
        notes=sources.notes(shown),
        text=text,
        source=tables.sources(answers),
        table=Table(columns, tuple(_row(shown.definition, answer, scale) for answer in answers)),
        marks=sources.marks(answers),
        statuses=words.status_key(answers),
    )


def _row(definition: Definition, answer: Answer, scale: Scale) -> tuple[Cell, ...]:
    plan, value = scale.of(answer.plan), scale.of(answer.value)
    return (
        Cell(formats.period(answer.period)),
        Cell(tables.plan_cell(answer, definition, scale), plan),
        Cell(scale.answer(answer), value),
        Cell(words.degree_text(answer), answer.degree_raw),
        Cell(words.status_of(answer) if answer.status else formats.EN_DASH, None, answer.status),
        Cell(formats.EN_DASH if answer.records is None else formats.number(answer.records), answer.records),
    )
