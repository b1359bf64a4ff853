"""``itog digests``: sends what people have subscribed to, and says who has."""

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.printing import format_option, show
from data.digests.deliveries import last_delivery
from data.digests.subscriptions import Subscription, subscriptions
from data.tables.digests import DigestDelivery
from indicators.sheets.rows import newest_sheet, plain

COLUMNS = (
    *("account", "rhythm", "weekday", "programmes", "language", "confirmed_at"),
    *("due_on", "state", "since", "until", "attempts", "reason"),
)
SHORT = ("account", "rhythm", "confirmed_at", "due_on", "state", "reason")


@spoken.group()
def command() -> None:
    """Send the digests that people have subscribed to, or list who has."""


@command.command("send")
@pass_itog
def send_digests(itog: Itog, /) -> None:
    """Send every digest that is due, once; what a server of mail does not take is tried by the next run."""
    _ = itog.ready
    assert itog.send_digests is not None  # noqa: S101 - the composition root gives it
    run = itog.send_digests()
    itog.say("digests_sent", sent=run.sent, empty=run.empty, failed=len(run.failures))
    for account, reason in run.failures.items():
        click.echo(f"{account}: {reason}", err=True)
    if run.failures:
        raise SystemExit(1)


@command.command("list")
@format_option
@pass_itog
def list_subscriptions(itog: Itog, /, form: str) -> None:
    """Print who has subscribed, and what has become of the last digest of each; never an address."""
    with itog.ready.read() as session:
        rows = (_row(each, last_delivery(session, each.id)) for each in subscriptions(session))
        sheet = newest_sheet(session, COLUMNS, rows)
    show(sheet, form, SHORT)


def _row(subscription: Subscription, last: DigestDelivery | None) -> dict[str, object]:
    wish = subscription.wish
    row = {
        "account": subscription.account,
        "rhythm": wish.rhythm,
        "weekday": wish.weekday if wish.rhythm == "weekly" else None,
        "programmes": None if wish.programmes is None else " ".join(wish.programmes),
        "language": wish.language,
        "confirmed_at": subscription.confirmed_at,
        **{name: getattr(last, name, None) for name in COLUMNS[6:]},
    }
    return {name: plain(row[name]) for name in COLUMNS}
