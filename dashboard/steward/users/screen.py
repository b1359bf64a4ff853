"""``/steward/users``: who may sign in, in which role, for which programmes; an administrator's own
screen.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.accounts.policy import policy
from dashboard.http import context
from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.steward.pages import author, lines, page, redirect_to
from dashboard.steward.screen import Screen
from dashboard.text.labels import kind_name, place_name, short_programme_name
from dashboard.text.language import _
from data.accounts import accounts, attempts, subjects
from data.accounts.accounts import AccountFacts
from data.accounts.scopes import scope_of
from data.audit import events
from data.imports import kind_of, kinds
from data.refusals import Refusal, refuse
from data.tables.accounts import ROLES
from indicators.answers.facts import Facts

SCREEN = Screen("/steward/users", lambda: _("Accounts"), 95, role="administrator")
WRITER = "accounts"


@SCREEN.get()
def listed(
    refused: Refusal | None = None, new_password: tuple[str, str] | None = None
) -> ResponseReturnValue:
    """Everybody, the form of a new account, and a one-time password if one was just made."""
    with database().read() as session:
        people = accounts.listed(session)
        slowed = {each.id: attempts.slowed_until(session, each.name) for each in people}
    return page(
        "users.html",
        _("Accounts"),
        status_of(refused) if refused else HTTPStatus.OK,
        refused=lines(refused),
        people=people,
        slowed=slowed,
        new_password=new_password,
        roles=[(code, ROLES.name(code, context.language())) for code in ROLES.codes],
        role_names={code: ROLES.name(code, context.language()) for code in ROLES.codes},
        provider=policy().provider,
        inputs=request.form,
        typed_programmes=request.form.getlist("programmes"),
        places=[(short_programme_name(each), _districts(each)) for each in context.programmes()],
        kinds=[(name, kind_name(name)) for name in kinds() if kind_of(name).is_record],
        typed_districts=request.form.getlist("districts"),
        typed_kinds=request.form.getlist("kinds"),
    )


@SCREEN.post()
def add() -> ResponseReturnValue:
    """Add an account: with a one-time password that is shown once, or with a provider's subject."""
    name, role, codes = request.form.get("name", ""), _role(), _programmes()
    person = request.form.get("subject", "").strip()
    try:
        with database().writing(WRITER) as session:
            subject = _subject(session, person)
            password = "" if subject else accounts.one_time_password()
            scope = _scope(session, role, codes)
            options = {"programmes": codes, "one_time": not subject, "subject": subject, **scope}
            added = accounts.add(session, name.strip(), password, role=role, **options)
            events.note(session, author(), "account_added", added.name, role=role, **options)
    except Refusal as refusal:
        return listed(refusal)
    return listed(new_password=(added.name, password))


@SCREEN.post("/<int:identity>/role")
def give_role(identity: int) -> ResponseReturnValue:
    """Another role, for all programmes or some; of a reporter also for some districts and kinds."""
    detail: dict[str, Any] = {"role": _role(), "programmes": _programmes()}

    def change(session: Any, name: str) -> AccountFacts:
        detail.update(_scope(session, _role(), _programmes()))
        return accounts.set_role(session, name, **detail)

    return _changed(identity, "role_given", change, detail)


@SCREEN.post("/<int:identity>/password")
def give_password(identity: int) -> ResponseReturnValue:
    """A new one-time password, shown once; every session of the account ends."""
    password = accounts.one_time_password()

    def change(session: Any, name: str) -> AccountFacts:
        attempts.let_try(session, name)
        return accounts.set_password(session, name, password, one_time=True)

    try:
        account = _noted(identity, "password_given", change, {"one_time": True})
    except Refusal as refusal:
        return listed(refusal)
    return listed(new_password=(account.name, password))


@SCREEN.post("/<int:identity>/disable")
def disable(identity: int) -> ResponseReturnValue:
    """Let nobody in under this name."""
    return _changed(identity, "account_disabled", accounts.disable)


@SCREEN.post("/<int:identity>/enable")
def enable(identity: int) -> ResponseReturnValue:
    """Let its holder in again."""
    return _changed(identity, "account_enabled", accounts.enable)


@SCREEN.post("/<int:identity>/unlock")
def unlock(identity: int) -> ResponseReturnValue:
    """Let somebody try again at once."""

    def change(session: Any, name: str) -> AccountFacts:
        attempts.let_try(session, name)
        return accounts.account_of(session, name)

    return _changed(identity, "account_unlocked", change)


@SCREEN.post("/<int:identity>/sessions")
def sign_out(identity: int) -> ResponseReturnValue:
    """End every session of an account."""
    return _changed(identity, "sessions_ended", accounts.end_sessions)


def _changed(
    identity: int,
    action: str,
    change: Callable[[Any, str], AccountFacts],
    detail: Mapping[str, Any] = MappingProxyType({}),
) -> ResponseReturnValue:
    try:
        _noted(identity, action, change, detail)
    except Refusal as refusal:
        return listed(refusal)
    return redirect_to(SCREEN.path)


def _noted(
    identity: int,
    action: str,
    change: Callable[[Any, str], AccountFacts],
    detail: Mapping[str, Any],
) -> AccountFacts:
    """Change an account, and write down who did it; the change may still add to the detail."""
    with database().writing(WRITER) as session:
        account = change(session, accounts.numbered(session, identity).name)
        events.note(session, author(), action, account.name, **detail)
    return account


def _role() -> str:
    return accounts.known_role(request.form.get("role", ""))


def _programmes() -> list[str] | None:
    """The programmes that were ticked, each one that there is; none ticked means all."""
    codes = request.form.getlist("programmes")
    return sorted({context.facts(code).code for code in codes}) or None


def _scope(session: Any, role: str, programmes: list[str] | None) -> dict[str, Any]:
    """The districts and kinds that were ticked, of a reporter; none ticked means all."""
    form = request.form
    districts, kinds = form.getlist("districts"), form.getlist("kinds")
    return scope_of(session, role, programmes, districts, kinds)


def _districts(facts: Facts) -> list[tuple[str, str]]:
    """Code and name of every lowest district of a programme."""
    return [(code, place_name(facts, code)) for code in facts.places.leaves]


def _subject(session: Any, person: str) -> str | None:
    provider = policy().provider
    if not person:
        return None
    if provider is None:
        raise refuse("subject_without_issuer")
    return subjects.free_subject(session, subjects.subject_of(provider.issuer, person))
