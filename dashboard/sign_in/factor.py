"""``/account/second-factor``: everybody turns their own second factor on and off."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import segno
from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from dashboard.accounts import reader
from dashboard.accounts.browser import browser
from dashboard.accounts.policy import policy
from dashboard.documents import document, own_address
from dashboard.http import context, urls
from dashboard.http.refusals import status_of
from dashboard.sign_in.confirming import confirm, is_password, with_patience
from dashboard.sign_in.guard import to_set_up, to_sign_in
from dashboard.text.language import _
from data.accounts import accounts, factor_codes, second_factor, sessions
from data.accounts.accounts import AccountFacts
from data.accounts.factor_codes import FactorKeys
from data.audit import events
from data.refusals import Refusal

GROUP = 4
"""Letters of a key that are typed in one go."""


def show() -> ResponseReturnValue:
    """What there is, and what can be done with it."""
    return _answer(_form)


def change() -> ResponseReturnValue:
    """Do what the button says; what is refused stands above the form."""
    return _answer(DEEDS.get(request.form.get("do", ""), _form))


def _answer(deed: Callable[[AccountFacts], ResponseReturnValue]) -> ResponseReturnValue:
    account = reader.account()
    if account is None:
        return to_sign_in()
    if account.one_time:
        return to_set_up(account)
    try:
        return deed(account)
    except Refusal as refusal:
        return _form(account, refusal)


def _propose(account: AccountFacts) -> ResponseReturnValue:
    """The first step: the password once more, and a key for the telephone."""
    password = request.form.get("password", "")
    confirm(
        account,
        lambda: is_password(account, password),
        wrong="password_now_wrong",
        slowed="password_or_code_too_many",
    )
    return _proposal(account, factor_codes.new_key())


def _turn_on(account: AccountFacts) -> ResponseReturnValue:
    """The second step: one right code; every other session, begun by the password alone, ends."""
    key = _keys().proposed(account.id, request.form.get("proposal", ""))
    try:
        with context.database().writing("second factor") as session:
            code = request.form.get("code", "")
            codes = factor_codes.turn_on(session, account.id, _keys(), key, code)
            events.note(session, account.name, "second_factor_on", account.name)
            changed = accounts.end_sessions(session, account.name)
            token = sessions.begin(session, account.id, browser())
    except Refusal as refusal:
        return _proposal(account, key, refusal)
    reader.begin(changed, token)
    return _recovery_codes(codes)


def _renew(account: AccountFacts) -> ResponseReturnValue:
    """Ten other recovery codes."""
    _confirm_both(account)
    with context.database().writing("second factor") as session:
        codes = second_factor.renew_recovery_codes(session, account.id)
        events.note(session, account.name, "recovery_codes_renewed", account.name)
    return _recovery_codes(codes)


def _turn_off(account: AccountFacts) -> ResponseReturnValue:
    """The password alone opens from now on; whose role must have two sets up another."""
    _confirm_both(account)
    with context.database().writing("second factor") as session:
        second_factor.turn_off(session, account.name)
        events.note(session, account.name, "second_factor_off", account.name)
    return redirect(urls.ACCOUNT, HTTPStatus.SEE_OTHER)


DEEDS: Mapping[str, Callable[[AccountFacts], ResponseReturnValue]] = {
    "begin": _propose,
    "confirm": _turn_on,
    "renew": _renew,
    "off": _turn_off,
}


def _confirm_both(account: AccountFacts) -> None:
    """Refuse unless the password and a code are right; which of them is wrong is not told."""
    password, code = request.form.get("password", ""), request.form.get("code", "")

    def is_right() -> bool:
        if not is_password(account, password):
            return False
        with context.database().writing("second factor") as session:
            return bool(factor_codes.accept(session, account.id, _keys(), code))

    confirm(account, is_right, wrong="password_or_code_wrong", slowed="password_or_code_too_many")


def _keys() -> FactorKeys:
    return FactorKeys(str(current_app.secret_key))


def _proposal(
    account: AccountFacts, key: str, refused: Refusal | None = None
) -> ResponseReturnValue:
    """The key as a picture for the telephone's camera, as a link, and in letters for typing."""
    address = factor_codes.address_of(key, account.name, request.host.partition(":")[0])
    picture = segno.make(address, error="m", micro=False)
    return _page(
        refused,
        proposal=_keys().propose(account.id, key),
        link=address,
        # made of squares alone, by the library
        picture=Markup(picture.svg_inline(scale=5, border=4, dark="#000", light="#fff")),  # noqa: S704
        letters=" ".join(key[at : at + GROUP] for at in range(0, len(key), GROUP)),
    )


def _recovery_codes(codes: list[str]) -> ResponseReturnValue:
    return _page(None, codes=codes, after=urls.local(request.args.get("next") or urls.ACCOUNT))


def _form(account: AccountFacts, refused: Refusal | None = None) -> ResponseReturnValue:
    with context.database().read() as session:
        left = second_factor.recovery_codes_left(session, account.id)
    return _page(refused, account=account, left=left, must=policy().lacks_factor(account))


STEPS = {"account": None, "proposal": "", "codes": ()}


def _page(refused: Refusal | None, **content: Any) -> ResponseReturnValue:
    page = document(
        "factor.html",
        _("Second factor"),
        status_of(refused) if refused else HTTPStatus.OK,
        action=own_address(),
        refused=refused.text(context.language()) if refused else None,
        **{**STEPS, **content},
    )
    return with_patience(page, refused)
