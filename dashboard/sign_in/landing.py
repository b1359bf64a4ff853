"""Where a reader comes in: a steward at what waits for them, a reporter at what they send, everybody
else where they were going.
"""

from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from flask import redirect, request
from werkzeug.wrappers import Response

from dashboard.accounts import reader
from dashboard.accounts.browser import browser
from dashboard.http import context, urls
from dashboard.sign_in.guard import set_up_first
from data.accounts import attempts, sessions
from data.accounts.accounts import AccountFacts
from data.audit import events

ROOMS = "/steward"


def let_in(account: AccountFacts, means: str = "") -> Response:
    """Begin a session of an account in this browser, and lead to where it was going or has
    something to set up; ``means`` is by what its second factor opened, for the audit trail.
    """
    address, factor = request.remote_addr, {means: True} if means else {}
    with context.database().writing("signing in") as session:
        attempts.remember(session, account.name, address)
        events.note(session, account.name, "signed_in", account.name, address=address, **factor)
        token = sessions.begin(session, account.id, browser())
    reader.begin(account, token)
    after = landing(account, request.args.get("next"))
    return redirect(set_up_first(account, after), HTTPStatus.SEE_OTHER)


def landing(account: AccountFacts | None, going: str | None) -> str:
    """The address after signing in; the overview, where whoever was going nowhere stands, is neither a
    steward's nor a reporter's.
    """
    address = urls.local(going)
    if account is None or not _is_overview(going):
        return address
    own = [each.code for each in context.programmes() if account.may("reporter", each.code)]
    if not own:
        return address
    query = parse_qs(urlsplit(address).query)
    kept: dict[str, str] = {
        name: query[name][0] for name in ("programme", "lang", "theme") if name in query
    }
    if kept.get("programme") not in own:
        kept.pop("programme", None)
    return urls.with_choices(ROOMS, kept)


def _is_overview(going: str | None) -> bool:
    """Whether somebody came from the overview or from nowhere; not by an address that is no one of
    ours.
    """
    return not going or (urls.local(going) == going and urlsplit(going).path == urls.HOME)
