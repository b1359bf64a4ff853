"""``/login/code``: who has given the right password and has a second factor gives its code."""

from http import HTTPStatus

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from dashboard.documents import document, own_address
from dashboard.http import context, urls
from dashboard.sign_in import halfway
from dashboard.sign_in.confirming import refuse_hasty, with_patience
from dashboard.sign_in.landing import let_in
from dashboard.sign_in.page import sign_in_form
from dashboard.text.language import _
from data.accounts import attempts
from data.accounts.accounts import AccountFacts
from data.accounts.factor_codes import FactorKeys, accept
from data.refusals import Problem, Refusal, TooMany, refuse


def show() -> ResponseReturnValue:
    """The empty form; without a password before it there is none."""
    if halfway.halfway_account() is None:
        return redirect(urls.to_login(urls.local(request.args.get("next"))), HTTPStatus.SEE_OTHER)
    return _form()


def sign_in() -> ResponseReturnValue:
    """Let in whose code is right; what is wrong with it is not told."""
    account = halfway.halfway_account()
    if account is None:
        return sign_in_form(HTTPStatus.UNAUTHORIZED, Problem("second_factor_over"))
    try:
        means = _means(account, request.form.get("code", ""))
    except Refusal as refusal:
        return _form(refusal)
    return halfway.forget(let_in(account, means))


def _means(account: AccountFacts, code: str) -> str:
    """By what the code opens; one that does not is refused and counted.

    In one transaction of the one writer, so that no two attempts at once are let through.
    """
    keys, address = FactorKeys(str(current_app.secret_key)), request.remote_addr
    with context.database().writing("signing in") as session:
        seconds = attempts.wait_for_code(session, account.name, address)
        refuse_hasty(seconds, "second_factor_too_many")
        means = accept(session, account.id, keys, code)
        if not means:
            attempts.count_code(session, account.name, address)
            attempts.write_down(session, account.name, address=address, code_wrong=True)
    if not means:
        raise refuse("second_factor_wrong")
    return means


def _form(refused: Refusal | None = None) -> Response:
    page = document(
        "code.html",
        _("Signing in"),
        _status(refused),
        action=own_address(),
        refused=refused.text(context.language()) if refused else None,
        again=urls.to_login(urls.local(request.args.get("next"))),
    )
    return with_patience(page, refused)


def _status(refused: Refusal | None) -> HTTPStatus:
    if isinstance(refused, TooMany):
        return HTTPStatus.TOO_MANY_REQUESTS
    return HTTPStatus.UNAUTHORIZED if refused else HTTPStatus.OK
