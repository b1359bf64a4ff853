"""How one year fills up against its plan."""

from dashboard import formats, words
from dashboard.council import behind, findings, sources
from dashboard.council.expected import expectation
from dashboard.council.headlines import against_plan
from dashboard.council.projected import Projected
from dashboard.council.report import Chart, Series, Slide
from dashboard.language import _
from dashboard.sections import tables, within_year
from dashboard.sections.subject import Subject, subject
from dashboard.series import scale_of
from indicators.answers import Answer

PLACE = 50
OF_INDICATOR = True


def name() -> str:
    return _("Within the year")


def make(asked: Projected, text: str) -> Slide:
    """The value from the year's start; an estimate of its end while the year is under way."""
    shown = subject(asked)
    answers = within_year.finest(shown)
    if not answers:
        return sources.nothing("within_year", shown, text, _("This indicator has no values shorter than a year."))
    year = within_year.of_year(shown)
    scale = scale_of(shown.definition, [*answers, year])
    labels = [formats.period(answer.period) for answer in answers]
    last = [answer for answer in answers if answer.value is not None][-1]
    return Slide(
        "within_year",
        _("{name} within {year}").format(name=words.name_of(shown.definition), year=shown.year),
        finding=findings.sentence(
            against_plan(shown.definition, year) if year.status else "",
            _reached(shown, last, year),
            expectation(shown),
        ),
        notes=sources.notes(shown),
        text=text,
        source=tables.sources(answers),
        chart=Chart(
            within_year.figure(shown, answers, year, scale),
            tuple(formats.short_period(answer.period) for answer in answers),
            (
                Series(_("Fact"), tuple(scale.of(answer.value) for answer in answers), "line"),
                Series(_("Plan"), (scale.of(year.plan),) * len(answers), "line"),
            ),
            scale.unit,
            scale.decimals,
        ),
        bars=tuple(behind.bars(shown, answers, labels, within_year=True)),
        marks=sources.marks(answers),
        statuses=words.status_key(answers),
    )  # fmt: skip


def _reached(shown: Subject, last: Answer, year: Answer) -> str:
    """How far the year had come by the last known part of it; nothing where the judgement of the year has said it."""
    if last.value is None or (year.status and last.value == year.value):
        return ""
    until = _("from the year's start to the end of {period}").format(period=formats.period(last.period))
    said = f"{until}: {words.value_text(shown.definition, last.value)}"
    if year.plan is None or year.status:
        return said
    plan = _("plan of the year: {plan}").format(plan=words.plan_text(shown.definition, year.plan))
    return f"{said}; {plan}"
