"""``itog users``: who may sign in, in which role, for which programmes."""

import sys
from collections.abc import Sequence
from typing import Any

import click
from sqlalchemy.orm import Session

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.printing import format_option, show
from data.accounts import accounts, attempts, second_factor, subjects
from data.accounts.accounts import AccountFacts
from data.accounts.scopes import scope_of
from data.audit import events
from data.passports import programme_id
from data.refusals import refuse
from data.tables.accounts import ROLES
from indicators.sheets.rows import newest_sheet, plain

COLUMNS = (
    "name",
    "role",
    "programmes",
    "disabled",
    "locked_until",
    "one_time",
    "subject",
    "added_at",
    "second_factor",
    "districts",
    "kinds",
)
SHORT = ("name", "role", "programmes", "disabled", "locked_until", "second_factor", "added_at")
WRITER = "accounts"
AUTHOR = "console"
NAME = click.argument("name", metavar="NAME")
role = click.Choice(ROLES.codes)
programmes = spoken.option(
    "--programme",
    "programmes",
    multiple=True,
    metavar="P",
    help="The role is for this programme; may be repeated.",
)
districts = spoken.option(
    "--district",
    "districts",
    multiple=True,
    metavar="D",
    help="A reporter sends of this district alone; may be repeated.",
)
kinds = spoken.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="A reporter sends records of this kind alone; may be repeated.",
)


@spoken.group()
def command() -> None:
    """Add and list who may sign in, give roles and passwords, close accounts."""


@command.command("add")
@NAME
@spoken.option(
    "--role", type=role, default="steward", show_default=True, help="What the account may do."
)
@programmes
@districts
@kinds
@spoken.option(
    "--one-time", is_flag=True, help="Print a password that must be changed at the first sign-in."
)
@spoken.option(
    "--subject", metavar="S", help="Sign in by OpenID Connect: the subject that the provider knows."
)
@spoken.option(
    "--issuer",
    metavar="URL",
    envvar="ITOG_OIDC_ISSUER",
    show_envvar=True,
    help="Whose subject that is.",
)
@pass_itog
def add_user(
    itog: Itog,
    /,
    name: str,
    role: str,
    programmes: Sequence[str],
    districts: Sequence[str],
    kinds: Sequence[str],
    one_time: bool,
    subject: str | None,
    issuer: str | None,
) -> None:
    """Add an account. The password is asked for, or is the first line of standard input."""
    with itog.ready.read() as session:
        accounts.free_name(session, name)
        codes = _existing_programmes(session, programmes)
        scope = scope_of(session, role, codes, districts, kinds)
        bound = _bound(session, subject, issuer)
    password = accounts.one_time_password() if one_time else "" if bound else _password(itog)
    with itog.database.writing(WRITER) as session:
        options = {"programmes": codes, "one_time": one_time, "subject": bound, **scope}
        added = accounts.add(session, name, password, role=role, **options)
        events.note(session, AUTHOR, "account_added", added.name, role=role, **options)
    itog.say("account_added", name=added.name)
    if one_time:
        itog.say("account_one_time", name=added.name, password=password)


@command.command("role")
@NAME
@click.argument("role", metavar="ROLE", type=role)
@programmes
@districts
@kinds
@pass_itog
def give_role(
    itog: Itog,
    /,
    name: str,
    role: str,
    programmes: Sequence[str],
    districts: Sequence[str],
    kinds: Sequence[str],
) -> None:
    """Give another role, for all programmes or those named, from the next page on."""
    with itog.ready.writing(WRITER) as session:
        codes = _existing_programmes(session, programmes)
        scope = scope_of(session, role, codes, districts, kinds)
        account = accounts.set_role(session, name, role, codes, **scope)
        events.note(
            session,
            AUTHOR,
            "role_given",
            account.name,
            role=role,
            programmes=account.programmes,
            **scope,
        )
    listed = (
        ", ".join(account.programmes) if account.programmes else itog.sentence("programmes_all")
    )
    itog.say(
        "account_role_set",
        name=account.name,
        role=ROLES.name(role, itog.language).lower(),
        programmes=listed,
    )


@command.command("unlock")
@NAME
@pass_itog
def unlock_user(itog: Itog, /, name: str) -> None:
    """Let somebody try again at once after too many wrong passwords."""
    itog.say("account_unlocked", name=_changed(itog, name, _let_try, "account_unlocked").name)


@command.command("list")
@format_option
@pass_itog
def list_users(itog: Itog, /, form: str) -> None:
    """Print every account, oldest first."""
    with itog.ready.read() as session:
        rows = (_row(session, account) for account in accounts.listed(session))
        sheet = newest_sheet(session, COLUMNS, rows)
    show(sheet, form, SHORT)


@command.command("password")
@NAME
@spoken.option(
    "--one-time", is_flag=True, help="Print a password that must be changed at the first sign-in."
)
@pass_itog
def give_password(itog: Itog, /, name: str, one_time: bool) -> None:
    """Give a new password. It is asked for as by «add»; every session of the account ends."""
    with itog.ready.read() as session:
        accounts.account_of(session, name)
    password = accounts.one_time_password() if one_time else _password(itog)
    with itog.database.writing(WRITER) as session:
        account = accounts.set_password(session, name, password, one_time=one_time)
        attempts.let_try(session, account.name)
        events.note(session, AUTHOR, "password_given", account.name, one_time=one_time)
    itog.say("account_password_set", name=account.name)
    if one_time:
        itog.say("account_one_time", name=account.name, password=password)


@command.command("disable")
@NAME
@pass_itog
def disable_user(itog: Itog, /, name: str) -> None:
    """Let nobody in under this name. Every session of the account ends."""
    itog.say(
        "account_disabled", name=_changed(itog, name, accounts.disable, "account_disabled").name
    )


@command.command("enable")
@NAME
@pass_itog
def enable_user(itog: Itog, /, name: str) -> None:
    """Let in again, with the same password."""
    itog.say("account_enabled", name=_changed(itog, name, accounts.enable, "account_enabled").name)


@command.command("second-factor")
@NAME
@spoken.option(
    "--remove",
    "removes",
    is_flag=True,
    help="Remove it, for a lost telephone. Every session of the account ends.",
)
@pass_itog
def second_factor_of(itog: Itog, /, name: str, removes: bool) -> None:
    """Say whether an account has a second factor, or remove it."""
    if removes:
        changed = _changed(itog, name, second_factor.remove, "second_factor_removed")
        itog.say("account_factor_removed", name=changed.name)
        return
    with itog.ready.read() as session:
        account = accounts.account_of(session, name)
    rule = "account_factor_on" if account.second_factor else "account_factor_none"
    itog.say(rule, name=account.name)


def _row(session: Session, account: AccountFacts) -> dict[str, Any]:
    """What is listed of an account; ``locked_until``: until when its name waits at addresses that
    are new to it.
    """
    extra = {"locked_until": attempts.slowed_until(session, account.name)}
    return {
        name: plain(extra[name] if name in extra else getattr(account, name)) for name in COLUMNS
    }


def _let_try(session: Session, name: str) -> AccountFacts:
    account = accounts.account_of(session, name)
    attempts.let_try(session, account.name)
    return account


def _changed(itog: Itog, name: str, change: Any, action: str) -> AccountFacts:
    with itog.ready.writing(WRITER) as session:
        account: AccountFacts = change(session, name)
        events.note(session, AUTHOR, action, account.name)
        return account


def _existing_programmes(session: Session, programmes: Sequence[str]) -> list[str] | None:
    """The programmes, each one that there is; nothing where none is named, which means all."""
    for code in programmes:
        programme_id(session, code)
    return sorted(set(programmes)) or None


def _bound(session: Session, subject: str | None, issuer: str | None) -> str | None:
    if subject is None:
        return None
    if not issuer:
        raise refuse("subject_without_issuer")
    return subjects.free_subject(session, subjects.subject_of(issuer, subject))


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
