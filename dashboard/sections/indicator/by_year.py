"""Plan and fact over the years: the main chart of an indicator."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from dash import html
from dash.development.base_component import Component

from dashboard.components import clicks, status
from dashboard.components.captions import ChartCaption
from dashboard.components.panels import panel
from dashboard.figures.base import Figure
from dashboard.figures.plan_and_fact import PlanFactLabels, plan_and_fact
from dashboard.request import PageRequest
from dashboard.sections import tables
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.figure_links import indicator_links
from dashboard.sections.headlines import headline, last_known
from dashboard.sections.indicator.number_notes import note_texts, noted
from dashboard.sections.series import Scale, by_period, scale_of
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.answer import Answer
from indicators.answers.path import Path, path_to_target
from indicators.exact import cut
from indicators.periods import parse


def draw(page_request: PageRequest) -> Component:
    """Bars of fact, marks of plan, the baseline, and a line where the definition changes."""
    subject = read_subject(page_request)
    answers = subject.trend()
    scale = scale_of(subject.definition, answers)
    name = labels.name_of(subject.definition)
    drawn = clicks.chart(
        "by-year",
        figure(subject, answers, scale),
        label=_("{name}: plan and fact by year").format(name=name),
        links=indicator_links(
            subject, slide="plan_and_fact", view="years", **subject.trend_choices()
        ),
        url=subject.records_of(clicks.FIRST),
        twin=_twin(subject, answers, scale),
        about=tables.source_line(answers),
        caption=ChartCaption(_finding(subject, answers), chart_scope(page_request, answers, scale)),
    )
    return panel(
        _title(subject.grain),
        [
            drawn,
            *_path_sentence(subject, answers, scale),
            *tables.interval_key(answers),
            status.mark_notes(marks_of(answers) - set(subject.now.marks)),
        ],
        note=_note(subject),
        wide=True,
    )


def figure(subject: Subject, answers: Sequence[Answer], scale: Scale) -> Figure:
    """The chart itself, with the path to a plan of a later year."""
    path = _path(subject, answers)
    return plan_and_fact(
        noted(subject.page_request, subject.code, by_period(subject.definition, answers, scale)),
        labels=_chart_labels(subject, scale),
        baseline=_baseline(subject, scale),
        breaks=breaks(answers),
        path=(path.start.period, path.goal.period) if path is not None else None,
        theme=subject.page_request.theme,
    )


def breaks(answers: Sequence[Answer]) -> Mapping[str, str]:
    """The periods that begin under another version of the definition, each with its label."""
    pairs = pairwise(answers)
    return {
        later.period: _("definition version {version}").format(version=later.definition_version)
        for earlier, later in pairs
        if None not in (earlier.definition_version, later.definition_version)
        and earlier.definition_version != later.definition_version
    }


def marks_of(answers: Iterable[Answer]) -> set[str]:
    """Every mark that occurs."""
    return {mark for answer in answers for mark in answer.marks}


def _title(grain: str) -> str:
    return {
        "year": _("Plan and fact by year"),
        "half": _("Plan and fact by half-year"),
        "quarter": _("Plan and fact by quarter"),
        "month": _("Plan and fact by month"),
        "week": _("Fact by week"),
        "day": _("Fact by day"),
    }[grain]


def _finding(subject: Subject, answers: Sequence[Answer]) -> str:
    """What matters of the shown period; where it has no value, the newest that is known beside."""
    known = [answer for answer in answers if answer.value is not None]
    return sentence(*headline(subject), last_known(subject.definition, subject.now, known))


def _note(subject: Subject) -> str:
    if subject.definition.aggregates:
        return _("Press a bar to see the records counted in it.")
    return _("Press a bar to see where the number comes from.")


def _chart_labels(subject: Subject, scale: Scale) -> PlanFactLabels:
    return PlanFactLabels(
        unit=scale.unit,
        separators=formats.separators(),
        fact=_("Fact"),
        plan=_("Plan"),
        partial=_("partly reported"),
        illustrative=_("illustrative fact"),
        baseline=_baseline_label(subject, scale),
        path=_("path to the plan"),
        noted=_("there is a note"),
    )


def _path(subject: Subject, answers: Sequence[Answer]) -> Path | None:
    return path_to_target(subject.definition, answers) if subject.grain == "year" else None


def _path_sentence(
    subject: Subject, answers: Sequence[Answer], scale: Scale
) -> Iterator[Component]:
    """Whether the present pace reaches a plan of a later year; an even pace is our default."""
    path = _path(subject, answers)
    if path is None or path.goal.plan is None:
        return
    plan = labels.plan_text(subject.definition, path.goal.plan)
    sentence_places = {"year": path.goal.period, "plan": plan}
    if path.expected is None:
        sentence = _(
            "The plan of {year} is {plan}; the known years show no pace that could be carried on."
        )
    else:
        sentence = (
            _(
                "The plan of {year} is {plan}. At the mean pace of {first}–{last} that year would have "
                "{expected}: the plan is reached. An even pace is our default."
            )
            if path.is_reached
            else _(
                "The plan of {year} is {plan}. At the mean pace of {first}–{last} that year would have "
                "{expected}: the plan is not reached. An even pace is our default."
            )
        )
        sentence_places |= {
            "first": path.first.period,
            "last": path.start.period,
            "expected": scale.text(cut(path.expected), path.goal.plan),
        }
    yield html.P(sentence.format(**sentence_places), className="panel__note")


def _baseline(subject: Subject, scale: Scale) -> float | None:
    base = subject.definition.baseline
    scaled = scale.of(base.value) if base is not None else None
    return None if scaled is None else float(scaled)


def _baseline_label(subject: Subject, scale: Scale) -> str:
    base = subject.definition.baseline
    if base is None or base.value is None:
        return ""
    return _("Baseline of {year}: {value}").format(year=base.year, value=scale.text(base.value))


def _twin(subject: Subject, answers: Sequence[Answer], scale: Scale) -> Component:
    return tables.twin(
        answers,
        subject.definition,
        scale,
        first=_("Period"),
        name=lambda answer: formats.period(answer.period),
        url=lambda answer: subject.records_of(parse(answer.period).label),
        caption=_("{name}: plan and fact by year").format(name=labels.name_of(subject.definition)),
        notes=note_texts(subject.page_request, subject.code),
    )
