"""The page on which a draft is written: its form or its text, with what is wrong at each field."""

from dataclasses import replace
from http import HTTPStatus

from flask import request
from flask.typing import ResponseReturnValue as Answer

from dashboard.stewarding.definitions import checking, drafting, form, saying
from dashboard.stewarding.pages import lines, page
from data.drafts import OPEN, Draft
from data.refusals import Refusal
from indicators.facts import Facts


def as_sent(facts: Facts, found: Draft, refusal: Refusal) -> Answer:
    """The form as it was sent, over the version it was drawn from, where no text can be made of it."""
    base = request.form.get("base", "").replace("\r\n", "\n") or found.text
    return editor(
        facts,
        replace(found, version=drafting.version_of(request.form), text=base),
        refusal=refusal,
        typed=request.form,
    )


def editor(
    facts: Facts,
    found: Draft,
    text: str | None = None,
    refusal: Refusal | None = None,
    typed: form.Sent | None = None,
) -> Answer:
    shown = found.text if text is None else text
    problems = [] if typed else checking.said(checking.problems_of(facts, found, shown))
    tab = "yaml" if request.values.get("tab") == "yaml" or not form.readable(shown) else "form"
    drawn = form.drawn(facts, shown) if tab == "form" else []
    return page(
        "definition_draft.html",
        drafting.title(found),
        HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK,
        refused=lines(refusal),
        draft=found,
        text=shown,
        tab=tab,
        writable=found.state == OPEN,
        sections=form.retyped(drawn, typed) if typed else drawn,
        problems=problems,
        indicators=drafting.indicators(facts),
        history=drafting.history(found),
        words=saying.words(),
        state=drafting.state_name(found.state),
    )
