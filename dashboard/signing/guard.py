"""What only those may ask for who have signed in."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec

from flask import redirect, request
from flask.typing import ResponseReturnValue

from dashboard.api.problems import problem
from dashboard.signing import ways
from dashboard.signing.reading import reader
from data.refusals import refuse

Asked = ParamSpec("Asked")


def signed_in(view: Callable[Asked, ResponseReturnValue]) -> Callable[Asked, ResponseReturnValue]:
    """Let a view answer only those who have signed in; browsers are led to the form, programs get a 401."""

    @wraps(view)
    def guarded(*args: Asked.args, **named: Asked.kwargs) -> ResponseReturnValue:
        return _refused() if reader() is None else view(*args, **named)

    return guarded


def _refused() -> ResponseReturnValue:
    if request.accept_mimetypes.best_match(["application/problem+json", "text/html"]) == "text/html":
        return redirect(ways.to_login(ways.asked_for()), HTTPStatus.SEE_OTHER)
    return problem(refuse("sign_in_first", address=ways.LOGIN), HTTPStatus.UNAUTHORIZED)
