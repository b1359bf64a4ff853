"""``/steward/webhooks``: which programs of others are told of a programme's revisions, and what has
become of it; an administrator's own screen.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue

from dashboard.http.context import database, language
from dashboard.http.refusals import status_of
from dashboard.steward import pages
from dashboard.steward.screen import Screen
from dashboard.text.language import _
from data.audit import events
from data.refusals import Problem, Refusal
from data.webhooks import deliveries, webhooks
from data.webhooks.posting import WebhookSender, no_webhooks
from data.webhooks.webhooks import WebhookFacts
from indicators.answers.facts import Facts

SCREEN = Screen("/steward/webhooks", lambda: _("Webhooks"), 97, role="administrator")
SETTING = "ITOG_WEBHOOKS"
WRITER = "webhooks"
LAST = 10
"""Deliveries of a webhook that the page lists; ``itog webhooks deliveries`` has all."""
Change = Callable[[Any, str], WebhookFacts]
CHANGES: Mapping[str, tuple[Change, str]] = {
    "pause": (webhooks.pause, "webhook_paused"),
    "resume": (webhooks.resume, "webhook_resumed"),
    "end": (webhooks.remove, "webhook_removed"),
}
"""What a button does, and what the audit trail calls it."""


def allow(server: Flask, sender: Callable[[], WebhookSender]) -> None:
    """Let a server tell programs of others by ``sender``, which refuses where none is set up."""
    server.config[SETTING] = sender


@SCREEN.get()
def show() -> ResponseReturnValue:
    """Every webhook of the programme with its last deliveries, and the form of another."""
    return _page(pages.changing(SCREEN.role))


@SCREEN.post()
def add() -> ResponseReturnValue:
    """Tell an address of what comes from now on; what signs is shown once."""
    facts = pages.changing(SCREEN.role)
    name, address = (request.form.get(field, "").strip() for field in ("name", "address"))
    try:
        sender = _sender()
        sender.hosts.allowed(address)
        with database().writing(WRITER) as session:
            added = webhooks.add(session, name, address, facts.code, pages.author())
            detail = {"programme": facts.code, "address": address}
            events.note(session, pages.author(), "webhook_added", name, **detail)
    except Refusal as refusal:
        return _page(facts, refusal)
    return _page(facts, secret=(name, sender.secret_of(added.key)))


@SCREEN.post("/<int:identity>")
def change(identity: int) -> ResponseReturnValue:
    """Pause a webhook, let it go on, or end it; or try whether it takes what it is told."""
    facts = pages.changing(SCREEN.role)
    try:
        if request.form.get("do") == "test":
            return _page(facts, notice=_try(facts, identity))
        if request.form.get("do") in CHANGES:
            _change(facts, identity, *CHANGES[request.form["do"]])
    except Refusal as refusal:
        return _page(facts, refusal)
    return pages.redirect_to(SCREEN.path)


def _try(facts: Facts, identity: int) -> str:
    """The sentence of a webhook that has taken a test."""
    with database().read() as session:
        webhook = webhooks.numbered(session, facts.code, identity)
    # outside of any transaction: somebody else's server may take ten seconds
    _sender().post_test(webhook)
    return Problem("webhook_taken", {"name": webhook.name}).sentence(language())


def _change(facts: Facts, identity: int, deed: Change, action: str) -> None:
    with database().writing(WRITER) as session:
        name = webhooks.numbered(session, facts.code, identity).name
        deed(session, name)
        events.note(session, pages.author(), action, name, programme=facts.code)


def _sender() -> WebhookSender:
    sender: WebhookSender = current_app.config.get(SETTING, no_webhooks)()
    return sender


def _page(
    facts: Facts,
    refusal: Refusal | None = None,
    *,
    secret: tuple[str, str] | None = None,
    notice: str = "",
) -> ResponseReturnValue:
    with database().read() as session:
        own = [each for each in webhooks.listed(session) if each.programme == facts.code]
        last = {each.id: deliveries.delivery_facts(session, each.name, LAST) for each in own}
    return pages.page(
        "webhooks.html",
        _("Webhooks"),
        status_of(refusal) if refusal else HTTPStatus.OK,
        lead=_("Programs of others that are told of each revision of this programme."),
        refused=pages.lines(refusal),
        secret=secret,
        notice=notice,
        **_hosts(),
        webhooks=own,
        deliveries=last,
        sentence=lambda problem: problem.sentence(language()),
        inputs=request.form if refusal else {},
    )


def _hosts() -> dict[str, object]:
    """The hosts that may be told; or, where nothing is set up, the sentence that says how it is."""
    try:
        return {"hosts": _sender().hosts.listed, "unset": []}
    except Refusal as refusal:
        return {"hosts": "", "unset": pages.lines(refusal)}
