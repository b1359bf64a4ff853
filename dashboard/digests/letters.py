"""Letters: a text, and the same as HTML in which nothing comes from outside."""

import datetime
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flask import render_template

from dashboard.digests.content import ProgrammeNews
from dashboard.digests.links import confirm_path, unsubscribe_path
from dashboard.http import context, urls
from dashboard.text import formats
from dashboard.text.language import _
from data import clock
from data.digests.deliveries import Delivery
from data.digests.subscriptions import Subscription
from data.mail.server import MailServer

ONE_CLICK = "List-Unsubscribe=One-Click"
"""What a program of mail posts to the link that unsubscribes (RFC 8058)."""


def digest_letter(
    mail: MailServer, delivery: Delivery, listed: Sequence[ProgrammeNews]
) -> EmailMessage:
    """A digest; its identity is the same whenever it is sent, so that a second copy is known for one."""
    subscription = delivery.subscription
    leave = f"{mail.site}{unsubscribe_path(subscription)}"
    day = formats.short_date(delivery.due_on)
    title = _("Itog, {date}: what has changed and what is overdue").format(date=day)
    letter = _letter(mail, subscription, title)
    letter["Message-ID"] = f"<digest-{delivery.id}-{subscription.key[:12]}@{mail.domain}>"
    letter["List-Unsubscribe"] = f"<{leave}>"
    letter["List-Unsubscribe-Post"] = ONE_CLICK
    links = {_("Other days, programmes or address"): f"{mail.site}{urls.OWN_DIGEST}"}
    links |= {_("Send no more digests"): leave}
    letter.set_content("\n".join(_lines(title, mail.site, listed, links)))
    page = render_template(
        "letter.html",
        title=title,
        language=context.language(),
        site=mail.site,
        listed=listed,
        links=links,
        name=subscription.account,
    )
    letter.add_alternative(page, subtype="html")
    letter["Content-Language"] = context.language()
    return letter


def confirming_letter(mail: MailServer, subscription: Subscription) -> EmailMessage:
    """The one letter to an address that nobody has confirmed; as text, which every program shows whole."""
    letter = _letter(mail, subscription, _("Digests of Itog: is this your address?"))
    lines = (
        _("The account “{name}” of Itog at {site} wants its digests sent to this address.").format(
            name=subscription.account, site=mail.site
        ),
        _("If that is you, open this link within three days and press the button there:"),
        f"{mail.site}{confirm_path(subscription)}",
        _("If it is not, do nothing: no other letter comes to an address that nobody confirms."),
    )
    letter.set_content("\n\n".join(lines))
    letter["Content-Language"] = context.language()
    return letter


def _letter(mail: MailServer, subscription: Subscription, title: str) -> EmailMessage:
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = title
    letter["From"] = mail.sender
    letter["To"] = subscription.wish.address
    letter["Date"] = format_datetime(clock.now().replace(tzinfo=datetime.UTC))
    # no answers of absence come back (RFC 3834)
    letter["Auto-Submitted"] = "auto-generated"
    return letter


def _lines(
    title: str, site: str, listed: Sequence[ProgrammeNews], links: dict[str, str]
) -> Iterator[str]:
    yield title
    for programme in listed:
        yield from ("", programme.name, "=" * min(len(programme.name), 72))
        yield from programme.meetings
        for section in programme.sections:
            yield from ("", section.title)
            yield from (f"– {line}" for line in section.lines)
            yield f"{site}{section.path}"
    yield from ("", "--")
    yield from (f"{name}: {address}" for name, address in links.items())
