"""Code by which a page of another site shows a view of ours, and who may: ``/embed-code``."""

from collections.abc import Sequence
from urllib.parse import urljoin

from flask import Response, request
from markupsafe import escape

from dashboard.documents import document
from dashboard.embed.offered_views import offer_of
from dashboard.embed.site_view import OfferedView
from dashboard.http.framing import SETTING, allowed
from dashboard.request_reading import read_page_request
from dashboard.text.language import _
from data.refusals import LONGEST, NotFound, Problem


def frame_code(offered: OfferedView) -> str:
    """A frame of a view, as the text of markup."""
    source = escape(urljoin(request.host_url, offered.address))
    return (
        f'<iframe src="{source}" title="{escape(offered.title)}" width="100%" '
        f'height="{offered.height}" style="border: 0" loading="lazy"></iframe>'
    )


def view() -> Response:
    """What to put into a page of another site for one of our pages; refuses a page without a view."""
    address = request.args.get("address", "")
    page_request = read_page_request(address)
    offered = offer_of(page_request) if address else None
    if offered is None:
        raise NotFound(Problem("not_embedded", {"path": address[:LONGEST]}))
    return document(
        "embed_code.html",
        _("Code for another site"),
        figure=offered.title,
        code=frame_code(offered),
        view=offered.address,
        permission=_permission(allowed()),
        back=page_request.href(),
    )


def _permission(origins: Sequence[str]) -> str:
    if not origins:
        return _(
            "No other site may show it yet: the operator of the server names them in {setting}."
        ).format(setting=SETTING)
    return _("Sites that may show it: {sites}").format(sites=", ".join(origins))
