"""Number cards: the key indicators, or the ones an address names."""

from collections.abc import Sequence

from dashboard import formats, words
from dashboard.council.findings import sentence
from dashboard.council.projected import Projected
from dashboard.council.report import Card, Counted, Slide
from dashboard.language import _
from dashboard.sections.overview import Overview
from indicators.achievement import BEHIND, DONE, STATUSES
from indicators.answers import Answer
from indicators.definition import Definition

PLACE = 20
OF_INDICATOR = False
MOST = 8
"""Cards that can still be read from the last row."""


def name() -> str:
    return _("Key numbers")


def make(asked: Projected, text: str) -> Slide:
    """One card an indicator, with its plan and status; the newest known number where the shown year has none."""
    shown = Overview(asked)
    answers = [answer for answer in shown.now if answer.indicator in asked.indicators] or shown.key
    figures = [shown.figure(answer) for answer in answers]
    listed = figures[:MOST]
    mixed = {answer.period for answer in listed} != {str(shown.year)}
    title = _("Key indicators: newest known") if mixed else _("Key indicators, {year}").format(year=shown.year)
    return Slide(
        "numbers",
        title,
        finding=_finding(figures, len(answers) - len(listed)),
        text=text,
        cards=tuple(_card(asked, answer, mixed) for answer in listed),
        marks=tuple(sorted({mark for answer in listed for mark in answer.marks})),
        way=asked.page("/") if len(listed) < len(answers) else "",
    )


def _finding(answers: Sequence[Answer], left_out: int) -> str:
    """How many of all are behind their plan, how many have reached it, and how many have no card."""
    late, done, planned = (sum(answer.status in among for answer in answers) for among in (BEHIND, DONE, STATUSES))
    return sentence(
        _("behind plan: {late} of {planned}").format(late=late, planned=planned) if late else "",
        _("plan reached: {done} of {planned}").format(done=done, planned=planned) if planned else "",
        _("and {number} more on the page").format(number=left_out) if left_out else "",
    )


def _card(asked: Projected, answer: Answer, mixed: bool) -> Card:
    definition = asked.definition(answer.indicator, int(answer.period))
    has_value = answer.value is not None
    value, unit = words.answer_parts(definition, answer)
    plan = "" if answer.plan is None else words.plan_text(definition, answer.plan, answer.value)
    return Card(
        name=words.name_of(definition),
        value=value if has_value else words.state_name(answer.state),
        unit=unit,
        plan=plan and _("Plan: {plan}").format(plan=plan),
        degree="" if answer.degree_raw is None else words.degree_text(answer),
        status=answer.status,
        status_name=words.status_of(answer) if answer.status else "",
        counted=_counted(definition, answer),
        year=formats.period(answer.period) if mixed and has_value else "",
    )


def _counted(definition: Definition, answer: Answer) -> Counted:
    """Value and plan in one unit, which is that of the card where it shows a value."""
    divisor, decimals, unit = 1, definition.decimals, words.unit_of(definition)
    amount = answer.plan if answer.value is None else answer.value
    if amount is not None and words.is_money(definition):
        divisor, decimals, unit = formats.money_scale(amount)
    value, plan = (None if number is None else number / divisor for number in (answer.value, answer.plan))
    return Counted(value, plan, answer.degree_raw, unit, decimals)
