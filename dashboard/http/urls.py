"""Addresses to go to after signing in or out: only our own."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from dashboard.http.address import LIMIT

LOGIN = "/login"
PROVIDER = "/login/oidc"
PROVIDER_BACK = "oidc_back"
"""The route by which people come back from the provider."""

LOGOUT = "/logout"
PASSWORD = "/password"  # noqa: S105 - an address
ACCOUNT = "/account"
OWN_SESSIONS = f"{ACCOUNT}/sessions"
FACTOR = f"{ACCOUNT}/second-factor"
OWN_DIGEST = f"{ACCOUNT}/digest"
DIGESTS = "/digests"
"""Where the links of letters lead, which open without signing in."""

CODE = f"{LOGIN}/code"
LOOKS = "/looks"
EMBED_CODE = "/embed-code"
TABLE_CSV, TABLE_XLSX = "/table.csv", "/table.xlsx"
"""A table of a page as a file."""

SERVICE_WORKER = "/service-worker.js"
HOME = "/"
BLANK = "new"
"""The form of a record that is not there yet has its place among the numbers."""

EVERY_OTHER = "<path:path>"
"""In the rule of Dash's own that takes every address without one."""

NOWHERE = frozenset(("", ".", ".."))
"""Parts of a path that browsers and servers take for another one."""


def local(address: str | None) -> str:
    """An address that surely stays with us, else the overview; browsers read ``\\`` as ``/`` and
    skip control signs.
    """
    # what comes from outside is gone to after signing in: another host there would be phishing
    if not address or len(address) > LIMIT or not address.isprintable() or "\\" in address:
        return HOME
    return address if address.startswith("/") and not address.startswith("//") else HOME


def to_login(after: str) -> str:
    """The form, and where to go from it."""
    return _before(LOGIN, after)


def to_password(after: str) -> str:
    """Where a password is changed, and where to go from it."""
    return _before(PASSWORD, after)


def to_factor(after: str) -> str:
    """Where a second factor is set up, and where to go from it."""
    return _before(FACTOR, after)


def to_code(after: str) -> str:
    """Where the code is asked for after the password, and where to go from it."""
    return _before(CODE, after)


def to_provider(after: str) -> str:
    """The provider's own form, and where to go from it."""
    return _before(PROVIDER, after)


def to_looks(after: str) -> str:
    """Where a reader says how pages look, and where to go from it."""
    return _before(LOOKS, after)


def to_logout(after: str) -> str:
    """What ends a session, and where to go from it."""
    return _before(LOGOUT, after)


def to_rooms(programme: str, path: str = "/steward") -> str:
    """The stewards' rooms, or one of them, of a programme."""
    return with_choices(path, {"programme": programme})


def with_choices(path: str, choices: Mapping[str, Any]) -> str:
    """A path, which may have choices already, with more of them."""
    query = urlencode(choices)
    return "".join((path, "&" if "?" in path else "?", query)) if query else path


def record(kind: str, number: str) -> str:
    """The path of a record's page among the stewards' rooms; a number that no path can end with
    stands behind it.
    """
    # browsers take `..` out of a path before they ask, and would ask for another page
    if number == BLANK or not NOWHERE.isdisjoint(number.split("/")):
        return f"/steward/records/{kind}?{urlencode({'number': number})}"
    return f"/steward/records/{kind}/{quote(number, safe='')}"


def asked_for() -> str:
    """What to come back to: the address that was read, or the page whose form was sent."""
    if request.method in ("GET", "HEAD"):
        return local(request.full_path.rstrip("?"))
    return page_before() or HOME


def page_before() -> str:
    """The page of ours that the browser says it comes from; empty where it is none."""
    try:
        came = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    from_here = came.netloc == request.host
    return local(came._replace(scheme="", netloc="", fragment="").geturl()) if from_here else ""


def can_be_read(path: str) -> bool:
    """Whether an address is one of our own; what nobody knows is a page that Dash looks for."""
    try:
        rule, _arguments = current_app.url_map.bind(request.host).match(
            path, method="GET", return_rule=True
        )
    except HTTPException:
        return False
    # Dash answers every address with a page: a match there says nothing
    return EVERY_OTHER not in rule.rule


def for_people() -> bool:
    """Whether a document is asked for, and not what a program reads."""
    return (
        request.accept_mimetypes.best_match(["application/problem+json", "text/html"])
        == "text/html"
    )


def _before(path: str, after: str) -> str:
    """An address that leads on to another once it is done with."""
    return f"{path}?{urlencode({'next': after})}"
