"""How the shown year fills up against its plan."""

from collections.abc import Sequence

import pandas as pd
from dash.development.base_component import Component

from dashboard import clicks, formats, words
from dashboard.asked import Asked
from dashboard.components.panels import empty_note, panel
from dashboard.figures.base import Figure
from dashboard.figures.within_year import WithinYearWords, within_year
from dashboard.language import _
from dashboard.sections import tables
from dashboard.sections.subject import Subject, subject
from dashboard.series import Scale, by_period, scale_of
from indicators.answers import Answer

GRAINS = ("month", "quarter", "half")


def draw(asked: Asked) -> Component:
    """The value from the year's start, the year before as a dotted line, the annual plan as a level."""
    shown = subject(asked)
    answers = finest(shown)
    title = _("Within {year}, from the year's start").format(year=shown.year)
    if not answers:
        return panel(title, empty_note(_("This indicator has no values shorter than a year.")))
    return panel(title, _chart(shown, answers))


def finest(shown: Subject) -> tuple[Answer, ...]:
    """Months of the shown year, else quarters, else halves: the shortest that have values."""
    for grain in GRAINS:
        answers = _cumulative(shown, shown.year, grain)
        if any(answer.value is not None for answer in answers):
            return answers
    return ()


def _cumulative(shown: Subject, year: int, grain: str) -> tuple[Answer, ...]:
    return shown.answers(years=(year, year), by=(grain,), within_year=True)


def _chart(shown: Subject, answers: Sequence[Answer]) -> Component:
    year = of_year(shown)
    scale = scale_of(shown.definition, [*answers, year])
    return clicks.chart(
        "within-year",
        figure(shown, answers, year, scale),
        label=_named(shown),
        way=shown.records_of(clicks.FIRST, within_year=1),
        twin=_twin(shown, answers, scale),
        about=tables.about(answers, scale),
    )


def of_year(shown: Subject) -> Answer:
    """The whole shown year's answer."""
    return shown.answers(years=(shown.year, shown.year))[0]


def figure(shown: Subject, answers: Sequence[Answer], year: Answer, scale: Scale) -> Figure:
    """The chart itself."""
    return within_year(
        _with_previous(shown, answers, scale),
        words=_words(shown, year, scale),
        plan=None if year.plan is None else float(year.plan / scale.divisor),
        theme=shown.asked.theme,
    )


def _with_previous(shown: Subject, answers: Sequence[Answer], scale: Scale) -> pd.DataFrame:
    frame = by_period(shown.definition, answers, scale, inside=True)
    if shown.year <= shown.asked.facts.first_year:
        return frame
    grain = {12: "month", 4: "quarter", 2: "half"}[len(answers)]
    before = _cumulative(shown, shown.year - 1, grain)
    return frame.assign(previous=pd.Series([scale.of(answer.value) for answer in before], dtype=object))


def _words(shown: Subject, year: Answer, scale: Scale) -> WithinYearWords:
    plan = "" if year.plan is None else _("Plan of the year: {plan}").format(plan=scale.text(year.plan))
    return WithinYearWords(
        unit=scale.unit,
        separators=formats.separators(),
        fact=str(shown.year),
        previous=str(shown.year - 1),
        plan=plan,
    )


def _named(shown: Subject) -> str:
    return _("{name} within {year}").format(name=words.name_of(shown.definition), year=shown.year)


def _twin(shown: Subject, answers: Sequence[Answer], scale: Scale) -> Component:
    return tables.twin(
        answers,
        shown.definition,
        scale,
        first=_("From the year's start to the end of"),
        name=lambda answer: formats.period(answer.period),
        way=lambda answer: shown.records_of(answer.period, within_year=1),
        caption=_named(shown),
    )
