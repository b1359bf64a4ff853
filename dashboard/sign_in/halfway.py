"""Between the password and the code: a signed cookie of this browser, which opens nothing by
itself.
"""

from http import HTTPStatus

from flask import current_app, redirect, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from dashboard.http import context, urls
from data.accounts import accounts
from data.accounts.accounts import AccountFacts
from data.refusals import NotFound

COOKIE = "itog_halfway"
SECONDS = 5 * 60
PURPOSE = "itog-halfway"
LONGEST = 400


def ask_for_code(account: AccountFacts) -> Response:
    """Lead whose password was right to where the code is asked for."""
    response = redirect(urls.to_code(urls.local(request.args.get("next"))), HTTPStatus.SEE_OTHER)
    response.set_cookie(
        COOKIE,
        _signer().dumps([account.id, account.epoch]),
        max_age=SECONDS,
        path=urls.LOGIN,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure,
    )
    return response


def halfway_account() -> AccountFacts | None:
    """Whose password was right in this browser within five minutes, if it is the password still."""
    proof = request.cookies.get(COOKIE, "")
    try:
        # bounded before anything is decoded
        identity, epoch = _signer().loads(proof[:LONGEST], max_age=SECONDS)
        with context.database().read() as session:
            account = accounts.numbered(session, identity)
    except (BadData, NotFound):
        return None
    is_same = account.epoch == epoch and not account.disabled and account.second_factor
    return account if is_same else None


def forget(response: Response) -> Response:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, path=urls.LOGIN)
    return response


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=PURPOSE)
