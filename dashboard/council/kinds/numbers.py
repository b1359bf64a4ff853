"""Number cards: the key indicators, or the ones an address names."""

from collections.abc import Sequence

from dashboard.council import findings
from dashboard.council.projected import SlideRequest
from dashboard.report import Card, CardNumbers, Slide
from dashboard.sections.overview import Overview, place_choices
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.achievement import ACHIEVED_STATUSES, BEHIND, STATUSES
from indicators.answers.answer import Answer
from indicators.definition import Definition

PLACE = 20
OF_INDICATOR = False
MOST = 8
"""Cards that can still be read from the last row."""


def name() -> str:
    return _("Key numbers")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """One card an indicator, with its plan and status; the newest known number where the shown year
    has none.
    """
    overview = Overview(slide_request)
    answers = [
        answer for answer in overview.now if answer.indicator in slide_request.indicators
    ] or overview.key
    figures = [overview.figure(answer) for answer in answers]
    listed = figures[:MOST]
    mixed = {answer.period for answer in listed} != {str(overview.year)}
    title = (
        _("Key indicators: newest known")
        if mixed
        else _("Key indicators, {year}").format(year=overview.year)
    )
    return Slide(
        "numbers",
        overview.titled(title),
        finding=_finding(figures, len(answers) - len(listed)),
        text=text,
        cards=tuple(_card(slide_request, answer, mixed) for answer in listed),
        marks=tuple(sorted({mark for answer in listed for mark in answer.marks})),
        url=slide_request.page("/", **place_choices(slide_request))
        if len(listed) < len(answers)
        else "",
    )


def _finding(answers: Sequence[Answer], left_out: int) -> str:
    """How many of all are behind their plan, how many have reached it, and how many have no card."""
    late, met, planned = (
        sum(answer.status in among for answer in answers)
        for among in (BEHIND, ACHIEVED_STATUSES, STATUSES)
    )
    return sentence(
        _("behind plan: {late} of {planned}").format(late=late, planned=planned) if late else "",
        _("plan reached: {done} of {planned}").format(done=met, planned=planned) if planned else "",
        findings.left_out(left_out),
    )


def _card(slide_request: SlideRequest, answer: Answer, mixed: bool) -> Card:
    definition = slide_request.definition(answer.indicator, int(answer.period))
    has_value = answer.value is not None
    value, unit = labels.answer_parts(definition, answer)
    plan = "" if answer.plan is None else labels.plan_text(definition, answer.plan, answer.value)
    return Card(
        name=labels.name_of(definition),
        value=value if has_value else labels.state_name(answer.state),
        unit=unit,
        plan=plan and _("Plan: {plan}").format(plan=plan),
        degree="" if answer.degree_raw is None else labels.degree_text(answer),
        status=answer.status,
        status_name=labels.status_of(answer) if answer.status else "",
        counted=_counted(definition, answer),
        year=formats.period(answer.period) if mixed and has_value else "",
    )


def _counted(definition: Definition, answer: Answer) -> CardNumbers:
    """Value and plan in one unit, which is that of the card where it shows a value."""
    divisor, decimals, unit = 1, definition.decimals, labels.unit_of(definition)
    amount = answer.plan if answer.value is None else answer.value
    if amount is not None and labels.is_money(definition):
        divisor, decimals, unit = formats.money_scale(amount)
    value, plan = (
        None if number is None else number / divisor for number in (answer.value, answer.plan)
    )
    return CardNumbers(value, plan, answer.degree_raw, unit, decimals)
