"""Decisions of meetings in words: what they are about, the number then and now, what became of them."""

from dashboard.http.context import language
from dashboard.text import formats, labels
from indicators.answers.facts import Facts
from indicators.decisions.decisions import STATE_NAMES, DecisionFacts
from indicators.decisions.numbers import DecisionNumber, DecisionNumbers
from indicators.periods import parse

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


def indicator_name(facts: Facts, decision: DecisionFacts, period: str) -> str:
    """As the definition of the period calls it; its code where it has been withdrawn."""
    code = decision.indicator
    if code is None or code not in facts.catalogue.versions:
        return code or ""
    version = facts.catalogue.in_force(code, parse(period).final_year)
    return labels.name_of((version or facts.catalogue.newest(code)).definition)


def part_name(facts: Facts, decision: DecisionFacts) -> str:
    """The name of the part that it is about; its code where there is none of it any more."""
    names = {part.code: part.names for part in facts.parts}
    code = decision.part or ""
    return labels.in_language(names[code]) if code in names else code
