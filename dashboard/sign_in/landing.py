"""Where a reader comes in: a steward at what waits for them, everybody else where they were going."""

from urllib.parse import parse_qs, urlsplit

from dashboard.http import context, urls
from data.accounts.accounts import AccountFacts

ROOMS = "/steward"


def landing(account: AccountFacts | None, going: str | None) -> str:
    """The address after signing in; the overview, where whoever was going nowhere stands, is not a
    steward's.
    """
    address = urls.local(going)
    if account is None or not _is_overview(going):
        return address
    own = [each.code for each in context.programmes() if account.may("steward", each.code)]
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
