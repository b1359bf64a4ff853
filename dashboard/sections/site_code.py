"""Code by which a page of another site shows a view of ours, and who may."""

from collections.abc import Sequence
from urllib.parse import urljoin

from dash import html
from dash.development.base_component import Component
from flask import request
from markupsafe import escape

from dashboard.accounts.policy import policy
from dashboard.http.framing import SETTING, allowed
from dashboard.text.language import _


def frame_code(address: str, title: str, height: int) -> str:
    """A frame of one of our addresses, as markup."""
    source = escape(urljoin(request.host_url, address))
    return (
        f'<iframe src="{source}" title="{escape(title)}" width="100%" height="{height}" '
        'style="border: 0" loading="lazy"></iframe>'
    )


def site_code(summary: str, address: str, title: str, height: int) -> Component | None:
    """What to put into a page of another site; nothing where reading asks for a sign-in."""
    if policy().reading_signed:
        return None
    field = html.Textarea(
        frame_code(address, title, height),
        id="embed-code",
        readOnly="readOnly",
        rows=4,
        className="form-control embed-code",
    )
    parts = [
        html.Label(_("Code for a page of the site"), htmlFor="embed-code"),
        field,
        html.P(_permission(allowed()), className="panel__note"),
    ]
    return html.Details([html.Summary(summary), *parts])


def _permission(origins: Sequence[str]) -> str:
    if not origins:
        return _(
            "No other site may show it yet: the operator of the server names them in {setting}."
        ).format(setting=SETTING)
    return _("Sites that may show it: {sites}").format(sites=", ".join(origins))
