"""Plan and fact of an indicator over the years."""

from dashboard import formats, words
from dashboard.council import behind, findings, sources
from dashboard.council.expected import expectation
from dashboard.council.headlines import headline
from dashboard.council.projected import Projected
from dashboard.council.report import Chart, Series, Slide
from dashboard.language import _
from dashboard.sections import by_year, tables
from dashboard.sections.subject import subject
from dashboard.series import scale_of
from indicators.states import VALUE

PLACE = 30
OF_INDICATOR = True


def name() -> str:
    return _("Plan and fact by year")


def make(asked: Projected, text: str) -> Slide:
    """The indicator's main chart; its finding is about the shown period."""
    shown = subject(asked)
    answers = shown.answers(by=(shown.grain,))
    scale = scale_of(shown.definition, answers)
    labels = [formats.period(answer.period) for answer in answers]
    known = [answer for answer in answers if answer.state == VALUE]
    if not known:
        return sources.nothing("plan_and_fact", shown, text)
    districts = shown.in_period("district") if asked.facts.places.main else ()
    names = [words.place_name(asked.facts, answer.district) for answer in districts]
    return Slide(
        "plan_and_fact",
        words.name_of(shown.definition),
        finding=findings.sentence(
            *headline(shown),
            findings.last_known(shown.definition, shown.now, known),
            findings.most(shown.definition, shown.now, districts, names),
            expectation(shown),
        ),
        notes=sources.notes(shown),
        text=text,
        source=tables.sources(answers),
        chart=Chart(
            by_year.figure(shown, answers, scale),
            tuple(formats.short_period(answer.period) for answer in answers),
            (
                Series(
                    _("Fact"),
                    tuple(scale.of(answer.value) for answer in answers),
                    marks=tuple(tuple(answer.marks) for answer in answers),
                ),
                Series(_("Plan"), tuple(scale.of(answer.plan) for answer in answers), "mark"),
            ),
            scale.unit,
            scale.decimals,
        ),
        bars=tuple(behind.bars(shown, answers, labels)),
        marks=sources.marks(answers),
        statuses=words.status_key(answers),
    )
