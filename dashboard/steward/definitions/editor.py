"""The page on which a draft is written: its form or its text, with what is wrong at each field."""

from dataclasses import replace
from http import HTTPStatus

from flask import request
from flask.typing import ResponseReturnValue as Answer

from dashboard.http import context
from dashboard.steward.definitions import checking, drafts, form
from dashboard.steward.definitions.field_values import Sent
from dashboard.steward.pages import lines, page
from data.drafts.reading import OPEN, Draft, sent_back_of
from data.refusals import Refusal
from indicators.answers.facts import Facts


def as_sent(facts: Facts, draft: Draft, refusal: Refusal) -> Answer:
    """The form as it was sent, over the version it was drawn from, where no text can be made of it."""
    base = request.form.get("base", "").replace("\r\n", "\n") or draft.text
    return editor(
        facts,
        replace(draft, version=drafts.version_of(request.form), text=base),
        refusal=refusal,
        inputs=request.form,
    )


def editor(
    facts: Facts,
    draft: Draft,
    text: str | None = None,
    refusal: Refusal | None = None,
    inputs: Sent | None = None,
) -> Answer:
    draft_text = draft.text if text is None else text
    problems = (
        [] if inputs else checking.located_sentences(checking.problems_of(facts, draft, draft_text))
    )
    tab = "yaml" if request.values.get("tab") == "yaml" or not form.readable(draft_text) else "form"
    drawn = form.drawn(facts, draft_text) if tab == "form" else []
    return page(
        "definition_draft.html",
        drafts.title(draft),
        HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK,
        refused=lines(refusal),
        draft=draft,
        text=draft_text,
        tab=tab,
        writable=draft.state == OPEN,
        sections=form.retyped(drawn, inputs) if inputs else drawn,
        problems=problems,
        indicators=drafts.indicators(facts),
        history=drafts.history(draft),
        state=drafts.state_name(draft.state),
        given_back=context.asker().read(sent_back_of, draft.id),
    )
