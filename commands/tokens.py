"""``itog tokens``: which programs may send records, until when."""

import datetime
from dataclasses import asdict

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.printing import format_option, show
from data.accounts import accounts, tokens
from data.accounts.tokens import TOKEN_ROLES, TokenFacts
from data.audit import events
from data.passports import programme_id
from indicators.sheets.rows import newest_sheet, plain

COLUMNS = (
    *("name", "role", "programme", "state", "ends_on", "used_at"),
    *("author", "added_at", "revoked_at"),
)
SHORT = COLUMNS[:6]
WRITER = "tokens"
AUTHOR = "console"
NAME = click.argument("name", metavar="NAME")
DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])


@spoken.group()
def command() -> None:
    """Make, list and revoke the tokens by which programs send records."""


@command.command("make")
@NAME
@spoken.option(
    "--role",
    type=click.Choice(TOKEN_ROLES),
    default="steward",
    show_default=True,
    help="What the program may do; steward: send records; reporter: send what a steward accepts.",
)
@spoken.option("--programme", metavar="P", help="For this programme alone; by default for all.")
@spoken.option(
    "--account", metavar="NAME", help="Of a reporter: the account in whose name it sends."
)
@spoken.option("--until", type=DAY, metavar="DATE", help="Its last day; by default in a year.")
@pass_itog
def make_token(
    itog: Itog,
    /,
    name: str,
    role: str,
    programme: str | None,
    account: str | None,
    until: datetime.datetime | None,
) -> None:
    """Make a token. It is printed once and kept nowhere."""
    ends_on = tokens.last_day(until.date() if until else None)
    with itog.ready.writing(WRITER) as session:
        if programme is not None:
            programme_id(session, programme)
        token = tokens.add(
            session,
            name,
            role=role,
            author=AUTHOR,
            ends_on=ends_on,
            programme=programme,
            account_id=accounts.account_of(session, account).id if account else None,
        )
        detail = {"role": role, "programme": programme, "until": ends_on.isoformat()}
        detail |= {"account": account} if account else {}
        events.note(session, AUTHOR, "token_added", name, **detail)
    itog.say("token_added", name=name, day=ends_on)
    click.echo(token)


@command.command("list")
@format_option
@pass_itog
def list_tokens(itog: Itog, /, form: str) -> None:
    """Print every token, oldest first; never what opens."""
    with itog.ready.read() as session:
        sheet = newest_sheet(session, COLUMNS, map(_row, tokens.listed(session)))
    show(sheet, form, SHORT)


@command.command("revoke")
@NAME
@pass_itog
def revoke_token(itog: Itog, /, name: str) -> None:
    """Let a token open nothing from this moment on."""
    with itog.ready.writing(WRITER) as session:
        facts = tokens.revoke(session, name)
        events.note(session, AUTHOR, "token_revoked", name, programme=facts.programme)
    itog.say("token_withdrawn", name=name)


def _row(facts: TokenFacts) -> dict[str, object]:
    every = asdict(facts) | {"state": facts.state}
    return {name: plain(every[name]) for name in COLUMNS}
