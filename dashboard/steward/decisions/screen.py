"""``/steward/decisions``: what meetings have decided, who is to act and by when; the way to write a
new one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http import context, urls
from dashboard.steward.pages import page, programme, url
from dashboard.steward.screen import Screen
from dashboard.text import decisions as texts
from dashboard.text import formats, money_unit
from dashboard.text.language import _
from data import clock
from data.decks import Deck, decks
from data.words.matching import match_key
from data.words.offers import check_choice
from indicators.answers.facts import Facts
from indicators.decisions.decisions import STATE_NAMES
from indicators.decisions.numbers import DecisionNumbers, decision_numbers

KIND = "decisions"
SCREEN = Screen("/steward/decisions", lambda: _("Decisions"), 14)
MEETINGS = 3
"""So many of the last meetings have a button that begins a decision of theirs."""


@dataclass(frozen=True)
class DecisionRow:
    """A decision in words, and where it is corrected."""

    held_on: str
    text: str
    subject: str
    subject_url: str
    then: str
    now: str
    owner: str
    due_on: str
    state: str
    variant: str
    outcome: str
    url: str


@SCREEN.get()
def listing() -> ResponseReturnValue:
    """Those of a state, an owner and an indicator, or all: the last meeting first."""
    facts = programme()
    money_unit.choose(facts.code)
    state, owner = request.args.get("state", ""), request.args.get("owner", "").strip()
    check_choice("state", state or None, STATE_NAMES)
    every = context.asker().ask(decision_numbers, facts.code)
    return page(
        "decisions.html",
        _("Decisions of meetings"),
        lead=_("What was decided, who is to act, and what has become of the number since."),
        rows=list(_rows(facts, _chosen(every, state, owner))),
        total=len(every),
        states=[(code, texts.state_name(code)) for code in STATE_NAMES],
        choices={"state": state, "owner": owner},
        owners=sorted({each.decision.owner for each in every}),
        meetings=[(_meeting_name(deck), _blank(deck)) for deck in _meetings(facts)],
        blank=url(f"/steward/records/{KIND}/{urls.BLANK}"),
        file=url("/steward/imports", kind=KIND),
    )


def _chosen(every: Iterable[DecisionNumbers], state: str, owner: str) -> Iterator[DecisionNumbers]:
    """Of a state, if one is chosen, and of owners with the words in their name."""
    return (
        each
        for each in every
        if state in ("", each.state) and match_key(owner) in match_key(each.decision.owner)
    )


def _rows(facts: Facts, listed: Iterable[DecisionNumbers]) -> Iterator[DecisionRow]:
    for each in listed:
        decision = each.decision
        yield DecisionRow(
            held_on=formats.date(decision.held_on),
            text=decision.text,
            subject=texts.subject_text(facts, each),
            subject_url=subject_url(facts, each),
            then=texts.number_text(each.then),
            now=texts.number_text(each.now),
            owner=decision.owner,
            due_on=formats.date(decision.due_on),
            state=texts.state_name(each.state),
            variant=texts.VARIANTS[each.state],
            outcome=decision.outcome or "",
            url=url(urls.record(KIND, decision.number)),
        )


def subject_url(facts: Facts, each: DecisionNumbers) -> str:
    """The page of the indicator that a decision is about, in its period; empty without one."""
    code = each.decision.indicator
    if code not in facts.catalogue.versions:
        return ""
    chosen = {"programme": facts.code, "period": each.period}
    if each.decision.district:
        chosen["district"] = each.decision.district
    return urls.with_choices(f"/indicator/{code}", chosen)


def _meetings(facts: Facts) -> list[Deck]:
    """The decks of the last meetings whose day somebody has said, the last first."""
    own = [
        deck
        for deck in context.asker().read(decks)
        if deck.programme == facts.code and deck.held_on is not None
    ]
    return sorted(own, key=lambda deck: deck.held_on or clock.today(), reverse=True)[:MEETINGS]


def _meeting_name(deck: Deck) -> str:
    return f"{deck.title}, {formats.date(deck.held_on)}" if deck.held_on else deck.title


def _blank(deck: Deck) -> str:
    """The empty form of a decision of a deck's meeting."""
    named = {"f-held_on": deck.held_on.isoformat() if deck.held_on else ""}
    if deck.snapshot is not None:
        named["f-snapshot"] = str(deck.snapshot)
    return url(f"/steward/records/{KIND}/{urls.BLANK}", **named)
