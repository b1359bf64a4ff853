"""``/steward/tolerances``: how far from the plan still counts as nearly met, or as no more than
met; which statuses others would change, and setting them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http import context
from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.steward.pages import author, changing, lines, page, reason, redirect_to
from dashboard.steward.screen import Screen
from dashboard.steward.tolerances import form
from dashboard.steward.years import closed
from dashboard.text import formats, labels, money_unit
from dashboard.text.language import _
from data.programme.thresholds import set_thresholds
from data.refusals import Refusal, refuse
from indicators.answers.achievement import Thresholds
from indicators.answers.answer import Answer
from indicators.answers.deviations import deviations
from indicators.answers.facts import Facts
from indicators.answers.question import Question
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.tolerance_effect import effect_of_tolerances
from indicators.periods import parse

SCREEN = Screen("/steward/tolerances", lambda: _("Tolerances"), 72, role="publisher")
LIST_LIMIT = 200


@dataclass(frozen=True)
class StatusRow:
    """One answer whose status would be another, in words."""

    indicator: str
    address: str
    place: str
    period: str
    value: str
    plan: str
    degree: str
    old_status: str
    new_status: str


@dataclass(frozen=True)
class ToleranceEffect:
    """What other tolerances would change: how often from which status to which, and where; of how
    many years a reason is asked for, and would be.
    """

    degrees: dict[str, str]
    total: int
    counts: Sequence[tuple[str, str]]  # «Almost achieved → Not achieved», how many
    rows: Sequence[StatusRow]
    deviations: int
    new_deviations: int


@SCREEN.get()
def tolerances(refusal: Refusal | None = None) -> ResponseReturnValue:
    """What is in force; of what is typed, which statuses it would change."""
    facts, effect = changing("publisher"), None
    if "at_risk" in request.values:
        try:
            effect = _effect(facts, _others(facts))
        except Refusal as wrong:
            refusal = refusal or wrong
    return page(
        "tolerances.html",
        _("Tolerances"),
        status_of(refusal) if refusal else HTTPStatus.OK,
        lead=_(
            "How far below its plan an indicator is still almost achieved, and how far above it no more than achieved."
        ),
        refused=lines(refusal),
        fields=form.fields(facts.thresholds, request.values),
        effect=effect,
        closed=closed.of_years(facts, range(facts.first_year, facts.last_year + 1)),
        inputs=request.form,
    )


@SCREEN.post()
def set_tolerances() -> ResponseReturnValue:
    """Set them, with a reason; one revision."""
    facts = changing("publisher")
    try:
        degrees = _others(facts)
        note = closed.of_years(facts, range(facts.first_year, facts.last_year + 1))
        with database().transaction(
            "thresholds",
            facts.code,
            author=author(),
            reason=reason(),
            override_closed_years=closed.agreed(note),
        ) as change:
            set_thresholds(change, facts.code, degrees)
            revision = change.revision
    except Refusal as refusal:
        return tolerances(refusal)
    return redirect_to(f"/steward/audit/{revision}")


def _others(facts: Facts) -> dict[str, str]:
    """What is typed, as shares of the plan; refuses what is in force already."""
    degrees = form.shares(request.values)
    if _thresholds(facts, degrees) == facts.thresholds:
        raise refuse("tolerances_same")
    return degrees


def _thresholds(facts: Facts, degrees: dict[str, str]) -> Thresholds:
    """What would be in force: what is not typed stays."""
    present = facts.settings.get("thresholds") or {}
    return Thresholds.of({"thresholds": {**present, **degrees}})


def _effect(facts: Facts, degrees: dict[str, str]) -> ToleranceEffect:
    money_unit.choose(facts.code)
    thresholds = _thresholds(facts, degrees)
    changes = context.asker().ask(effect_of_tolerances, facts.code, thresholds)
    # what the whole territory is judged by stands before its districts, the newest year first
    ordered = sorted(
        changes,
        key=lambda change: (change.district is not None, -parse(change.period).year),
    )
    rows = [_row(facts, each, each.new) for each in ordered[:LIST_LIMIT] if each.new is not None]
    return ToleranceEffect(
        degrees, len(changes), _counts(changes), rows, _large(facts), _large(facts, thresholds)
    )


def _large(facts: Facts, thresholds: Thresholds | None = None) -> int:
    """Of how many years a reason is asked for, under these thresholds or those in force."""
    allowed = None if thresholds is None else thresholds.deviation
    listed = context.asker().ask(deviations, Question(facts.code), allowed)
    return sum(each.is_large for each in listed)


def _counts(changes: Iterable[ChangedAnswer]) -> list[tuple[str, str]]:
    moves = Counter(f"{_status(change.old)} → {_status(change.new)}" for change in changes)
    return [(move, formats.number(number)) for move, number in moves.most_common()]


def _row(facts: Facts, change: ChangedAnswer, answer: Answer) -> StatusRow:
    version = facts.catalogue.nearest(change.indicator, parse(change.period).year)
    query = {"programme": facts.code, "period": change.period}
    return StatusRow(
        indicator=labels.name_of(version.definition),
        address=f"/indicator/{change.indicator}?{urlencode(query)}",
        place=labels.place_name(facts, change.district),
        period=formats.period(change.period),
        value=labels.answer_text(version.definition, answer, unit=True),
        plan=labels.planned(version.definition, answer),
        degree=labels.degree_text(answer),
        old_status=_status(change.old),
        new_status=_status(change.new),
    )


def _status(answer: Answer | None) -> str:
    return labels.status_of(answer) if answer is not None and answer.status else formats.EN_DASH
