"""The state of a programme for other sites: how many plans of the year are met."""

from collections import Counter

from flask import Response, request

from dashboard.embed.site_view import (
    OfferedView,
    SiteRow,
    SiteView,
    kept_address,
    share_of,
    site_response,
)
from dashboard.http.framing import EMBEDDED
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections.overview import Overview
from dashboard.sections.tally import title_of
from dashboard.text import labels
from dashboard.text.language import _

ADDRESS = f"{EMBEDDED}overview"
KEPT = ("programme", "years", "plan", "as_of")
HEIGHT = 420


def offer(page_request: PageRequest) -> OfferedView:
    """What another site can show of the overview."""
    title = labels.programme_name(page_request.facts)
    return OfferedView(title, kept_address(page_request, ADDRESS, KEPT), HEIGHT)


def view() -> Response:
    """The document: the numbers of the overview's tiles."""
    page_request = read_page_request(f"/?{request.query_string.decode()}")
    overview = Overview(page_request)
    words = SiteView(
        title=title_of(overview),
        scope=labels.programme_name(page_request.facts),
        page=kept_address(page_request, "/", KEPT),
        leads_to=_("All indicators"),
        heads=(_("Status"), _("Indicators")),
        rows=_rows(overview),
    )
    return site_response(page_request, words)


def _rows(overview: Overview) -> list[SiteRow]:
    """A status a row, and last the indicators without a plan, where there are any."""
    counted = Counter(answer.status for answer in overview.now)
    longest = max(counted.values(), default=0)
    names = labels.status_key(overview.now)
    rows = [
        SiteRow(name, str(counted[code]), share=share_of(counted[code], longest), tone=code)
        for code, name in names.items()
    ]
    if not counted[None]:
        return rows
    without = share_of(counted[None], longest)
    last = SiteRow(_("No plan for this year"), str(counted[None]), share=without, tone="muted")
    return [*rows, last]
