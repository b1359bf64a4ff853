"""``itog webhooks``: programs of others that are told of each revision."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import click
from sqlalchemy.orm import Session

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import or_home_programme
from commands.common.printing import format_option, show
from data.audit import events
from data.refusals import Refusal
from data.webhooks import deliveries, webhooks
from data.webhooks.deliveries import DeliveryFacts, PendingDelivery
from data.webhooks.posting import WebhookSender
from data.webhooks.webhooks import WebhookFacts
from indicators.asking import Asker
from indicators.impact.revision_news import revision_news
from indicators.sheets.rows import newest_sheet, plain

WRITER = "webhooks"
AUTHOR = "console"
NAME = click.argument("name", metavar="NAME")
COLUMNS = ("name", "programme", "address", "author", "added_at", "revision", "paused_at")
DELIVERY_COLUMNS = ("name", "revision", "state", "attempts", "at", "due_at", "reason")


@spoken.group()
def command() -> None:
    """Tell programs of others of each revision, or say which are told."""


@command.command("add")
@NAME
@click.argument("address", metavar="URL")
@or_home_programme
@pass_itog
def add_webhook(itog: Itog, /, name: str, address: str, programme: str) -> None:
    """Tell an address of the revisions of a programme. What signs is printed once."""
    sender = itog.webhook_sender()
    sender.hosts.allowed(address)
    with itog.ready.writing(WRITER) as session:
        facts = webhooks.add(session, name, address, programme, AUTHOR)
        events.note(session, AUTHOR, "webhook_added", name, programme=programme, address=address)
    itog.say("webhook_added", name=name)
    click.echo(sender.secret_of(facts.key))


@command.command("list")
@format_option
@pass_itog
def list_webhooks(itog: Itog, /, form: str) -> None:
    """Print every webhook, oldest first."""
    with itog.ready.read() as session:
        rows = (
            {name: plain(getattr(facts, name)) for name in COLUMNS}
            for facts in webhooks.listed(session)
        )
        sheet = newest_sheet(session, COLUMNS, rows)
    show(sheet, form)


@command.command("deliveries")
@click.argument("name", metavar="[NAME]", required=False)
@format_option
@pass_itog
def list_deliveries(itog: Itog, /, name: str | None, form: str) -> None:
    """Print what webhooks were told of the last ninety days, and what waits, the newest first."""
    with itog.ready.read() as session:
        if name is not None:
            webhooks.webhook(session, name)
        listed = deliveries.delivery_facts(session, name)
        rows = (_delivery_row(facts, itog.language) for facts in listed)
        sheet = newest_sheet(session, DELIVERY_COLUMNS, rows)
    show(sheet, form)


@command.command("pause")
@NAME
@pass_itog
def pause_webhook(itog: Itog, /, name: str) -> None:
    """Tell an address nothing until it goes on; what comes meanwhile waits for it."""
    _change(itog, name, webhooks.pause, "webhook_paused")
    itog.say("webhook_is_paused", name=name)


@command.command("resume")
@NAME
@pass_itog
def resume_webhook(itog: Itog, /, name: str) -> None:
    """Tell a paused address again, what came meanwhile first."""
    _change(itog, name, webhooks.resume, "webhook_resumed")
    itog.say("webhook_goes_on", name=name)


@command.command("remove")
@NAME
@pass_itog
def remove_webhook(itog: Itog, /, name: str) -> None:
    """Tell an address nothing any more."""
    _change(itog, name, webhooks.remove, "webhook_removed")
    itog.say("webhook_removed", name=name)


@command.command("test")
@NAME
@pass_itog
def try_webhook(itog: Itog, /, name: str) -> None:
    """Tell an address of nothing, signed as everything is, and say whether it has taken it."""
    sender = itog.webhook_sender()
    with itog.ready.read() as session:
        facts = webhooks.webhook(session, name)
    sender.post_test(facts)
    itog.say("webhook_taken", name=name)


@command.command("send")
@pass_itog
def send_deliveries(itog: Itog, /) -> None:
    """Tell every webhook of what it has not been told yet; what one does not take is tried again later."""
    sender, database = itog.webhook_sender(), itog.ready
    with database.writing(WRITER) as session:
        deliveries.enqueue(session)
    with database.read() as session:
        waiting = deliveries.pending(session)
    asker = Asker(database)
    states = [_send(itog, sender, asker, identity) for identity in waiting]
    itog.say("webhooks_sent", taken=states.count(True), failed=states.count(False))
    if False in states:
        raise SystemExit(1)


def _send(itog: Itog, sender: WebhookSender, asker: Asker, identity: int) -> bool | None:
    """Whether a delivery was taken; nothing of one that another run is about."""
    with itog.ready.writing(WRITER) as session:
        delivery = deliveries.claim(session, identity)
    if delivery is None:
        return None
    try:
        content = _content(sender, asker, delivery)
        # the same whenever it is sent, so that whoever has taken it already knows
        sender.post(delivery.address, delivery.key, str(delivery.id), content)
    except Refusal as refusal:
        click.echo(f"{delivery.webhook}: {refusal.text(itog.language)}", err=True)
        with itog.ready.writing(WRITER) as session:
            deliveries.fail(session, identity, refusal.problems[0])
        return False
    with itog.ready.writing(WRITER) as session:
        deliveries.finish(session, identity)
    return True


def _change(
    itog: Itog, name: str, deed: Callable[[Session, str], WebhookFacts], action: str
) -> None:
    """Do it, and note it in the audit trail under the name of the ``action``."""
    with itog.ready.writing(WRITER) as session:
        facts = deed(session, name)
        events.note(session, AUTHOR, action, name, programme=facts.programme)


def _delivery_row(facts: DeliveryFacts, language: str) -> dict[str, Any]:
    reason = facts.problem and facts.problem.sentence(language)
    row = {name: plain(getattr(facts, name)) for name in DELIVERY_COLUMNS if name != "reason"}
    return row | {"reason": reason}


def _content(sender: WebhookSender, asker: Asker, delivery: PendingDelivery) -> Mapping[str, Any]:
    """What is told, and where the rest of it is read."""
    number = delivery.revision
    # by the asker, which tells nobody small numbers
    news = asker.ask(revision_news, delivery.programme, number)
    query = urlencode({"programme": delivery.programme, "since": number - 1, "until": number})
    return {
        **news,
        "page": f"{sender.site}/changes?{query}",
        "rows": f"{sender.site}/api/v1/changes?{query}",
    }
