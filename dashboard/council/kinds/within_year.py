"""How one year fills up against its plan."""

from dashboard.council import behind, sources
from dashboard.council.expected import expectation
from dashboard.council.projected import SlideRequest
from dashboard.report import Chart, Series, Slide
from dashboard.sections import tables, within_year
from dashboard.sections.headlines import against_plan
from dashboard.sections.series import scale_of
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats
from dashboard.text import labels as text_labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.answer import Answer

PLACE = 50
OF_INDICATOR = True


def name() -> str:
    return _("Within the year")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """The value from the year's start; an estimate of its end while the year is under way."""
    subject = read_subject(slide_request)
    answers = within_year.finest(subject)
    if not answers:
        return sources.nothing(
            "within_year", subject, text, _("This indicator has no values shorter than a year.")
        )
    year = within_year.of_year(subject)
    scale = scale_of(subject.definition, [*answers, year])
    labels = [formats.period(answer.period) for answer in answers]
    last = [answer for answer in answers if answer.value is not None][-1]
    return Slide(
        "within_year",
        _("{name} within {year}").format(name=text_labels.name_of(subject.definition), year=subject.year),
        finding=sentence(
            against_plan(subject.definition, year) if year.status else "",
            _reached(subject, last, year),
            expectation(subject),
        ),
        notes=sources.notes(subject),
        text=text,
        source=tables.sources(answers),
        chart=Chart(
            within_year.figure(subject, answers, year, scale),
            tuple(formats.short_period(answer.period) for answer in answers),
            (
                Series(_("Fact"), tuple(scale.of(answer.value) for answer in answers), "line"),
                Series(_("Plan"), (scale.of(year.plan),) * len(answers), "line"),
            ),
            scale.unit,
            scale.decimals,
        ),
        bars=tuple(behind.bars(subject, answers, labels, within_year=True)),
        marks=sources.marks(answers),
        statuses=text_labels.status_key(answers),
    )  # fmt: skip


def _reached(subject: Subject, last: Answer, year: Answer) -> str:
    """How far the year had come by the last known part of it; nothing where the judgement of the
    year has said it.
    """
    if last.value is None or (year.status and last.value == year.value):
        return ""
    until = _("from the year's start to the end of {period}").format(
        period=formats.period(last.period)
    )
    sentence = f"{until}: {text_labels.value_text(subject.definition, last.value)}"
    if year.plan is None or year.status:
        return sentence
    plan = _("plan of the year: {plan}").format(
        plan=text_labels.plan_text(subject.definition, year.plan)
    )
    return f"{sentence}; {plan}"
