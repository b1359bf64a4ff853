"""Plan and fact of an indicator over the years."""

from collections.abc import Sequence

from dashboard.council import behind, sources
from dashboard.council.expected import expectation
from dashboard.council.projected import SlideRequest
from dashboard.report import Chart, Series, Slide
from dashboard.sections import tables
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.headlines import headline, last_known
from dashboard.sections.indicator import by_year
from dashboard.sections.indicator.number_notes import signed
from dashboard.sections.series import Scale, intervals_of, scale_of
from dashboard.sections.subject import read_subject
from dashboard.text import formats
from dashboard.text import labels as text_labels
from dashboard.text.district_findings import most
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.answer import Answer
from indicators.states import VALUE

PLACE = 30
OF_INDICATOR = True


def name() -> str:
    return _("Plan and fact by year")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """The indicator's main chart; its finding is about the shown period."""
    subject = read_subject(slide_request)
    answers = subject.trend()
    scale = scale_of(subject.definition, answers)
    labels = [formats.period(answer.period) for answer in answers]
    known = [answer for answer in answers if answer.state == VALUE]
    if not known:
        return sources.nothing("plan_and_fact", subject, text)
    districts = subject.in_period("district") if slide_request.facts.places.main else ()
    names = [text_labels.place_name(slide_request.facts, answer.district) for answer in districts]
    return Slide(
        "plan_and_fact",
        text_labels.name_of(subject.definition),
        finding=sentence(
            *headline(subject),
            last_known(subject.definition, subject.now, known),
            most(subject.definition, subject.now, districts, names),
            expectation(subject),
        ),
        scope=chart_scope(slide_request, answers, scale),
        notes=sources.notes(subject),
        text=text,
        source=tables.sources(answers),
        chart=Chart(
            by_year.figure(subject, answers, scale),
            signed(
                slide_request,
                subject.code,
                answers,
                [formats.short_period(answer.period) for answer in answers],
            ),
            _series(answers, scale),
            scale.unit,
            scale.decimals,
        ),
        bars=tuple(behind.bars(subject, answers, labels)),
        marks=sources.marks(answers),
        statuses=text_labels.status_key(answers),
    )


def _series(answers: Sequence[Answer], scale: Scale) -> tuple[Series, Series]:
    fact = Series(
        _("Fact"),
        tuple(scale.of(answer.value) for answer in answers),
        marks=tuple(tuple(answer.marks) for answer in answers),
        intervals=intervals_of(answers, scale),
    )
    return fact, Series(_("Plan"), tuple(scale.of(answer.plan) for answer in answers), "mark")
