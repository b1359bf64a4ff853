"""``/account/digest``, and the pages of the links in letters."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from babel.dates import get_day_names
from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.digests import links
from dashboard.digests.letters import confirming_letter
from dashboard.digests.routes import SETTING
from dashboard.documents import document
from dashboard.http import context, urls
from dashboard.http.refusals import sentences, status_of
from dashboard.sign_in.own_account import own
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.audit import events
from data.digests import deliveries, subscriptions
from data.digests.subscriptions import DigestWish, Subscription
from data.mail.server import MailServer
from data.refusals import LANGUAGES, Refusal, refuse
from data.tables.digests import DIGEST_RHYTHMS, LONGEST_ADDRESS, DigestDelivery
from data.words.whole import whole

WRITER = "digests"
ALL = "all"


def show() -> ResponseReturnValue:
    """The reader's subscription, or the form of one."""
    return _page(_subscription())


def change() -> ResponseReturnValue:
    """Do what the button says; what is refused stands above the form with what was typed."""
    deed = DEEDS.get(request.form.get("do", ""), _save)
    try:
        deed()
    except Refusal as refusal:
        return _page(_subscription(), refusal)
    return redirect(urls.OWN_DIGEST, HTTPStatus.SEE_OTHER)


def show_confirm(token: str) -> ResponseReturnValue:
    """The button that confirms: programs of mail open links by themselves, and press none."""
    subscription = _named(links.read_confirm(token))
    question = _("Send digests of Itog to {address}?").format(address=subscription.wish.address)
    return _link_page(_("Confirm the address"), question, _("Yes, send them"))


def confirm(token: str) -> ResponseReturnValue:
    """The address is confirmed; once more, it still is."""
    # before the writers' lock: a stranger with a made-up link must not hold it
    subscription = _named(links.read_confirm(token))
    if not subscription.is_confirmed:
        with context.database().writing(WRITER) as session:
            subscriptions.confirm(session, subscription.id, subscription.key)
            events.note(session, subscription.account, "digest_confirmed", subscription.account)
    text = _("The address {address} is confirmed. The first digest comes on its next day.")
    return _link_page(_("Confirm the address"), text.format(address=subscription.wish.address), "")


def show_unsubscribe(token: str) -> ResponseReturnValue:
    """The button that unsubscribes, for the same reason."""
    subscription = _named(links.read_unsubscribe(token))
    question = _("Send no more digests to {address}?").format(address=subscription.wish.address)
    return _link_page(_("Digests by mail"), question, _("Stop the digests"))


def unsubscribe(token: str) -> ResponseReturnValue:
    """The end of a subscription, by the button or by a program of mail (RFC 8058), which says no more
    than that.
    """
    subscription = _named(links.read_unsubscribe(token))
    with context.database().writing(WRITER) as session:
        subscriptions.end(session, subscription.account_id)
        events.note(session, subscription.account, "digest_ended", subscription.account)
    text = _("No digest will be sent any more, and the address is forgotten.")
    return _link_page(_("Digests by mail"), text, "")


def _save() -> None:
    """Keep the wish; an address that is new is asked by a letter whether it is right."""
    mail, codes = _mail(), [facts.code for facts in context.programmes()]
    account = own()
    with context.database().writing(WRITER) as session:
        kept = subscriptions.keep(session, account.id, _wish_of_form(), codes)
        events.note(session, account.name, "digest_chosen", account.name, rhythm=kept.wish.rhythm)
    if not kept.is_confirmed:
        _ask(mail, account.id)


def _again() -> None:
    _ask(_mail(), own().id)


def _stop() -> None:
    account = own()
    with context.database().writing(WRITER) as session:
        subscriptions.end(session, account.id)
        events.note(session, account.name, "digest_ended", account.name)


DEEDS: Mapping[str, Callable[[], None]] = {"save": _save, "again": _again, "stop": _stop}


def _ask(mail: MailServer, account_id: int) -> None:
    """Send the letter that asks whether the address is right."""
    with context.database().writing(WRITER) as session:
        subscription = subscriptions.count_letter(session, account_id)
    # outside of the lock: a server of mail may take half a minute
    mail.send(confirming_letter(mail, subscription))


def _mail() -> MailServer:
    mail: MailServer | None = current_app.config.get(SETTING)
    if mail is None:
        raise refuse("mail_not_set")
    return mail


def _named(identity_and_key: tuple[int, str]) -> Subscription:
    with context.database().read() as session:
        return subscriptions.named(session, *identity_and_key)


def _subscription() -> Subscription | None:
    with context.database().read() as session:
        return subscriptions.subscription_of(session, own().id)


def _last(subscription: Subscription | None) -> DigestDelivery | None:
    if subscription is None:
        return None
    with context.database().read() as session:
        return deliveries.last_delivery(session, subscription.id)


def _wish_of_form() -> DigestWish:
    """What the form says; words that it does not offer stay as they are, to be refused."""
    form = request.form
    weekday = whole(form.get("weekday", ""))
    chosen = form.getlist("programme")
    return DigestWish(
        address=form.get("address", ""),
        rhythm=form.get("rhythm", ""),
        weekday=-1 if weekday is None else weekday,
        programmes=None if ALL in chosen else tuple(chosen),
        language=form.get("language", ""),
    )


def _page(subscription: Subscription | None, refused: Refusal | None = None) -> ResponseReturnValue:
    kept = subscription.wish if subscription else DigestWish(language=context.language())
    wish = _wish_of_form() if refused and "address" in request.form else kept
    return document(
        "digest.html",
        _("Digests by mail"),
        status_of(refused) if refused else HTTPStatus.OK,
        refused=sentences(refused, context.language()) if refused else (),
        is_possible=current_app.config.get(SETTING) is not None,
        subscription=subscription,
        wish=wish,
        last=_last(subscription),
        longest=LONGEST_ADDRESS,
        formats=formats,
        **_choices(),
    )


def _choices() -> dict[str, Any]:
    """What the form offers, by code."""
    language = context.language()
    days = get_day_names("wide", "stand-alone", locale=language)
    return {
        "rhythms": {code: DIGEST_RHYTHMS.name(code, language) for code in DIGEST_RHYTHMS.codes},
        "weekdays": dict(days),
        "programmes": {
            facts.code: labels.short_programme_name(facts) for facts in context.programmes()
        },
        "tongues": {code: context.languages()[code].name for code in LANGUAGES},
    }


def _link_page(title: str, text: str, button: str) -> ResponseReturnValue:
    """A page of a link: a sentence, and a button where there is something to do."""
    return document("digest_link.html", title, text=text, button=button)
