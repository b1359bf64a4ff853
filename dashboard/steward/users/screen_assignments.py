"""``/steward/assignments``: the owner and the contact of each indicator."""

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.steward.pages import (
    author,
    changing,
    lines,
    page,
    programme,
    reason,
    redirect_to,
)
from dashboard.steward.screen import Screen
from dashboard.text.labels import name_of
from dashboard.text.language import _
from data.accounts import accounts
from data.accounts.assigning import NOBODY, Assignees, assign, assignments
from data.passports import programme_id
from data.refusals import Conflict, Refusal, refuse
from indicators.answers.deadlines import is_brought
from indicators.answers.facts import Facts
from indicators.definition import Definition

SCREEN = Screen("/steward/assignments", None, 80)


@SCREEN.get()
def listed(refused: Refusal | None = None) -> ResponseReturnValue:
    """Every indicator that somebody brings, with its periodicity, due day, owner and contact."""
    facts = programme()
    with database().read() as session:
        current = assignments(session, programme_id(session, facts.code))
        owners = [each.name for each in accounts.listed(session) if each.may("steward", facts.code)]
    assigned = _assignees_in_form(facts) if refused else current
    return page(
        "assignments.html",
        _("Who answers"),
        status_of(refused) if refused else 200,
        lead=_(
            "Who brings each indicator, and whom to ask. How often and by when, the definition says."
        ),
        refused=lines(refused),
        began=facts.revision if refused is None or isinstance(refused, Conflict) else _began(),
        rows=[
            (each, name_of(each), _every(each.periodicity), assigned.get(each.code, NOBODY))
            for each in _brought(facts)
        ],
        owners=owners,
        reason=request.form.get("reason", ""),
    )


@SCREEN.post(role="publisher")
def save() -> ResponseReturnValue:
    """Keep all of it together, with a reason; one revision."""
    facts = changing("publisher")
    names = {each.code: each.name.model_dump() for each in _brought(facts)}
    try:
        with database().transaction(
            "assign", facts.code, author=author(), reason=reason()
        ) as change:
            if not assign(
                change,
                programme_id(change.session, facts.code),
                _assignees_in_form(facts),
                names,
                _began(),
            ):
                raise refuse("nothing_to_change")
            revision = change.revision
    except Refusal as refusal:
        return listed(refusal)
    return redirect_to(f"/steward/audit/{revision}")


def _began() -> int | None:
    """The revision at which the form was opened."""
    return request.form.get("began", type=int)


def _brought(facts: Facts) -> list[Definition]:
    newest = (facts.catalogue.newest(code).definition for code in facts.catalogue.codes)
    return [definition for definition in newest if is_brought(definition)]


def _assignees_in_form(facts: Facts) -> dict[str, Assignees]:
    """What the form says; an empty field is nobody."""
    sent = request.form
    return {
        each.code: Assignees(
            sent.get(f"owner.{each.code}", "").strip() or None,
            sent.get(f"contact.{each.code}", "").strip() or None,
        )
        for each in _brought(facts)
    }


def _every(grain: str) -> str:
    return {
        "year": _("every year"),
        "half": _("every half-year"),
        "quarter": _("every quarter"),
        "month": _("every month"),
    }[grain]
