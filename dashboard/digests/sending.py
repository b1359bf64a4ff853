"""Sending what is due: outside a request, by a timer of the operator's."""

import datetime

from flask import Flask

from dashboard.digests.content import news
from dashboard.digests.letters import digest_letter
from dashboard.http.context import DATABASE
from data.accounts import accounts
from data.database.database import Database
from data.digests import deliveries
from data.digests.deliveries import EMPTY, SENT, Delivery, DigestRun
from data.mail.server import MailServer
from data.refusals import Refusal

WRITER = "digests"


def send_due(server: Flask, mail: MailServer, today: datetime.date, language: str) -> DigestRun:
    """Send every digest that is due, each once; ``language`` is that of what could not be sent."""
    database, run = server.extensions[DATABASE], DigestRun()
    with database.read() as session:
        waiting = deliveries.in_turn(session)
    for identity in waiting:
        with database.writing(WRITER) as session:
            delivery = deliveries.claim(session, identity, today)
        if delivery is not None:
            _send(server, mail, delivery, run, language)
    return run


def _send(
    server: Flask, mail: MailServer, delivery: Delivery, run: DigestRun, language: str
) -> None:
    database: Database = server.extensions[DATABASE]
    try:
        state = _state_after(server, mail, delivery)
    except Refusal as refusal:
        run.failures[delivery.subscription.account] = refusal.text(language)
        with database.writing(WRITER) as session:
            deliveries.fail(session, delivery, refusal.text(delivery.subscription.wish.language))
        return
    run.sent += state == SENT
    run.empty += state == EMPTY
    with database.writing(WRITER) as session:
        deliveries.finish(session, delivery, state)


def _state_after(server: Flask, mail: MailServer, delivery: Delivery) -> str:
    """Send a digest, unless it has nothing to say."""
    subscription = delivery.subscription
    # no cookie: whoever it is, a letter goes from hand to hand and has no small numbers
    with server.test_request_context(
        "/", base_url=mail.site, headers={"X-Lang": subscription.wish.language}
    ):
        database: Database = server.extensions[DATABASE]
        with database.read() as session:
            account = accounts.account_of(session, subscription.account)
        listed = news(account, delivery)
        if not listed:
            return EMPTY
        letter = digest_letter(mail, delivery, listed)
    mail.send(letter)
    return SENT
