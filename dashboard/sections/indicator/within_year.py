"""How the shown year fills up against its plan."""

from collections.abc import Iterator, Sequence

from dash.development.base_component import Component

from dashboard.components import clicks
from dashboard.components.captions import ChartCaption
from dashboard.components.panels import empty_note, panel
from dashboard.figures.base import Figure, Frame
from dashboard.figures.within_year import WithinYearLabels, within_year
from dashboard.request import PageRequest
from dashboard.sections import tables
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.figure_links import indicator_links
from dashboard.sections.headlines import against_plan
from dashboard.sections.indicator.number_notes import note_texts, noted
from dashboard.sections.indicator.pace import sentences
from dashboard.sections.series import Scale, by_period, scale_of
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.periods import parse

GRAINS = ("month", "quarter", "half")


def draw(page_request: PageRequest) -> Component:
    """The value from the year's start, the year before as a dotted line, the annual plan as a
    level.
    """
    subject = read_subject(page_request)
    answers = finest(subject)
    title = _title(subject.definition).format(year=subject.year)
    if not answers:
        return panel(title, empty_note(_("This indicator has no values shorter than a year.")))
    drawn = _chart(subject, answers)
    return panel(title, [drawn, *sentences(subject, answers, of_year(subject))])


def _title(definition: Definition) -> str:
    if definition.window:
        return _("Within {year}, over the last months")
    if definition.balance:
        return _("Within {year}, at the end of each part")
    return _("Within {year}, from the year's start")


def finest(subject: Subject) -> tuple[Answer, ...]:
    """Months of the shown year, else quarters, else halves: the shortest that have values."""
    for grain in GRAINS:
        answers = _cumulative(subject, subject.year, grain)
        if any(answer.value is not None for answer in answers):
            return answers
    return ()


def _cumulative(subject: Subject, year: int, grain: str) -> tuple[Answer, ...]:
    return subject.answers(years=(year, year), by=(grain,), within_year=True)


def _chart(subject: Subject, answers: Sequence[Answer]) -> Component:
    year = of_year(subject)
    scale = scale_of(subject.definition, [*answers, year])
    return clicks.chart(
        "within-year",
        figure(subject, answers, year, scale),
        label=_named(subject),
        links=indicator_links(
            subject,
            slide="within_year",
            years=(subject.year, subject.year),
            by=(parse(answers[0].period).grain,),
            within_year=True,
        ),
        url=subject.records_of(clicks.FIRST, within_year=1),
        twin=_twin(subject, answers, scale),
        about=tables.source_line(answers),
        caption=ChartCaption(
            sentence(*findings(subject, answers, year)),
            chart_scope(subject.page_request, [year], scale),
        ),
    )


def of_year(subject: Subject) -> Answer:
    """The whole shown year's answer."""
    return subject.answers(years=(subject.year, subject.year))[0]


def findings(subject: Subject, answers: Sequence[Answer], year: Answer) -> Iterator[str]:
    """The parts of a sentence: the year against its plan, and how far it has come."""
    last = [answer for answer in answers if answer.value is not None][-1]
    yield against_plan(subject.definition, year) if year.status else ""
    yield _reached(subject, last, year)


def _reached(subject: Subject, last: Answer, year: Answer) -> str:
    """How far the year had come by the last known part of it; nothing where the judgement of the
    year has said it.
    """
    if last.value is None or (year.status and last.value == year.value):
        return ""
    sentence = f"{span_text(subject.definition, last.period)}: {labels.value_text(subject.definition, last.value)}"
    if year.plan is None or year.status:
        return sentence
    plan = _("plan of the year: {plan}").format(
        plan=labels.plan_text(subject.definition, year.plan)
    )
    return f"{sentence}; {plan}"


def span_text(definition: Definition, label: str) -> str:
    """From where to where a value of a part of the year gathers."""
    period = formats.period(label)
    window = definition.window
    if definition.balance:
        return _("at the end of {period}").format(period=period)
    if window is None:
        return _("from the year's start to the end of {period}").format(period=period)
    return _("over the {months} months to the end of {period}").format(
        months=window.months, period=period
    )


def figure(subject: Subject, answers: Sequence[Answer], year: Answer, scale: Scale) -> Figure:
    """The chart itself."""
    return within_year(
        _with_previous(subject, answers, scale),
        labels=_chart_labels(subject, year, scale),
        plan=None if year.plan is None else float(year.plan / scale.divisor),
        theme=subject.page_request.theme,
    )


def _with_previous(subject: Subject, answers: Sequence[Answer], scale: Scale) -> Frame:
    frame = by_period(subject.definition, answers, scale, inside=True)
    frame = noted(subject.page_request, subject.code, frame)
    if subject.year <= subject.page_request.facts.first_year:
        return frame
    grain = {12: "month", 4: "quarter", 2: "half"}[len(answers)]
    before = _cumulative(subject, subject.year - 1, grain)
    return [
        {**row, "previous": scale.of(answer.value)}
        for row, answer in zip(frame, before, strict=True)
    ]


def _chart_labels(subject: Subject, year: Answer, scale: Scale) -> WithinYearLabels:
    plan = (
        ""
        if year.plan is None
        else _("Plan of the year: {plan}").format(plan=scale.text(year.plan))
    )
    return WithinYearLabels(
        unit=scale.unit,
        separators=formats.separators(),
        fact=str(subject.year),
        previous=str(subject.year - 1),
        plan=plan,
        noted=_("there is a note"),
    )


def _named(subject: Subject) -> str:
    return _("{name} within {year}").format(
        name=labels.name_of(subject.definition), year=subject.year
    )


def _first_column(definition: Definition) -> str:
    if definition.window:
        return _("Last months to the end of")
    if definition.balance:
        return _("At the end of")
    return _("From the year's start to the end of")


def _twin(subject: Subject, answers: Sequence[Answer], scale: Scale) -> Component:
    return tables.twin(
        answers,
        subject.definition,
        scale,
        first=_first_column(subject.definition),
        name=lambda answer: formats.period(answer.period),
        url=lambda answer: subject.records_of(answer.period, within_year=1),
        caption=_named(subject),
        notes=note_texts(subject.page_request, subject.code),
    )
