"""``/steward/definitions/drafts/…``: writing a definition, seeing its effect, proposing and
publishing it.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from dashboard.accounts.policy import policy
from dashboard.accounts.reader import may
from dashboard.http.context import asker, database, language
from dashboard.http.refusals import status_of
from dashboard.steward.definitions import checking, editor, effects
from dashboard.steward.definitions import drafts as draft_actions
from dashboard.steward.definitions import labels as field_labels
from dashboard.steward.definitions.effect_text import effect_text
from dashboard.steward.pages import (
    author,
    changing,
    lines,
    page,
    programme,
    reason,
    reason_text,
    redirect_to,
    url,
)
from dashboard.steward.screen import Screen
from dashboard.steward.years import closed
from dashboard.text import formats
from dashboard.text import labels as text_labels
from dashboard.text.language import _
from data.drafts import reading, steps
from data.drafts.reading import OPEN, PROPOSED, Draft
from data.refusals import Conflict, Refusal
from indicators.answers.facts import Facts
from indicators.definition import read

SCREEN = Screen("/steward/definitions", None, 21)
Answer = ResponseReturnValue


@SCREEN.get("/new")
def new() -> Answer:
    """What an indicator that is not there yet begins with."""
    changing()
    return _new()


def _new(refusal: Refusal | None = None) -> Answer:
    """The form of a new indicator; what is wrong with the code is said there, the rest above."""
    wrong = [each for each in refusal.problems if each.field == "code"] if refusal else []
    others = [each for each in refusal.problems if each not in wrong] if refusal else []
    kinds = [(kind, field_labels.choice("kind", kind)) for kind in draft_actions.KINDS]
    return page(
        "definition_new.html",
        _("New indicator"),
        HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK,
        refused=lines(Refusal(others)) if others else [],
        wrong=[each.sentence(language()) for each in wrong],
        inputs=request.form,
        kinds=kinds,
        labels=field_labels,
    )


@SCREEN.post("/new")
def begin_new() -> Answer:
    """Begin the draft of a new indicator."""
    facts = changing()
    try:
        identity = draft_actions.begin_new(facts, request.form, author())
    except Refusal as refusal:
        return _new(refusal)
    return redirect_to(f"/steward/definitions/drafts/{identity.id}")


@SCREEN.get("/<code>/draft")
def choose(code: str) -> Answer:
    """What is being written already, with its author."""
    facts = changing()
    newest = facts.catalogue.newest(code)
    rows = [
        (draft, draft_actions.differences(newest.definition, draft.text))
        for draft in _begun(facts, code)
    ]
    title = text_labels.name_of(newest.definition)
    return page("definition_choose.html", title, code=code, drafts=rows)


@SCREEN.post("/<code>/draft")
def begin(code: str) -> Answer:
    """Begin a draft of one's own, unless somebody is writing already and one has not seen it."""
    facts = changing()
    if _begun(facts, code) and "own" not in request.form:
        return redirect_to(f"/steward/definitions/{code}/draft")
    identity = draft_actions.begin(facts, code, author())
    return redirect_to(f"/steward/definitions/drafts/{identity.id}")


@SCREEN.get("/drafts/<int:identity>")
def draft(identity: int) -> Answer:
    """The form, or the text, of a draft."""
    facts, draft_facts = _facts_and_draft(identity)
    return editor.editor(facts, draft_facts)


@SCREEN.post("/drafts/<int:identity>")
def save(identity: int) -> Answer:
    """Save what was written; when another has saved meanwhile, show both."""
    facts, draft_facts = _facts_and_draft(identity)
    try:
        text = draft_actions.text_of_form(facts, draft_facts, request.form)
    except Refusal as refusal:
        return editor.as_sent(facts, draft_facts, refusal)
    if request.form.get("do") == "own":
        identity_beside = draft_actions.begin_beside(facts, draft_facts, text, author())
        return redirect_to(f"/steward/definitions/drafts/{identity_beside.id}")
    try:
        draft_actions.save(facts, draft_facts, request.form, text, author())
    except Conflict as conflict:
        return _conflict(draft_facts, text, conflict)
    except Refusal as refusal:
        return editor.editor(facts, draft_facts, text, refusal)
    if request.form.get("do") == "effect":
        return redirect_to(f"/steward/definitions/drafts/{identity}/effect")
    return redirect_to(f"/steward/definitions/drafts/{identity}", tab=request.form.get("tab"))


@SCREEN.post("/drafts/<int:identity>/autosave")
def autosave(identity: int) -> Answer:
    """The same for a script, as one types: the version saved, and what is wrong at which field."""
    facts, draft_facts = _facts_and_draft(identity)
    try:
        text = draft_actions.text_of_form(facts, draft_facts, request.form)
        saved = draft_actions.save(facts, draft_facts, request.form, text, author())
    except Refusal as refusal:
        busy = status_of(refusal) == HTTPStatus.SERVICE_UNAVAILABLE  # tried again by itself
        return jsonify(
            refused=lines(refusal)
        ), HTTPStatus.SERVICE_UNAVAILABLE if busy else HTTPStatus.CONFLICT
    problems = checking.located_sentences(checking.problems_of(facts, saved, saved.text))
    listed = [{"field": field, "text": sentence, "at": at} for field, sentence, at in problems]
    saved_at = _("Saved {at}").format(at=formats.moment(saved.at))
    return jsonify(version=saved.version, base=saved.text, saved=saved_at, problems=listed)


@SCREEN.get("/drafts/<int:identity>/effect")
def effect(identity: int) -> Answer:
    """What publishing the draft changes, and the next step."""
    facts, draft_facts = _facts_and_draft(identity)
    return _effect(facts, draft_facts)


@SCREEN.post("/drafts/<int:identity>/propose")
def propose(identity: int) -> Answer:
    """Offer the draft for publication."""
    facts, draft_facts = _facts_and_draft(identity)
    try:
        draft_actions.refuse_unpublishable(facts, draft_facts)
        why = reason()
        steps.propose(
            database(),
            identity,
            draft_actions.version_of(request.form),
            author=author(),
            reason=why,
            act=request.form.get("act", ""),
        )
    except Refusal as refusal:
        return _effect(facts, draft_facts, refusal)
    return redirect_to(f"/steward/definitions/drafts/{identity}/effect")


@SCREEN.post("/drafts/<int:identity>/step")
def step(identity: int) -> Answer:
    """Take back, put aside, or go on."""
    facts, draft_facts = _facts_and_draft(identity)
    moves = {"drop": steps.drop, "reopen": steps.reopen}
    action, version = request.form.get("do", ""), draft_actions.version_of(request.form)
    if action == "take_back":
        try:
            steps.take_back(database(), identity, version, author=author(), reason=reason_text())
        except Refusal as refusal:
            return _effect(facts, draft_facts, refusal)
    if action in moves:
        moves[action](database(), identity, version, author=author())
    return (
        redirect_to("/steward/definitions")
        if action == "drop"
        else redirect_to(f"/steward/definitions/drafts/{identity}")
    )


@SCREEN.post("/drafts/<int:identity>/publish", role="publisher")
def publish(identity: int) -> Answer:
    """Publish what another has proposed."""
    facts, draft_facts = _facts_and_draft(identity, "publisher")
    try:
        computed = effects.of_publishing(facts.code, draft_facts.code, draft_facts.text)
        closed.agreed(closed.of_changes(facts, computed.changed))
        revision = draft_actions.publish(
            facts, draft_facts, request.form, reason(), author(), own=policy().publish_own
        )
    except Refusal as refusal:
        return _effect(programme(), draft_facts, refusal)
    return redirect_to(f"/steward/audit/{revision}")


def _facts_and_draft(identity: int, role: str = "steward") -> tuple[Facts, Draft]:
    facts = changing(role)
    return facts, draft_actions.find(facts, identity)


def _begun(facts: Facts, code: str) -> list[Draft]:
    """What is being written of a definition."""
    every = asker().read(reading.drafts, facts.code)
    return [draft for draft in every if draft.code == code]


def _conflict(draft: Draft, mine: str, conflict: Conflict) -> Answer:
    newest = asker().read(reading.draft, draft.id)
    return page(
        "definition_conflict.html",
        _("Two people wrote one draft"),
        HTTPStatus.CONFLICT,
        refused=lines(conflict),
        draft=newest,
        mine=mine,
        changes=draft_actions.between(newest.text, mine),
        difference=draft_actions.line_by_line(newest.text, mine),
    )


def _effect(facts: Facts, draft: Draft, refusal: Refusal | None = None) -> Answer:
    content: Mapping[str, Any] = {
        "effect": None,
        "changes": [],
        "closed": closed.of_changes(facts, []),
    }
    try:
        content = _effect_content(facts, draft)
    except Refusal as wrong:
        refusal = refusal or wrong
    status = HTTPStatus.OK if refusal is None else status_of(refusal)
    mine = draft_actions.proposer(draft) == author()
    return page(
        "definition_effect.html",
        draft_actions.title(draft),
        status,
        refused=lines(refusal),
        draft=draft,
        newest=draft_actions.newest_version(facts, draft.code),
        moved=draft_actions.base_moved(facts, draft),
        publishing=draft.state == PROPOSED
        and may("publisher", facts.code)
        and (not mine or policy().publish_own),
        mine=mine,
        open=draft.state == OPEN,
        proposed=draft.state == PROPOSED,
        all_grains="all" in request.args,
        inputs=request.form,
        here=url(f"/steward/definitions/drafts/{draft.id}/effect"),
        **content,
    )


def _effect_content(facts: Facts, draft: Draft) -> Mapping[str, Any]:
    """What publishing the draft would change; refuses one that cannot be published."""
    draft_actions.refuse_unpublishable(facts, draft)
    definition = read(draft.text)
    computed = effects.of_publishing(facts.code, draft.code, draft.text)
    before = draft_actions.newest_definition(facts, draft.code)
    return {
        "effect": effect_text(facts, computed, definition, all_grains="all" in request.args),
        "changes": draft_actions.differences(before, draft.text),
        "closed": closed.of_changes(facts, computed.changed),
    }
