"""``itog users``: who may sign in."""

import sys

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.printing import format_option, show
from data import accounts
from data.database import newest_revision
from data.refusals import refuse
from indicators.rows import Sheet, plain

COLUMNS = ("name", "disabled", "added_at")
WRITER = "accounts"
NAME = click.argument("name", metavar="NAME")


@spoken.group()
def command() -> None:
    """Add and list who may sign in, give passwords, close accounts."""


@command.command("add")
@NAME
@pass_itog
def add_user(itog: Itog, /, name: str) -> None:
    """Add an account. The password is asked for, or is the first line of standard input."""
    with itog.ready.read() as session:
        accounts.free_name(session, name)
    password = _password(itog)
    with itog.database.writing(WRITER) as session:
        added = accounts.add(session, name, password)
    itog.say("account_added", name=added.name)


@command.command("list")
@format_option
@pass_itog
def list_users(itog: Itog, /, form: str) -> None:
    """Print every account, oldest first."""
    with itog.ready.read() as session:
        rows = [{name: plain(getattr(account, name)) for name in COLUMNS} for account in accounts.listed(session)]
        newest = newest_revision(session)
    show(Sheet(newest, newest, COLUMNS, rows), form)


@command.command("password")
@NAME
@pass_itog
def give_password(itog: Itog, /, name: str) -> None:
    """Give a new password. It is asked for as by «add»; every session of the account ends."""
    with itog.ready.read() as session:
        accounts.account_of(session, name)
    password = _password(itog)
    with itog.database.writing(WRITER) as session:
        account = accounts.set_password(session, name, password)
    itog.say("account_password_set", name=account.name)


@command.command("disable")
@NAME
@pass_itog
def disable_user(itog: Itog, /, name: str) -> None:
    """Let nobody in under this name. Every session of the account ends."""
    with itog.ready.writing(WRITER) as session:
        account = accounts.disable(session, name)
    itog.say("account_disabled", name=account.name)


@command.command("enable")
@NAME
@pass_itog
def enable_user(itog: Itog, /, name: str) -> None:
    """Let in again, with the same password."""
    with itog.ready.writing(WRITER) as session:
        account = accounts.enable(session, name)
    itog.say("account_enabled", name=account.name)


def _password(itog: Itog) -> str:
    """Never from the command line, which other people of the machine can read."""
    if not on_a_terminal():
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt(itog.sentence("password_new"), hide_input=True, err=True)
    again: str = click.prompt(itog.sentence("password_again"), hide_input=True, err=True)
    if password != again:
        raise refuse("passwords_differ")
    return password


def on_a_terminal() -> bool:
    """Whether a person answers."""
    return sys.stdin.isatty()
