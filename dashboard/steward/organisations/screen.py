"""``/steward/organisations``: organisations that may be one, merged ones, and what a merge would
change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http import context
from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.steward.audit.changes import foreseen_numbers
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
from dashboard.steward.years import closed
from dashboard.text.language import _
from data.organisations.duplicates import OrganisationFacts, organisations, proposals
from data.organisations.merging import MergedOrganisation, keep_apart, list_merges, merge, unmerge
from data.passports import programme_id
from data.refusals import NotFound, Problem, Refusal, quoted
from data.words.whole import whole
from indicators.answers.facts import Facts
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.merging_effect import effect_of_merging, effect_of_unmerging

SCREEN = Screen("/steward/organisations", lambda: _("Organisations"), 60)
LIST_LIMIT = 50


@dataclass(frozen=True)
class MergedRow:
    """A merge that stands, with the names of both."""

    id: int
    name: str
    into: str
    merger: MergedOrganisation


@SCREEN.get()
def listed(refused: Refusal | None = None, status: int = 200) -> ResponseReturnValue:
    """What is proposed, what is merged, and a form for two that nobody has proposed."""
    facts = programme()
    proposed = context.asker().ask(proposals, facts.code)
    return page(
        "organisations.html",
        _("Organisations"),
        status,
        lead=_(
            "Organisations that are one count once when both are merged; their records stay as they are."
        ),
        refused=lines(refused),
        proposed=proposed[:LIST_LIMIT],
        total=len(proposed),
        fields=_fields(),
        merged=_merged(facts),
        inputs=request.values,
    )


@SCREEN.get("/merge")
def preview(refused: Refusal | None = None) -> ResponseReturnValue:
    """Both organisations side by side, and the numbers that would be others."""
    facts = programme()
    try:
        one, other = _chosen_pair(facts)
        with database().read() as session:
            effect = effect_of_merging(session, facts.code, one.id, other.id, facts.catalogue)
    except Refusal as refusal:
        return listed(refusal, status_of(refusal))
    return _effect_page(facts, _("Merging"), effect, refused, organisation=one, into=other)


@SCREEN.post("/merge")
def make_merge() -> ResponseReturnValue:
    """Merge them, with a reason; one revision."""
    facts = changing()
    try:
        one, other = _chosen_pair(facts)
        revision = _write(facts, "merge", f"{one.name} → {other.name}", lambda change, known: merge(
            change, known, one.id, other.id
        ))  # fmt: skip
    except Refusal as refusal:
        return preview(refusal)
    return redirect_to(f"/steward/audit/{revision}")


@SCREEN.post("/apart")
def keep() -> ResponseReturnValue:
    """Keep that these two are not the same."""
    facts = changing()
    try:
        one, other = _chosen_pair(facts)
        _write(facts, "apart", f"{one.name} ≠ {other.name}", lambda change, known: keep_apart(
            change, known, one.id, other.id
        ))  # fmt: skip
    except Refusal as refusal:
        return listed(refusal, status_of(refusal))
    return redirect_to(SCREEN.path)


@SCREEN.get("/<int:organisation>/undo")
def preview_undo(organisation: int, refused: Refusal | None = None) -> ResponseReturnValue:
    """What would be others again if a merge were undone."""
    facts = programme()
    row = next((each for each in _merged(facts) if each.id == organisation), None)
    if row is None:
        raise NotFound(Problem("merge_not_there", {"organisation": organisation}))
    with database().read() as session:
        effect = effect_of_unmerging(session, facts.code, organisation, facts.catalogue)
        one, other = _both(facts, row.merger.organisation_id, row.merger.into_id)
    return _effect_page(
        facts, _("Undoing a merge"), effect, refused, organisation=one, into=other, undo=row
    )


@SCREEN.post("/<int:organisation>/undo")
def make_undo(organisation: int) -> ResponseReturnValue:
    """Let it be itself again, with a reason; one revision."""
    facts = changing()
    row = next((each for each in _merged(facts) if each.id == organisation), None)
    summary = f"{row.name} ↛ {row.into}" if row else str(organisation)
    try:
        revision = _write(
            facts, "unmerge", summary, lambda change, known: unmerge(change, known, organisation)
        )
    except Refusal as refusal:
        return preview_undo(organisation, refusal)
    return redirect_to(f"/steward/audit/{revision}")


def _write(facts: Facts, action: str, summary: str, write: Any) -> int:
    override_closed_years = closed.override_closed_years(facts.code)
    with database().transaction(
        action,
        summary,
        author=author(),
        reason=reason(),
        override_closed_years=override_closed_years,
    ) as change:
        write(change, programme_id(change.session, facts.code))
        return change.revision


def _effect_page(
    facts: Facts, title: str, effect: Iterable[ChangedAnswer], refused: Refusal | None, **extra: Any
) -> ResponseReturnValue:
    changes = list(effect)
    values = {
        "numbers": foreseen_numbers(facts, changes),
        "closed": closed.of_changes(facts, changes),
        "fields": _fields(),
        "reason": request.form.get("reason", ""),
        "undo": None,
        **extra,
    }
    status = status_of(refused) if refused else 200
    return page("merge.html", title, status, refused=lines(refused), **values)


def _chosen_pair(facts: Facts) -> tuple[OrganisationFacts, OrganisationFacts]:
    """The two organisations that the address or the form names, by identity or by number."""
    named = [request.values.get(name, "").strip() for name in ("organisation", "into")]
    ids = [number for name in named if (number := whole(name)) is not None]
    if len(ids) == len(named) and not request.values.get("by_number"):
        return _both(facts, *ids)
    with database().read() as session:
        known = {
            each.number: each for each in organisations(session, programme_id(session, facts.code))
        }
    return _two(known, named)


def _both(facts: Facts, *ids: int) -> tuple[OrganisationFacts, OrganisationFacts]:
    with database().read() as session:
        pair = organisations(session, programme_id(session, facts.code), ids)
    return _two({each.id: each for each in pair}, ids)


def _two(
    known: Mapping[Any, OrganisationFacts], named: Sequence[Any]
) -> tuple[OrganisationFacts, OrganisationFacts]:
    for name in named:
        if name not in known:
            raise NotFound(
                Problem(
                    "unknown_organisation",
                    {"organisation": {each: quoted(str(name), each) for each in ("ru", "en")}},
                )
            )
    return known[named[0]], known[named[1]]


def _merged(facts: Facts) -> list[MergedRow]:
    with database().read() as session:
        identity = programme_id(session, facts.code)
        merges = list_merges(session, identity)
        ids = {each for row in merges for each in (row.organisation_id, row.into_id)}
        names = (
            {each.id: each.name for each in organisations(session, identity, ids)} if ids else {}
        )
    return [
        MergedRow(
            row.organisation_id,
            names.get(row.organisation_id, "–"),
            names.get(row.into_id, "–"),
            row,
        )
        for row in merges
    ]


def _fields() -> list[tuple[str, str]]:
    """What is compared side by side."""
    return [
        ("name", _("Name")),
        ("short_name", _("Short name")),
        ("number", _("Number")),
        ("inn", _("INN")),
        ("ogrn", _("OGRN")),
        ("address", _("Address")),
        ("records", _("Records")),
    ]
