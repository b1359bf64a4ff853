"""How one year fills up against its plan."""

from dashboard.council import behind, sources
from dashboard.council.expected import expectation
from dashboard.council.projected import SlideRequest
from dashboard.report import Chart, Series, Slide
from dashboard.sections import tables
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.indicator import within_year
from dashboard.sections.indicator.number_notes import signed
from dashboard.sections.series import scale_of
from dashboard.sections.subject import read_subject
from dashboard.text import formats
from dashboard.text import labels as text_labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence

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
    return Slide(
        "within_year",
        _("{name} within {year}").format(name=text_labels.name_of(subject.definition), year=subject.year),
        finding=sentence(
            *within_year.findings(subject, answers, year),
            expectation(subject),
        ),
        scope=chart_scope(slide_request, [year], scale),
        notes=sources.notes(subject),
        text=text,
        source=tables.sources(answers),
        chart=Chart(
            within_year.figure(subject, answers, year, scale),
            signed(slide_request, subject.code, answers,
                   [formats.short_period(answer.period) for answer in answers]),
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
