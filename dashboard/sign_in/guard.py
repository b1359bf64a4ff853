"""What only those may ask for who have signed in, and have the role for it."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec

from flask import Flask, Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.accounts.bearer import has_token, holder
from dashboard.accounts.policy import policy
from dashboard.accounts.reader import account, may, must_set_up
from dashboard.http import context, urls
from dashboard.http.dash_internals import COMPONENT_SUITES
from dashboard.http.problems import problem
from dashboard.sign_in.page import sign_in_form
from dashboard.submissions import keep
from data.accounts.accounts import AccountFacts
from data.refusals import Forbidden, Problem, refuse
from data.tables.accounts import ROLES

Arguments = ParamSpec("Arguments")
View = Callable[Arguments, ResponseReturnValue]
PROBES = ("/healthz", "/readyz", "/metrics")
"""What watches over the server asks; of the last the operator says by address who may."""

OPEN = (
    urls.LOGIN,
    urls.CODE,
    urls.FACTOR,
    urls.PROVIDER,
    f"{urls.PROVIDER}/back",
    urls.LOGOUT,
    urls.PASSWORD,
    urls.LOOKS,
    *PROBES,
)
FILES = ("/assets/", COMPONENT_SUITES, "/favicon.ico", urls.SERVICE_WORKER)
"""What every browser may load before anybody has signed in, even where reading asks for it."""
LETTERS = f"{urls.DIGESTS}/"
"""Where links of letters lead: what is signed in them opens, and nothing else."""


def needs(role: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """Let a view answer only those with at least ``role``; browsers are led to the form, programs
    get a 401.
    """

    def guarding(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def guarded(*args: Arguments.args, **named: Arguments.kwargs) -> ResponseReturnValue:
            reader = account()
            if reader is None:
                return to_sign_in()
            if must_set_up(reader):
                return to_set_up(reader)
            require(role)
            return view(*args, **named)

        return guarded

    return guarding


signed_in = needs("viewer")
"""Let a view answer whoever has signed in."""


def require(role: str, programme: str | None = None) -> None:
    """Refuse a reader without this role, or whose role does not extend to this programme."""
    reader = account()
    if reader is None:
        raise Forbidden(Problem("sign_in_first", {"address": urls.LOGIN}))
    if not may(role):
        words = {"needed": _named(role), "role": _named(reader.role)}
        raise Forbidden(Problem("role_missing", words))
    if not may(role, programme):
        raise Forbidden(Problem("programme_not_yours", {"programme": programme}))


def to_sign_in() -> ResponseReturnValue:
    """The answer for nobody; what was typed is kept, and stands where it was typed after signing
    in.
    """
    kept = keep.keep()
    if keep.is_lost() and urls.for_people():
        return sign_in_form(HTTPStatus.UNAUTHORIZED, Problem("typed_not_kept"))
    if urls.for_people():
        return redirect(
            urls.to_login(kept.page if kept else urls.asked_for()), HTTPStatus.SEE_OTHER
        )
    return problem(refuse("sign_in_first", address=urls.LOGIN), HTTPStatus.UNAUTHORIZED)


def to_set_up(reader: AccountFacts) -> ResponseReturnValue:
    """The answer for who came with a one-time password, or must have a second factor and has none."""
    kept = keep.keep()
    if urls.for_people():
        after = kept.page if kept else urls.asked_for()
        return redirect(set_up_first(reader, after), HTTPStatus.SEE_OTHER)
    rule = "password_must_change" if reader.one_time else "second_factor_must"
    return problem(Forbidden(Problem(rule, {"address": urls.FACTOR})), HTTPStatus.FORBIDDEN)


def set_up_first(reader: AccountFacts, after: str) -> str:
    """Where an account goes: where it was going, or where it has something to set up before that."""
    if reader.one_time:
        return urls.to_password(after)
    return urls.to_factor(after) if must_set_up(reader) else after


def close(server: Flask) -> None:
    """Where the operator wants it, let nobody read anything before signing in."""

    @server.before_request
    def closed() -> ResponseReturnValue | None:
        is_open = request.path in OPEN or request.path.startswith((*FILES, LETTERS))
        if not policy().reading_signed or is_open:
            return None
        if has_token():
            # one that opens nothing is refused here
            holder()
            return None
        reader = account()
        if reader is None:
            return to_sign_in()
        return to_set_up(reader) if must_set_up(reader) else None

    @server.after_request
    def kept_by_nobody_else(response: Response) -> Response:
        if policy().reading_signed and not request.path.startswith(FILES):
            response.headers["Cache-Control"] = "private, no-cache"
            response.vary.update(("Cookie", "Authorization"))
        return response


def _named(role: str) -> str:
    return ROLES.name(role, context.language()).lower()
