"""An indicator by district in one period."""

from collections.abc import Sequence

from dashboard import formats, words
from dashboard.council import behind, findings, sources
from dashboard.council.headlines import against_plan
from dashboard.council.projected import Projected
from dashboard.council.report import Chart, Series, Slide
from dashboard.language import _
from dashboard.sections import by_district, tables
from dashboard.sections.subject import subject
from dashboard.series import Scale, scale_of
from indicators.answers import Answer
from indicators.readings import ILLUSTRATIVE

PLACE = 40
OF_INDICATOR = True


def name() -> str:
    return _("By district")


def make(asked: Projected, text: str) -> Slide:
    """Ranked bars; the sum of districts beside the whole where they differ."""
    shown = subject(asked)
    answers = shown.in_period("district", cut=asked.cut) if asked.facts.places.main else ()
    if not any(answer.value is not None for answer in answers):
        why = words.state_name(answers[0].state) if answers else _("This programme has no districts.")
        return sources.nothing("districts", shown, text, why)
    scale = scale_of(shown.definition, answers)
    names = [words.place_name(asked.facts, answer.district) for answer in answers]
    ranked = sorted(zip(answers, names, strict=True), key=lambda pair: (pair[0].value is None, -(pair[0].value or 0)))
    return Slide(
        "districts",
        f"{words.name_of(shown.definition)}, {formats.period(shown.period.label)}",
        finding=findings.sentence(
            against_plan(shown.definition, shown.now) if shown.now.status else "",
            findings.behind_plan(answers),
            findings.most(shown.definition, shown.now, answers, names),
            findings.least(shown.definition, shown.now, answers, names),
            findings.lowered(by_district.excess(shown.definition, answers, shown.now) or ""),
        ),
        notes=sources.notes(shown),
        text=text,
        source=tables.sources(answers),
        chart=Chart(
            by_district.figure(shown, answers, scale),
            tuple(label for _answer, label in ranked),
            (_series([answer for answer, _label in ranked], scale),),
            scale.unit,
            scale.decimals,
            lying=True,
        ),
        bars=tuple(behind.bars(shown, *zip(*ranked, strict=True), by="district")),
        marks=sources.marks(answers),
        statuses=words.status_key(answers),
    )


def _series(answers: Sequence[Answer], scale: Scale) -> Series:
    """The bars in their order; those of illustrative numbers are marked, as the figure has them paler."""
    marks = tuple(tuple(mark for mark in answer.marks if mark == ILLUSTRATIVE) for answer in answers)
    return Series(_("Fact"), tuple(scale.of(answer.value) for answer in answers), marks=marks)
