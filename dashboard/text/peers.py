"""An indicator in other programmes, in words."""

from collections.abc import Mapping

from dashboard.http.context import language
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.facts import Facts
from indicators.definition import Definition
from indicators.exact import cut
from indicators.ranking.peers import KIND, UNIT, YEAR, Peer

ROUGH = 10
"""Numbers per residents from here on have one decimal, smaller ones two."""


def value_text(each: Peer) -> str:
    """«118 ед.», the word of a state, or a dash where the year has no such indicator."""
    if each.answer is None:
        return formats.EN_DASH
    return labels.answer_text(each.definition, each.answer, unit=True)


def rate_text(each: Peer) -> str:
    """So many per 10,000 residents, or a dash."""
    if each.rate is None:
        return formats.EN_DASH
    rate = cut(each.rate)
    decimals = 0 if not rate else 1 if abs(rate) >= ROUGH else 2
    if labels.is_money(each.definition):
        return formats.money_text(rate)
    return formats.number(rate, decimals)


def reason_text(each: Peer) -> str:
    """Why it does not compare; empty where it does."""
    reasons: Mapping[str | None, str] = {
        UNIT: _("not compared: its unit is {unit}").format(unit=_unit(each.definition)),
        KIND: _("not compared: counted in another way"),
        YEAR: _("no such indicator in {year}").format(year=each.year),
    }
    return reasons.get(each.reason, "")


def _unit(definition: Definition) -> str:
    return definition.unit.in_language(language()) or formats.EN_DASH


def peer_sentence(facts: Facts, each: Peer) -> str:
    """The programme's name, its number and plan, its status, or why it does not compare."""
    parts = [value_text(each)] if each.answer is not None else []
    if each.answer is not None and each.answer.plan is not None and each.reason is None:
        parts += [_("plan {plan}").format(plan=labels.planned(each.definition, each.answer))]
        parts += [labels.status_of(each.answer).lower()] if each.answer.status else []
    parts += [reason_text(each)] if each.reason else []
    return f"{labels.short_programme_name(facts)}: {', '.join(parts)}."
