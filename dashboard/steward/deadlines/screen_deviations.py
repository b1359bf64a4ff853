"""``/steward/deviations``: the years of a programme that deviate from their plans, and the reasons
that are still to be written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask.typing import ResponseReturnValue

from dashboard.http import context, urls
from dashboard.steward.pages import page, programme, url
from dashboard.steward.screen import Screen
from dashboard.text import formats, labels, money_unit
from dashboard.text.deviations import rule_text, share_text
from dashboard.text.language import _
from indicators.answers.deviations import Deviation, deviations
from indicators.answers.facts import Facts
from indicators.answers.question import Question

KIND = "deviation_reasons"
SCREEN = Screen("/steward/deviations", None, 13)


@dataclass(frozen=True)
class DeviationRow:
    """A year of an indicator in words, and where its reason is written."""

    indicator: str
    indicator_url: str
    year: int
    plan: str
    value: str
    share: str
    text: str
    signature: str
    reason_url: str


@SCREEN.get()
def listing() -> ResponseReturnValue:
    """Those without a reason first, the newest year before older ones."""
    facts = programme()
    money_unit.choose(facts.code)
    listed = context.asker().ask(deviations, Question(facts.code))
    missing = [each for each in listed if each.is_unexplained]
    others = [each for each in listed if not each.is_unexplained]
    return page(
        "deviations.html",
        _("Deviations"),
        lead=rule_text(facts),
        missing=list(_rows(facts, missing)),
        others=list(_rows(facts, others)),
        file=url("/steward/imports", kind=KIND),
    )


def unexplained(facts: Facts) -> int:
    """How many years of a programme wait for a reason."""
    listed = context.asker().ask(deviations, Question(facts.code))
    return sum(each.is_unexplained for each in listed)


def _rows(facts: Facts, listed: Sequence[Deviation]) -> Iterator[DeviationRow]:
    for each in sorted(listed, key=lambda one: -one.year):
        reason = each.reason
        version = facts.catalogue.in_force(each.indicator, each.year)
        definition = (version or facts.catalogue.newest(each.indicator)).definition
        chosen = {"programme": facts.code, "period": str(each.year)}
        signature = f"{reason.author}, {formats.moment(reason.at)}" if reason else ""
        yield DeviationRow(
            indicator=labels.name_of(definition),
            indicator_url=urls.with_choices(f"/indicator/{each.indicator}", chosen),
            year=each.year,
            plan=labels.planned(definition, each.answer),
            value=labels.answer_text(definition, each.answer, unit=True),
            share=share_text(each),
            text=reason.text if reason else "",
            signature=signature,
            reason_url=_reason_url(each),
        )


def _reason_url(each: Deviation) -> str:
    """The form of the reason: an empty one that names the year, or that of the row there is."""
    if each.reason is not None:
        return url(urls.record(KIND, each.reason.number))
    named = {"f-indicator": each.indicator, "f-year": str(each.year)}
    return url(f"/steward/records/{KIND}/{urls.BLANK}", **named)
