"""Decisions of meetings in words: what they are about, the number then and now, what became of them."""

import textwrap

from dashboard.http.context import language
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.facts import Facts
from indicators.decisions.decisions import STATE_NAMES, DecisionFacts
from indicators.decisions.numbers import DecisionNumber, DecisionNumbers
from indicators.periods import parse

LINE = 60
"""Characters of a decision in a line that names it."""

VARIANTS = {
    "open": "none",
    "done": "achieved",
    "dropped": "undetermined",
    "overdue": "not_achieved",
}
"""The colour and shape of a state, of those that statuses have."""


def state_name(state: str) -> str:
    return STATE_NAMES[state][language()]


def number_text(number: DecisionNumber | None) -> str:
    """«118 ед.», «нет данных», or a dash where the meeting looked at no number."""
    if number is None:
        return formats.EN_DASH
    return labels.answer_text(number.definition, number.answer, unit=True)


def subject_text(facts: Facts, each: DecisionNumbers) -> str:
    """«Консультации, Центральный район, 2016»: what a decision is about; empty where nobody says."""
    decision = each.decision
    period = each.period if decision.indicator else decision.period or ""
    names = (
        indicator_name(facts, decision, each.period),
        part_name(facts, decision),
        labels.place_name(facts, decision.district) if decision.district else "",
        formats.period(period) if period else "",
    )
    return ", ".join(name for name in names if name)


def overdue_text(each: DecisionNumbers) -> str:
    """«решение «Открыть приём» просрочено: Отдел НКО, до 01.12.2016»: who was to act, and by when."""
    decision = each.decision
    sentence = _("the decision “{text}” is overdue: {owner}, by {date}")
    return sentence.format(
        text=shortened(decision.text), owner=decision.owner, date=formats.date(decision.due_on)
    )


def overdue_sentence(each: DecisionNumbers) -> str:
    """The same by itself."""
    text = overdue_text(each)
    return f"{text[0].upper()}{text[1:].removesuffix('.')}."  # «… 2021 г.» has its full stop


def shortened(text: str) -> str:
    """The beginning of a decision, as a line has room for."""
    return textwrap.shorten(text, LINE, placeholder=" …")


def indicator_name(facts: Facts, decision: DecisionFacts, period: str) -> str:
    """As the definition of the period calls it; its code where it has been withdrawn."""
    code = decision.indicator
    if code is None or code not in facts.catalogue.versions:
        return code or ""
    return labels.name_of(facts.catalogue.nearest(code, parse(period).final_year).definition)


def part_name(facts: Facts, decision: DecisionFacts) -> str:
    """The name of the part that it is about; its code where there is none of it any more."""
    names = {part.code: part.names for part in facts.parts}
    code = decision.part or ""
    return labels.in_language(names[code]) if code in names else code
